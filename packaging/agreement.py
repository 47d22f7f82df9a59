"""Whether all that names a version names the same one. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from changelog import UNRELEASED, Release

RELEASABLE = re.compile(r"\d+\.\d+\.\d+")
NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What the checkout says of itself.

    Attributes:
        version: What pyproject.toml gives to the wheel.
        today: Where this runs.
        changelog: Its sections, the newest first.
        metainfo: Version and date of its releases, the newest first.
        manual: The man page's heading.
        tags: Every tag that names a version.
        tags_here: Those of them on the commit that is checked out.
        uncommitted: Files that differ from that commit.
    """

    version: str
    today: date
    changelog: tuple[Release, ...]
    metainfo: tuple[tuple[str, str], ...]
    manual: str
    tags: frozenset[str]
    tags_here: frozenset[str]
    uncommitted: tuple[str, ...]


def tag_of(version: str) -> str:
    """What git calls a version."""
    return f"v{version}"


def disagreements(facts: Facts) -> tuple[str, ...]:
    """All that keeps this commit from being released, a sentence each."""
    found = [*_of_version(facts), *_of_changelog(facts), *_of_share(facts), *_of_git(facts)]
    return tuple(found)


def _released(facts: Facts) -> list[Release]:
    return [section for section in facts.changelog if section.version != UNRELEASED]


def _of_version(facts: Facts) -> Iterator[str]:
    if not RELEASABLE.fullmatch(facts.version):
        yield f"The version is {facts.version}; what is released is called like 1.2.3."


def _of_changelog(facts: Facts) -> Iterator[str]:
    waiting = [section for section in facts.changelog if section.version == UNRELEASED]
    if any(section.opening or section.entries for section in waiting):
        count = sum(len(section.entries) for section in waiting)
        yield (
            f"CHANGELOG.md still has something under {UNRELEASED} ({count} entries); its heading "
            f"has to become: {facts.version} – {facts.today}."
        )
    released = _released(facts)
    if not released:
        yield f"CHANGELOG.md knows no release, and the version is {facts.version}."
        return
    newest = released[0]
    if newest.version != facts.version:
        yield (
            f"CHANGELOG.md's newest release is {newest.version}, and the version is "
            f"{facts.version}."
        )
    if not newest.opening and not newest.entries:
        yield f"CHANGELOG.md says nothing about {newest.version}."
    yield from _of_dates(released, facts.today)


def _of_dates(released: list[Release], today: date) -> Iterator[str]:
    for release in released:
        if release.date is not None and release.date > today:
            yield f"CHANGELOG.md dates {release.version} {release.date}, which is still to come."
    for newer, older in pairwise(released):
        if newer.date is not None and older.date is not None and newer.date < older.date:
            yield f"CHANGELOG.md dates {newer.version} before {older.version}, which stands below."
    versions = [release.version for release in released]
    for version in sorted({it for it in versions if versions.count(it) > 1}):
        yield f"CHANGELOG.md has {version} more than once."


def _of_share(facts: Facts) -> Iterator[str]:
    newest = next(iter(_released(facts)), None)
    if newest is None:
        return
    expected = (newest.version, str(newest.date))
    told = facts.metainfo[0] if facts.metainfo else None
    if told is None:
        yield f"The metainfo names no release, CHANGELOG.md {newest.version}."
    elif told != expected:
        yield (
            f"The metainfo's newest release is {' of '.join(told)}, CHANGELOG.md's "
            f"{' of '.join(expected)}."
        )
    for words in (facts.version, str(newest.date)):
        if words not in re.split(r'[\s"]+', facts.manual):
            yield f"The man page's heading lacks {words}: {facts.manual}"


def _of_git(facts: Facts) -> Iterator[str]:
    tag = tag_of(facts.version)
    for other in sorted(facts.tags_here - {tag}):
        yield f"This commit carries the tag {other}, and the version is {facts.version}."
    if tag in facts.tags - facts.tags_here:
        yield f"The tag {tag} is on another commit: {facts.version} is released already."
    if facts.uncommitted:
        named = ", ".join(facts.uncommitted[:NAMED_AT_MOST])
        more = len(facts.uncommitted) - NAMED_AT_MOST
        yield f"Not committed: {named}{f' and {more} more' if more > 0 else ''}."

"""Reads CHANGELOG.md: every release with its date and what it brought. Pure."""

import re
from dataclasses import dataclass
from datetime import date

UNRELEASED = "Unreleased"
HEADING = re.compile(r"(?P<version>\d+\.\d+\.\d+\S*) – (?P<date>\d{4}-\d{2}-\d{2})")


class ChangelogError(Exception):
    """The changelog cannot be read; one sentence says which line is wrong."""


@dataclass(frozen=True, slots=True)
class Release:
    """One section of the changelog.

    Attributes:
        version: As in the heading; ``UNRELEASED`` where it has none yet.
        date: When it came out, None while it is unreleased.
        opening: The words before the list, or nothing.
        entries: The items of the list, each in one line.
    """

    version: str
    date: date | None
    opening: str
    entries: tuple[str, ...]


def releases(text: str) -> tuple[Release, ...]:
    """All sections from top to bottom, the unreleased one among them.

    Raises:
        ChangelogError: A heading, or a line between them, is not as it must be.
    """
    found: list[Release] = []
    section: list[tuple[int, str]] = []
    lines = list(enumerate(text.splitlines(), start=1))
    # From below, so that a heading meets the lines of its section.
    for number, line in reversed(lines):
        if line.startswith("## "):
            found.insert(0, _release(number, line[3:].strip(), section[::-1]))
            section = []
        else:
            section.append((number, line))
    return tuple(found)


def _release(number: int, heading: str, section: list[tuple[int, str]]) -> Release:
    opening, entries = _words(section)
    if heading == UNRELEASED:
        return Release(UNRELEASED, None, opening, entries)
    match = HEADING.fullmatch(heading)
    day = None if match is None else _day(match["date"])
    if match is None or day is None:
        raise ChangelogError(
            f"CHANGELOG.md, line {number}: a heading is {UNRELEASED} or like 1.2.3 – 2026-11-25 "
            f"(with an en dash), not {heading}."
        )
    return Release(match["version"], day, opening, entries)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _words(section: list[tuple[int, str]]) -> tuple[str, tuple[str, ...]]:
    opening: list[str] = []
    entries: list[str] = []
    for number, line in section:
        words = line.strip()
        if line.startswith("- "):
            entries.append(words[2:].strip())
        elif entries and line.startswith("  ") and words:
            entries[-1] += f" {words}"
        elif words and (entries or words.startswith(("#", "*", "- "))):
            raise ChangelogError(
                f"CHANGELOG.md, line {number}: after a heading come words, then a list of "
                f'lines with "- ", continued by two spaces; "{words}" is neither.'
            )
        elif words:
            opening.append(words)
    return " ".join(opening), tuple(entries)

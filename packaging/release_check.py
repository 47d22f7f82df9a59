"""Whether this commit can be released: .venv/bin/python packaging/release_check.py.

First all that names a version must agree. Then everything is built; what came of it is listed
with its sizes and licences, and dist/SHA256SUMS is written.
"""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from agreement import Facts, disagreements, tag_of
from build import STEPS, StepError, build
from changelog import ChangelogError
from licences import LicenceMissingError, licences_of, listing
from metainfo import metainfo, sections
from products import DEB, SDIST, SUMS, TARBALL, WHEEL, megabytes, product, size_of
from project import BUNDLE, DIST, ROOT, version
from share import man_page

LARGEST = 10
VERSION_TAGS = "v[0-9]*"


class GitError(Exception):
    """Git does not answer. Its text is one sentence."""


def main() -> int:
    """Check, build, weigh; 0 where nothing keeps it from being released."""
    try:
        facts = gather()
        found = disagreements(facts)
        for sentence in found:
            print(sentence, file=sys.stderr)
        if found:
            return 1
        print(tag_sentence(facts))
        build(STEPS)
        print(f"\nThe application carries:\n{listing(licences_of(BUNDLE))}")
    except (ChangelogError, GitError, LicenceMissingError, StepError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    downloads = [product(pattern) for pattern in (WHEEL, SDIST, DEB, TARBALL)]
    (DIST / SUMS).write_text(sums(downloads), encoding="utf-8")
    for line in (*weights([*downloads, BUNDLE]), "", *parts(BUNDLE)):
        print(line)
    return 0


def gather() -> Facts:
    """What the checkout says of itself.

    Raises:
        ChangelogError: The changelog cannot be read.
        GitError: Git is not there, or this is no checkout of its own.
        OSError: A file cannot be read.
    """
    return Facts(
        version=version(),
        today=datetime.now(UTC).date(),
        changelog=sections(),
        metainfo=tuple(
            (release.get("version", ""), release.get("date", ""))
            for release in ET.fromstring(metainfo()).iterfind("releases/release")  # noqa: S314 - ours
        ),
        manual=next((it for it in man_page().splitlines() if it.startswith(".TH")), ""),
        tags=frozenset(_git("tag", "--list", VERSION_TAGS)),
        tags_here=frozenset(_git("tag", "--list", VERSION_TAGS, "--points-at", "HEAD")),
        uncommitted=tuple(line[3:] for line in _git("status", "--porcelain")),
    )


def tag_sentence(facts: Facts) -> str:
    """That the tag is there, or how to set it."""
    tag = tag_of(facts.version)
    if tag in facts.tags_here:
        return f"Version, changelog, metainfo, man page and the tag {tag} agree."
    return (
        "Version, changelog, metainfo and man page agree. Where it is to be released: "
        f'git tag -a {tag} -m "Mat Timer {facts.version}"'
    )


def sums(files: list[Path]) -> str:
    """As ``sha256sum`` writes and checks them."""
    return "".join(
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        for file in sorted(files, key=lambda file: file.name)
    )


def weights(paths: list[Path]) -> Iterator[str]:
    """One line a product; a folder is what it takes up once unpacked."""
    for path in paths:
        yield f"{path.relative_to(ROOT)!s:<48}{megabytes(size_of(path))}"


def parts(folder: Path) -> Iterator[str]:
    """The largest files of a folder, each with its share of the whole."""
    whole = size_of(folder)
    files = [it for it in folder.rglob("*") if it.is_file() and not it.is_symlink()]
    yield f"The {LARGEST} largest of {len(files)} files in {folder.name}, {whole / 1e6:.1f} MB:"
    for file in sorted(files, key=size_of, reverse=True)[:LARGEST]:
        place, size = str(file.relative_to(folder)), size_of(file)
        yield f"  {place:<46}{megabytes(size)}{100 * size / whole:6.1f} %"


def _git(*words: str) -> list[str]:
    try:
        done = subprocess.run(
            ["git", *words], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise GitError(f"Tags and changes cannot be known: {str(error).rstrip('.')}.") from error
    return done.stdout.splitlines()


if __name__ == "__main__":
    sys.exit(main())

"""Lays out lib/mattimer, bin/mattimer and share/, as the .deb and the archive bring them."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from carried import program
from changelog import ChangelogError
from elf import is_elf, without_foreign_search_paths
from licences import LicenceMissingError
from project import BUNDLE, DIST, version
from share import write_share


def lay_out(bundle: Path, prefix: Path, *, without: Collection[str] = ()) -> None:
    """Fill a prefix from a bundle.

    Args:
        bundle: The frozen application.
        prefix: The folder that becomes ``/usr`` or ``~/.local``.
        without: Libraries beside Python's that stay away, by name.

    Raises:
        ChangelogError: The changelog cannot be read.
        OSError: A file can't be read or written.
    """
    home = prefix / "lib" / "mattimer"
    libraries = bundle / "_internal"

    def left_out(folder: str, _names: list[str]) -> Collection[str]:
        return without if Path(folder) == libraries else ()

    program(bundle)
    shutil.copytree(bundle, home, symlinks=True, ignore=left_out)
    for path in home.rglob("*"):
        if is_elf(path):
            data = path.read_bytes()
            if (cleaned := without_foreign_search_paths(data)) != data:
                path.write_bytes(cleaned)
    (prefix / "bin").mkdir()
    (prefix / "bin" / "mattimer").symlink_to("../lib/mattimer/mattimer")
    write_share(prefix / "share")


def date_of(bundle: Path) -> int:
    """The date that what is built gets: SOURCE_DATE_EPOCH, or when the bundle was made."""
    said = os.environ.get("SOURCE_DATE_EPOCH")
    return int(said) if said else int(program(bundle).stat().st_mtime)


def settle(folder: Path, date: int, *, programs: Collection[str]) -> None:
    """Give all below a folder, and itself, one date, and the rights that anybody may have."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or str(path.relative_to(folder)) in programs
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (date, date), follow_symlinks=False)


def make_by_words(
    make: Callable[[Path, str, Path], Path],
    words: Sequence[str],
    description: str,
    *refusals: type[Exception],
) -> int:
    """Make what the words of a command line say, and print where it lies.

    Args:
        make: Takes the bundle, the version and the folder for what it makes.
        words: The command line.
        description: What is made.
        refusals: What ``make`` raises with one sentence, beside what all of them do.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--bundle", type=Path, default=BUNDLE)
    parser.add_argument("--version", default=version())
    parser.add_argument("--into", type=Path, default=DIST)
    chosen = parser.parse_args(words)
    sentences: tuple[type[Exception], ...] = (ChangelogError, LicenceMissingError, OSError)
    try:
        print(make(chosen.bundle.resolve(), chosen.version, chosen.into.resolve()))
    except (*sentences, *refusals) as error:
        print(error, file=sys.stderr)
        return 1
    return 0

"""Lays out lib/mattimer, bin/mattimer and share/, as the .deb and the archive bring them."""

import os
import shutil
from collections.abc import Collection
from pathlib import Path

from carried import program
from elf import is_elf, without_foreign_search_paths
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

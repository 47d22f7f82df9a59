"""Fills a prefix's share/ with what a desktop reads: python packaging/share.py FOLDER.

Wherever and however often this runs, the files are the same byte for byte.
"""

import gzip
import shutil
import sys
from pathlib import Path

from app_icons import write_icons
from changelog import UNRELEASED, ChangelogError, Release
from metainfo import metainfo, sections
from project import APP_ID, ROOT, version

LINUX = ROOT / "packaging" / "linux"


def write_share(folder: Path) -> None:
    """Write desktop entry, metainfo, icons and man page; what else lies there stays.

    Raises:
        ChangelogError: The changelog cannot be read.
        OSError: A file cannot be written.
    """
    filled, page = metainfo(), man_page()
    for name in ("applications", "metainfo", "man/man1"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    entry = f"{APP_ID}.desktop"
    shutil.copyfile(LINUX / entry, folder / "applications" / entry)
    (folder / "metainfo" / f"{APP_ID}.metainfo.xml").write_bytes(filled)
    # Without a time and a name in it, as "gzip -n" has it.
    packed = gzip.compress(page.encode(), compresslevel=9, mtime=0)
    (folder / "man" / "man1" / "mattimer.1.gz").write_bytes(packed)
    write_icons(folder / "icons" / "hicolor")


def man_page() -> str:
    """The man page of this version.

    Raises:
        ChangelogError: The changelog cannot be read.
    """
    template = (LINUX / "mattimer.1").read_text(encoding="utf-8")
    return template.replace("@VERSION@", version()).replace("@DATE@", _date(sections()))


def _date(told: tuple[Release, ...]) -> str:
    """When this version came out, or that it has not."""
    return str(told[0].date or UNRELEASED) if told else UNRELEASED


def main(words: list[str]) -> int:
    """Write into the folder that is named."""
    if len(words) != 1:
        sys.stderr.write("Usage: python packaging/share.py FOLDER\n")
        return 2
    try:
        write_share(Path(words[0]))
    except (ChangelogError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

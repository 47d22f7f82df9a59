"""Makes the archive for Linux systems without .deb packages: packaging/tarball.py [--bundle DIR].

It goes to dist/mattimer-VERSION-linux-MACHINE.tar.gz: the frozen application, what a desktop
reads, the licences, and a script that copies them below ~/.local. From one bundle it is the same
byte for byte, whenever it is made.
"""

import gzip
import re
import shutil
import sys
import tarfile
import tempfile
import textwrap
from collections.abc import Sequence
from pathlib import Path

from elf import is_elf, needed
from licences import write_licences
from prefix import date_of, lay_out, make_by_words, settle
from project import MACHINE, ROOT

TEMPLATES = ROOT / "packaging" / "archive"
SCRIPT = "install.sh"
OF_GLIBC = re.compile(r"(ld-linux.*|lib(c|dl|m|pthread|resolv|rt|util))\.so\.\d")
PROGRAMS = (SCRIPT, f"lib/mattimer/{SCRIPT}", "lib/mattimer/mattimer")


def make(bundle: Path, number: str, into: Path) -> Path:
    """Make the archive, and say where it lies.

    Args:
        bundle: The frozen application.
        number: The version.
        into: The folder that the archive goes to.

    Raises:
        ChangelogError: The changelog cannot be read.
        LicenceMissingError: A part comes along without the text of its licence.
        OSError: A file can't be read or written.
    """
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder) / f"mattimer-{number}"
        lay_out(bundle, top)
        write_licences(bundle, top / "share" / "doc" / "mattimer" / "licences")
        for place in (top, top / "lib" / "mattimer"):
            shutil.copyfile(TEMPLATES / SCRIPT, place / SCRIPT)
        (top / "README.txt").write_text(readme(number, top), encoding="utf-8")
        settle(top, date_of(bundle), programs=PROGRAMS)
        made = Path(folder) / f"mattimer-{number}-linux-{MACHINE}.tar.gz"
        _pack(top, made, date_of(bundle))
        into.mkdir(parents=True, exist_ok=True)
        return Path(shutil.move(made, into / made.name))


def readme(number: str, folder: Path) -> str:
    """What a person reads first.

    Args:
        number: The version.
        folder: Whose programs the system must have libraries for.
    """
    files = [path for path in folder.rglob("*") if is_elf(path)]
    linked = {name for path in files for name in needed(path)}
    linked -= {path.name for path in folder.rglob("*.so*")}
    title = f"Mat Timer {number}"
    filled = {
        "@TITLE@": f"{title}\n{'=' * len(title)}",
        "@MACHINE@": MACHINE,
        "@GLIBC@": _newest_of_glibc(files),
        "@LIBRARIES@": textwrap.fill(
            ", ".join(sorted(name for name in linked if not OF_GLIBC.fullmatch(name))),
            width=95,
            initial_indent="    ",
            subsequent_indent="    ",
            break_on_hyphens=False,
        ),
    }
    text = (TEMPLATES / "README.txt").read_text(encoding="utf-8")
    for mark, words in filled.items():
        text = text.replace(mark, words)
    return text


def _newest_of_glibc(files: list[Path]) -> str:
    """The oldest C library that has all that programs ask of it."""
    asked = (re.findall(rb"\0GLIBC_2\.(\d+)\0", path.read_bytes()) for path in files)
    return f"2.{max((int(it) for found in asked for it in found), default=0)}"


def _pack(top: Path, archive: Path, date: int) -> None:
    with (
        archive.open("wb") as file,
        gzip.GzipFile("", "wb", compresslevel=9, fileobj=file, mtime=date) as packed,
        tarfile.open(mode="w", fileobj=packed, format=tarfile.GNU_FORMAT) as tar,
    ):
        for path in [top, *sorted(top.rglob("*"))]:
            name = str(path.relative_to(top.parent))
            tar.add(path, name, recursive=False, filter=_nobodys)


def _nobodys(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.uid = info.gid = 0
    info.uname = info.gname = "root"
    return info


def main(words: Sequence[str]) -> int:
    """Make the archive and print where it lies."""
    return make_by_words(make, words, "Makes the archive for other Linux systems.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

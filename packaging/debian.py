"""Makes the Debian package of the frozen application: packaging/debian.py [--bundle DIR].

It goes to dist/mattimer_VERSION_ARCHITECTURE.deb. Libraries that Debian has stay away and are
depended on; Qt, Python and what belongs to them come along. No script runs at installing: icons,
menu and man pages have triggers of their own.
"""

import gzip
import hashlib
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from debian_copyright import debian_copyright
from debian_libraries import DebianError, had_by_debian, linked_to, run
from debian_texts import control, debian_changelog, debian_version
from licences import write_licences
from metainfo import sections
from prefix import date_of, lay_out, make_by_words, settle

TOOLS = ("dpkg", "dpkg-deb", "dpkg-query", "dpkg-shlibdeps")
PROGRAM = "usr/lib/mattimer/mattimer"


def make(bundle: Path, number: str, into: Path) -> Path:
    """Make the package, and say where it lies.

    Args:
        bundle: The frozen application.
        number: The version, as Python writes it.
        into: The folder that the package goes to.

    Raises:
        ChangelogError: The changelog cannot be read.
        DebianError: A tool is missing, or refuses.
        LicenceMissingError: A part comes along without the text of its licence.
        OSError: A file can't be read or written.
    """
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        raise DebianError(f"{missing[0]} is missing; Debian's package dpkg-dev brings it.")
    debian, date = debian_version(number), date_of(bundle)
    architecture = run("dpkg", "--print-architecture").strip()
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        tree.mkdir()
        lay_out(bundle, tree / "usr", without=had_by_debian(bundle))
        _write_documents(tree, debian, date)
        depends = linked_to(tree, Path(folder))
        (tree / "DEBIAN").mkdir()
        text = control(debian, architecture, _kibibytes(tree / "usr"), depends)
        (tree / "DEBIAN" / "control").write_text(text, encoding="utf-8")
        (tree / "DEBIAN" / "md5sums").write_text(_sums(tree), encoding="utf-8")
        settle(tree, date, programs=(PROGRAM,))
        made = Path(folder) / f"mattimer_{debian}_{architecture}.deb"
        # As every Debian can unpack it.
        run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(made), date=date)
        into.mkdir(parents=True, exist_ok=True)
        return Path(shutil.move(made, into / made.name))


def _write_documents(tree: Path, debian: str, date: int) -> None:
    home, documents = tree / "usr/lib/mattimer", tree / "usr/share/doc/mattimer"
    text = debian_copyright(write_licences(home, documents / "licences"))
    (documents / "copyright").write_text(text, encoding="utf-8")
    changes = debian_changelog(debian, sections(), date).encode()
    (documents / "changelog.gz").write_bytes(gzip.compress(changes, compresslevel=9, mtime=0))


def _kibibytes(folder: Path) -> int:
    """As Debian counts: a file in whole KiB, anything else as one."""
    return sum(
        -(-path.stat().st_size // 1024) if path.is_file() and not path.is_symlink() else 1
        for path in folder.rglob("*")
    )


def _sums(tree: Path) -> str:
    # What dpkg --verify compares with.
    files = (it for it in (tree / "usr").rglob("*") if it.is_file() and not it.is_symlink())
    return "".join(
        f"{hashlib.md5(file.read_bytes()).hexdigest()}  {file.relative_to(tree)}\n"  # noqa: S324
        for file in sorted(files)
    )


def main(words: Sequence[str]) -> int:
    """Make the package and print where it lies."""
    return make_by_words(make, words, "Makes the Debian package.", DebianError)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

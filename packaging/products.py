"""What a build leaves in dist/: by which name it goes, and how large it is."""

import re
from pathlib import Path

from project import DIST

SDIST = re.compile(r"mattimer-[^-]+\.tar\.gz")
WHEEL = re.compile(r"mattimer-.+\.whl")
DEB = re.compile(r"mattimer_.+\.deb")
TARBALL = re.compile(r"mattimer-[^-]+-.+\.tar\.gz")
SUMS = "SHA256SUMS"


def product(pattern: re.Pattern[str], folder: Path = DIST) -> Path:
    """The product that goes by such a name.

    Raises:
        FileNotFoundError: It was not built.
    """
    for path in folder.iterdir():
        if pattern.fullmatch(path.name):
            return path
    raise FileNotFoundError(f"Nothing in {folder} is called like {pattern.pattern}.")


def clear(*patterns: re.Pattern[str], folder: Path = DIST) -> None:
    """Remove what earlier builds left under such names, and nothing else."""
    for path in folder.iterdir():
        if any(pattern.fullmatch(path.name) for pattern in patterns):
            path.unlink()


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files below a folder; links count nothing."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file() and not file.is_symlink())


def megabytes(size: int) -> str:
    """A size for a column."""
    return f"{size / 1e6:9.1f} MB"

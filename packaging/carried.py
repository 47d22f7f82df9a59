"""What the frozen application carries: packages of Python, and libraries that are none."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from PyInstaller.archive.readers import CArchiveReader  # type: ignore[import-not-found]

EXTENSION = re.compile(r"(?P<name>\w+)(\.cpython-[\w-]+|\.abi3|\.cp\d+-\w+)?\.(so|pyd)")
LIBRARY = re.compile(r".+\.(so(\.[\d.]+)?|dll|dylib)")
OF_PYTHON = re.compile(
    r"python\d.*|base_library\.zip|_sysconfigdata_.*|_?pyi_.*|pyi(boot|mod)\d+_.*"
)


def program(bundle: Path) -> Path:
    """The file in a bundle that starts it.

    Raises:
        FileNotFoundError: The folder is missing, or holds no frozen application.
    """
    for name in ("mattimer", "mattimer.exe"):
        if (bundle / name).is_file() and (bundle / "_internal").is_dir():
            return bundle / name
    raise FileNotFoundError(
        f"There is no frozen application in {bundle}; packaging/build.py bundle makes it."
    )


def packages_in(bundle: Path) -> frozenset[str]:
    """Names that can be imported from a bundle, but for Python's own.

    Raises:
        FileNotFoundError: There is no frozen application.
    """
    names = {name.partition(".")[0] for name in _archived(program(bundle))}
    names |= {name for path in _contents(bundle) if (name := _package(path)) is not None}
    return frozenset(
        name
        for name in names
        if name not in sys.stdlib_module_names and not OF_PYTHON.fullmatch(name)
    )


def libraries_in(bundle: Path) -> frozenset[str]:
    """Names of the shared libraries that lie beside Python's, and of those that Qt brings."""
    found = [path for path in _contents(bundle) if path.is_file() and _package(path) is None]
    found += [path for path in (bundle / "_internal" / "PySide6").rglob("lib/*") if path.is_file()]
    return frozenset(path.name for path in found if LIBRARY.fullmatch(path.name))


def _contents(bundle: Path) -> Iterator[Path]:
    return (path for path in (bundle / "_internal").iterdir() if not path.is_symlink())


def _package(path: Path) -> str | None:
    if path.is_dir():
        return path.name.removesuffix(".libs").partition("-")[0]
    match = EXTENSION.fullmatch(path.name)
    return None if match is None or path.name.startswith("lib") else match["name"]


def _archived(path: Path) -> Iterator[str]:
    archive = CArchiveReader(str(path))
    for name, (*_, kind) in archive.toc.items():
        if kind == "z":
            yield from archive.open_embedded_archive(name).toc

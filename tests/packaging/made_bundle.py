"""A frozen application in little: laid out as PyInstaller does, of small files of this system."""

import shutil
import struct
from collections.abc import Collection
from pathlib import Path

import pytest
from elf import DYNAMIC, END, LOAD, MAGIC, NEEDED, SEARCH_PATH, STRINGS
from PyInstaller.archive.writers import (  # type: ignore[import-not-found]
    CArchiveWriter,
    ZlibArchiveWriter,
)
from system_libraries import FOLDERS

from tests.packaging.programs import IN_CI

of_debian = pytest.mark.skipif(
    shutil.which("dpkg-shlibdeps") is None and not IN_CI,
    reason="not installed: dpkg-dev; packaging/system-packages.txt names it",
)
"""For what only Debian's tools can make; in CI it fails without them."""

MODULES = ("json", "json.decoder", "mattimer", "mattimer.cli.main", "qasync", "packaging.tags")
LINKED = "libz.so.1"
OWN = "libQt6Mat.so.6"


def made_bundle(folder: Path, *, modules: Collection[str] = MODULES) -> Path:
    """A bundle of a program, Python, a library of Qt's, one of the system's, and a resource."""
    inside = folder / "mattimer" / "_internal"
    (inside / "PySide6" / "Qt" / "lib").mkdir(parents=True)
    (inside / "mattimer" / "resources").mkdir(parents=True)
    program = _program(folder / "build", modules)
    (folder / "mattimer" / "mattimer").write_bytes(small_elf(LINKED) + program)
    (inside / "PySide6" / "Qt" / "lib" / OWN).write_bytes(small_elf())
    (inside / OWN).symlink_to(f"PySide6/Qt/lib/{OWN}")
    (inside / "psutil").mkdir()
    (inside / "psutil" / "_psutil_linux.abi3.so").write_bytes(small_elf(LINKED, OWN))
    (inside / "libpython3.11.so.1.0").write_bytes(small_elf(search_path="/home/somebody/python"))
    (inside / "base_library.zip").write_text("modules of Python")
    resource = inside / "mattimer" / "resources" / "areas.toml"
    resource.write_text("some = 1")
    resource.chmod(0o666)
    for place in FOLDERS:
        if (place / LINKED).exists():
            shutil.copyfile(place / LINKED, inside / LINKED)
    return folder / "mattimer"


def small_elf(*needed: str, search_path: str = "") -> bytes:
    """A library with nothing in it, as the loader of programs would read it."""
    strings, entries = b"\0", []
    for tag, text in [*((NEEDED, name) for name in needed), (SEARCH_PATH, search_path)]:
        if text:
            entries.append((tag, len(strings)))
            strings += text.encode() + b"\0"
    start = 64 + 2 * 56
    entries += [(STRINGS, start), (10, len(strings)), (6, start), (11, 24), (END, 0)]
    dynamic = b"".join(struct.pack("<QQ", *entry) for entry in entries)
    place = start + len(strings)
    whole = place + len(dynamic)
    head = MAGIC + b"\1" + bytes(9)
    head += struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, 64, whole, 0, 64, 56, 2, 64, 4, 3)
    head += struct.pack("<IIQQQQQQ", LOAD, 6, 0, 0, 0, whole, whole, 4096)
    head += struct.pack("<IIQQQQQQ", DYNAMIC, 6, *[place] * 3, *[len(dynamic)] * 2, 8)
    return head + strings + dynamic + _sections(start, place, whole)


def _sections(strings: int, dynamic: int, whole: int) -> bytes:
    """Where the same lies, once more: Debian's tools look here."""
    names = b"\0.dynstr\0.dynamic\0.shstrtab\0"
    after = whole + 4 * 64
    headers = [
        (0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        (1, 3, 2, strings, strings, dynamic - strings, 0, 0, 1, 0),
        (9, 6, 2, dynamic, dynamic, whole - dynamic, 1, 0, 8, 16),
        (18, 3, 0, 0, after, len(names), 0, 0, 1, 0),
    ]
    return b"".join(struct.pack("<IIQQQQIIQQ", *header) for header in headers) + names


def _program(folder: Path, modules: Collection[str]) -> bytes:
    """What PyInstaller hangs on the program that starts: an archive with an archive of modules."""
    folder.mkdir()
    code = {name: compile("", name, "exec") for name in modules}
    entries = [(name, f"{name}.py", "PYMODULE") for name in modules]
    ZlibArchiveWriter(str(folder / "PYZ.pyz"), entries, code)
    packed = [("PYZ.pyz", str(folder / "PYZ.pyz"), False, "z")]
    CArchiveWriter(str(folder / "package"), packed, "libpython3.11.so.1.0")
    return (folder / "package").read_bytes()

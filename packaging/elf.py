"""Programs and libraries of Linux: what they are linked to, and where they look for it.

64-bit and little-endian, as x86-64 and ARM are.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MAGIC = b"\x7fELF\x02\x01"
LOAD, DYNAMIC = 1, 2
END, NEEDED, STRINGS, OLD_SEARCH_PATH, SEARCH_PATH = 0, 1, 5, 15, 29
ENTRY = struct.Struct("<QQ")


@dataclass(frozen=True, slots=True)
class _Dynamic:
    """The part of a file that the loader of programs reads.

    Attributes:
        offset: Where it begins in the file.
        entries: Tags with their values, the end among them.
        strings: Where the names begin that values point at.
    """

    offset: int
    entries: tuple[tuple[int, int], ...]
    strings: int


def is_elf(path: Path) -> bool:
    """Whether a path is a program or library, and not a link to one."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def needed(path: Path) -> frozenset[str]:
    """The names of the libraries that a program or library is linked to."""
    data = path.read_bytes()
    dynamic = _dynamic(data)
    if dynamic is None:
        return frozenset()
    return frozenset(
        _text(data, dynamic.strings + value) for tag, value in dynamic.entries if tag == NEEDED
    )


def without_foreign_search_paths(data: bytes) -> bytes:
    """A library that looks for others beside itself and where the system does, nowhere else.

    A Python built by hand leaves its own folder in its modules. On a person's computer that is at
    best nobody's.
    """
    dynamic = _dynamic(data)
    if dynamic is None:
        return data
    kept = [
        (tag, value)
        for tag, value in dynamic.entries
        if tag not in {OLD_SEARCH_PATH, SEARCH_PATH}
        or _text(data, dynamic.strings + value).startswith("$ORIGIN")
    ]
    kept += [(END, 0)] * (len(dynamic.entries) - len(kept))
    packed = b"".join(ENTRY.pack(*entry) for entry in kept)
    return data[: dynamic.offset] + packed + data[dynamic.offset + len(packed) :]


def _dynamic(data: bytes) -> _Dynamic | None:
    segments = list(_segments(data))
    for kind, offset, _, size in segments:
        if kind == DYNAMIC:
            entries = tuple(ENTRY.iter_unpack(data[offset : offset + size]))
            address = next(value for tag, value in entries if tag == STRINGS)
            return _Dynamic(offset, entries, _place(segments, address))
    return None


def _segments(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Kind, offset in the file, address and size of each."""
    [start] = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    for number in range(count):
        kind, _, offset, address, _, length = struct.unpack_from(
            "<IIQQQQ", data, start + number * size
        )
        yield kind, offset, address, length


def _place(segments: list[tuple[int, int, int, int]], address: int) -> int:
    return next(
        offset + address - begin
        for kind, offset, begin, size in segments
        if kind == LOAD and begin <= address < begin + size
    )


def _text(data: bytes, offset: int) -> str:
    return data[offset : data.index(b"\0", offset)].decode()

"""Reads rows straight from the pages of a database that SQLite itself refuses.

One page in ruins makes SQLite give up everything below it; here every page that holds rows is read
for itself. The format is the one of https://sqlite.org/fileformat2.html, of which a row needs only
sections 1.5 (cells, overflow) and 2.1 (records). Whatever does not add up is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from struct import unpack_from
from typing import Any

HEADER = 100
PAGE_SIZE_AT = 16
USUAL_PAGE = 4096
LARGEST_PAGE = 65_536
LARGEST_ROW = 1 << 20
LONGEST_VARINT = 9
INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
REAL, ZERO, ONE, FIRST_BLOB = 7, 8, 9, 12

Values = tuple[Any, ...]


class Tree(Enum):
    """What a page belongs to."""

    TABLE = "table"
    """Rows of a table with row numbers."""
    INDEX = "index"
    """Entries of an index, or rows of a table without row numbers."""


LEAVES: dict[int, tuple[Tree, int]] = {
    0x0D: (Tree.TABLE, 8),
    0x0A: (Tree.INDEX, 8),
    # The inner pages of an index hold entries too, each behind the number of a page.
    0x02: (Tree.INDEX, 12),
}
INNER = 0x02


class _Broken(Exception):  # noqa: N818 - it never leaves this module
    """A cell that does not add up."""


def rows_in(content: bytes) -> Iterator[tuple[Tree, Values]]:
    """Every row that can still be read, in the order of the pages; some may be there twice.

    Pages that were given back count as well, so a row may be older than the one that is in force.
    """
    # The header may be damaged too; pages of this program are of the usual size.
    for size in {USUAL_PAGE, _page_size(content)}:
        yield from _Pages(content, size).rows()


def _page_size(content: bytes) -> int:
    if len(content) < HEADER:
        return USUAL_PAGE
    (size,) = unpack_from(">H", content, PAGE_SIZE_AT)
    size = LARGEST_PAGE if size == 1 else size
    return int(size) if size.bit_count() == 1 and size >= 512 else USUAL_PAGE  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class _Pages:
    content: bytes
    size: int

    def rows(self) -> Iterator[tuple[Tree, Values]]:
        for start in range(0, len(self.content), self.size):
            head = start + (HEADER if start == 0 else 0)
            if head + 12 > len(self.content) or self.content[head] not in LEAVES:
                continue
            tree, length = LEAVES[self.content[head]]
            yield from ((tree, row) for row in self._page(start, head, length, tree))

    def _page(self, start: int, head: int, length: int, tree: Tree) -> Iterator[Values]:
        (cells,) = unpack_from(">H", self.content, head + 3)
        for index in range(min(cells, self.size // 4)):
            pointer = head + length + 2 * index
            if pointer + 2 > len(self.content):
                return
            (offset,) = unpack_from(">H", self.content, pointer)
            try:
                yield _record(self._payload(start, start + offset, tree))
            except _Broken:
                continue

    def _payload(self, start: int, at: int, tree: Tree) -> bytes:
        """What a cell holds, with what lies in other pages because it is too long for this one."""
        end = min(start + self.size, len(self.content))
        if tree is Tree.INDEX and self.content[start + (HEADER if start == 0 else 0)] == INNER:
            at += 4
        length, at = _varint(self.content, at, end)
        if tree is Tree.TABLE:
            _row_number, at = _varint(self.content, at, end)
        local = self._local(length, tree)
        if length > LARGEST_ROW or at + local > end:
            raise _Broken
        payload = self.content[at : at + local]
        if local < length:
            payload += self._overflow(at + local, length - local, end)
        return payload

    def _local(self, length: int, tree: Tree) -> int:
        """How much of a payload lies in the page itself."""
        usable = self.size
        most = usable - 35 if tree is Tree.TABLE else (usable - 12) * 64 // 255 - 23
        if length <= most:
            return length
        least = (usable - 12) * 32 // 255 - 23
        fitting = least + (length - least) % (usable - 4)
        return fitting if fitting <= most else least

    def _overflow(self, at: int, length: int, end: int) -> bytes:
        if at + 4 > end:
            raise _Broken
        found = bytearray()
        (page,) = unpack_from(">I", self.content, at)
        while len(found) < length:
            begin = (page - 1) * self.size
            if page == 0 or begin + self.size > len(self.content):
                raise _Broken
            (page,) = unpack_from(">I", self.content, begin)
            found += self.content[begin + 4 : begin + self.size]
        return bytes(found[:length])


def _varint(content: bytes, at: int, end: int) -> tuple[int, int]:
    """A number of variable length, and where it ends."""
    value = 0
    for count in range(1, LONGEST_VARINT + 1):
        if at >= end:
            raise _Broken
        byte = content[at]
        at += 1
        if count == LONGEST_VARINT:
            return value << 8 | byte, at
        value = value << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 - the highest bit says that it goes on
            break
    return value, at


def _record(payload: bytes) -> Values:
    """The values of a row."""
    header, at = _varint(payload, 0, len(payload))
    if header > len(payload):
        raise _Broken
    kinds = []
    while at < header:
        kind, at = _varint(payload, at, header)
        kinds.append(kind)
    values = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind in (0, ZERO, ONE):
        return (None, 0, 1)[(0, ZERO, ONE).index(kind)], at
    if kind in (10, 11):
        raise _Broken
    length = INTEGERS.get(kind, 8 if kind == REAL else (kind - FIRST_BLOB) // 2)
    end = at + length
    if end > len(payload):
        raise _Broken
    found = payload[at:end]
    if kind in INTEGERS:
        return int.from_bytes(found, "big", signed=True), end
    if kind == REAL:
        return unpack_from(">d", found)[0], end
    if kind % 2 == 0:
        return found, end
    try:
        return found.decode("utf-8"), end
    except UnicodeDecodeError as error:
        raise _Broken from error

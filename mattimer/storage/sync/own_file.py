"""The one file of a shared folder that this device writes."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, TypeVar
from uuid import UUID

from mattimer.session.records import FollowUp
from mattimer.storage.codec.tables import (
    CHECK_INS,
    DOCUMENTS,
    FOLLOW_UPS,
    SCREENINGS,
    TABLES,
    Row,
    Table,
)
from mattimer.storage.error_mapping import told
from mattimer.storage.errors import NewerExport
from mattimer.storage.ordinary_file import ordinary_file
from mattimer.storage.repository import Repository
from mattimer.storage.store import CHUNK, Store
from mattimer.storage.sync.folder_files import (
    add_to,
    appending,
    ends_line,
    first_line,
    lines_from,
    mark_at,
    replacing,
    size_of,
)
from mattimer.storage.sync.lines import header_line, header_of, line_of, session_line
from mattimer.storage.upsert import Heard, heard_of, merge_into

T = TypeVar("T")

SUPERSEDED = 2
"""A file with more than twice as many lines as there are things is written anew."""
ROOM = 1_000
"""Lines more that never are a reason."""

_OTHERS: tuple[Table[Any], ...] = (SCREENINGS, CHECK_INS, DOCUMENTS)
_THINGS = "SELECT " + " + ".join(f"(SELECT count(*) FROM {one.name})" for one in TABLES)  # noqa: S608
_CHANGES = "SELECT total_changes(), (SELECT data_version FROM pragma_data_version)"


class OwnFile:
    """Says all that the store knows; lines are added at its end.

    It begins anew only where it is lost, or where most of its lines were superseded.
    """

    def __init__(self, path: Path, store: Store, device: str) -> None:
        self._path = path
        self._store = store
        self._device = device
        self._settled: _OwnFileState | None = None

    def write(self) -> int:
        """Say what the file does not say yet; returns how many lines that took.

        Raises:
            DataError: The file can't be written, or is of a newer version.
        """
        with told(self._path):
            if self._settled is not None and self._settled == self._state():
                return 0
            said = self._said()
            written, size = self._anew() if said is None else self._add(said)
            state = self._state()
            # Another computer may have one name with this one, and write the same file.
            self._settled = state if state is not None and state.size == size else None
        return written

    def _state(self) -> "_OwnFileState | None":
        """What tells whether anything happened since, to the database or to the own file."""
        try:
            stat = self._path.lstat()
        except FileNotFoundError:
            return None
        (changes,) = self._made(tuple, _CHANGES)
        return _OwnFileState(changes, stat.st_ino, stat.st_size, stat.st_mtime_ns)

    def _said(self) -> set[bytes] | None:
        """What the own file says already; None where there is none worth adding to."""
        try:
            with ordinary_file(self._path, links=False) as file:
                line = first_line(file)
                header = header_of(line) if line else None
                if header is not None and not header.readable:
                    raise NewerExport(self._path)
                if header is None:
                    return None
                said = [_digest(line.text) for line in lines_from(file, 0)]
        except FileNotFoundError:
            return None
        (things,) = self._made(_number, _THINGS)
        return None if len(said) > SUPERSEDED * things + ROOM else set(said)

    def _add(self, said: set[bytes]) -> tuple[int, int]:
        """Add what is missing; gives the number of lines and how long the file is then."""
        written = 0
        with appending(self._path) as file:
            before = size = size_of(file)
            for lines in self._everything():
                missing = [line for line in lines if _digest(line[:-1]) not in said]
                if missing:
                    # What a crash cut short becomes a line of its own, which nobody understands.
                    ended = b"" if written or ends_line(file) else b"\n"
                    size += add_to(file, ended + b"".join(missing))
                    written += len(missing)
            if written:
                self._remember(file, before, size)
        return written, size

    def _remember(self, file: BinaryIO, before: int, size: int) -> None:
        """What was just written need not be read."""
        name = self._path.name
        known = self._store.within(heard_of).result().get(name)
        if known is not None and known.place == before and size_of(file) == size:
            heard = Heard(name, size, mark_at(file, size))
            self._store.within(merge_into, (), (heard,)).result()

    def _anew(self) -> tuple[int, int]:
        """The same for a file that begins anew with everything in it."""
        written = 0
        with replacing(self._path) as file:
            size = add_to(file, header_line(self._device))
            for lines in self._everything():
                size += add_to(file, b"".join(lines))
                written += len(lines)
            heard = Heard(self._path.name, size, mark_at(file, size))
        self._store.within(merge_into, (), (heard,)).result()
        return written, size

    def _everything(self) -> Iterator[Sequence[bytes]]:
        """A line for everything that is kept here, piece by piece."""
        said: defaultdict[UUID, list[FollowUp]] = defaultdict(list)
        for word in self._made(FOLLOW_UPS.record_of, FOLLOW_UPS.in_order):
            said[word.session_id].append(word)
        after, lines = self._sessions(0, said)
        while lines:
            yield lines
            after, lines = self._sessions(after, said)
        for table in _OTHERS:
            records = self._made(table.record_of, table.in_order)
            yield [line_of(table, record) for record in records]

    def _sessions(self, after: int, said: Mapping[UUID, list[FollowUp]]) -> tuple[int, list[bytes]]:
        """Some sessions in the order they came in, and where the next ones begin."""
        last, found = self._store.within(Repository.chunk, after, CHUNK).result()
        return last, [session_line(record, said.get(record.id, ())) for record in found]

    def _made(self, make: Callable[[Row], T], statement: str) -> tuple[T, ...]:
        """What ``make`` makes of every row."""
        return self._store.within(Repository.made, make, statement).result()


@dataclass(frozen=True, slots=True)
class _OwnFileState:
    """Where database and own file stand."""

    changes: Row
    inode: int
    size: int
    written_ns: int


def _number(row: Row) -> int:
    return int(row[0])


def _digest(line: bytes) -> bytes:
    return blake2b(line, digest_size=8).digest()

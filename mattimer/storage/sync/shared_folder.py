"""Keeps several computers of one person alike through a folder that some service shares.

Each device writes only a file of its own there, adds to its end, and reads everybody's. What was
read is merged as an import is, and a device writes down all that it knows. So every file alone
holds everything, devices agree whatever the order, and no service ever sees a conflict; where one
makes a copy all the same, because two devices have one name, the copy is read as well.

How far each file was read lies in the database: an older copy of that, once restored, reads again.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import BinaryIO

from mattimer.storage.codec.json_text import ValidationError
from mattimer.storage.codec.tables import TABLES, Row
from mattimer.storage.merge import Tally
from mattimer.storage.ordinary_file import ordinary_file
from mattimer.storage.repository import Repository
from mattimer.storage.store import Store
from mattimer.storage.sync.folder_files import (
    first_line,
    lines_from,
    mark_at,
    names_in,
    own_name,
    size_of,
)
from mattimer.storage.sync.lines import header_of, rows_of
from mattimer.storage.sync.own_file import OwnFile
from mattimer.storage.upsert import BATCH, Batch, Heard, heard_of, merge_into


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did.

    Attributes:
        tally: What the others' files changed here.
        written: Lines added to the own file.
        damaged: Lines that could not be understood and were left out.
        foreign: Files that look like ours by name and are not, or can't be read.
        newer: Files of a newer version.
    """

    tally: Tally
    written: int
    damaged: int
    foreign: int
    newer: int


class SyncFolder:
    """One device's side of a shared folder. Every call blocks, one at a time."""

    def __init__(self, folder: Path, store: Store, device: str) -> None:
        """``device`` is in the name of the own file; the folder has to be there when it is used."""
        self._folder = folder
        self._store = store
        self._own = OwnFile(folder / own_name(device), store, device)
        self._stopped = Event()

    def stop(self) -> None:
        """Let a sync on another thread end with the batch it is at, and later ones do nothing."""
        self._stopped.set()

    def sync(self) -> Synced:
        """Read what is new, then write what the others can't know yet.

        Live writes to the store wait for one batch at the most.

        Raises:
            DataError: SyncFolderLost, or another where the own file or the database stood in the
                way. What was merged until then is kept, and the next call goes on from there.
        """
        found: Counter[str] = Counter()
        tally = Tally()
        if self._stopped.is_set():
            return Synced(tally, 0, 0, 0, 0)
        heard = self._store.within(heard_of).result()
        for name in names_in(self._folder):
            tally += self._read(name, heard.get(name), found)
        written = 0 if self._stopped.is_set() else self._own.write()
        return Synced(tally, written, found["damaged"], found["foreign"], found["newer"])

    def _read(self, name: str, known: Heard | None, found: Counter[str]) -> Tally:
        tally = Tally()
        try:
            with ordinary_file(self._folder / name, links=False) as file:
                if self._understood(file, found):
                    for batch in self._batches(file, name, known, found):
                        if self._stopped.is_set():
                            break
                        tally += self._store.within(batch).result()
        except OSError:
            # Gone since, or not for us to read; the others are.
            found["foreign"] += 1
        return tally

    def _understood(self, file: BinaryIO, found: Counter[str]) -> bool:
        line = first_line(file)
        if line is None:
            # Still on its way.
            return False
        header = header_of(line)
        if header is None:
            found["foreign"] += 1
        elif not header.readable:
            found["newer"] += 1
        return header is not None and header.readable

    def _batches(
        self, file: BinaryIO, name: str, known: Heard | None, found: Counter[str]
    ) -> Iterator[Callable[[Repository], Tally]]:
        """What merges the next lines and remembers having read them."""
        place = 0
        if known is not None and known.place <= size_of(file):
            place = known.place if mark_at(file, known.place) == known.mark else 0
        batch: defaultdict[str, list[Row]] = defaultdict(list)
        lines = 0
        for line in lines_from(file, place):
            if place == 0:
                # The header, which was understood already.
                place = line.end
                continue
            try:
                for table, row in rows_of(line.text):
                    batch[table].append(row)
            except ValidationError:
                found["damaged"] += bool(line.text.strip(b"\r\0 "))
            place, lines = line.end, lines + 1
            if lines == BATCH:
                yield _merging(batch, Heard(name, place, mark_at(file, place)))
                batch, lines = defaultdict(list), 0
        if lines:
            yield _merging(batch, Heard(name, place, mark_at(file, place)))


def _merging(batch: Mapping[str, list[Row]], heard: Heard) -> Callable[[Repository], Tally]:
    """What merges the rows, sessions first, and remembers having read them."""
    batches: list[Batch] = [(table, batch[table.name]) for table in TABLES if table.name in batch]
    return partial(merge_into, batches=batches, heard=(heard,))

"""Takes in what an export says: all of it or nothing, and twice is once.

The file is read piece by piece and every entry checked, into a database of its own that nobody
else sees and that vanishes by itself. Only what is sound to the end is merged, in one
transaction. So a file may be of any size, and a bad one changes nothing.
"""

import codecs
import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from mattimer.storage.error_mapping import told
from mattimer.storage.errors import ImportFileError
from mattimer.storage.exchange.import_staging import ImportStaging, private_database
from mattimer.storage.exchange.json_stream import JsonStream, Read, Unreadable
from mattimer.storage.merge import Tally
from mattimer.storage.store import Store
from mattimer.storage.upsert import BATCH, TABLES, Batch, merge_into

READING_SHARE = 0.75
"""Of the whole time, what reading and checking take."""

Progress = Callable[[float], object]
"""Takes how much is done, 0 to 1, on whatever thread does it."""
Cancelled = Callable[[], bool]
"""Whether the person changed their mind; asked often, on whatever thread is at work."""


class ImportCancelled(Exception):  # noqa: N818  it is no error
    """The person changed their mind; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do.

    Attributes:
        tally: What became of what is here.
        unknown: How many keys were left out because this version does not know them.
    """

    tally: Tally
    unknown: int

    def sentence(self, *, dry_run: bool) -> str:
        """The same for a terminal."""
        tally = self.tally
        first = "Nothing was changed; this file would have" if dry_run else "This file has"
        left = f"; {_count(self.unknown, 'key')} that this version does not know left out"
        return (
            f"{first} added {_count(tally.added, 'session')}, changed {tally.changed}, "
            f"put away {tally.deleted} and left {tally.same} as before; "
            f"{_count(tally.beside, 'other record')}{left if self.unknown else ''}."
        )


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def import_json(
    store: Store,
    source: Path,
    *,
    dry_run: bool = False,
    progress: Progress = lambda _share: None,
    cancelled: Cancelled = lambda: False,
) -> Imported:
    """Merge a file into the store; it blocks, so it belongs on a thread of its own.

    The store is busy for the last quarter of the time only, and writes of a session that runs
    wait for it: half a second with 25,000 sessions.

    Args:
        store: An open one.
        source: What ``export_json`` wrote, here or elsewhere.
        dry_run: Change nothing and say what would change.
        progress: Told now and then.
        cancelled: Asked now and then.

    Raises:
        ImportCancelled: It said so.
        DataError: ImportFileError, NewerExport, and what a store raises. Nothing was changed.
    """
    with told(source), closing(private_database()) as staged:
        unknown = _stage(source, staged, _Steps(progress, cancelled))
        batches = _batches(staged, _Steps(progress, cancelled))
        tally = store.within(partial(merge_into, batches=batches, write=not dry_run)).result()
        progress(1.0)
        return Imported(tally, unknown)


@dataclass(frozen=True, slots=True)
class _Steps:
    """Where progress is told and cancelling is noticed."""

    progress: Progress
    cancelled: Cancelled

    def at(self, share: float) -> None:
        if self.cancelled():
            raise ImportCancelled
        self.progress(share)


def _stage(source: Path, staged: sqlite3.Connection, steps: _Steps) -> int:
    """Read and check the whole file; returns how many of its keys are unknown."""
    staged.execute("BEGIN")
    intake = ImportStaging(source, staged)
    with _opened(source) as file:
        try:
            for name, shape, entries in JsonStream(_reader(source, file, steps)).members():
                intake.member(name, shape, entries)
        except Unreadable as error:
            raise ImportFileError(source, str(error)) from error
    intake.end()
    staged.execute("COMMIT")
    return intake.unknown


def _batches(staged: sqlite3.Connection, steps: _Steps) -> Iterator[Batch]:
    """What was staged, sessions first."""
    totals = [staged.execute(f"SELECT count(*) FROM {t.name}").fetchone()[0] for t in TABLES]  # noqa: S608
    done = 0
    for table in TABLES:
        found = staged.execute(table.select)
        while batch := found.fetchmany(BATCH):
            steps.at(READING_SHARE + (1 - READING_SHARE) * done / sum(totals))
            yield table, batch
            done += len(batch)
    steps.at(1.0)


@contextmanager
def _opened(source: Path) -> Iterator[BinaryIO]:
    """The file to read; a pipe or a device would never end."""
    try:
        handle = os.open(source, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise _unread(source, error) from error
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise ImportFileError(source, "it is not a file")
        with open(handle, "rb", closefd=False) as file:
            yield file
    finally:
        os.close(handle)


def _reader(source: Path, file: BinaryIO, steps: _Steps) -> Read:
    """The file's text piece by piece, with progress."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    size = max(1, os.fstat(file.fileno()).st_size)

    def read(characters: int) -> str:
        steps.at(READING_SHARE * min(1.0, file.tell() / size))
        try:
            while piece := file.read(characters):
                # Of few bytes nothing whole may come yet.
                if text := decoder.decode(piece):
                    return text
            return decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            raise ImportFileError(source, "it is not text in UTF-8") from error
        except OSError as error:
            raise _unread(source, error) from error

    return read


def _unread(source: Path, error: OSError) -> ImportFileError:
    return ImportFileError(source, (error.strerror or "it can't be read").lower())

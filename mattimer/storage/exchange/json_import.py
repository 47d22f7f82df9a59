"""Takes in what an export says: all of it or nothing, and twice is once.

The file is read whole and every entry checked. Only what is sound to the end is merged, in one
transaction, so a bad file changes nothing.
"""

import codecs
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from mattimer.limits import LARGEST_IMPORT
from mattimer.storage.error_mapping import told
from mattimer.storage.errors import ImportFileError, LargeImport
from mattimer.storage.exchange.checked_export import CheckedExport, check_export
from mattimer.storage.merge import Tally
from mattimer.storage.ordinary_file import ordinary_file
from mattimer.storage.store import Store
from mattimer.storage.upsert import Batch, merge_into

CHUNK = 1 << 20
"""Bytes read at a time."""
READING_SHARE, CHECKING_SHARE = 0.1, 0.5
"""Of the whole time, what reading takes, and what checking does."""

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

    The store is busy for the last part of the time only, and writes of a session that runs wait
    for it: half a second with 25,000 sessions.

    Args:
        store: An open one.
        source: What ``export_json`` wrote, here or elsewhere.
        dry_run: Change nothing and say what would change.
        progress: Told now and then.
        cancelled: Asked now and then.

    Raises:
        ImportCancelled: It said so.
        DataError: ImportFileError, NewerExport, LargeImport, and what a store raises. Nothing was
            changed.
    """
    steps = _ImportSteps(progress, cancelled)
    with told(source):
        checked = check_export(source, _read_whole(source, steps), steps.checking)
        batches = _watched(checked, steps)
        tally = store.within(merge_into, batches, write=not dry_run).result()
        progress(1.0)
        return Imported(tally, checked.unknown)


@dataclass(frozen=True, slots=True)
class _ImportSteps:
    """Where progress is told and cancelling is noticed."""

    progress: Progress
    cancelled: Cancelled

    def at(self, share: float) -> None:
        if self.cancelled():
            raise ImportCancelled
        self.progress(share)

    def reading(self, share: float) -> None:
        self.at(READING_SHARE * share)

    def checking(self, share: float) -> None:
        self.at(READING_SHARE + CHECKING_SHARE * share)

    def merging(self, share: float) -> None:
        done = READING_SHARE + CHECKING_SHARE
        self.at(done + (1 - done) * share)


def _watched(checked: CheckedExport, steps: _ImportSteps) -> Iterator[Batch]:
    """What the file says, with progress; whoever changes their mind here takes all of it back."""
    done, total = 0, max(1, checked.rows)
    for table, rows in checked.batches():
        steps.merging(done / total)
        yield table, rows
        done += len(rows)
    steps.merging(1.0)


def _read_whole(source: Path, steps: _ImportSteps) -> bytearray:
    """The bytes of a file; that they are text is looked at here, as not all of them are decoded."""
    try:
        with ordinary_file(source) as file:
            return _content(source, file, steps)
    except UnicodeDecodeError as error:
        raise ImportFileError(source, "it is not text in UTF-8") from error
    except OSError as error:
        raise ImportFileError(source, (error.strerror or "it can't be read").lower()) from error


def _content(source: Path, file: BinaryIO, steps: _ImportSteps) -> bytearray:
    decoder = codecs.getincrementaldecoder("utf-8")()
    size = os.fstat(file.fileno()).st_size
    if size > LARGEST_IMPORT:
        raise LargeImport(source)
    content = bytearray()
    if file.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
        file.seek(0)
    while piece := file.read(CHUNK):
        steps.reading(min(1.0, len(content) / max(1, size)))
        content += piece
        if len(content) > LARGEST_IMPORT:
            raise LargeImport(source)
        decoder.decode(piece)
    decoder.decode(b"", final=True)
    return content

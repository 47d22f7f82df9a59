"""Sessions as a table for spreadsheets: RFC 4180, in UTF-8, with columns that stay.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, which says there
that what follows is text.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from mattimer.session.records import SessionRecord
from mattimer.storage.codec.json_forms import SESSION_ENTRY
from mattimer.storage.saving import text_file

Cell = str | int | float | None

COLUMNS = (
    *("id", "date", "time", "started_at", "ended_at", "area", "layer", "pattern", "planned_s"),
    *("mat_s", "paused_s", "away_s", "outcome", "stop_reason", "tightness_before"),
    *("tightness_after", "noticed", "note", "device", "updated_at"),
)
"""The first line: keys of an entry, and what is made of them. New columns come at the end."""

_DATE, _TIME = slice(0, 10), slice(11, 19)
# Some spreadsheets skip blanks before they look, and some know the wide forms of the signs.
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def export_csv(sessions: Iterable[SessionRecord], target: Path) -> int:
    """Write the sessions that are not deleted, and return how many they were.

    The file appears at ``target`` only once it is complete; until then an older one stays.
    It blocks, so it belongs on a thread of its own.

    Args:
        sessions: What ``Store.all_records`` gives.
        target: Where to; its folder must be there.

    Raises:
        DataError: The file can't be written, or the sessions can't be read.
    """
    written = count()
    with text_file(target) as file:
        table = csv.writer(file, lineterminator="\r\n")
        table.writerow(COLUMNS)
        for record in sessions:
            if not record.deleted:
                table.writerow(map(_safe, _cells(record)))
                next(written)
    return next(written)


def _cells(record: SessionRecord) -> Iterator[Cell]:
    """A session in the order of the columns."""
    entry = SESSION_ENTRY.written(record, utc_offset_s=record.utc_offset_s)
    started = entry["started_at"]
    entry |= {
        "date": started[_DATE],
        "time": started[_TIME],
        "noticed": " ".join(record.noticed),
    }
    return map(entry.__getitem__, COLUMNS)


def _safe(cell: Cell) -> Cell:
    """The cell as a spreadsheet shows it and nothing more."""
    if not isinstance(cell, str):
        return cell
    # No spreadsheet shows it, and some take it for the end.
    text = cell.replace("\0", "")
    return f"'{text}" if not text[:1].isalnum() and _FORMULA.match(text) else text

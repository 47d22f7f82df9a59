"""Sessions as a table for spreadsheets: RFC 4180, in UTF-8, with columns that stay.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, which says there
that what follows is text.
"""

import csv
import re
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from mattimer.session.records import SessionRecord
from mattimer.storage.exchange.json_export import moment_text, seconds
from mattimer.storage.whole_file import whole_file

Cell = str | int | float | None

COLUMNS = (
    *("id", "date", "time", "started_at", "ended_at", "area", "layer", "pattern", "planned_s"),
    *("mat_s", "paused_s", "away_s", "outcome", "stop_reason", "tightness_before"),
    *("tightness_after", "noticed", "note", "device", "updated_at"),
)
"""The first line. New columns come at the end."""

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
    with whole_file(target) as file:
        table = csv.writer(file, lineterminator="\r\n")
        table.writerow(COLUMNS)
        for record in sessions:
            if not record.deleted:
                table.writerow(map(_safe, _cells(record)))
                next(written)
    return next(written)


def _cells(record: SessionRecord) -> tuple[Cell, ...]:
    """A session in the order of the columns."""
    offset = record.utc_offset_s
    started = moment_text(record.started_us, offset)
    return (
        str(record.id),
        started[_DATE],
        started[_TIME],
        started,
        None if record.ended_us is None else moment_text(record.ended_us, offset),
        record.area,
        record.layer,
        record.pattern,
        seconds(record.planned_us),
        seconds(record.mat_us),
        seconds(record.paused_us),
        seconds(record.away_us),
        record.outcome,
        record.stop_reason,
        record.tightness_before,
        record.tightness_after,
        " ".join(record.noticed),
        record.note,
        record.device,
        moment_text(record.updated_us, offset),
    )


def _safe(cell: Cell) -> Cell:
    """The cell as a spreadsheet shows it and nothing more."""
    if not isinstance(cell, str):
        return cell
    # No spreadsheet shows it, and some take it for the end.
    text = cell.replace("\0", "")
    return f"'{text}" if not text[:1].isalnum() and _FORMULA.match(text) else text

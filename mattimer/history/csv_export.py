"""Sessions as a table for spreadsheets: RFC 4180, in UTF-8, with columns that stay.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, which says there
that what follows is text.
"""

import csv
import re
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path

from mattimer.history.exchange import moment_text, seconds
from mattimer.history.records import SessionRecord, local_time
from mattimer.history.whole_file import whole_file

Cell = str | int | float | None

COLUMNS: dict[str, Callable[[SessionRecord], Cell]] = {
    "id": lambda record: str(record.id),
    "date": lambda record: f"{local_time(record.started_us, record.utc_offset_s):%Y-%m-%d}",
    "time": lambda record: f"{local_time(record.started_us, record.utc_offset_s):%H:%M:%S}",
    "started_at": lambda record: moment_text(record.started_us, record.utc_offset_s),
    "ended_at": lambda record: (
        None if record.ended_us is None else moment_text(record.ended_us, record.utc_offset_s)
    ),
    "area": lambda record: record.area,
    "layer": lambda record: record.layer,
    "pattern": lambda record: record.pattern,
    "planned_s": lambda record: seconds(record.planned_us),
    "mat_s": lambda record: seconds(record.mat_us),
    "paused_s": lambda record: seconds(record.paused_us),
    "away_s": lambda record: seconds(record.away_us),
    "outcome": lambda record: record.outcome,
    "stop_reason": lambda record: record.stop_reason,
    "tightness_before": lambda record: record.tightness_before,
    "tightness_after": lambda record: record.tightness_after,
    "noticed": lambda record: " ".join(record.noticed),
    "note": lambda record: record.note,
    "device": lambda record: record.device,
    "updated_at": lambda record: moment_text(record.updated_us, record.utc_offset_s),
}
"""What each column says, in their order. New ones come at the end."""

# Some spreadsheets skip blanks before they look, and some know the wide forms of the signs.
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def export_csv(sessions: Iterable[SessionRecord], target: Path) -> int:
    """Write the sessions that are not deleted, and return how many they were.

    The file appears at ``target`` only once it is complete; until then an older one stays.
    It blocks, so it belongs on a thread of its own.

    Args:
        sessions: What ``Journal.all_records`` gives.
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
                table.writerow([_safe(cell(record)) for cell in COLUMNS.values()])
                next(written)
    return next(written)


def _safe(cell: Cell) -> Cell:
    """The cell as a spreadsheet shows it and nothing more."""
    if not isinstance(cell, str):
        return cell
    # No spreadsheet shows it, and some take it for the end.
    text = cell.replace("\0", "")
    return f"'{text}" if _FORMULA.match(text) else text

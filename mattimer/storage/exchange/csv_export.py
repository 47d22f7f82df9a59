"""Sessions as a table for spreadsheets: RFC 4180, in UTF-8, with columns that stay.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, which says there
that what follows is text.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import UUID

from mattimer.session.records import SessionRecord
from mattimer.storage.codec.json_forms import SESSION_ENTRY
from mattimer.storage.saving import text_file

Cell = str | int | float | UUID | None

_LEFT_OUT = frozenset({"lead_in_s", "stages", "deleted"})
_ID, *_VALUES = (path for path in SESSION_ENTRY.paths if path.partition(".")[0] not in _LEFT_OUT)
COLUMNS = (_ID, "date", "time", *_VALUES)
"""The first line: keys of an entry, and parts of its first moment. New columns come at the end."""

_NOTICED = COLUMNS.index("noticed")
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
    count = 0
    with text_file(target) as file:
        table = csv.writer(file, lineterminator="\r\n")
        table.writerow(COLUMNS)
        for count, row in enumerate(_rows(sessions), 1):  # noqa: B007
            table.writerow(_safe(row))
    return count


def _rows(sessions: Iterable[SessionRecord]) -> Iterator[list[Cell]]:
    """The sessions that are not deleted, in the order of the columns."""
    cells = SESSION_ENTRY.writer((_ID, *_VALUES))
    for record in sessions:
        if not record.deleted:
            row = cells(record, record.utc_offset_s)
            started = row[1]
            row[1:1] = started[:10], started[11:19]
            row[_NOTICED] = " ".join(record.noticed)
            yield row


def _safe(row: list[Cell]) -> list[Cell]:
    """The cells as a spreadsheet shows them and nothing more; words of ours, ids, numbers are."""
    return [
        cell
        if type(cell) is not str or (cell[:1].isalnum() and "\0" not in cell)
        else _as_text(cell)
        for cell in row
    ]


def _as_text(cell: str) -> str:
    # No spreadsheet shows it, and some take it for the end.
    text = cell.replace("\0", "")
    return f"'{text}" if _FORMULA.match(text) else text

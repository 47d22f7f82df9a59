"""The demo's made-up year with this package's device and zone; and a hundred thousand sessions."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from mattimer.demo import sample_data as rehearsal
from mattimer.demo.sample_data import AREAS, SEED
from mattimer.session.records import CheckIn, SessionRecord
from mattimer.storage import statements
from mattimer.storage.codec.tables import CHECK_INS, SESSIONS
from mattimer.storage.database import open_database
from mattimer.storage.migrations import transaction

__all__ = ["AREAS", "DEVICE", "a_year", "fill", "many"]

DEVICE = "0123456789ab4cde8f0123456789abcd"
ZONE = ZoneInfo("Europe/Berlin")


def a_year(last: date, *, device: str = DEVICE, seed: int = SEED) -> tuple[SessionRecord, ...]:
    """About two hundred sessions of the year that ends with a day, the oldest first."""
    return rehearsal.a_year(last, device=device, zone=ZONE, seed=seed)


def many(
    count: int, last: date, *, device: str = DEVICE, seed: int = SEED
) -> Iterator[SessionRecord]:
    """As many sessions as asked, four a day, ending with a day; the oldest first."""
    return rehearsal.many(count, last, device=device, zone=ZONE, seed=seed)


def fill(path: Path, sessions: Iterable[SessionRecord], check_ins: Iterable[CheckIn] = ()) -> None:
    """Put them into a database in one go, making it where there is none."""
    with closing(open_database(path)) as connection:
        _fill(connection, sessions, check_ins)


def _fill(
    connection: sqlite3.Connection,
    sessions: Iterable[SessionRecord],
    check_ins: Iterable[CheckIn],
) -> None:
    with transaction(connection):
        connection.executemany(statements.SAVE, map(SESSIONS.row_of, sessions))
        connection.executemany(statements.KEEP_CHECK_IN, map(CHECK_INS.row_of, check_ins))

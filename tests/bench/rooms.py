"""Sample data folders: as the app would have left them, with made-up sessions."""

from pathlib import Path
from uuid import UUID

from mattimer.app.paths import Paths, device_id
from mattimer.desktop.system_clock import SystemClock
from mattimer.services.state_snapshot import accept_at_once
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome, SessionRecord
from mattimer.session.session_plan import Layer
from mattimer.storage import statements
from mattimer.storage.codec.tables import SESSIONS
from mattimer.storage.database import open_database
from mattimer.storage.migrations import transaction
from mattimer.storage.store import Store

AREAS = ("upper-back", "lower-back", "neck", "feet")
FIRST_US = 1_700_000_000 * SECOND
APART = 6 * 60 * MINUTE


def make_room(folder: Path, sessions: int) -> Path:
    """A data folder with this many sessions, closed and sealed by the app's own store."""
    paths = Paths.under(folder)
    paths.prepare()
    device = device_id(paths)
    connection = open_database(paths.database)
    # Denser where there are many, so that none lies in the future.
    apart = min(APART, 365 * 24 * 60 * MINUTE * 2 // max(1, sessions))
    with transaction(connection):
        made = (SESSIONS.row_of(_record(number, apart, device)) for number in range(sessions))
        connection.executemany(statements.SAVE, made)
    connection.close()
    store = Store(paths.database, device)
    store.open().result()
    accept_at_once(store, SystemClock().read())
    store.close()
    return folder


def _record(number: int, apart: int, device: str) -> SessionRecord:
    planned = (5 + number % 6) * MINUTE
    stopped = number % 9 == 0
    started = FIRST_US + number * apart
    mat = planned // 2 if stopped else planned
    return SessionRecord(
        id=UUID(int=(0x4D61 << 112) + number * 0x9E3779B97F4A7C15 % 2**112),
        started_us=started,
        utc_offset_s=7200,
        ended_us=started + mat,
        area=AREAS[number % len(AREAS)],
        layer=list(Layer)[number % 3],
        pattern="4-6",
        lead_in_us=20 * SECOND,
        planned_us=planned,
        settle_us=planned // 5,
        still_us=planned - 2 * (planned // 5),
        rise_us=planned // 5,
        mat_us=mat,
        paused_us=0,
        away_us=0,
        outcome=Outcome.STOPPED if stopped else Outcome.FINISHED,
        stop_reason=StopReason.TOO_INTENSE if stopped else None,
        tightness_before=1 + number % 10,
        tightness_after=1 + number % 7,
        noticed=("warmth",) if number % 2 else (),
        note="" if number % 5 else "Better than the sofa.",
        device=device,
        updated_us=started + mat,
    )

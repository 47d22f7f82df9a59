"""Records and databases that the tests of this package share."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from mattimer.limits import HARD_CAP, LONGEST_LEAD_IN, NOTE_LIMIT
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.reasons import StopReason
from mattimer.session.records import CheckIn, Outcome, SessionRecord
from mattimer.session.session_plan import Layer
from mattimer.storage.database import open_database
from mattimer.storage.repository import Repository
from mattimer.storage.store import Store

DEVICE = "0123456789ab4cde8f0123456789abcd"
NOON = 1_790_000_000_000_000
"""A Monday: 2026-09-21, 14:13:20 UTC."""

FINISHED = SessionRecord(
    id=UUID(int=1),
    started_us=NOON,
    utc_offset_s=7200,
    ended_us=NOON + 10 * MINUTE + 20 * SECOND,
    area="upper-back",
    layer=Layer.SHIRT,
    pattern="4-6",
    lead_in_us=20 * SECOND,
    planned_us=10 * MINUTE,
    settle_us=2 * MINUTE,
    still_us=6 * MINUTE,
    rise_us=2 * MINUTE,
    mat_us=10 * MINUTE,
    paused_us=0,
    away_us=0,
    outcome=Outcome.FINISHED,
    stop_reason=None,
    tightness_before=7,
    tightness_after=4,
    noticed=("warmth", "sleepy"),
    note="Better than the sofa.",
    device=DEVICE,
    updated_us=NOON + 11 * MINUTE,
)


def numbered(number: int, **changes: object) -> SessionRecord:
    """The finished session with an id and a start of its own, an hour after the one before."""
    moved = replace(
        FINISHED,
        id=UUID(int=number),
        started_us=NOON + number * 60 * MINUTE,
        ended_us=NOON + number * 60 * MINUTE + 10 * MINUTE,
        updated_us=NOON + number * 60 * MINUTE + 10 * MINUTE,
    )
    return replace(moved, **changes)  # type: ignore[arg-type]


moments = st.integers(0, 253_370_764_800_000_000)
words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=64).filter(
    # SQLite's length() ends at the first NUL; identifiers have none.
    lambda text: "\0" not in text
)
tightness = st.none() | st.integers(1, 10)


@st.composite
def session_records(draw: st.DrawFn) -> SessionRecord:
    planned = draw(st.integers(0, HARD_CAP))
    settle = draw(st.integers(0, planned))
    rise = draw(st.integers(0, planned - settle))
    return SessionRecord(
        id=draw(st.uuids()),
        started_us=draw(moments),
        utc_offset_s=draw(st.integers(-64_800, 64_800)),
        ended_us=draw(st.none() | moments),
        area=draw(words),
        layer=draw(st.sampled_from(Layer)),
        pattern=draw(st.sampled_from(["4-6", "3.3-5.1"])),
        lead_in_us=draw(st.integers(0, LONGEST_LEAD_IN)),
        planned_us=planned,
        settle_us=settle,
        still_us=draw(st.integers(0, planned - settle - rise)),
        rise_us=rise,
        mat_us=draw(st.integers(0, planned)),
        paused_us=draw(st.integers(0, 2**40)),
        away_us=draw(st.integers(0, 2**40)),
        outcome=draw(st.sampled_from(Outcome)),
        stop_reason=draw(st.sampled_from([None, *StopReason])),
        tightness_before=draw(tightness),
        tightness_after=draw(tightness),
        noticed=tuple(draw(st.lists(words, max_size=4))),
        note=draw(st.text(st.characters(codec="utf-8"), max_size=NOTE_LIMIT)),
        device=draw(words),
        updated_us=draw(moments),
        deleted=draw(st.booleans()),
    )


any_check_ins = st.builds(
    CheckIn,
    day=st.dates(),
    tightness=st.integers(1, 10),
    answered_us=moments,
    utc_offset_s=st.integers(-64_800, 64_800),
    device=words,
    updated_us=moments,
)
documents: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=12,
)
"""What JSON can hold."""


@contextmanager
def open_repository(path: Path) -> Iterator[Repository]:
    """An open database on this very thread."""
    with closing(Repository(open_database(path), path)) as repository:
        yield repository


@contextmanager
def open_store(path: Path) -> Iterator[Store]:
    """An open store."""
    with closing(Store(path, DEVICE)) as store:
        store.open().result()
        yield store


def saved(path: Path) -> tuple[SessionRecord, ...]:
    """What a program that opens the file now finds, deleted ones included."""
    with open_repository(path) as repository:
        return repository.chunk(0, 1_000_000)[1]


def backed_up() -> None:
    """Return once no backup is being made any more."""
    for thread in threading.enumerate():
        if thread.name == "backup":
            thread.join()

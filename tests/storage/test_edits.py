"""Sessions put down or set right, and deleted ones emptied: in the file, and where files meet."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.coach.past_session import PastSession
from mattimer.limits import LAST_MOMENT
from mattimer.session.clock import MINUTE, day_of
from mattimer.session.records import SessionRecord
from mattimer.stats.this_week import week_of
from mattimer.storage.codec.tables import SESSIONS
from mattimer.storage.edits import SWEPT_AFTER
from mattimer.storage.errors import DataError
from mattimer.storage.merge import rank_session
from mattimer.storage.store import Store
from mattimer.storage.upsert import merge_into
from tests.storage.factories import FINISHED, NOON, numbered, open_store, saved, session_records

LATER = NOON + 60 * MINUTE
EMPTY = {"tightness_before": None, "tightness_after": None, "noticed": (), "note": ""}


def merged(store: Store, *records: SessionRecord) -> None:
    """Let the rows of another computer in."""
    rows = [SESSIONS.row_of(record) for record in records]
    store.within(lambda repository: merge_into(repository, [(SESSIONS, rows)])).result()


# Put down --------------------------------------------------------------------------------------


def test_what_is_put_down_counts_like_any_session(database: Path) -> None:
    with open_store(database) as store:
        store.write_down(FINISHED).result()
        assert store.count().result() == 1
        (past,) = store.past().result()
        assert isinstance(past, PastSession)
        assert (past.area, past.minutes, past.finished) == ("upper-back", 10.0, True)
        day = day_of(FINISHED.started_us, FINISHED.utc_offset_s)
        assert week_of(store.latest(9).result(), day).sessions == 1
    assert saved(database) == (FINISHED,)


def test_said_twice_it_is_there_once(database: Path) -> None:
    with open_store(database) as store:
        store.write_down(FINISHED).result()
        store.write_down(replace(FINISHED, area="feet", note="Cold floor.")).result()
        assert store.count().result() == 1
    assert saved(database) == (replace(FINISHED, area="feet", note="Cold floor."),)


def test_what_could_not_be_written_is_not_written_later(database: Path) -> None:
    with open_store(database) as store:
        with pytest.raises(Exception, match="CHECK"):
            store.write_down(replace(FINISHED, tightness_before=11)).result()
        store.write_down(numbered(2)).result()
    assert saved(database) == (numbered(2),)


# Set right -------------------------------------------------------------------------------------


def test_only_what_is_named_changes_and_what_was_comes_back(database: Path) -> None:
    with open_store(database) as store:
        store.write_down(FINISHED).result()
        before = store.amend(FINISHED.id, {"note": "Slept."}, LATER).result()
    assert before == FINISHED
    assert saved(database) == (replace(FINISHED, note="Slept.", updated_us=LATER),)


@pytest.mark.parametrize(
    ("was", "clock", "becomes"),
    [
        (LATER, LATER - 1, LATER + 1),
        (LATER, LATER, LATER + 1),
        (LATER, LATER + 5, LATER + 5),
        (LAST_MOMENT, LATER, LAST_MOMENT),
    ],
)
def test_a_change_is_later_than_what_it_changes(
    database: Path, was: int, clock: int, becomes: int
) -> None:
    with open_store(database) as store:
        store.write_down(replace(FINISHED, updated_us=was)).result()
        store.amend(FINISHED.id, {"note": "Slept."}, clock).result()
    assert [record.updated_us for record in saved(database)] == [becomes]


def test_a_session_that_is_not_there_cannot_be_set_right(database: Path) -> None:
    with open_store(database) as store:
        with pytest.raises(LookupError):
            store.amend(UUID(int=7), {"note": "Slept."}, LATER).result()
        assert store.count().result() == 0


@given(record=session_records(), note=st.text(st.characters(codec="utf-8"), max_size=9))
def test_any_record_can_be_amended(
    tmp_path_factory: pytest.TempPathFactory, record: SessionRecord, note: str
) -> None:
    database = tmp_path_factory.mktemp("edits") / "mattimer.sqlite3"
    with open_store(database) as store:
        store.write_down(record).result()
        store.amend(record.id, {"note": note}, LATER).result()
        (after,) = [store.record(record.id).result()]
    assert after is not None
    assert replace(after, note=record.note, updated_us=record.updated_us) == record


# Swept -----------------------------------------------------------------------------------------


def deleted(us: int, **changes: object) -> SessionRecord:
    return replace(FINISHED, deleted=True, updated_us=us, **changes)  # type: ignore[arg-type]


def test_thirty_days_after_nothing_said_is_left_and_the_row_is(database: Path) -> None:
    old, fresh = deleted(NOON, id=UUID(int=5)), deleted(NOON + 1, id=UUID(int=6))
    with open_store(database) as store:
        for record in (old, fresh, numbered(7)):
            store.write_down(record).result()
        assert store.sweep(NOON + SWEPT_AFTER).result() == 1
        assert store.sweep(NOON + SWEPT_AFTER).result() == 0
    assert saved(database) == (replace(old, **EMPTY), fresh, numbered(7))  # type: ignore[arg-type]


def test_no_word_of_a_swept_note_is_left_in_the_file(database: Path) -> None:
    with open_store(database) as store:
        store.write_down(deleted(NOON, note="Xylophone lessons.")).result()
    assert b"Xylophone" in database.read_bytes()
    with open_store(database) as store:
        store.sweep(NOON + SWEPT_AFTER).result()
    assert b"Xylophone" not in database.read_bytes()


def test_the_old_file_of_another_computer_brings_nothing_back(database: Path) -> None:
    before_it_was_deleted, not_yet_swept = FINISHED, deleted(LATER)
    with open_store(database) as store:
        store.write_down(not_yet_swept).result()
        store.sweep(LATER + SWEPT_AFTER).result()
        merged(store, before_it_was_deleted, not_yet_swept)
        assert store.count().result() == 0
    assert saved(database) == (replace(not_yet_swept, **EMPTY),)  # type: ignore[arg-type]


def test_who_brought_it_back_meanwhile_is_not_outvoted(database: Path) -> None:
    back = replace(FINISHED, updated_us=LATER + 1)
    with open_store(database) as store:
        store.write_down(deleted(LATER)).result()
        store.sweep(LATER + SWEPT_AFTER).result()
        merged(store, back)
    assert saved(database) == (back,)


@given(session_records())
def test_a_merge_prefers_what_was_swept(record: SessionRecord) -> None:
    full = replace(record, deleted=True)
    swept = replace(full, **EMPTY)  # type: ignore[arg-type]
    assert swept == full or rank_session(swept) > rank_session(full)


def test_a_file_that_cannot_be_written_is_told(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with open_store(database) as store:
        store.write_down(FINISHED).result()
        monkeypatch.setattr("mattimer.storage.repository.transaction", refuse)
        for asked in (
            store.write_down(numbered(2)),
            store.amend(FINISHED.id, {"note": "Slept."}, LATER),
            store.sweep(LATER),
        ):
            with pytest.raises(DataError, match="disk is full"):
                asked.result()

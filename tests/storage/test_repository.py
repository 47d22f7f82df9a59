import resource
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mattimer.limits import LAST_MOMENT
from mattimer.session.clock import SECOND
from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome, Screening, SessionRecord
from mattimer.session.session_plan import Layer
from mattimer.storage.database import open_database
from mattimer.storage.errors import DamagedData, DiskFull, UnwritableData
from mattimer.storage.repository import Repository
from tests.storage.factories import (
    DEVICE,
    FINISHED,
    NOON,
    numbered,
    open_repository,
    saved,
    session_records,
)


@settings(deadline=None)
@given(st.lists(session_records(), max_size=4, unique_by=lambda record: record.id))
def test_what_is_saved_is_read_again_by_the_next_program(records: list[SessionRecord]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mattimer.sqlite3"
        with open_repository(path) as repository:
            for record in records:
                repository.save(record)
        assert saved(path) == tuple(records)


def test_measures_are_written_over_and_words_of_the_person_stay(database: Path) -> None:
    begun = numbered(1, outcome=Outcome.INTERRUPTED, ended_us=None, mat_us=0, tightness_before=None)
    with open_repository(database) as repository:
        repository.save(replace(begun, tightness_after=None, noticed=(), note=""))
        repository.set_tightness_before(begun.id, 8, begun.updated_us)
        repository.rate(
            begun.id,
            tightness_after=2,
            noticed=("warmth",),
            note="good",
            stop_reason=StopReason.OTHER,
            updated_us=begun.updated_us,
        )
        measured = replace(
            begun,
            mat_us=5 * SECOND,
            layer=Layer.TOWEL,
            outcome=Outcome.STOPPED,
            ended_us=NOON,
            tightness_after=None,
            noticed=(),
            note="",
            updated_us=begun.updated_us + 9,
        )
        repository.save(measured)
        found = repository.record(begun.id)
    assert found == replace(
        measured,
        tightness_before=8,
        tightness_after=2,
        noticed=("warmth",),
        note="good",
        stop_reason=StopReason.OTHER,
    )


def test_a_rating_without_a_reason_leaves_the_one_of_the_stop(database: Path) -> None:
    stopped = numbered(1, outcome=Outcome.STOPPED, stop_reason=StopReason.DIZZINESS)
    with open_repository(database) as repository:
        repository.save(stopped)
        repository.rate(
            stopped.id, tightness_after=None, noticed=(), note="", stop_reason=None, updated_us=0
        )
        found = repository.record(stopped.id)
    later = stopped.updated_us + 1
    assert found == replace(stopped, tightness_after=None, noticed=(), note="", updated_us=later)


def test_a_change_is_later_than_what_it_changes_though_the_clock_was_set_back(
    database: Path,
) -> None:
    record = numbered(1)
    with open_repository(database) as repository:

        def moment() -> int:
            found = repository.record(record.id)
            assert found is not None
            return found.updated_us - record.updated_us

        repository.save(record)
        repository.save(replace(record, updated_us=5))
        assert moment() == 0
        repository.save(replace(record, mat_us=record.mat_us - 1, updated_us=5))
        assert moment() == 1
        repository.set_deleted(record.id, 5, deleted=True)
        assert moment() == 2
        repository.set_tightness_before(record.id, None, 5)
        assert moment() == 3
        RATE(repository, record.id)
        assert moment() == 4


def test_after_the_last_moment_there_is_none_and_changes_still_go_through(database: Path) -> None:
    record = numbered(1, updated_us=LAST_MOMENT)
    with open_repository(database) as repository:
        repository.save(record)
        repository.save(replace(record, mat_us=1, updated_us=5))
        repository.set_deleted(record.id, 5, deleted=True)
        found = repository.record(record.id)
    assert found == replace(record, mat_us=1, deleted=True)


def test_what_was_put_away_stays_away_until_it_is_brought_back(database: Path) -> None:
    record = numbered(1)
    with open_repository(database) as repository:
        repository.save(record)
        repository.set_deleted(record.id, record.updated_us + 1, deleted=True)
        repository.save(record)
        assert (repository.page(None, 9), repository.count()) == ((), 0)
        repository.set_deleted(record.id, record.updated_us + 2, deleted=False)
        assert repository.page(None, 9) == (replace(record, updated_us=record.updated_us + 2),)


def test_half_an_emoji_does_not_cost_the_note(database: Path) -> None:
    record = numbered(1)
    with open_repository(database) as repository:
        repository.save(record)
        note = "so \ud83d it goes"
        repository.rate(
            record.id, tightness_after=1, noticed=(), note=note, stop_reason=None, updated_us=0
        )
        found = repository.record(record.id)
    assert found is not None
    assert found.note == "so ? it goes"


NOBODY = UUID(int=404)
RATE = partial(
    Repository.rate, tightness_after=1, noticed=(), note="", stop_reason=None, updated_us=0
)


@pytest.mark.parametrize(
    "change",
    [
        lambda repository: RATE(repository, NOBODY),
        lambda repository: repository.set_tightness_before(NOBODY, 1, 0),
        lambda repository: repository.set_deleted(NOBODY, 0, deleted=True),
    ],
)
def test_a_session_that_is_not_there_cannot_be_changed(
    database: Path, change: Callable[[Repository], None]
) -> None:
    with open_repository(database) as repository, pytest.raises(LookupError):
        change(repository)


def test_pages_follow_one_another_newest_first_and_miss_nothing(database: Path) -> None:
    # Two of a start: the id decides.
    numbers = [3, 1, 4, 15, 9, 2, 6]
    records = [numbered(number, started_us=NOON + number // 2) for number in numbers]
    with open_repository(database) as repository:
        for record in records:
            repository.save(record)
        repository.set_deleted(numbered(4).id, 0, deleted=True)
        pages, place = [], None
        while page := repository.page(place, 2):
            pages.append([record.id.int for record in page])
            place = (page[-1].started_us, page[-1].id)
    assert pages == [[15, 9], [6, 3], [2, 1]]


def test_a_stretch_of_time_has_its_first_moment_and_not_its_last(database: Path) -> None:
    with open_repository(database) as repository:
        for number in (10, 20, 30):
            repository.save(numbered(number, started_us=number))
        found = repository.between(10, 30)
    assert [record.started_us for record in found] == [20, 10]


def test_the_latest_screening_is_the_last_one_given_whatever_the_clock_said(
    database: Path,
) -> None:
    with open_repository(database) as repository:
        assert repository.last_screening() is None
        repository.add_screening(Screening(UUID(int=1), NOON, 7200, ("pregnancy",), DEVICE))
        last = Screening(UUID(int=2), NOON - 5, 7200, (), DEVICE)
        repository.add_screening(last)
        assert repository.last_screening() == last


@contextmanager
def connected(path: Path) -> Iterator[tuple[Repository, sqlite3.Connection]]:
    """A repository, and the connection it writes through."""
    connection = open_database(path)
    with closing(Repository(connection, path)) as repository:
        yield repository, connection


def full(connection: sqlite3.Connection) -> None:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")


def room_again(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA max_page_count = 1000000")


LONG = ("x" * 64,) * 300
"""Ticks that do not fit into the room left."""


def test_on_a_full_disk_the_last_good_state_stays(database: Path) -> None:
    with connected(database) as (repository, connection):
        repository.save(numbered(1))
        full(connection)
        with pytest.raises(DiskFull):
            repository.rate(
                numbered(1).id,
                tightness_after=1,
                noticed=LONG,
                note="",
                stop_reason=None,
                updated_us=NOON * 2,
            )
        assert repository.record(numbered(1).id) == numbered(1)
    assert saved(database) == (numbered(1),)


def test_what_a_full_disk_refused_is_made_good_by_the_next_write(database: Path) -> None:
    with connected(database) as (repository, connection):
        repository.save(numbered(1))
        full(connection)
        with pytest.raises(DiskFull):
            repository.save(numbered(2, noticed=LONG))
        assert repository.record(numbered(2).id) is None
        room_again(connection)
        repository.rate(
            numbered(2).id, tightness_after=1, noticed=(), note="", stop_reason=None, updated_us=0
        )
        found = repository.record(numbered(2).id)
    assert found == numbered(
        2, tightness_after=1, noticed=(), note="", updated_us=numbered(2).updated_us + 1
    )


def test_what_is_owed_is_tried_once_more_at_the_end(database: Path) -> None:
    with connected(database) as (repository, connection):
        full(connection)
        with pytest.raises(DiskFull):
            repository.save(numbered(1, noticed=LONG))
        room_again(connection)
    assert saved(database) == (numbered(1, noticed=LONG),)


def test_a_disk_still_full_at_the_end_does_not_keep_the_file_open(database: Path) -> None:
    with connected(database) as (repository, connection):
        full(connection)
        with pytest.raises(DiskFull):
            repository.save(numbered(1, noticed=LONG))
    assert saved(database) == ()
    with pytest.raises(sqlite3.ProgrammingError):
        repository.count()


def test_a_write_cut_off_by_the_system_leaves_the_last_good_state(database: Path) -> None:
    with open_repository(database) as repository:
        repository.save(numbered(1))
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (database.stat().st_size, before[1]))
        try:
            with pytest.raises(UnwritableData, match="the disk reports an error"):
                repository.save(numbered(2, noticed=LONG))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert repository.page(None, 9) == (numbered(1),)
        repository.save(numbered(3))
    assert saved(database) == (numbered(1), numbered(2, noticed=LONG), numbered(3))


def test_a_change_that_a_power_cut_left_half_written_is_taken_back(
    database: Path, tmp_path: Path
) -> None:
    cut = tmp_path / "cut" / database.name
    cut.parent.mkdir()
    with connected(database) as (repository, connection):
        for number in range(1, 40):
            repository.save(numbered(number, note="x" * 2000))
        whole = saved(database)
        # So little memory that pages go to the file before the commit.
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE session SET note = 'half', deleted = 1")
        for name in (database.name, f"{database.name}-journal"):
            shutil.copy(database.with_name(name), cut.with_name(name))
        connection.execute("ROLLBACK")
    assert b"half" in cut.read_bytes()
    assert saved(cut) == whole


def test_a_file_that_turned_read_only_is_told(database: Path) -> None:
    with connected(database) as (repository, connection):
        connection.execute("PRAGMA query_only = ON")
        with pytest.raises(UnwritableData, match="read-only"):
            repository.save(numbered(1))


def test_a_file_pulled_away_is_told(database: Path) -> None:
    with open_repository(database) as repository:
        repository.save(numbered(1))
        database.unlink()
        with pytest.raises(UnwritableData):
            repository.save(numbered(2))


@pytest.mark.parametrize(
    "change",
    [
        "layer = 'wool'",
        "id = 'no-uuid'",
        "noticed = '['",
        "note = CAST(x'ff' AS TEXT)",
    ],
)
def test_rows_that_no_program_of_ours_wrote_are_damage(database: Path, change: str) -> None:
    with open_repository(database) as repository:
        repository.save(FINISHED)
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(f"UPDATE session SET {change}")  # noqa: S608
    with open_repository(database) as repository, pytest.raises(DamagedData):
        repository.page(None, 9)


def test_sessions_without_an_end_are_those_of_this_device_newest_first(database: Path) -> None:
    running = {"ended_us": None, "outcome": Outcome.INTERRUPTED}
    with open_repository(database) as repository:
        for record in (
            numbered(1, **running),
            numbered(2),
            numbered(3, **running),
            numbered(4, **running, deleted=True),
            numbered(5, **running, device="another"),
            numbered(6, outcome=Outcome.INTERRUPTED),
        ):
            repository.save(record)
        assert repository.unfinished(DEVICE) == (numbered(3, **running), numbered(1, **running))

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mattimer.session.clock import SECOND
from mattimer.session.reasons import StopReason
from mattimer.session.records import (
    CheckIn,
    Document,
    FollowUp,
    FollowUpKind,
    Outcome,
    Screening,
    SessionRecord,
)
from mattimer.storage import check_ins
from mattimer.storage.codec.tables import DOCUMENTS
from mattimer.storage.errors import DamagedData
from mattimer.storage.repository import Repository
from tests.fakes import FakeClock
from tests.storage.factories import (
    DEVICE,
    FINISHED,
    NOON,
    any_check_ins,
    documents,
    moments,
    numbered,
    open_repository,
    session_records,
    words,
)

MONDAY = CheckIn(date(2026, 9, 21), 6, NOON, 7200, DEVICE, NOON)
DAY = timedelta(days=1)


def document(repository: Repository, key: str, value: object, at_us: int = NOON) -> None:
    check_ins.keep_document(repository, DOCUMENTS.row_of(Document(key, value, at_us, DEVICE)))


def asked(record: SessionRecord, at_us: int = NOON) -> FollowUp:
    return FollowUp(record.id, FollowUpKind.ASKED, at_us, DEVICE)


@settings(deadline=None)
@given(st.lists(any_check_ins, max_size=4, unique_by=lambda said: said.day))
def test_check_ins_are_read_again_by_the_next_program(said: list[CheckIn]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mattimer.sqlite3"
        with open_repository(path) as repository:
            for check_in in said:
                check_ins.keep_check_in(repository, check_in)
        with open_repository(path) as repository:
            by_day = sorted(said, key=lambda check_in: check_in.day)
            assert check_ins.all_else(repository).check_ins == tuple(by_day)
            assert all(check_ins.check_in_of(repository, one.day) == one for one in said)


@settings(deadline=None)
@given(st.dictionaries(words, st.tuples(documents, moments), max_size=3))
def test_documents_are_read_again_by_the_next_program(said: dict[str, tuple[Any, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mattimer.sqlite3"
        with open_repository(path) as repository:
            for key, (value, at_us) in said.items():
                document(repository, key, value, at_us)
        with open_repository(path) as repository:
            assert {key: check_ins.profile(repository, key) for key in said} == {
                key: value for key, (value, _at_us) in said.items()
            }
            assert {
                kept.key: (kept.value, kept.updated_us) for kept in _profile(repository)
            } == said


def _profile(repository: Repository) -> tuple[Document, ...]:
    return check_ins.all_else(repository).profile


@settings(deadline=None)
@given(
    st.lists(session_records(), max_size=3, unique_by=lambda record: record.id),
    st.sets(st.tuples(st.integers(0, 2), st.sampled_from(FollowUpKind))),
    moments,
    words,
)
def test_follow_ups_are_read_again_by_the_next_program(
    records: list[SessionRecord],
    marks: set[tuple[int, FollowUpKind]],
    at_us: int,
    device: str,
) -> None:
    said = tuple(
        FollowUp(records[number].id, kind, at_us, device)
        for number, kind in marks
        if number < len(records)
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mattimer.sqlite3"
        with open_repository(path) as repository:
            for record in records:
                repository.save(record)
            check_ins.follow_up(repository, said)
        with open_repository(path) as repository:
            found = check_ins.all_else(repository).follow_ups
            assert {word for several in found.values() for word in several} == set(said)
            assert all(word.session_id == one for one, several in found.items() for word in several)


def test_an_answer_belongs_to_the_day_that_it_is_now() -> None:
    clock = FakeClock()
    reading = clock.read()
    said = CheckIn.answered(6, reading, DEVICE)
    assert said == CheckIn(
        day=reading.day,
        tightness=6,
        answered_us=reading.utc,
        utc_offset_s=reading.utc_offset_s,
        device=DEVICE,
        updated_us=reading.utc,
    )
    # 16:13 local time; a quarter to four at night is still the same day.
    assert CheckIn.answered(6, clock.advance(11.5 * 3600), DEVICE).day == said.day
    assert CheckIn.answered(6, clock.advance(0.5 * 3600), DEVICE).day == said.day + DAY


def test_a_second_answer_of_a_day_takes_the_place_of_the_first(database: Path) -> None:
    later = replace(MONDAY, tightness=2, answered_us=NOON + 5, utc_offset_s=0, updated_us=NOON + 5)
    # Given after the wall clock was set back.
    last = replace(MONDAY, tightness=9, answered_us=NOON - 5, device="other", updated_us=NOON - 5)
    with open_repository(database) as repository:
        check_ins.keep_check_in(repository, MONDAY)
        check_ins.keep_check_in(repository, later)
        assert check_ins.check_in_of(repository, MONDAY.day) == later
        check_ins.keep_check_in(repository, last)
        assert check_ins.check_in_of(repository, MONDAY.day) == replace(last, updated_us=NOON + 6)
        assert len(check_ins.all_else(repository).check_ins) == 1


def test_a_stretch_of_days_has_its_first_and_not_its_last_the_newest_first(database: Path) -> None:
    days = [replace(MONDAY, day=MONDAY.day + number * DAY) for number in range(5)]
    with open_repository(database) as repository:
        for check_in in days:
            check_ins.keep_check_in(repository, check_in)
        assert check_ins.check_ins(repository, days[1].day, days[3].day) == (days[2], days[1])
        assert check_ins.check_ins(repository, date.min, date.max) == tuple(reversed(days))
        assert check_ins.check_ins(repository, days[3].day, days[1].day) == ()


def test_what_was_taken_back_is_gone_and_only_that(database: Path) -> None:
    tuesday = replace(MONDAY, day=MONDAY.day + DAY)
    with open_repository(database) as repository:
        check_ins.keep_check_in(repository, MONDAY)
        check_ins.keep_check_in(repository, tuesday)
        check_ins.take_back_check_in(repository, MONDAY.day)
        check_ins.take_back_check_in(repository, MONDAY.day)
        assert check_ins.check_in_of(repository, MONDAY.day) is None
        assert check_ins.check_ins(repository, date.min, date.max) == (tuesday,)
        # That it was taken back is remembered.
        gone = replace(MONDAY, deleted=True, updated_us=MONDAY.updated_us + 1)
        assert check_ins.all_else(repository).check_ins == (gone, tuesday)
        check_ins.keep_check_in(repository, MONDAY)
        again = replace(MONDAY, updated_us=MONDAY.updated_us + 2)
        assert check_ins.check_in_of(repository, MONDAY.day) == again


def test_said_twice_the_first_time_stays(database: Path) -> None:
    with open_repository(database) as repository:
        repository.save(FINISHED)
        check_ins.follow_up(repository, (asked(FINISHED, 5), asked(FINISHED, 6)))
        check_ins.follow_up(repository, (asked(FINISHED, 7),))
        check_ins.follow_up(repository, ())
        assert check_ins.all_else(repository).follow_ups == {FINISHED.id: (asked(FINISHED, 5),)}


def test_of_a_session_that_is_not_there_nothing_is_said_at_all(database: Path) -> None:
    with open_repository(database) as repository:
        repository.save(FINISHED)
        with pytest.raises(LookupError):
            check_ins.follow_up(repository, (asked(FINISHED), asked(numbered(404))))
        assert check_ins.all_else(repository).follow_ups == {}


def test_a_session_written_over_or_put_away_keeps_what_was_said_of_it(database: Path) -> None:
    with open_repository(database) as repository:
        repository.save(FINISHED)
        check_ins.follow_up(repository, (asked(FINISHED),))
        repository.save(replace(FINISHED, mat_us=SECOND))
        repository.set_deleted(FINISHED.id, NOON, deleted=True)
        assert check_ins.all_else(repository).follow_ups == {FINISHED.id: (asked(FINISHED),)}


def test_what_was_said_goes_with_a_row_that_is_removed(database: Path) -> None:
    with open_repository(database) as repository:
        repository.save(FINISHED)
        check_ins.follow_up(repository, (asked(FINISHED),))
        with repository.writing() as connection:
            connection.execute("DELETE FROM session")
        assert check_ins.all_else(repository).follow_ups == {}


def test_stops_to_mark_are_those_and_no_others(database: Path) -> None:
    numb = {"outcome": Outcome.STOPPED, "stop_reason": StopReason.NUMBNESS}
    pain = {"outcome": Outcome.STOPPED, "stop_reason": StopReason.SHARP_PAIN}
    records = [
        numbered(1, **numb),
        numbered(2, **pain),
        numbered(3),
        numbered(4, **numb, deleted=True),
        numbered(5, **numb, area="feet"),
        numbered(6, **numb),
    ]
    with open_repository(database) as repository:
        for record in records:
            repository.save(record)
        healed = FollowUp(records[4].id, FollowUpKind.HEALED, NOON, DEVICE)
        check_ins.follow_up(repository, (asked(records[5]), healed))

        def found(*reasons: StopReason, since_us: int = 0, area: str | None = None) -> list[int]:
            ids = repository.stops_without(FollowUpKind.ASKED, reasons, since_us, area)
            return [one.int for one in ids]

        assert found(StopReason.NUMBNESS) == [5, 1]
        assert found(StopReason.NUMBNESS, StopReason.SHARP_PAIN) == [5, 2, 1]
        assert found(*StopReason, since_us=records[1].started_us) == [5, 2]
        assert found(*StopReason, area="feet") == [5]
        assert found(StopReason.DIZZINESS) == found() == []


def test_a_document_written_over_is_the_new_one(database: Path) -> None:
    with open_repository(database) as repository:
        document(repository, "plan", {"paused": True}, 9)
        document(repository, "mat", [1])
        document(repository, "plan", {"paused": False}, 5)
        assert check_ins.profile(repository, "plan") == {"paused": False}
        assert check_ins.profile(repository, "evening") is None
        assert [(kept.key, kept.updated_us) for kept in _profile(repository)] == [
            ("mat", NOON),
            ("plan", 10),
        ]


def test_half_an_emoji_does_not_cost_the_document(database: Path) -> None:
    with open_repository(database) as repository:
        document(repository, "mat", {"name": "so \ud83d it goes"})
        assert check_ins.profile(repository, "mat") == {"name": "so ? it goes"}


def broken(path: Path, change: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(change)


@pytest.mark.parametrize("text", ["'{'", "''", "CAST(x'22ff22' AS TEXT)", "'[' || x'00' || ']'"])
def test_a_damaged_document_counts_as_none_and_costs_nothing_else(
    database: Path, text: str
) -> None:
    with open_repository(database) as repository:
        document(repository, "mat", {"name": "Mat"})
        document(repository, "plan", {"paused": True})
    broken(database, f"UPDATE profile SET value = {text} WHERE key = 'mat'")  # noqa: S608
    with open_repository(database) as repository:
        assert check_ins.profile(repository, "mat") is None
        assert check_ins.profile(repository, "plan") == {"paused": True}
        assert [kept.value for kept in _profile(repository)] == [None, {"paused": True}]
        document(repository, "mat", {"name": "Anew"})
        assert check_ins.profile(repository, "mat") == {"name": "Anew"}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE check_in SET day = 'monday'",
        "UPDATE follow_up SET kind = 'forgotten'",
        "UPDATE follow_up SET session_id = 'no-uuid'",
    ],
)
def test_rows_that_no_program_of_ours_wrote_are_damage(database: Path, change: str) -> None:
    with open_repository(database) as repository:
        repository.save(FINISHED)
        check_ins.keep_check_in(repository, MONDAY)
        check_ins.follow_up(repository, (asked(FINISHED),))
    broken(database, change)
    with open_repository(database) as repository, pytest.raises(DamagedData):
        check_ins.all_else(repository)


def test_everything_else_has_the_screenings_in_their_order(database: Path) -> None:
    said = (
        Screening(numbered(2).id, NOON, 7200, ("pregnancy", "area:feet"), DEVICE),
        Screening(numbered(1).id, NOON - 5, 7200, (), DEVICE),
    )
    with open_repository(database) as repository:
        for screening in said:
            repository.add_screening(screening)
        assert check_ins.all_else(repository).screenings == said

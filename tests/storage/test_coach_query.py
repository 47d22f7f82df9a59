import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mattimer.coach.past_session import PastSession
from mattimer.session.clock import MINUTE
from mattimer.session.reasons import StopReason
from mattimer.session.records import FollowUp, FollowUpKind, Outcome, SessionRecord
from mattimer.session.session_plan import Layer
from mattimer.storage import check_ins, statements
from mattimer.storage.codec.tables import SESSIONS
from mattimer.storage.errors import DamagedData
from tests.storage.factories import (
    DEVICE,
    FINISHED,
    NOON,
    numbered,
    open_repository,
    session_records,
)


def seen(record: SessionRecord, *said: FollowUpKind) -> PastSession:
    """A record as the coach is to see it."""
    return PastSession(
        day=record.day,
        area=record.area,
        minutes=record.mat_us / MINUTE,
        planned_minutes=record.planned_us / MINUTE,
        layer=record.layer,
        finished=record.outcome is Outcome.FINISHED,
        reason=record.stop_reason,
        before=record.tightness_before,
        after=record.tightness_after,
        asked=FollowUpKind.ASKED in said,
        healed=FollowUpKind.HEALED in said,
    )


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(session_records(), st.sets(st.sampled_from(FollowUpKind))),
        max_size=4,
        unique_by=lambda pair: pair[0].id,
    )
)
def test_the_past_is_what_the_records_say_newest_first(
    told: list[tuple[SessionRecord, set[FollowUpKind]]],
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        open_repository(Path(folder) / "db") as repository,
    ):
        for record, kinds in told:
            repository.save(record)
            check_ins.follow_up(
                repository, tuple(FollowUp(record.id, kind, NOON, DEVICE) for kind in kinds)
            )
        newest = sorted(told, key=lambda pair: (pair[0].started_us, str(pair[0].id)), reverse=True)
        assert repository.past(9) == tuple(
            seen(record, *kinds) for record, kinds in newest if not record.deleted
        )


def test_a_session_in_plain_words(database: Path) -> None:
    with open_repository(database) as repository:
        repository.save(FINISHED)
        assert repository.past(1) == (
            PastSession(
                day=date(2026, 9, 21),
                area="upper-back",
                minutes=10.0,
                planned_minutes=10.0,
                layer=Layer.SHIRT,
                finished=True,
                before=7,
                after=4,
            ),
        )


def test_no_more_than_asked_for_and_none_that_was_put_away(database: Path) -> None:
    with open_repository(database) as repository:
        for number in range(1, 6):
            repository.save(numbered(number, area=f"area-{number}", deleted=number == 4))
        assert [past.area for past in repository.past(3)] == ["area-5", "area-3", "area-2"]
        assert repository.past(0) == ()


def test_one_that_runs_or_was_cut_off_is_there_unfinished(database: Path) -> None:
    with open_repository(database) as repository:
        repository.save(numbered(1, outcome=Outcome.INTERRUPTED, ended_us=None, mat_us=90_000_000))
        (past,) = repository.past(9)
    assert (past.finished, past.reason, past.minutes) == (False, None, 1.5)


@pytest.mark.parametrize("change", ["layer = 'wool'", "outcome = 'won'", "stop_reason = 'bored'"])
def test_rows_that_no_program_of_ours_wrote_are_damage(database: Path, change: str) -> None:
    with open_repository(database) as repository:
        repository.save(FINISHED)
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(f"UPDATE session SET {change}")  # noqa: S608
    with open_repository(database) as repository, pytest.raises(DamagedData):
        repository.past(9)


def test_ten_thousand_sessions_do_not_keep_a_person_waiting(database: Path) -> None:
    stopped = {"outcome": Outcome.STOPPED, "stop_reason": StopReason.TOO_INTENSE}
    with open_repository(database) as repository:
        with repository.writing() as connection:
            made = (numbered(n, **(stopped if n % 9 == 0 else {})) for n in range(1, 10_001))
            connection.executemany(statements.SAVE, map(SESSIONS.row_of, made))
        said = (
            FollowUp(numbered(9 * n).id, FollowUpKind.ASKED, NOON, DEVICE) for n in range(1, 99)
        )
        check_ins.follow_up(repository, tuple(said))
        taken = []
        for _ in range(3):
            begun = perf_counter()
            assert len(repository.past(10_000)) == 10_000
            taken.append(perf_counter() - begun)
    # It takes about 50 ms; a machine that is busy with other tests may take longer.
    assert min(taken) < 0.3

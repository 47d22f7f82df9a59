import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from mattimer.limits import HARD_CAP, LONGEST_LEAD_IN, NOTE_LIMIT
from mattimer.session.reasons import StopReason
from mattimer.session.records import FollowUp, FollowUpKind, Outcome, Screening
from mattimer.session.session_plan import Layer
from mattimer.storage import check_ins as remarks
from mattimer.storage import coach_query as pasts
from mattimer.storage import statements
from mattimer.storage.database import open_database
from mattimer.storage.schema import (
    APPLICATION_ID,
    STEPS,
    TABLES,
    VERSION_1,
    VERSION_2,
    VERSION_3,
    Step,
)
from tests.storage.factories import DEVICE, FINISHED, NOON, numbered, open_repository

FROZEN = "7fb5e19bbd6b34fc29dabd0c7a9d7db49b0fd0f965baaa141aa038e37151ce2f"
FROZEN_2 = "c66fb4c3b3fa79f23ad5fef6653174613e7277fbffb99e67f36adb61395d4cec"
FROZEN_3 = "50f4cd9dc2290998a517a08a69db93d1dab254643b8e88a0622b76a1af7a7e48"


def fingerprint(step: Step) -> str:
    text = "\n".join(" ".join(statement.split()) for statement in step)
    return sha256(text.encode()).hexdigest()


def test_version_1_was_released_and_never_changes() -> None:
    assert fingerprint(VERSION_1) == FROZEN
    assert STEPS[0] is VERSION_1


def test_version_2_never_changes() -> None:
    assert fingerprint(VERSION_2) == FROZEN_2
    assert STEPS[1] is VERSION_2


def test_version_3_never_changes() -> None:
    assert fingerprint(VERSION_3) == FROZEN_3
    assert STEPS[2] is VERSION_3


def test_every_version_names_its_tables(database: Path) -> None:
    assert len(TABLES) == len(STEPS)
    for number, tables in enumerate(TABLES, 1):
        path = database.with_name(f"{number}.sqlite3")
        with closing(open_database(path, steps=STEPS[:number])) as connection:
            found = {
                name
                for (name,) in connection.execute(
                    "SELECT name FROM sqlite_schema WHERE type = 'table'"
                )
            }
        assert found == tables


def test_the_application_id_spells_a_name() -> None:
    assert APPLICATION_ID.to_bytes(4, "big") == b"MatT"


@pytest.mark.parametrize("value", [*Layer, *Outcome, *StopReason])
def test_every_word_of_ours_is_known_to_the_file(database: Path, value: str) -> None:
    kinds: dict[type, str] = {Layer: "layer", Outcome: "outcome", StopReason: "stop_reason"}
    kind = kinds[type(value)]
    with open_repository(database) as repository:
        repository.save(numbered(1, **{kind: value}))
        found = repository.record(numbered(1).id)
    assert getattr(found, kind) is value


@pytest.mark.parametrize(
    "changes",
    [
        {"mat_us": FINISHED.planned_us + 1},
        {"planned_us": HARD_CAP + 1},
        {"settle_us": FINISHED.planned_us, "still_us": 1},
        {"lead_in_us": LONGEST_LEAD_IN + 1},
        {"lead_in_us": -1},
        {"settle_us": -1},
        {"still_us": -1},
        {"rise_us": -1},
        {"mat_us": -1},
        {"paused_us": -1},
        {"away_us": -1},
        {"started_us": -1},
        {"ended_us": -1},
        {"updated_us": 2**62},
        {"utc_offset_s": 64_801},
        {"tightness_before": 0},
        {"tightness_after": 11},
        {"area": ""},
        {"device": ""},
        {"pattern": "x" * 17},
        {"note": "x" * (NOTE_LIMIT + 1)},
        {"layer": "wool"},
        {"outcome": "running"},
        {"stop_reason": "boredom"},
        {"id": "short"},
        {"deleted": 2},
        {"mat_us": "long"},
    ],
    ids="-".join,
)
def test_what_cannot_be_is_refused_loudly(database: Path, changes: dict[str, object]) -> None:
    with open_repository(database) as repository:
        with pytest.raises(sqlite3.IntegrityError):
            repository.save(numbered(1, **changes))
        repository.save(numbered(2))
        assert repository.count() == 1


def test_answers_are_a_list(database: Path) -> None:
    with open_repository(database) as repository:
        repository.add_screening(Screening(FINISHED.id, 0, 0, (), DEVICE))
        with pytest.raises(sqlite3.IntegrityError):
            repository._connection.execute("UPDATE screening SET answers = '{}'")
        with pytest.raises(sqlite3.IntegrityError):
            repository._connection.execute("UPDATE screening SET answers = 'none'")


def test_pages_are_read_from_the_index_without_sorting(database: Path) -> None:
    with open_repository(database) as repository:
        for statement, values in (
            (statements.NEWEST, (100,)),
            (statements.NEWEST_BEFORE, (5, "x", 100)),
            (statements.BETWEEN, (5, 6)),
            (statements.COUNT_SINCE, (5,)),
        ):
            plan = repository._connection.execute(
                f"EXPLAIN QUERY PLAN {statement}", values
            ).fetchall()
            assert len(plan) == 1
            assert "session_newest" in plan[0][3]


def test_the_past_is_read_in_its_order_without_sorting(database: Path) -> None:
    with open_repository(database) as repository:
        plan = repository._connection.execute(f"EXPLAIN QUERY PLAN {pasts.PAST}", (9,)).fetchall()
    steps = [step for *_numbers, step in plan]
    assert "session_newest" in steps[0]
    assert not any("SORT" in step or "TEMP" in step for step in steps)
    # Nor is a table read from end to end for each of the rows.
    assert not any("SCAN" in step for step in steps[1:] if "SUBQUERY" not in step)


CHECK_IN = {
    "day": "2026-09-21",
    "tightness": 5,
    "answered_us": 0,
    "utc_offset_s": 0,
    "device": DEVICE,
    "updated_us": 0,
}
HEARD = {"name": "mattimer-other.jsonl", "place": 0, "mark": "f" * 32}
FOLLOW_UP = {"session_id": str(FINISHED.id), "kind": "asked", "at_us": 0, "device": DEVICE}
DOCUMENT = {"key": "mat", "value": "{}", "updated_us": 0, "device": DEVICE}


@pytest.mark.parametrize(
    ("table", "good", "changes"),
    [
        *(
            ("check_in", CHECK_IN, changes)
            for changes in (
                {"day": "2026-02-29"},
                {"day": "2026-9-21"},
                {"day": "20260921"},
                {"day": "2026-09-21 04:00"},
                {"day": "0000-01-01"},
                {"day": "now"},
                {"day": ""},
                {"day": None},
                {"tightness": 0},
                {"tightness": 11},
                {"tightness": None},
                {"tightness": "high"},
                {"answered_us": -1},
                {"answered_us": 2**62},
                {"utc_offset_s": -64_801},
                {"utc_offset_s": 64_801},
                {"device": ""},
                {"device": "x" * 65},
                {"updated_us": -1},
                {"updated_us": 2**62},
                {"deleted": 2},
                {"deleted": None},
            )
        ),
        *(
            ("heard", HEARD, changes)
            for changes in (
                {"name": ""},
                {"name": "x" * 256},
                {"name": None},
                {"place": -1},
                {"place": None},
                {"mark": "f" * 31},
                {"mark": None},
            )
        ),
        *(
            ("follow_up", FOLLOW_UP, changes)
            for changes in (
                {"session_id": str(numbered(404).id)},
                {"session_id": None},
                {"kind": "forgotten"},
                {"kind": None},
                {"at_us": -1},
                {"at_us": 2**62},
                {"device": ""},
                {"device": "x" * 65},
            )
        ),
        *(
            ("profile", DOCUMENT, changes)
            for changes in (
                {"key": ""},
                {"key": "x" * 65},
                {"key": None},
                {"value": "{"},
                {"value": ""},
                {"value": None},
                {"value": "NaN"},
                {"value": '"' + "x" * 65_535 + '"'},
                {"updated_us": -1},
                {"updated_us": 2**62},
                {"device": ""},
                {"device": "x" * 65},
            )
        ),
    ],
)
def test_what_cannot_be_said_is_refused_loudly(
    database: Path, table: str, good: dict[str, object], changes: dict[str, object]
) -> None:
    def insert(values: dict[str, object]) -> None:
        marks = ", ".join(f":{name}" for name in values)
        repository._connection.execute(
            f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})",  # noqa: S608
            values,
        )

    with open_repository(database) as repository:
        repository.save(FINISHED)
        with pytest.raises((sqlite3.IntegrityError, sqlite3.OperationalError)):
            insert(good | changes)
        insert(good)


@pytest.mark.parametrize("kind", FollowUpKind)
def test_every_follow_up_of_ours_is_known_to_the_file(database: Path, kind: FollowUpKind) -> None:
    with open_repository(database) as repository:
        repository.save(FINISHED)
        said = FollowUp(FINISHED.id, kind, NOON, DEVICE)
        remarks.follow_up(repository, (said,))
        assert remarks.all_else(repository).follow_ups == {FINISHED.id: (said,)}

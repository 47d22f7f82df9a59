import re
import sqlite3
from contextlib import closing
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

import pytest

from mattimer.limits import (
    DOCUMENT_LIMIT,
    HARD_CAP,
    LAST_MOMENT,
    LONGEST_LEAD_IN,
    LONGEST_OFFSET_S,
    NAME_LIMIT,
    NOTE_LIMIT,
    PATTERN_LIMIT,
    TIGHTNESS_HIGHEST,
    TIGHTNESS_LOWEST,
)
from mattimer.session.reasons import StopReason
from mattimer.session.records import FollowUp, FollowUpKind, Outcome, Screening
from mattimer.session.session_plan import Layer
from mattimer.storage import check_ins, coach_query, statements
from mattimer.storage.database import open_database
from mattimer.storage.schema import (
    APPLICATION_ID,
    STEPS,
    TABLES,
    Step,
)
from tests.storage.factories import DEVICE, FINISHED, NOON, numbered, open_repository

FROZEN = (
    "7fb5e19bbd6b34fc29dabd0c7a9d7db49b0fd0f965baaa141aa038e37151ce2f",
    "c66fb4c3b3fa79f23ad5fef6653174613e7277fbffb99e67f36adb61395d4cec",
    "50f4cd9dc2290998a517a08a69db93d1dab254643b8e88a0622b76a1af7a7e48",
    "099eaeea9601c63e4caab378d5220607b20f8b77e0e84f09ca90a1325b66288a",
)
"""What the steps were when they were released, the first version first."""

REASONS = {
    1: {
        *("dizziness", "numbness", "sharp-pain", "bruising", "irritated-skin", "too-intense"),
        "other",
    }
}
"""Why people stop, by the version that first knew it. A new one is a new version's: see schema."""


def fingerprint(step: Step) -> str:
    text = "\n".join(" ".join(statement.split()) for statement in step)
    return sha256(text.encode()).hexdigest()


def test_what_was_released_never_changes() -> None:
    assert tuple(map(fingerprint, STEPS)) == FROZEN


def test_a_new_stop_reason_comes_with_a_version_that_older_programs_refuse() -> None:
    assert set().union(*REASONS.values()) == set(StopReason)
    assert max(REASONS) <= len(STEPS)


MOMENT = (0, LAST_MOMENT)
OFFSET = (-LONGEST_OFFSET_S, LONGEST_OFFSET_S)
TIGHT = (TIGHTNESS_LOWEST, TIGHTNESS_HIGHEST)
NAME = (1, NAME_LIMIT)

BOUNDS: dict[str, dict[str, tuple[int | None, int | None]]] = {
    "session": {
        **dict.fromkeys(("started_us", "ended_us", "updated_us"), MOMENT),
        **dict.fromkeys(("tightness_before", "tightness_after"), TIGHT),
        **dict.fromkeys(("length(area)", "length(device)", "length(stop_reason)"), NAME),
        **dict.fromkeys(
            ("settle_us", "still_us", "rise_us", "mat_us", "paused_us", "away_us"), (0, None)
        ),
        "utc_offset_s": OFFSET,
        "length(pattern)": (1, PATTERN_LIMIT),
        "lead_in_us": (0, LONGEST_LEAD_IN),
        "planned_us": (0, HARD_CAP),
        "length(note)": (None, NOTE_LIMIT),
    },
    "screening": {"answered_us": MOMENT, "utc_offset_s": OFFSET, "length(device)": NAME},
    "check_in": {
        **dict.fromkeys(("answered_us", "updated_us"), MOMENT),
        "utc_offset_s": OFFSET,
        "tightness": TIGHT,
        "length(device)": NAME,
    },
    "follow_up": {"at_us": MOMENT, "length(device)": NAME},
    "profile": {
        **dict.fromkeys(("length(key)", "length(device)"), NAME),
        "updated_us": MOMENT,
        "length(value)": (None, DOCUMENT_LIMIT),
    },
    # The longest name that file systems take.
    "heard": {"length(name)": (1, 255), "place": (0, None)},
}
WORDS: dict[str, dict[str, type[StrEnum]]] = {
    "session": {"layer": Layer, "outcome": Outcome},
    "follow_up": {"kind": FollowUpKind},
}

WHAT = r"(length\(\w+\)|\b\w+)"
NUMBER = r"(-?\d+)"


@pytest.fixture
def newest(database: Path) -> dict[str, str]:
    """The SQL of every table of a new file, by name."""
    statement = "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
    with closing(open_database(database)) as connection:
        return dict(connection.execute(statement).fetchall())


def bounds(sql: str) -> dict[str, tuple[int | None, int | None]]:
    """The numbers between which the CHECKs of a table hold its values."""
    found: dict[str, tuple[int | None, int | None]] = {
        what: (int(least), int(most))
        for what, least, most in re.findall(f"{WHAT} BETWEEN {NUMBER} AND {NUMBER}", sql)
    }
    found |= {what: (int(least), None) for what, least in re.findall(f"{WHAT} >= {NUMBER}", sql)}
    found |= {what: (None, int(most)) for what, most in re.findall(f"{WHAT} <= {NUMBER}", sql)}
    return found


def test_every_bound_of_the_newest_file_is_the_one_in_limits(newest: dict[str, str]) -> None:
    assert {table: bounds(sql) for table, sql in newest.items()} == BOUNDS


def test_every_list_of_words_in_the_newest_file_is_the_one_of_the_session(
    newest: dict[str, str],
) -> None:
    for table, sql in newest.items():
        found = {
            column: set(re.findall("'(.*?)'", words))
            for column, words in re.findall(r"(\w+) IN \(('[^)]*)\)", sql)
        }
        assert found == {column: set(words) for column, words in WORDS.get(table, {}).items()}


def test_every_version_names_its_tables(database: Path) -> None:
    for number in range(1, len(STEPS) + 1):
        path = database.with_name(f"{number}.sqlite3")
        with closing(open_database(path, steps=STEPS[:number])) as connection:
            found = {
                name
                for (name,) in connection.execute(
                    "SELECT name FROM sqlite_schema WHERE type = 'table'"
                )
            }
        assert found == TABLES[min(number, len(TABLES)) - 1]


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
        with pytest.raises((sqlite3.IntegrityError, ValueError)):
            repository.save(numbered(1, **changes))
        repository.save(numbered(2))
        assert repository.count() == 1


@pytest.mark.parametrize("word", ["", "Bored", "so so", "x" * 65, "grün", "a1"])
def test_a_stop_reason_looks_like_one_in_the_file_too(database: Path, word: str) -> None:
    with open_repository(database) as repository:
        repository.save(numbered(1))
        with pytest.raises(sqlite3.IntegrityError), repository.writing() as connection:
            connection.execute("UPDATE session SET stop_reason = ?", (word,))


def test_answers_are_a_list(database: Path) -> None:
    with open_repository(database) as repository:
        repository.add_screening(Screening(FINISHED.id, 0, 0, (), DEVICE))
    with closing(open_database(database)) as connection:
        for answers in ("{}", "none"):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute("UPDATE screening SET answers = ?", (answers,))


def test_pages_are_read_from_the_index_without_sorting(database: Path) -> None:
    with closing(open_database(database)) as connection:
        for statement, values in (
            (statements.NEWEST, (100,)),
            (statements.NEWEST_BEFORE, (5, "x", 100)),
            (statements.BETWEEN, (5, 6)),
        ):
            plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            assert len(plan) == 1
            assert "session_newest" in plan[0][3]


def test_the_past_is_read_in_its_order_without_sorting(database: Path) -> None:
    with closing(open_database(database)) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {coach_query.PAST}", (9,)).fetchall()
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
        connection.execute(
            f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})",  # noqa: S608
            values,
        )

    with open_repository(database) as repository:
        repository.save(FINISHED)
    with closing(open_database(database)) as connection:
        with pytest.raises((sqlite3.IntegrityError, sqlite3.OperationalError)):
            insert(good | changes)
        insert(good)


@pytest.mark.parametrize("kind", FollowUpKind)
def test_every_follow_up_of_ours_is_known_to_the_file(database: Path, kind: FollowUpKind) -> None:
    with open_repository(database) as repository:
        repository.save(FINISHED)
        said = FollowUp(FINISHED.id, kind, NOON, DEVICE)
        check_ins.follow_up(repository, (said,))
        assert check_ins.all_else(repository).follow_ups == {FINISHED.id: (said,)}

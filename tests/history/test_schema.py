import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest

from mattimer.history import rows
from mattimer.history.records import NOTE_LIMIT, Outcome, Screening
from mattimer.history.schema import APPLICATION_ID, STEPS, VERSION_1
from mattimer.session.plan import HARD_CAP, LONGEST_LEAD_IN, Layer
from mattimer.session.reasons import StopReason
from tests.history.making import DEVICE, FINISHED, numbered, open_ledger

FROZEN = "7fb5e19bbd6b34fc29dabd0c7a9d7db49b0fd0f965baaa141aa038e37151ce2f"


def test_version_1_was_released_and_never_changes() -> None:
    text = "\n".join(" ".join(statement.split()) for statement in VERSION_1)
    assert sha256(text.encode()).hexdigest() == FROZEN
    assert STEPS[0] is VERSION_1


def test_the_application_id_spells_a_name() -> None:
    assert APPLICATION_ID.to_bytes(4, "big") == b"MatT"


@pytest.mark.parametrize("value", [*Layer, *Outcome, *StopReason])
def test_every_word_of_ours_is_known_to_the_file(database: Path, value: str) -> None:
    kinds: dict[type, str] = {Layer: "layer", Outcome: "outcome", StopReason: "stop_reason"}
    kind = kinds[type(value)]
    with open_ledger(database) as ledger:
        ledger.save(numbered(1, **{kind: value}))
        found = ledger.record(numbered(1).id)
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
    with open_ledger(database) as ledger:
        with pytest.raises(sqlite3.IntegrityError):
            ledger.save(numbered(1, **changes))
        ledger.save(numbered(2))
        assert ledger.count() == 1


def test_answers_are_a_list(database: Path) -> None:
    with open_ledger(database) as ledger:
        ledger.add_screening(Screening(FINISHED.id, 0, 0, (), DEVICE))
        with pytest.raises(sqlite3.IntegrityError):
            ledger._connection.execute("UPDATE screening SET answers = '{}'")
        with pytest.raises(sqlite3.IntegrityError):
            ledger._connection.execute("UPDATE screening SET answers = 'none'")


def test_pages_are_read_from_the_index_without_sorting(database: Path) -> None:
    with open_ledger(database) as ledger:
        for statement, values in (
            (rows.NEWEST, (100,)),
            (rows.NEWEST_BEFORE, (5, "x", 100)),
            (rows.BETWEEN, (5, 6)),
        ):
            plan = ledger._connection.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            assert len(plan) == 1
            assert "session_newest" in plan[0][3]

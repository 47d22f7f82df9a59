"""A session begun, watched and steered from another shell."""

import time
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pytest

from tests.system.instance import Instance, Process, accept_safety

FAST = ("--speed", 60)
SLOW = ("--speed", 20)
UPPER_BACK = ("start", "upper-back", "--accept-safety", "--lead-in", 0)


def test_a_session_at_speed_ends_as_one_finished_session_of_ten_minutes(app: Instance) -> None:
    words = ("start", "upper-back", "--minutes", 10, "--accept-safety")
    app.begin(*FAST, *words)
    told = list(_watched(app))
    assert [stage for stage, _ in groupby(session["stage"] for session in told)] in (
        ["lead-in", "settle", "still", "rise"],
        # A look every now and then may miss a third of a second.
        ["settle", "still", "rise"],
    )
    assert len({session["id"] for session in told}) == 1
    for session in told:
        assert session["area"] == "upper-back"
        assert session["layer"] == "shirt"
        assert session["planned_s"] == 600
        assert session["elapsed_s"] + session["remaining_s"] == pytest.approx(600, abs=0.0015)
        _assert_breath_is_true(session)
    assert (told[-1]["status"], told[-1]["elapsed_s"]) == ("finished", 600)

    row = app.row_when(lambda row: row["outcome"] == "finished", "the finished row")
    assert row["id"] == told[0]["id"]
    assert (row["area"], row["layer"], row["pattern"]) == ("upper-back", "shirt", "4-6")
    assert row["mat_us"] == row["planned_us"] == 600_000_000
    assert (row["lead_in_us"], row["paused_us"]) == (20_000_000, 0)
    # Two clocks are read one after the other, which may look like a sleep of a microsecond.
    assert row["away_us"] < 100_000
    assert (row["settle_us"], row["still_us"], row["rise_us"]) == tuple(
        minutes * 60_000_000 for minutes in (2, 6, 2)
    )
    assert (row["tightness_before"], row["tightness_after"], row["stop_reason"]) == (None,) * 3


def _watched(app: Instance) -> Iterator[dict[str, Any]]:
    """Each status from the first with a session to the end, its time checked on the way."""
    before: tuple[float, float, dict[str, Any]] | None = None
    while True:
        asked = time.monotonic()
        session = app.status().get("session")
        answered = time.monotonic()
        if session is None:
            assert before is None
            continue
        yield session
        if session["status"] == "finished":
            return
        assert session["status"] == "running"
        assert session["paused_by"] == []
        if before is not None and "lead-in" not in (session["stage"], before[2]["stage"]):
            passed = session["elapsed_s"] - before[2]["elapsed_s"]
            # The answer was given somewhere between asking and hearing it, both times.
            assert 60 * (asked - before[1]) - 0.1 <= passed <= 60 * (answered - before[0]) + 0.1
        before = asked, answered, session


def _assert_breath_is_true(session: dict[str, Any]) -> None:
    elapsed, breath = session["elapsed_s"], session["breath"]
    if session["stage"] == "lead-in" or elapsed > 303:
        assert breath is None
        return
    into = elapsed % 10
    # Times are told to the millisecond, so at a turn either side is true.
    if min(abs(into - turn) for turn in (0, 4, 10)) > 0.002:
        phase, progress = ("inhale", into / 4) if into < 4 else ("exhale", (into - 4) / 6)
        assert breath["phase"] == phase
        assert breath["progress"] == pytest.approx(progress, abs=0.002)


def test_pause_and_resume_work_from_another_shell(app: Instance) -> None:
    app.open_session(*SLOW, *UPPER_BACK)
    assert app.run("pause").status == 0
    paused = app.status()["session"]
    assert (paused["status"], paused["paused_by"]) == ("paused", ["person"])
    assert app.run("pause").status == 0
    assert app.status()["session"] == paused
    assert app.row()["mat_us"] == pytest.approx(paused["elapsed_s"] * 1e6, abs=1000)
    assert app.run("resume").status == 0
    resumed = app.status()["session"]
    assert (resumed["status"], resumed["paused_by"]) == ("running", [])
    assert paused["elapsed_s"] < resumed["elapsed_s"] < paused["elapsed_s"] + 60


def test_toggle_does_what_one_key_does(app: Instance) -> None:
    app.open_session(*SLOW, *UPPER_BACK)
    for status in ("paused", "running", "paused"):
        assert app.run("toggle").status == 0
        assert app.status()["session"]["status"] == status


def test_skip_goes_through_the_stages_and_stays_in_the_last(app: Instance) -> None:
    words = ("start", "upper-back", "--minutes", 10, "--accept-safety", "--lead-in", 300)
    app.open_session("--speed", 1, *words)
    for stage in ("lead-in", "settle", "still", "rise", "rise"):
        told = app.status()["session"]
        assert (told["stage"], told["status"]) == (stage, "running")
        if stage == "lead-in":
            assert (told["elapsed_s"], told["breath"]) == (0, None)
        assert app.run("skip").status == 0
    assert 120 < app.status()["session"]["planned_s"] < 150


def test_extend_stops_at_the_cap_of_the_area(app: Instance) -> None:
    app.open_session("--speed", 1, "start", "neck-shoulders", "--minutes", 12, "--accept-safety")
    for words, planned in (((), 780), ((90,), 870), ((1800,), 900), ((), 900)):
        assert app.run("extend", *words).status == 0
        assert app.status()["session"]["planned_s"] == planned


def test_stop_keeps_the_reason_and_the_mat_time(app: Instance) -> None:
    app.open_session(*SLOW, *UPPER_BACK)
    app.session_when(lambda session: session["elapsed_s"] > 10)
    assert app.run("stop", "--reason", "numbness").status == 0
    told = app.status()["session"]
    assert told["status"] == "stopped"
    row = app.row_when(lambda row: row["outcome"] == "stopped", "the stopped row")
    assert row["stop_reason"] == "numbness"
    assert row["mat_us"] == pytest.approx(told["elapsed_s"] * 1e6, abs=1000)


def test_a_second_start_is_refused_while_one_runs_and_served_afterwards(app: Instance) -> None:
    app.open_session(*SLOW, *UPPER_BACK)
    first = app.status()["session"]["id"]
    refused = app.run("start", "feet")
    assert refused.status == 4
    assert refused.lines == ["mattimer: A session is already running; stop it first."]
    assert app.status()["session"]["id"] == first
    assert app.run("stop").status == 0
    assert app.run("start", "feet", "--minutes", 2, "--layer", "towel").status == 0
    told = app.status()["session"]
    assert (told["area"], told["layer"], told["planned_s"]) == ("feet", "towel", 120)
    assert [row["area"] for row in app.rows()] == ["upper-back", "feet"]


def test_without_an_area_a_start_takes_what_today_suggests(app: Instance) -> None:
    accept_safety(app.paths)
    app.open("--speed", 20)
    assert app.run("start").status == 0
    told = app.status()["session"]
    assert (told["area"], told["layer"]) == ("upper-back", "shirt")
    assert 60 <= told["planned_s"] <= 600


@pytest.mark.parametrize("words", [("pause",), ("skip",), ("extend",), ("stop",), ("toggle",)])
def test_without_a_session_commands_are_refused(
    opened: Process, app: Instance, words: tuple[str, ...]
) -> None:
    refused = app.run(*words)
    assert refused.status == 4
    assert refused.lines == ["mattimer: No session is running."]
    assert opened.running
    assert app.status() == {"running": True, "session": None}


@pytest.fixture
def opened(app: Instance) -> Process:
    return app.open()

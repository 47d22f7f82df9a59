"""However the app ends, what was lain on the mat is kept."""

import signal

import pytest

from tests.system.instance import Instance, Process
from tests.system.screen import Screen

SPEED = 20
START = (
    "--speed",
    SPEED,
    "start",
    "upper-back",
    "--minutes",
    20,
    "--accept-safety",
    "--lead-in",
    0,
)
WRITTEN_EVERY_S = 10


def test_killed_in_the_middle_a_session_is_interrupted_with_its_mat_time(app: Instance) -> None:
    killed = app.open_session(*START)
    row = app.row()
    assert (row["outcome"], row["ended_us"]) == ("interrupted", None)
    assert row["mat_us"] < SPEED * 1e6
    app.row_when(lambda row: row["mat_us"] > SPEED * 1e6, "mat time to be written")
    before = app.session()
    killed.end(signal.SIGKILL)
    row = app.row()
    assert before is not None
    assert row["outcome"] == "interrupted"
    lost_s = before["elapsed_s"] - row["mat_us"] / 1e6
    assert 0 <= lost_s < WRITTEN_EVERY_S * SPEED
    assert row["mat_us"] > 0.9 * WRITTEN_EVERY_S * SPEED * 1e6


def test_killed_in_a_pause_a_session_lost_nothing(app: Instance) -> None:
    killed = app.open_session(*START)
    app.session_when(lambda session: session["elapsed_s"] > 5)
    assert app.run("pause").status == 0
    elapsed = app.status()["session"]["elapsed_s"]
    app.row_when(lambda row: row["mat_us"] > 0, "the pause to be written")
    killed.end(signal.SIGKILL)
    row = app.row()
    assert row["outcome"] == "interrupted"
    assert row["mat_us"] == pytest.approx(elapsed * 1e6, abs=1000)
    app.open()
    assert app.row() == row


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_asked_to_end_the_app_keeps_the_mat_time_and_leaves_with_0(
    app: Instance, how: signal.Signals
) -> None:
    ended = app.open_session(*START)
    before = app.session_when(lambda session: session["elapsed_s"] > 5)
    assert ended.end(how) == 0
    row = app.row()
    assert row["outcome"] == "interrupted"
    assert before["elapsed_s"] <= row["mat_us"] / 1e6 < before["elapsed_s"] + 10 * SPEED
    assert not app.paths.socket.exists()
    assert app.status() == {"running": False}


@pytest.mark.parametrize("keys", ["alt+F4", "ctrl+q"])
def test_closing_the_window_without_a_session_quits(
    app: Instance, screen: Screen, keys: str
) -> None:
    opened = app.open()
    screen.window(opened.pid)
    screen.press(keys)
    assert opened.wait() == 0
    assert app.rows() == []


class TestClosingDuringASession:
    """It asks first, and holds the session meanwhile."""

    @pytest.fixture
    def asked(self, app: Instance, screen: Screen) -> Process:
        opened = app.open_session(*START)
        screen.window(opened.pid)
        screen.press("alt+F4")
        app.session_when(lambda session: session["paused_by"] == ["person"])
        assert opened.running
        return opened

    def test_the_app_stays_until_the_answer(self, app: Instance, asked: Process) -> None:
        first = app.session()
        assert app.session() == first
        assert app.row()["outcome"] == "interrupted"
        assert asked.running

    def test_finish_here_ends_session_and_app(
        self, app: Instance, screen: Screen, asked: Process
    ) -> None:
        screen.question(asked.pid)
        screen.press("Tab", "Return")
        assert asked.wait() == 0
        assert app.row()["outcome"] == "stopped"


def test_losing_the_display_costs_no_mat_time(app: Instance, screen: Screen) -> None:
    lost = app.open_session(*START)
    window = screen.window(lost.pid)
    before = app.session_when(lambda session: session["elapsed_s"] > 5)
    lost.quiet = False
    screen.xdotool("windowkill", window)
    lost.wait()
    assert "Traceback" not in lost.stderr
    row = app.row()
    assert row["outcome"] == "interrupted"
    assert row["mat_us"] >= before["elapsed_s"] * 1e6

"""A person at keyboard and mouse; what came of it is asked of the app and its database."""

import pytest

from tests.system.instance import Instance, Process, accept_safety
from tests.system.screen import Screen
from tests.system.wait_until import wait_for
from tests.system.widget_positions import Place, places

SPEED = 60


@pytest.fixture
def opened(app: Instance, screen: Screen) -> Process:
    """An app whose safety questions were answered long ago, in front, on Today."""
    accept_safety(app.paths)
    opened = app.open("--speed", SPEED)
    screen.window(opened.pid)
    return opened


@pytest.fixture(scope="module")
def where() -> dict[str, dict[str, Place]]:
    return places()


def in_session(app: Instance) -> None:
    """Wait until a session is there and its page has the keyboard."""
    wait_for(lambda: app.session() is not None, "a session")


def has_status(app: Instance, status: str) -> None:
    app.session_when(lambda session: session["status"] == status, f"a {status} session")


def test_a_whole_session_by_keyboard(app: Instance, screen: Screen, opened: Process) -> None:
    screen.press("Return", "7", "Return")
    in_session(app)
    for key, status in (
        ("space", "paused"),
        ("space", "running"),
        ("Escape", "paused"),
        ("Escape", "paused"),
        ("space", "running"),
    ):
        screen.press(key)
        has_status(app, status)
    planned = app.session_when(lambda session: session["stage"] != "lead-in")["planned_s"]
    screen.press("plus")
    app.session_when(lambda session: session["planned_s"] == planned + 60, "a minute more")
    screen.press("n")
    app.session_when(lambda session: session["stage"] != "settle", "the next stage")
    has_status(app, "finished")
    screen.press("4", "Return")
    row = app.row_when(lambda row: row["tightness_after"] is not None, "the rating")
    assert (row["tightness_before"], row["tightness_after"]) == (7, 4)
    assert (row["area"], row["outcome"], row["noticed"]) == ("upper-back", "finished", "[]")
    # A part of settling was skipped, so less was lain than planned.
    assert 0 < row["mat_us"] < row["planned_us"]
    assert row["paused_us"] > 0
    assert app.status() == {"running": True, "session": None}
    assert opened.running


def test_enter_enter_is_a_whole_start(app: Instance, screen: Screen, opened: Process) -> None:
    screen.press("Return", "Return")
    in_session(app)
    assert app.row()["tightness_before"] is None
    assert opened.running


def test_shift_enter_goes_straight_to_the_lead_in(
    app: Instance, screen: Screen, opened: Process
) -> None:
    screen.press("shift+Return")
    in_session(app)
    assert opened.running


def test_escape_leads_back_from_prepare(app: Instance, screen: Screen, opened: Process) -> None:
    screen.press("Return", "5", "Escape", "Return", "Return")
    in_session(app)
    assert app.row()["tightness_before"] is None
    assert opened.running


def test_plus_and_minus_change_the_length(app: Instance, screen: Screen, opened: Process) -> None:
    screen.press(*["minus"] * 30, *["plus"] * 4, "Return", "Return")
    in_session(app)
    assert app.row()["planned_us"] == 5 * 60_000_000
    assert opened.running


def test_arrows_in_the_body_map_choose_the_area(
    app: Instance, screen: Screen, opened: Process, where: dict[str, dict[str, Place]]
) -> None:
    screen.click(screen.window(opened.pid), *where["today"]["region_upper-back"])
    screen.press("Down", "Down", "Down", "Up", "Return", "Return")
    in_session(app)
    assert app.row()["area"] == "glutes"


def test_zero_is_ten_and_backspace_clears(app: Instance, screen: Screen, opened: Process) -> None:
    screen.press("Return", "3", "BackSpace", "0", "Return")
    in_session(app)
    assert app.row()["tightness_before"] == 10
    assert opened.running


def test_mouse_alone_is_enough(
    app: Instance, screen: Screen, opened: Process, where: dict[str, dict[str, Place]]
) -> None:
    window = screen.window(opened.pid)
    screen.click(window, *where["today"]["region_lower-back"])
    screen.click(window, *where["today"]["minutes_more"])
    screen.click(window, *where["today"]["start"])
    screen.click(window, *where["prepare"]["layer_bare"])
    screen.click(window, *where["prepare"]["tightness_before_6"])
    screen.click(window, *where["prepare"]["lie_down"])
    in_session(app)
    row = app.row()
    assert (row["area"], row["layer"], row["tightness_before"]) == ("lower-back", "bare", 6)
    has_status(app, "running")
    screen.click(window, 400, 380)
    has_status(app, "paused")


@pytest.mark.parametrize("area", ["neck-shoulders", "upper-back", "glutes", "calves", "feet"])
def test_a_click_on_a_body_region_chooses_it(
    app: Instance,
    screen: Screen,
    opened: Process,
    where: dict[str, dict[str, Place]],
    area: str,
) -> None:
    screen.click(screen.window(opened.pid), *where["today"][f"region_{area}"])
    screen.press("Return", "Return")
    in_session(app)
    assert app.row()["area"] == area


def test_tab_reaches_every_control_of_a_session(
    app: Instance, screen: Screen, opened: Process
) -> None:
    screen.press("shift+Return")
    in_session(app)
    reached = set()
    for steps in range(1, 6):
        has_status(app, "running")
        before = app.session()
        assert before is not None
        screen.press(*["Tab"] * steps, "Return")
        after = wait_for(
            lambda before=before: _changed(app, before),  # type: ignore[misc]
            f"what the control {steps} steps away does",
            patience_s=5,
        )
        reached.add(after)
        if after == "rise":
            break
        if after == "paused":
            screen.press("space")
    assert reached == {"paused", "longer", "rise"}
    assert opened.running


def _changed(app: Instance, before: dict[str, object]) -> str | None:
    now = app.session()
    assert now is not None
    if now["stage"] == "rise":
        return "rise"
    if now["status"] == "paused":
        return "paused"
    return "longer" if now["planned_s"] != before["planned_s"] else None


def test_space_pauses_even_where_a_control_has_the_focus(
    app: Instance, screen: Screen, opened: Process
) -> None:
    screen.press("shift+Return")
    in_session(app)
    planned = app.session_when(lambda session: session["status"] == "running")["planned_s"]
    screen.press("Tab", "Tab", "Tab", "space")
    has_status(app, "paused")
    assert app.status()["session"]["planned_s"] == planned
    assert opened.running


def test_finish_here_stops_and_asks_how_it_was(
    app: Instance, screen: Screen, opened: Process
) -> None:
    screen.press("shift+Return")
    in_session(app)
    app.session_when(lambda session: session["elapsed_s"] > 0)
    screen.press("Escape")
    has_status(app, "paused")
    screen.press("Tab", "Return")
    has_status(app, "stopped")
    stopped = app.row_when(lambda row: row["outcome"] == "stopped", "the stopped row")
    assert stopped["mat_us"] > 0
    screen.press("2", "Return")
    row = app.row_when(lambda row: row["tightness_after"] == 2, "the rating")
    assert row["mat_us"] == stopped["mat_us"]
    assert app.status() == {"running": True, "session": None}
    assert opened.running

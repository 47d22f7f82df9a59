"""The tray follows the session and the screening, and passes on what is chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QIcon

from mattimer.coach.safety import SafetyAnswers
from mattimer.desktop.system_tray import TrayEntry
from mattimer.desktop.tray_presence import SteadyTray
from mattimer.presenters.tray import TrayPresenter, is_panel_dark
from mattimer.session.commands import Pause
from mattimer.session.session import Status
from tests.desktop.silent import NoTray
from tests.presenters.app_under_test import AppUnderTest
from tests.presenters.scenarios import A_DAY_S
from tests.sound.factories import short_plan
from tests.ui.timers import run_out


class Panel(NoTray):
    """Notes what it is to show."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[tuple[QIcon, str, tuple[TrayEntry, ...]]] = []
        self.hidden = True
        self.said: list[str] = []

    def show(self, icon: QIcon, tip: str, entries: tuple[TrayEntry, ...]) -> None:
        self.hidden = False
        self.shown.append((icon, tip, entries))

    def hide(self) -> None:
        self.hidden = True

    def say(self, title: str, text: str) -> None:
        self.said += [title, text]


class Desktop:
    """A tray beside the app."""

    def __init__(self, app: AppUnderTest) -> None:
        self.app = app
        self.panel, self.presence = Panel(), SteadyTray()
        self.flow = TrayPresenter(
            self.panel,
            self.presence,
            runner=app.runner,
            app_state=app.app_state,
            theme=app.opening.context.theme,
            settings=app.root.preferences.current,
        )
        app.root.preferences.changed.connect(self.flow.on_setting_changed)
        app.runner.observers = (*app.runner.observers, self.flow)
        self.wishes: list[object] = []
        for wish in ("open", "settings", "questions", "quit"):
            signal = getattr(self.flow, f"{wish}_wanted")
            signal.connect(lambda wish=wish: self.wishes.append(wish))
        self.flow.start_wanted.connect(lambda *what: self.wishes.append(what))
        self.back: list[bool] = []
        self.flow.way_back_changed.connect(lambda: self.back.append(self.flow.is_way_back))
        self.come(there=True)

    def come(self, *, there: bool) -> None:
        """A tray comes or goes."""
        self.presence.there = there
        self.presence.changed.emit()

    @property
    def tip(self) -> str:
        return self.panel.shown[-1][1]

    @property
    def lines(self) -> list[str]:
        return [entry.text for entry in self.panel.shown[-1][2] if entry.text]

    @property
    def icon(self) -> int:
        return self.panel.shown[-1][0].cacheKey()


@pytest.fixture
def desktop(app: AppUnderTest) -> Desktop:
    return Desktop(app)


def test_it_shows_what_today_suggests(desktop: Desktop) -> None:
    assert desktop.lines[0] == "Today: upper back, 3 min"
    assert desktop.tip == "Mat Timer"
    assert not desktop.panel.hidden


def test_it_follows_the_session(desktop: Desktop) -> None:
    icons = [desktop.icon]
    desktop.app.runner.start(short_plan())
    icons.append(desktop.icon)
    assert desktop.lines[0] == "Lie down, begins in 0:20"
    desktop.app.do(Pause())
    icons.append(desktop.icon)
    assert desktop.tip == "Mat Timer, paused, 0:20 to go"
    assert len(set(icons)) == 3


def test_the_sessions_own_tick_moves_the_time(desktop: Desktop) -> None:
    desktop.app.runner.start(short_plan())
    desktop.app.clock.advance(33)
    run_out(desktop.app.runner, "session_ticker")
    assert desktop.tip == "Mat Timer, still, 0:47 to go"
    assert desktop.lines[0] == "Still, 0:47 to go"


def test_a_menu_that_opens_is_right_whenever_that_is(desktop: Desktop) -> None:
    desktop.app.runner.start(short_plan())
    desktop.app.clock.advance(26)
    desktop.panel.menu_opening.emit()
    assert desktop.lines[0] == "Settle, 0:54 to go"


def test_a_new_day_is_looked_up_when_the_menu_opens(desktop: Desktop) -> None:
    before = desktop.app.app_state.snapshot.today
    desktop.app.clock.advance(A_DAY_S)
    desktop.panel.menu_opening.emit()
    desktop.app.settle()
    assert (desktop.app.app_state.snapshot.today - before).days == 1


def test_it_obeys_the_screening_at_once(desktop: Desktop) -> None:
    desktop.app.app_state.accept(SafetyAnswers(frozenset({"fever"})))
    assert desktop.lines[0] == "Not today. The mat can wait."
    assert "Another area" not in desktop.lines


def test_a_set_length_is_offered_at_once(desktop: Desktop) -> None:
    desktop.app.set("length", 4)
    assert desktop.lines[0] == "Today: upper back, 4 min"


@pytest.mark.parametrize("wish", ["open", "settings", "questions", "quit"])
def test_a_wish_is_passed_on(desktop: Desktop, wish: str) -> None:
    desktop.panel.chosen.emit(wish)
    assert desktop.wishes == [wish]


def test_a_length_is_a_start(desktop: Desktop) -> None:
    desktop.panel.chosen.emit("start:feet:5")
    assert desktop.wishes == [("feet", 5)]


def test_the_icon_opens_the_window(desktop: Desktop) -> None:
    desktop.panel.pressed.emit()
    assert desktop.wishes == ["open"]


def test_a_session_is_steered(desktop: Desktop) -> None:
    app, chosen = desktop.app, desktop.panel.chosen
    app.runner.start(short_plan())
    found = []
    for name in ("pause", "resume", "skip", "extend"):
        chosen.emit(name)
        found.append((app.session.status, app.session.planned // 60_000_000))
    assert found == [
        (Status.PAUSED, 1),
        (Status.RUNNING, 1),
        (Status.RUNNING, 1),
        (Status.RUNNING, 2),
    ]
    assert desktop.wishes == []


def test_after_a_stop_there_is_something_to_say(desktop: Desktop) -> None:
    desktop.app.runner.start(short_plan(lead_in=0))
    desktop.app.lie(5)
    desktop.panel.chosen.emit("stop")
    assert desktop.app.session.status is Status.STOPPED
    assert desktop.wishes == ["open"]


def test_without_a_tray_there_is_no_way_back(desktop: Desktop) -> None:
    desktop.come(there=False)
    assert desktop.panel.hidden
    shown = len(desktop.panel.shown)
    desktop.app.runner.start(short_plan())
    assert len(desktop.panel.shown) == shown
    desktop.come(there=True)
    assert desktop.lines[0] == "Lie down, begins in 0:20"
    assert desktop.back == [True, False, True]


def test_the_setting_takes_it_away_at_once(desktop: Desktop) -> None:
    desktop.app.set("tray", False)  # noqa: FBT003 - a value
    assert (desktop.panel.hidden, desktop.flow.is_way_back) == (True, False)
    desktop.app.set("tray", True)  # noqa: FBT003 - a value
    assert (desktop.panel.hidden, desktop.flow.is_way_back) == (False, True)


def test_where_the_window_went_is_said_in_two_sentences(desktop: Desktop) -> None:
    desktop.flow.tell_of_hiding()
    assert desktop.panel.said == [
        "Mat Timer stays in the tray",
        "A click there brings it back. Quit is in its menu.",
    ]


@pytest.mark.parametrize(
    ("desktop_name", "scheme", "dark"),
    [
        ("GNOME", Qt.ColorScheme.Light, True),
        ("ubuntu:GNOME", Qt.ColorScheme.Light, True),
        ("KDE", Qt.ColorScheme.Light, False),
        ("KDE", Qt.ColorScheme.Dark, True),
        ("", Qt.ColorScheme.Unknown, True),
    ],
)
def test_the_panels_colour_is_guessed(
    monkeypatch: pytest.MonkeyPatch,
    desktop_name: str,
    scheme: Qt.ColorScheme,
    dark: bool,  # noqa: FBT001 - a table
) -> None:
    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802 - Qt's name
            return scheme

    monkeypatch.setenv("XDG_CURRENT_DESKTOP", desktop_name)
    monkeypatch.setattr(QGuiApplication, "styleHints", Hints)
    assert is_panel_dark() is dark

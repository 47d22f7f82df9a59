"""Reminders: said at the right moment, once, quiet where they would be in the way."""

import asyncio
import shutil
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from mattimer.coach.plan_progress import PlanState
from mattimer.content.loader import load_content
from mattimer.desktop.notifications import BODY, Notification
from mattimer.preferences.settings_values import Settings
from mattimer.services.app_state import AppState
from mattimer.services.background_tasks import BackgroundTasks
from mattimer.services.reminder_service import LATER, NOT_TODAY, START, ReminderService
from mattimer.services.session_runner import SessionRunner
from mattimer.services.state_snapshot import SnapshotRequest, accept_at_once
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.commands import Start, Stop, Tick
from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome, SessionRecord
from mattimer.storage.store import Store
from tests.desktop.silent import NoNotifications
from tests.fakes import FakeClock, FakeScheduler, until_idle
from tests.session.factories import SECOND_ID, ten_minutes
from tests.storage.factories import DEVICE, numbered
from tests.ui.factories import RESOURCES

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
PLAN = Settings(plan_reminder=True, plan_time="18:00")
EVENING = Settings(bedtime="22:30", wind_down_min=60)
BOTH = replace(EVENING, plan_reminder=True, plan_time="18:00")


class FakeNotifications(QObject):
    """Writes down what is shown and taken back; a test presses the buttons."""

    answered = Signal(str, str)
    put_away = Signal()
    failed = Signal(str)
    trouble = ""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Notification] = []
        self.up: Notification | None = None

    def show(self, note: Notification) -> None:
        self.shown.append(note)
        self.up = note

    def withdraw(self) -> None:
        self.up = None

    def close(self) -> None:
        self.withdraw()

    def press(self, key: str, token: str = "") -> None:
        assert self.up is not None, "nothing is up"
        self.up = None
        self.answered.emit(key, token)


class Home:
    """An app's reminders over a real store, and a clock in the hand. It is Monday afternoon."""

    def __init__(self, folder: Path, *, screened: bool = True) -> None:
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        self.file = folder / "reminders.json"
        self.clock = FakeClock()
        self.clock.place = BERLIN
        self.settings = PLAN
        self.guide = RESOURCES / "guide"
        self.said: list[str] = []
        self._numbers = count(1)
        self.store = Store(folder / "mattimer.sqlite3", DEVICE)
        self.store.open().result()
        if screened:
            accept_at_once(self.store, self.clock.read())
        self.tasks = BackgroundTasks(self.said.append)
        self.open()

    def open(self) -> None:
        """The app as it starts, with what is stored by then."""
        snapshot = SnapshotRequest(self.store, self.clock.read()).result()
        loaded_content = load_content(self.guide)
        self.app_state = AppState(loaded_content, self.store, self.clock, self.tasks, snapshot)
        self.runner = SessionRunner(self.clock)
        self.scheduler = FakeScheduler()
        self.notifications = FakeNotifications()
        self.reminders = ReminderService(
            self.notifications,
            self.app_state,
            self.runner,
            self.clock,
            settings=lambda: self.settings,
            file=self.file,
        )
        self.runner.observers = (self.reminders,)
        self.reminders.start_wanted.connect(lambda token: self.said.append(f"start {token}"))
        self.reminders.open_wanted.connect(lambda token: self.said.append(f"open {token}"))
        self.reminders.unheard.connect(self.said.append)

    def restart(self) -> None:
        self.shut()
        self.open()
        self.reminders.start(self.scheduler)

    def shut(self) -> None:
        self.reminders.close()
        self.runner.close()

    def close(self) -> None:
        self.shut()
        self.store.close()
        self.loop.close()
        asyncio.set_event_loop(None)

    @property
    def wall(self) -> datetime:
        return datetime.fromtimestamp(self.clock.utc / SECOND, self.clock.place)

    @property
    def shown(self) -> int:
        return len(self.notifications.shown)

    @property
    def up(self) -> bool:
        return self.notifications.up is not None

    def go_to(self, text: str) -> None:
        """Let time pass, and the app look."""
        self.pass_to(text)
        self.look()

    def pass_to(self, text: str, *, asleep: bool = False) -> None:
        """Let time pass until the clock on the wall shows this next."""
        at = datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - a time
        until = datetime.combine(self.wall, at, self.clock.place)
        seconds = (until.timestamp() - self.clock.utc / SECOND) % 86_400
        (self.clock.sleep_computer if asleep else self.clock.advance)(seconds + 0.001)
        offset = self.wall.utcoffset()
        assert offset is not None
        self.clock.utc_offset_s = round(offset.total_seconds())

    def look(self) -> None:
        """The timer's end, and whatever that makes the app read."""
        self.reminders.check()
        self.settle()

    def settle(self) -> None:
        self.loop.run_until_complete(until_idle(self.tasks))

    def set(self, **changes: object) -> None:
        for name, value in changes.items():
            self.settings = self.settings.changed(name, value)
            self.reminders.on_setting_changed(name)

    def remember(self, minutes: float, **changes: object) -> None:
        """A session that ended just now."""
        record: SessionRecord = numbered(
            next(self._numbers),
            started_us=self.clock.utc,
            ended_us=None,
            utc_offset_s=self.clock.utc_offset_s,
            mat_us=round(minutes * MINUTE),
            **changes,
        )
        self.store.begin(record).result()
        self.read_again()

    def read_again(self) -> None:
        self.app_state.refresh()
        self.settle()


@pytest.fixture
def home(qapp: QApplication, qtbot: "QtBot", tmp_path: Path) -> Iterator[Home]:  # noqa: ARG001 - Qt's objects
    made = Home(tmp_path)
    yield made
    made.close()


@pytest.fixture
def started(home: Home) -> Home:
    home.reminders.start(home.scheduler)
    return home


# What is said, and when -------------------------------------------------------------------------


def test_it_is_said_at_its_time_and_not_sooner(started: Home) -> None:
    started.go_to("17:59")
    assert not started.up
    started.go_to("18:00")
    assert started.shown == 1
    started.go_to("18:30")
    started.go_to("23:00")
    assert started.shown == 1
    started.go_to("18:00")
    assert started.shown == 2


def test_what_is_said_says_nothing_of_health(started: Home) -> None:
    started.go_to("18:00")
    assert started.notifications.up == Notification(
        "Mat Timer",
        "The mat is free, if you are.",
        ((START, "Start now"), (LATER, "In 15 minutes"), (NOT_TODAY, "Not today")),
    )


def test_what_is_said_and_when_again_stand_in_the_guide(home: Home, tmp_path: Path) -> None:
    home.guide = Path(shutil.copytree(home.guide, tmp_path / "guide"))
    file = home.guide / "coach.toml"
    said = file.read_text("utf-8").replace("The mat is free, if you are.", "It is six.")
    file.write_text(said.replace("snooze = 15", "snooze = 40"), "utf-8")
    home.restart()
    home.go_to("18:00")
    assert home.notifications.up is not None
    assert home.notifications.up.text == "It is six."
    assert home.notifications.up.buttons[1] == (LATER, "In 40 minutes")
    home.notifications.press(LATER)
    home.go_to("18:39")
    assert home.shown == 1
    home.go_to("18:40")
    assert home.shown == 2


def test_the_evening_begins_before_bed(started: Home) -> None:
    started.set(plan_reminder=False, bedtime="22:30", wind_down_min=45, evening_days="1")
    started.go_to("21:44")
    assert not started.up
    started.go_to("21:45")
    assert started.shown == 1
    for _ in range(6):
        started.go_to("21:45")
    assert started.shown == 1
    started.go_to("21:45")
    assert started.shown == 2


def test_a_new_one_takes_the_place_of_the_old_one(started: Home) -> None:
    started.settings = BOTH
    started.go_to("18:00")
    first = started.notifications.up
    started.go_to("21:30")
    assert started.shown == 2
    assert started.notifications.up is not first


def test_two_at_once_are_one(started: Home) -> None:
    started.settings = replace(BOTH, plan_time="21:30")
    started.go_to("21:30")
    started.go_to("22:00")
    assert started.shown == 1


def test_switched_off_nothing_is_said_and_nothing_waited_for(started: Home) -> None:
    assert started.scheduler.waits
    started.set(plan_reminder=False)
    assert started.scheduler.waits == []
    started.go_to("18:00")
    assert not started.up


def test_without_a_bedtime_there_is_no_evening(started: Home) -> None:
    started.settings = Settings(evening_reminder=True)
    started.look()
    assert started.scheduler.waits == []


# The timer --------------------------------------------------------------------------------------


def test_it_never_waits_longer_than_ten_minutes(started: Home) -> None:
    assert started.scheduler.waits == [600_000]
    started.go_to("17:58")
    # Rounded up to whole seconds.
    assert started.scheduler.waits == [120_000]
    started.go_to("18:00")
    assert started.scheduler.waits == [600_000]


def test_the_end_of_the_wait_looks_again(started: Home) -> None:
    started.pass_to("18:01")
    started.scheduler.wind_on()
    assert started.up


def test_closed_it_waits_for_nothing(started: Home) -> None:
    started.reminders.close()
    assert started.scheduler.waits == []


# Sleep, restart, travel -------------------------------------------------------------------------


@pytest.mark.parametrize(("wakes", "late"), [("18:59", True), ("19:00", False)])
def test_after_a_sleep_the_plan_is_said_within_the_hour(
    started: Home,
    wakes: str,
    late: bool,  # noqa: FBT001 - a parameter
) -> None:
    started.go_to("17:00")
    started.pass_to(wakes, asleep=True)
    started.reminders.check()
    assert started.up is late


@pytest.mark.parametrize(("opens", "late"), [("22:29", True), ("22:30", False)])
def test_an_app_that_starts_late_says_the_evening_until_bed(
    home: Home,
    opens: str,
    late: bool,  # noqa: FBT001 - a parameter
) -> None:
    home.settings = EVENING
    home.pass_to(opens)
    home.restart()
    assert home.up is late


def test_a_restart_repeats_nothing(started: Home) -> None:
    started.go_to("18:00")
    started.clock.advance(60)
    started.restart()
    assert not started.up
    assert started.file.stat().st_mode & 0o777 == 0o600


def test_a_restart_forgets_nothing(started: Home) -> None:
    started.settings = BOTH
    started.go_to("18:00")
    started.notifications.press(LATER)
    started.restart()
    started.go_to("18:15")
    assert started.up
    started.notifications.press(NOT_TODAY)
    started.restart()
    started.go_to("21:30")
    assert not started.up


def test_a_folder_that_cannot_be_written_silences_nothing(started: Home) -> None:
    started.file.unlink(missing_ok=True)
    # A folder in its place cannot be replaced by a file.
    started.file.mkdir()
    started.go_to("18:00")
    started.notifications.press(LATER)
    started.go_to("18:15")
    started.go_to("18:45")
    assert started.shown == 2
    assert started.file.is_dir()


def test_who_travelled_hears_by_the_clock_of_the_place(started: Home) -> None:
    started.clock.place = NEW_YORK
    started.go_to("17:59")
    assert not started.up
    started.go_to("18:00")
    assert started.up


def test_what_was_known_yesterday_is_read_again(started: Home) -> None:
    started.go_to("12:00")
    started.remember(10)
    assert started.app_state.advise().offer != "start"
    started.go_to("18:00")
    assert not started.up
    # Nobody looked since; the session was on another day.
    started.clock.advance(86_400)
    started.look()
    assert started.up


# Quiet ------------------------------------------------------------------------------------------


def quiet(home: Home) -> None:
    """Nothing is said at six, nor later when it might be again."""
    home.go_to("18:00")
    home.go_to("18:20")
    assert home.shown == 0


def test_after_a_session_it_is_quiet(started: Home) -> None:
    started.remember(10)
    quiet(started)


def test_who_lay_down_and_stopped_lay_down(started: Home) -> None:
    started.remember(3, outcome=Outcome.STOPPED)
    quiet(started)


def test_a_false_start_is_none(started: Home) -> None:
    started.remember(0.2, outcome=Outcome.STOPPED)
    started.go_to("18:00")
    assert started.up


def test_after_midnight_still_means_the_evening_before(started: Home) -> None:
    started.settings = replace(EVENING, bedtime="01:00", wind_down_min=30)
    started.go_to("20:00")
    started.remember(10)
    started.go_to("00:30")
    assert not started.up
    started.go_to("00:30")
    assert started.up


def test_during_a_session_it_is_quiet_and_afterwards(started: Home) -> None:
    started.go_to("17:55")
    started.runner.do(Start(ten_minutes(), SECOND_ID))
    started.go_to("18:00")
    started.clock.advance(1200)
    started.runner.do(Tick())
    assert not started.runner.session.active  # type: ignore[union-attr]
    # Not written down yet: the person says how it was.
    started.set(plan_time="18:30")
    started.go_to("18:30")
    assert started.shown == 0


def test_a_session_that_is_let_go_is_for_the_journal_to_tell_of(started: Home) -> None:
    started.runner.do(Start(ten_minutes(), SECOND_ID))
    started.runner.do(Stop())
    started.runner.release()
    started.go_to("18:00")
    assert started.up


def test_a_session_takes_the_reminder_back(started: Home) -> None:
    started.go_to("18:00")
    started.runner.do(Start(ten_minutes(), SECOND_ID))
    assert not started.up


def test_unanswered_questions_keep_it_quiet(qapp: QApplication, tmp_path: Path) -> None:  # noqa: ARG001 - Qt's objects
    home = Home(tmp_path, screened=False)
    home.reminders.start(home.scheduler)
    home.app_state.set_plan(PlanState(started_on=home.wall.date()))
    quiet(home)
    home.close()


@pytest.mark.parametrize(
    "reason", [StopReason.DIZZINESS, StopReason.SHARP_PAIN, StopReason.BRUISING]
)
def test_where_no_session_is_suggested_it_is_quiet(started: Home, reason: StopReason) -> None:
    started.remember(0.5, outcome=Outcome.STOPPED, stop_reason=reason)
    assert started.app_state.advise().offer != "start"
    quiet(started)


def test_a_plan_that_stands_still_has_no_days(started: Home) -> None:
    started.settings = BOTH
    assert started.app_state.snapshot.plan is not None
    started.app_state.set_plan(structs.replace(started.app_state.snapshot.plan, paused=True))
    started.settle()
    quiet(started)
    started.go_to("21:30")
    assert started.up


def test_after_the_plan_the_rhythm_goes_on(started: Home) -> None:
    plan = PlanState(started_on=started.wall.date(), results=(4.0,) * 14)
    started.app_state.set_plan(plan)
    started.settle()
    assert started.app_state.advise().progress.phase == "finished"  # type: ignore[union-attr]
    started.go_to("18:00")
    assert started.up


# Settings ---------------------------------------------------------------------------------------


def test_a_time_that_is_over_was_not_meant_for_today(started: Home) -> None:
    started.go_to("17:50")
    started.set(plan_time="17:45")
    assert not started.up
    started.set(plan_time="17:55")
    started.go_to("17:55")
    assert started.up


def test_other_settings_change_nothing(started: Home) -> None:
    started.go_to("17:50")
    started.clock.advance(900)
    started.set(bells=10)
    started.look()
    assert started.up


def test_switched_off_while_put_off_it_stays_away(started: Home) -> None:
    started.go_to("18:00")
    started.notifications.press(LATER)
    started.set(plan_reminder=False)
    started.go_to("18:15")
    assert started.shown == 1


# Answers ----------------------------------------------------------------------------------------


def test_start_now_and_the_window_are_for_the_app(started: Home) -> None:
    started.go_to("18:00")
    started.notifications.press(START, "leave")
    started.go_to("18:00")
    started.notifications.press(BODY)
    assert started.said == ["start leave", "open "]


def test_in_a_quarter_of_an_hour_means_just_that(started: Home) -> None:
    started.go_to("18:05")
    for times in range(2, 6):
        started.notifications.press(LATER)
        started.clock.advance(14 * 60 + 59)
        started.look()
        assert not started.up
        started.clock.advance(1)
        started.look()
        assert started.shown == times
    started.clock.advance(3600)
    started.look()
    assert started.shown == 5


def test_a_session_meanwhile_ends_what_was_put_off(started: Home) -> None:
    started.go_to("18:00")
    started.notifications.press(LATER)
    started.remember(8)
    started.go_to("18:15")
    assert started.shown == 1


def test_not_today_means_until_four(started: Home) -> None:
    started.settings = replace(BOTH, bedtime="00:30")
    started.go_to("18:00")
    started.notifications.press(NOT_TODAY)
    started.go_to("23:30")
    assert started.shown == 1
    started.go_to("18:00")
    assert started.shown == 2


def test_closed_by_hand_it_is_over_for_its_kind(started: Home) -> None:
    started.settings = BOTH
    started.go_to("18:00")
    started.notifications.up = None
    started.notifications.put_away.emit()
    started.go_to("18:30")
    assert started.shown == 1
    started.go_to("21:30")
    assert started.shown == 2


def test_what_nobody_answered_goes_with_the_day(started: Home) -> None:
    started.go_to("18:00")
    assert started.up
    started.go_to("04:00")
    assert not started.up


def test_where_nobody_shows_it_the_window_may(started: Home) -> None:
    started.go_to("18:00")
    started.notifications.failed.emit("The notification service went away.")
    assert started.said == ["The mat is free, if you are."]
    started.reminders.answer(LATER)
    started.go_to("18:15")
    assert started.shown == 2


def test_a_desktop_without_notifications_fails_at_once(home: Home) -> None:
    silent = NoNotifications()
    reminders = ReminderService(
        silent,
        home.app_state,
        home.runner,
        home.clock,
        settings=lambda: home.settings,
        file=home.file,
    )
    reminders.unheard.connect(home.said.append)
    reminders.start(home.scheduler)
    home.pass_to("18:00")
    reminders.check()
    reminders.check()
    assert home.said == ["The mat is free, if you are."]
    reminders.close()
    silent.withdraw()
    silent.close()

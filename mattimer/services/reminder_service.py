"""Reminder service: shows a due reminder once, unless a session or the coach speaks against."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mattimer.coach.advice import Advice
from mattimer.coach.offer import Offer
from mattimer.coach.plan_progress import PlanPhase
from mattimer.coach.reminder_times import (
    PLAN_GRACE,
    Due,
    Kept,
    ReminderKind,
    ReminderRule,
    day_at,
    next_due,
)
from mattimer.desktop.notifications import APP_NAME, BODY, Notification, Notifications
from mattimer.preferences.settings_values import Settings
from mattimer.services.app_state import AppState
from mattimer.services.session_runner import SessionRunner
from mattimer.session.clock import Clock, Scheduler, Timer, local_time
from mattimer.session.session import Session
from mattimer.storage.state_files.reminder_state import load_kept, save_kept

START, LATER, NOT_TODAY = "start", "later", "not-today"

LOOK_AGAIN_MS = 600_000
"""Qt's timers stand still in sleep, and a wall clock may be set: time is looked at this often."""
SECOND_MS = 1_000

LAY_DOWN_MIN = 1
"""Minutes on the mat after which a day needs no reminder, however the session ended."""

RULES = frozenset(
    {
        "plan_reminder",
        "plan_days",
        "plan_time",
        "evening_reminder",
        "evening_days",
        "bedtime",
        "wind_down_min",
    }
)
"""The settings that say when."""


def rules_of(settings: Settings) -> tuple[ReminderRule, ...]:
    """When a person wants to hear of it."""
    rules = []
    if settings.plan_reminder:
        rules.append(
            ReminderRule(
                ReminderKind.PLAN, _days(settings.plan_days), _time(settings.plan_time), PLAN_GRACE
            )
        )
    if settings.evening_reminder and settings.wind_down:
        until_bed = timedelta(minutes=settings.wind_down_min)
        days = _days(settings.evening_days)
        rules.append(ReminderRule(ReminderKind.EVENING, days, _time(settings.wind_down), until_bed))
    return tuple(rules)


def _days(days: str) -> frozenset[int]:
    return frozenset(int(day) for day in days)


def _time(text: str) -> time:
    """A time on the wall, to the minute and without a zone."""
    return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)


class ReminderService(QObject):
    """Waits for the days and times that were chosen, and shows a notification then.

    Signals:
        start_wanted(token): Today's suggestion is to begin; it may ask something first. The token
            is the desktop's leave to come forward, empty where it gave none.
        open_wanted(token): The window is to come forward.
        unheard(text): Nobody shows notifications, so the window may say it.

    Attributes:
        text: What it says.
        answers: What can be answered to it: key and words of each.
    """

    start_wanted = Signal(str)
    open_wanted = Signal(str)
    unheard = Signal(str)

    def __init__(
        self,
        notifications: Notifications,
        app_state: AppState,
        runner: SessionRunner,
        clock: Clock,
        *,
        settings: Callable[[], Settings],
        file: Path,
    ) -> None:
        """Nothing is said before ``start``.

        Args:
            notifications: Shows them; closed by whoever made it.
            app_state: Knows whether a session is offered.
            runner: Knows whether one runs.
            clock: Tells the moment.
            settings: Those in force.
            file: Where is kept what was said and put off.
        """
        super().__init__()
        self._notifications = notifications
        self._app_state = app_state
        self._runner = runner
        self._clock = clock
        self._settings = settings
        self._file = file
        self._words = app_state.words.reminder
        self.text = self._words.text
        self.answers = (
            (START, self._words.start),
            (LATER, self._words.in_a_while),
            (NOT_TODAY, self._words.not_today),
        )
        self._state = load_kept(file)
        self._since: datetime | None = None
        self._shown: Due | None = None
        self._session_day: date | None = None
        self._timer: Timer | None = None
        notifications.answered.connect(self.answer)
        notifications.put_away.connect(self._on_notifications_put_away)
        notifications.failed.connect(self._on_notifications_failed)

    def start(self, scheduler: Scheduler) -> None:
        """Begin; what was due a short while ago is said now."""
        self._app_state.changed.connect(self.check)
        self._timer = scheduler.timer(self.check)
        self.check()

    def close(self) -> None:
        """Stop waiting."""
        if self._timer is not None:
            self._timer.stop()
        self._shown = None

    def check(self) -> None:
        """Look at the time: say what is due, wait for what is next."""
        # First of all, as it corrects the clock that is read next.
        zone = self._clock.zone()
        now, today = self._now(), self._today()
        if self._shown is not None and today > self._shown.day:
            self._withdraw()
        due = self._next(now, zone)
        while due is not None and due.at <= now:
            if self._app_state.snapshot.today != today:
                # Night fell since it was read; once it is, this is looked at again.
                self._app_state.refresh()
                break
            self._set_state(self._state.after(due))
            if not self._is_unwanted(due):
                self._show(due)
            due = self._next(now, zone)
        self._wait(due, now)

    def on_setting_changed(self, name: str) -> None:
        """A setting changed; a new time that is over already was not meant for today."""
        if name in RULES:
            self._since = self._now()
            self.check()

    def answer(self, key: str, token: str = "") -> None:
        """What a person said to a reminder: one of the keys here, or a click beside them."""
        due, self._shown = self._shown, None
        if key == START:
            self.start_wanted.emit(token)
        elif key == BODY:
            self.open_wanted.emit(token)
        elif key == LATER and due is not None:
            self._set_state(self._state.later(due, self._now(), self._words.pause))
        elif key == NOT_TODAY:
            self._set_state(self._state.silent_on(day_at(self._now(), self._clock.zone())))
        self.check()

    def _next(self, now: datetime, zone: tzinfo) -> Due | None:
        rules, snooze = rules_of(self._settings()), self._words.pause
        return next_due(rules, self._state, now, zone, snooze=snooze, since=self._since)

    def _is_unwanted(self, due: Due) -> bool:
        """Whether this is not the moment; the moment is over then."""
        session = self._runner.session
        if session is not None and (session.active or self._session_day == self._today()):
            return True
        snapshot, advice = self._app_state.snapshot, self._app_state.advise()
        lay_down = any(
            past.day == snapshot.today and past.minutes >= LAY_DOWN_MIN for past in snapshot.past
        )
        return lay_down or advice.offer is not Offer.START or not _has_reason(due, advice)

    def _show(self, due: Due) -> None:
        self._shown = due
        self._notifications.show(Notification(APP_NAME, self.text, self.answers))

    def _withdraw(self) -> None:
        self._shown = None
        self._notifications.withdraw()

    def _set_state(self, kept: Kept) -> None:
        self._state = kept
        # Without a file, a restart within the hour may say it twice; nobody needs to read of that.
        with suppress(OSError):
            save_kept(self._file, kept)

    def _wait(self, due: Due | None, now: datetime) -> None:
        if self._timer is None:
            return
        if due is None:
            self._timer.stop()
            return
        left = due.at - now
        # Rounded up: a timer that fires early would find nothing due.
        left_ms = SECOND_MS * -(-left // timedelta(seconds=1))
        self._timer.start(min(left_ms, LOOK_AGAIN_MS) if left_ms > 0 else LOOK_AGAIN_MS)

    def _now(self) -> datetime:
        return local_time(self._clock.read().utc, 0)

    def _today(self) -> date:
        return self._clock.read().day

    def on_session_changed(self, new: Session | None, _old: Session | None) -> None:
        """Whoever lies on the mat needs no reminder, and had one today."""
        if self._timer is None:
            return
        self._session_day = None if new is None else self._today()
        if new is not None and new.active:
            self._withdraw()
        self.check()

    def _on_notifications_put_away(self) -> None:
        """Closed is answered: it comes back tomorrow."""
        self._shown = None

    def _on_notifications_failed(self, _reason: str) -> None:
        """What can be pressed elsewhere is answered there."""
        self.unheard.emit(self.text)


def _has_reason(due: Due, advice: Advice) -> bool:
    """Whether anything of it still holds: a plan that stands still has no days."""
    progress = advice.progress
    running = progress is not None and progress.phase in (PlanPhase.RUNNING, PlanPhase.FINISHED)
    return running or due.kinds != {ReminderKind.PLAN}

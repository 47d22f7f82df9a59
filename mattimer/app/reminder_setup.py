"""Reminder setup: builds the service, answers its buttons, saves the calendar file."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from mattimer.app.context import AppContext
from mattimer.desktop.adapters import DesktopAdapters
from mattimer.desktop.linux.activation import activation
from mattimer.presenters.today import TodayPresenter
from mattimer.services.reminder_service import ReminderService
from mattimer.services.session_runner import SessionRunner
from mattimer.ui.file_dialogs import ask_target
from mattimer.ui.pages.today.today import Action

if TYPE_CHECKING:
    from mattimer.ui.pages.settings.settings import SettingsPage

NOTICE = "remind"
"""What the keys of a reminder's buttons on Today begin with."""

CALENDAR = "calendar"


class ReminderSetup(QObject):
    """Builds what reminds, and joins it to the window; closes it in reverse.

    Attributes:
        reminders: Reminds at the right moment, once.
    """

    def __init__(
        self,
        context: AppContext,
        runner: SessionRunner,
        today: TodayPresenter,
        adapters: DesktopAdapters,
        start_session: Callable[[], None],
    ) -> None:
        super().__init__(context.window)
        self._closing = ExitStack()
        self._window = context.window
        self._clock = context.clock
        self._scheduler = context.scheduler
        self._store = context.store
        self._tasks = context.tasks
        self._preferences = preferences = context.preferences
        self._today = today
        self._start_session = start_session
        paths = context.paths
        notifications = adapters.notifications(paths.icon)
        self._closing.callback(notifications.close)
        self.reminders = ReminderService(
            notifications,
            context.app_state,
            runner,
            context.clock,
            settings=preferences.current,
            file=paths.reminders,
        )
        self.reminders.setParent(self)
        self._closing.callback(self.reminders.close)
        preferences.changed.connect(self.reminders.on_setting_changed)
        self.reminders.open_wanted.connect(self._come_forward)
        self.reminders.start_wanted.connect(self._on_reminders_start_wanted)
        self.reminders.unheard.connect(self._on_reminders_unheard)

    def start(self) -> None:
        """Look at the time, now that the loop is about to run."""
        self.reminders.start(self._scheduler)

    def close(self) -> None:
        """Say nothing any more, and take back what is being said."""
        self._closing.close()

    def serve(self, page: "SettingsPage") -> None:
        """Answer the settings' button for a calendar file."""

        def answer(name: str) -> None:
            if name == CALENDAR:
                self._ask_where(page)

        page.action_wanted.connect(answer)

    def _come_forward(self, token: str) -> None:
        with activation({"activation_token": token}):
            self._window.come_forward()

    def _on_reminders_start_wanted(self, token: str) -> None:
        self._start_session()
        # After the page, which comes up with the loop's next turn.
        QTimer.singleShot(0, self, lambda: self._come_forward(token))

    def _on_reminders_unheard(self, text: str) -> None:
        """Nobody shows notifications: Today says it."""
        actions = [Action(f"{NOTICE}:{key}", words) for key, words in self.reminders.answers]
        self._today.offer_notice(text, *actions)

    def _ask_where(self, page: "SettingsPage") -> None:
        def save(target: Path) -> None:
            self._tasks.spawn(self._save(target, page))

        ask_target(self._window, "mattimer.ics", self.tr("Calendar (*.ics)"), save)

    async def _save(self, target: Path, page: "SettingsPage") -> None:
        from mattimer.services.calendar_file import save_calendar  # noqa: PLC0415 - seldom

        saved = await asyncio.to_thread(
            save_calendar,
            target,
            self._preferences.settings,
            self._today.minutes,
            owner=self._store.device,
            now=self._clock.read(),
        )
        none = self.tr("No reminder is switched on, so there is nothing to save.")
        page.say(CALENDAR, self.tr("Saved.") if saved else none)

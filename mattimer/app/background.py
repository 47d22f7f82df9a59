"""Background operation: tray, closing, pause key and autostart, with or without a window."""

from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mattimer.app.context import AppContext
from mattimer.app.ipc_server import IpcServer
from mattimer.desktop.adapters import DesktopAdapters, autostart
from mattimer.desktop.autostart import Autostart, AutostartError
from mattimer.desktop.system_tray import QtTray
from mattimer.presenters.closing import ClosingPresenter
from mattimer.presenters.today import TodayPresenter
from mattimer.presenters.tray import TrayPresenter
from mattimer.services.one_time_hints import OneTimeHints
from mattimer.services.pause_key import PauseKeyService
from mattimer.services.preferences import Preferences
from mattimer.services.session_runner import SessionRunner
from mattimer.services.session_start import SessionStarter
from mattimer.services.start_request import StartRefused, StartRequest
from mattimer.storage.atomic_write import atomic_write

if TYPE_CHECKING:
    from mattimer.ui.pages.settings.settings import SettingsPage

TRAY = "tray"
"""The one-time hint that the app stays there."""


class Background(QObject):
    """Builds what keeps the app at hand, and joins it to the window; closes it in reverse.

    Attributes:
        closing: What closing the window means, and quitting.
        tray_icon: What the tray shows, and what is chosen there.

    Signals:
        quit_wanted(): The app is to end; whoever had to be asked said so.
        tray_changed(): There is a tray here now, or none any more.
        page_wanted(name), questions_wanted(): Another page, or the safety questions, please.
    """

    quit_wanted = Signal()
    tray_changed = Signal()
    page_wanted = Signal(str)
    questions_wanted = Signal()

    def __init__(
        self,
        context: AppContext,
        runner: SessionRunner,
        starter: SessionStarter,
        ipc_server: IpcServer,
        today: TodayPresenter,
        *,
        adapters: DesktopAdapters,
    ) -> None:
        super().__init__(context.window)
        self._closing = ExitStack()
        self._paths = context.paths
        self._window = context.window
        self._starter = starter
        self._ipc_server = ipc_server
        self._runner = runner
        self._today = today
        self._adapters = adapters
        self.tray_icon = self._make_tray(context, runner)
        self._pause_key = self._make_pause_key(runner, context.preferences)
        self.closing = ClosingPresenter(
            context.theme, self._window, runner, lambda: self.tray_icon.is_way_back
        )
        self.closing.quit_wanted.connect(self.quit_wanted)
        self._tray_watch.changed.connect(self.tray_changed)
        self._hints = OneTimeHints(self._paths.hints)
        self._wire_tray()

    @property
    def has_tray(self) -> bool:
        """Whether there is a tray here at all, whatever is set."""
        return self._tray_watch.there

    def start(self) -> None:
        """Look for tray and key, now that the loop is about to run."""
        self._tray_watch.start()
        self._pause_key.start()

    def close(self) -> None:
        """Let go of everything."""
        self._closing.close()

    def serve(self, page: "SettingsPage") -> None:
        """Answer the settings that are about the desktop: tray, pause key, opening at login."""
        from mattimer.presenters.settings import AutostartPresenter  # noqa: PLC0415 - seldom

        page.show_row("tray", shown=self.has_tray)
        self.tray_changed.connect(lambda: page.show_row("tray", shown=self.has_tray))
        self._pause_key.serve(lambda present, text: page.show_pause_key(present=present, text=text))
        AutostartPresenter(page, self._make_autostart())
        page.action_wanted.connect(self._on_settings_action_wanted)

    def forget_autostart(self) -> None:
        """No login opens the app any more, as far as that can be helped."""
        with suppress(AutostartError):
            self._make_autostart().switch(on=False)

    def _make_autostart(self) -> Autostart:
        paths = self._paths
        return autostart(paths.autostart, atomic_write, icon=paths.icon, data=paths.own_data)

    def _on_settings_action_wanted(self, name: str) -> None:
        if name == "pause_key":
            self._pause_key.choose()

    def _make_pause_key(self, runner: SessionRunner, preferences: Preferences) -> PauseKeyService:
        keys = self._adapters.shortcut_keys()
        self._closing.callback(keys.close)
        return PauseKeyService(keys, runner, preferences, self._window)

    def _make_tray(self, context: AppContext, runner: SessionRunner) -> TrayPresenter:
        window, preferences = context.window, context.preferences
        tray = QtTray(window)
        self._closing.callback(tray.close)
        self._tray_watch = self._adapters.tray_presence()
        self._closing.callback(self._tray_watch.close)
        presenter = TrayPresenter(
            tray,
            self._tray_watch,
            runner=runner,
            app_state=context.app_state,
            theme=context.theme,
            settings=preferences.current,
        )
        preferences.changed.connect(presenter.on_setting_changed)
        return presenter

    def _wire_tray(self) -> None:
        tray, closing = self.tray_icon, self.closing
        closing.hidden.connect(self._on_closing_hidden)
        tray.way_back_changed.connect(closing.on_way_back_changed)
        tray.quit_wanted.connect(closing.quit)
        tray.start_wanted.connect(self._on_tray_start_wanted)
        for wanted, answer in (
            (tray.open_wanted, self._on_tray_open_wanted),
            (tray.settings_wanted, lambda: self.page_wanted.emit("settings")),
            (tray.questions_wanted, self.questions_wanted),
        ):
            wanted.connect(answer)
            wanted.connect(self._come_forward)

    def _come_forward(self) -> None:
        if not self._ipc_server.start_newer():
            self._window.come_forward()

    def _on_closing_hidden(self) -> None:
        if self._hints.is_first(TRAY):
            self.tray_icon.tell_of_hiding()

    def _on_tray_open_wanted(self) -> None:
        if self._runner.active is not None:
            # Settings may have been looked up meanwhile.
            self.page_wanted.emit("today")

    def _on_tray_start_wanted(self, area: str, minutes: int) -> None:
        try:
            self._starter.ask(StartRequest(area=area, minutes=minutes))
        except StartRefused as refusal:
            # The menu was older than what speaks against it.
            self.page_wanted.emit("today")
            self._today.show_notice(str(refusal))
        # After the session's page, which comes up with the loop's next turn.
        QTimer.singleShot(0, self._window, self._window.come_forward)

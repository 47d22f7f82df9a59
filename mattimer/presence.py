"""How the app is there while its window may be closed: tray, reminders, a key everywhere."""

import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress

from PySide6.QtCore import QTimer

from mattimer.conductor import Conductor
from mattimer.desktop.autostart import Autostart, AutostartError, autostart_here
from mattimer.desktop.global_shortcuts import GlobalShortcuts, NoShortcuts
from mattimer.desktop.tray import QtTray
from mattimer.desktop.tray_watch import make_tray_watch
from mattimer.flow.autostart import AutostartFlow
from mattimer.flow.closing import ClosingFlow
from mattimer.flow.pause_key import PauseKeyFlow
from mattimer.flow.settings import Preferences, SettingsFlow
from mattimer.flow.told import Told
from mattimer.flow.tray import TrayFlow
from mattimer.flow.wanted import Refusal
from mattimer.opening import Opening
from mattimer.remote import Remote

TRAY = "tray"
"""What is told once: that the app stays there."""


class Presence:
    """Builds what keeps the app at hand, and joins it to the window; closes it in reverse.

    Attributes:
        closing: What closing the window means, and quitting.
        tray: Whether there is a tray here at all, whatever is set.
    """

    def __init__(
        self,
        opening: Opening,
        conductor: Conductor,
        preferences: Preferences,
        remote: Remote,
        *,
        show_page: Callable[[str], None],
        ask_questions: Callable[[], None],
    ) -> None:
        self._closing = ExitStack()
        self._opening = opening
        self._window = opening.window
        self._remote = remote
        self._conductor = conductor
        self._show_page = show_page
        self._tray = self._make_tray(opening, conductor, preferences)
        self._pause_key = self._make_pause_key(conductor, preferences)
        self.closing = ClosingFlow(opening.window, conductor, lambda: self._tray.is_way_back)
        self._told = Told(opening.paths.told)
        self._wire_tray(ask_questions)

    def start(self) -> None:
        """Look for tray and key, now that the loop is about to run."""
        self.tray.start()
        self._pause_key.start()

    def close(self) -> None:
        """Let go of everything."""
        self._closing.close()

    def serve(self, flow: SettingsFlow) -> None:
        """Answer the settings that are about the desktop: tray, pause key, opening at login."""
        flow.show_row("tray", shown=self.tray.there)
        self.tray.changed.connect(lambda: flow.show_row("tray", shown=self.tray.there))
        self._pause_key.serve(flow.show_pause_key)
        autostart = AutostartFlow(self._make_autostart(), flow.show_autostart)
        flow.show_row("autostart", shown=autostart.there)
        flow.autostart_switched.connect(autostart.switch)
        flow.arrived.connect(autostart.arrive)
        flow.action_wanted.connect(self._on_settings_action_wanted)

    def forget_autostart(self) -> None:
        """No login opens the app any more, as far as that can be helped."""
        with suppress(AutostartError):
            self._make_autostart().switch(on=False)

    def _make_autostart(self) -> Autostart:
        paths = self._opening.paths
        return autostart_here(
            paths.autostart,
            icon=paths.resources / "icons" / "icon.svg",
            data=paths.data if paths.own else None,
        )

    def _on_settings_action_wanted(self, name: str) -> None:
        if name == "pause_key":
            self._pause_key.choose()

    def _make_pause_key(self, conductor: Conductor, preferences: Preferences) -> PauseKeyFlow:
        linux = sys.platform == "linux"
        keys = GlobalShortcuts(self._window) if linux else NoShortcuts(self._window)
        self._closing.callback(keys.close)
        return PauseKeyFlow(keys, conductor, preferences, self._window)

    def _make_tray(
        self, opening: Opening, conductor: Conductor, preferences: Preferences
    ) -> TrayFlow:
        tray = QtTray(opening.window)
        self._closing.callback(tray.close)
        self.tray = make_tray_watch(opening.window)
        self._closing.callback(self.tray.close)
        flow = TrayFlow(
            tray,
            self.tray,
            conductor=conductor,
            advisor=opening.advisor,
            look=opening.look,
            settings=lambda: preferences.settings,
            parent=opening.window,
        )
        preferences.changed.connect(flow.on_setting_changed)
        return flow

    def _wire_tray(self, ask_questions: Callable[[], None]) -> None:
        tray, closing = self._tray, self.closing
        closing.hidden.connect(self._on_closing_hidden)
        tray.way_back_changed.connect(closing.on_way_back_changed)
        tray.quit_wanted.connect(closing.quit)
        tray.start_wanted.connect(self._on_tray_start_wanted)
        for wanted, answer in (
            (tray.open_wanted, self._on_tray_open_wanted),
            (tray.settings_wanted, lambda: self._show_page("settings")),
            (tray.questions_wanted, ask_questions),
        ):
            wanted.connect(answer)
            wanted.connect(self._come_forward)

    def _come_forward(self) -> None:
        if not self._remote.start_newer():
            self._window.come_forward()

    def _on_closing_hidden(self) -> None:
        if self._told.is_first(TRAY):
            self._tray.tell_of_hiding()

    def _on_tray_open_wanted(self) -> None:
        session = self._conductor.session
        if session is not None and session.active:
            # Settings may have been looked up meanwhile.
            self._show_page("today")

    def _on_tray_start_wanted(self, area: str, minutes: int) -> None:
        try:
            self._remote.start({"area": area, "minutes": minutes})
        except Refusal as refusal:
            # The menu was older than what speaks against it.
            self._show_page("today")
            self._opening.today.show_notice(str(refusal))
        # After the session's page, which comes up with the loop's next turn.
        QTimer.singleShot(0, self._window, self._window.come_forward)

"""Presenter of the tray: icon, tooltip and menu, and what is chosen there."""

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon

from mattimer.desktop.system_tray import Tray
from mattimer.desktop.tray_presence import TrayPresence
from mattimer.preferences.settings_values import Settings
from mattimer.presentation.tray_menu import (
    TrayOffer,
    begin_of,
    offered,
    tray_menu,
    tray_picture,
    tray_tip,
)
from mattimer.services.app_state import AppState
from mattimer.services.session_runner import SessionRunner
from mattimer.session.commands import Command, Extend, Pause, Resume, Skip, Stop
from mattimer.session.moment import Moment
from mattimer.session.session import Session
from mattimer.ui.theme.theme import Theme
from mattimer.ui.tray_icon import tray_icon

COMMANDS: dict[str, Command] = {
    "pause": Pause(),
    "resume": Resume(),
    "extend": Extend(),
    "skip": Skip(),
    "stop": Stop(),
}


class TrayPresenter(QObject):
    """Shows the state in the tray, and passes on what is chosen there.

    Nothing here looks at the time by itself: the session's own tick moves the figures, and a menu
    is looked over when it opens.

    Signals:
        way_back_changed(): There is an icon now to come back by, or none any more.
        start_wanted(area, minutes): Begin at once.
        open_wanted(), settings_wanted(), questions_wanted(), quit_wanted(): What they say.
    """

    way_back_changed = Signal()
    start_wanted = Signal(str, int)
    open_wanted = Signal()
    settings_wanted = Signal()
    questions_wanted = Signal()
    quit_wanted = Signal()

    def __init__(
        self,
        tray: Tray,
        presence: TrayPresence,
        *,
        runner: SessionRunner,
        app_state: AppState,
        theme: Theme,
        settings: Callable[[], Settings],
    ) -> None:
        super().__init__()
        self._tray = tray
        self._presence = presence
        self._runner = runner
        self._app_state = app_state
        self._theme = theme
        self._settings = settings
        self._icons: dict[tuple[str, bool], QIcon] = {}
        self._offered: TrayOffer | None = None
        presence.changed.connect(self._on_presence_changed)
        runner.ticked.connect(self._show)
        app_state.changed.connect(self._on_app_state_changed)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._show)
        tray.menu_opening.connect(self._on_tray_menu_opening)
        tray.pressed.connect(self.open_wanted)
        tray.chosen.connect(self._on_tray_chosen)

    @property
    def is_way_back(self) -> bool:
        """Whether there is an icon that brings a hidden window back."""
        return self._settings().tray and self._presence.there

    def tell_of_hiding(self) -> None:
        """Say where the window went."""
        title = self.tr("Mat Timer stays in the tray")
        self._tray.say(title, self.tr("A click there brings it back. Quit is in its menu."))

    def on_setting_changed(self, name: str) -> None:
        """Another setting is in force."""
        if name == "tray":
            self._on_presence_changed()
        elif name == "length":
            self._on_app_state_changed()

    def on_session_changed(self, _new: Session | None, _old: Session | None) -> None:
        """The session became another value."""
        self._show()

    def _on_presence_changed(self) -> None:
        if self.is_way_back:
            self._show()
        else:
            self._tray.hide()
        self.way_back_changed.emit()

    def _on_app_state_changed(self) -> None:
        self._offered = None
        self._show()

    def _on_tray_menu_opening(self) -> None:
        # Where a night has passed, the new day's advice comes a moment later, while it is open.
        self._app_state.refresh_where_day_passed()
        self._show()

    def _show(self) -> None:
        if not self.is_way_back:
            return
        moment = self._runner.moment()
        self._tray.show(
            self._icon(moment), tray_tip(moment), tray_menu(moment, self._what_is_offered())
        )

    def _what_is_offered(self) -> TrayOffer:
        if self._offered is None:
            app_state = self._app_state
            self._offered = offered(
                app_state.advise,
                app_state.areas,
                app_state.snapshot.past,
                app_state.clearance,
                length=self._settings().length,
            )
        return self._offered

    def _icon(self, moment: Moment | None) -> QIcon:
        key = tray_picture(moment), is_panel_dark()
        if key not in self._icons:
            name, dark = key
            self._icons[key] = tray_icon(
                self._theme, name, dark=dark, mask=sys.platform == "darwin"
            )
        return self._icons[key]

    def _on_tray_chosen(self, name: str) -> None:
        begin = begin_of(name)
        if begin is not None:
            self.start_wanted.emit(*begin)
        elif name in COMMANDS:
            self._runner.do(COMMANDS[name])
            if name == "stop":
                # There is something to say now of how it was.
                self.open_wanted.emit()
        else:
            self._ask_for(name)

    def _ask_for(self, name: str) -> None:
        {
            "open": self.open_wanted,
            "settings": self.settings_wanted,
            "questions": self.questions_wanted,
            "quit": self.quit_wanted,
        }[name].emit()


def is_panel_dark() -> bool:
    """Whether the panel is taken for a dark one; nobody says what colour it has.

    GNOME's is dark in either scheme; others follow it. Where none is known, as under most window
    managers without a desktop, bars are dark more often than not.
    """
    if "GNOME" in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":"):
        return True
    return QGuiApplication.styleHints().colorScheme() is not Qt.ColorScheme.Light

"""The settings page: every change is kept and in force at once."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from mattimer.flow.appearance import wants_dark, wants_less_motion
from mattimer.settings import Loaded, save_settings
from mattimer.ui.look import Look
from mattimer.ui.pages.settings import SettingsPage


class SettingsFlow(QObject):
    """Holds the settings and applies those that change how the app looks."""

    def __init__(
        self,
        page: SettingsPage,
        look: Look,
        file: Path,
        loaded: Loaded,
        on_look_changed: Callable[[], None],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._look = look
        self._file = file
        self.settings = loaded.settings
        page.show_values(asdict(self.settings))
        page.setting_changed.connect(self._on_page_setting_changed)
        look.changed.connect(on_look_changed)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply_look)
        if loaded.damaged:
            text = self.tr("Some settings could not be read and are as they were at first: {0}.")
            page.show_notice(text.format(", ".join(loaded.damaged)))

    def _on_page_setting_changed(self, name: str, value: object) -> None:
        self.settings = self.settings.changed(name, value)
        self._apply_look()
        try:
            save_settings(self._file, self.settings)
        except OSError:
            self._page.show_notice(
                self.tr("This could not be written down; it lasts until you close the app.")
            )
        else:
            self._page.show_notice("")

    def _apply_look(self) -> None:
        self._look.change(
            dark=wants_dark(self.settings), reduced_motion=wants_less_motion(self.settings)
        )

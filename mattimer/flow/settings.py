"""Settings: every change is in force and written down at once."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from mattimer.desktop.wishes import DesktopWishes
from mattimer.flow.appearance import look_of, qt_hints
from mattimer.settings import Loaded, save_settings
from mattimer.ui.look import Look
from mattimer.ui.pages.settings import SettingsPage


class Preferences(QObject):
    """Holds the settings and applies those that change how the app looks.

    Signals:
        changed(name): One setting is another.
    """

    changed = Signal(str)

    def __init__(
        self,
        look: Look,
        file: Path,
        loaded: Loaded,
        on_look_changed: Callable[[], None],
        wishes: DesktopWishes | None = None,
    ) -> None:
        """``wishes`` are the desktop's as the look has them already."""
        super().__init__()
        self._look = look
        self._file = file
        self.settings = loaded.settings
        self.damaged = loaded.damaged
        self.kept = True
        self._wishes = wishes or DesktopWishes()
        look.changed.connect(on_look_changed)
        # Held: what it gives away lives no longer than it.
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._apply_look)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._apply_look)

    def change(self, name: str, value: object) -> None:
        """Set one thing; ``kept`` says afterwards whether it could be written down.

        Raises:
            ValueError: The value is not one this setting can have.
        """
        self.settings = self.settings.changed(name, value)
        self._apply_look()
        try:
            save_settings(self._file, self.settings)
        except OSError:
            self.kept = False
        else:
            self.kept = True
        self.changed.emit(name)

    def on_wishes_changed(self, wishes: DesktopWishes) -> None:
        """The desktop wants programs to look otherwise."""
        self._wishes = wishes
        self._apply_look()

    def _apply_look(self) -> None:
        self._look.change(**asdict(look_of(self.settings, self._wishes, qt_hints())))


class SettingsFlow(QObject):
    """Joins the page to the preferences.

    Signals:
        test_wanted(kind): Let "voice", "bells" or "breath" be heard as set.
    """

    test_wanted = Signal(str)

    def __init__(self, page: SettingsPage, preferences: Preferences) -> None:
        super().__init__(page)
        self._page = page
        self._preferences = preferences
        page.show_values(asdict(preferences.settings))
        page.setting_changed.connect(preferences.change)
        page.test_wanted.connect(self.test_wanted)
        preferences.changed.connect(self._on_preferences_changed)
        if preferences.damaged:
            text = self.tr("Some settings could not be read and are as they were at first: {0}.")
            page.show_notice(text.format(", ".join(preferences.damaged)))

    def show_voices(self, names: Sequence[str]) -> None:
        """Offer the voices there are, by name."""
        self._page.show_voices(names)

    def show_outputs(self, devices: Sequence[tuple[str, str]]) -> None:
        """Offer the sound devices there are, as identifier and name."""
        self._page.show_outputs(devices)

    def show_sound_trouble(self, voice: str, device: str) -> None:
        """Say what cannot be heard, and why; empty where nothing is wrong."""
        self._page.show_sound_trouble(voice, device)

    def _on_preferences_changed(self) -> None:
        lost = self.tr("This could not be written down; it lasts until you close the app.")
        self._page.show_values(asdict(self._preferences.settings))
        self._page.show_notice("" if self._preferences.kept else lost)

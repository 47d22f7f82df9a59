"""Preferences: the settings in force; a change counts and is written at once."""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import asdict
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from mattimer.desktop.desktop_appearance import DesktopAppearance
from mattimer.preferences.settings_values import Settings
from mattimer.services.appearance import qt_hints, theme_values
from mattimer.storage.state_files.settings_file import LoadedSettings, keep_damaged, save_settings
from mattimer.ui.theme.theme import Theme


class Preferences(QObject):
    """Holds the settings and applies those that change how the app looks.

    Signals:
        changed(name): A setting has another value.

    Attributes:
        settings: What is in force.
        damaged: What could not be read of the file; empty once it is written over.
        desktop_appearance: How the desktop wants programs to look.
        kept: Whether what is in force could be written down.
    """

    changed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        file: Path,
        loaded: LoadedSettings,
        on_theme_changed: Callable[[], None],
        desktop: DesktopAppearance | None = None,
    ) -> None:
        """``desktop`` is what the theme has already."""
        super().__init__()
        self._theme = theme
        self._file = file
        self.settings = loaded.settings
        self.damaged = loaded.damaged
        self._rest = loaded.rest
        self.kept = True
        self.desktop_appearance = desktop or DesktopAppearance()
        theme.changed.connect(on_theme_changed)
        # Held: what it gives away lives no longer than it.
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._apply_theme)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._apply_theme)

    def current(self) -> Settings:
        """The settings in force, for whoever asks each time."""
        return self.settings

    def change(self, name: str, value: object) -> None:
        """Set one thing; ``kept`` says afterwards whether it could be written down.

        Raises:
            ValueError: The value is not one this setting can have.
        """
        self.settings = self.settings.changed(name, value)
        self._apply_theme()
        self.save()
        self.changed.emit(name)

    def take(self, settings: Settings) -> None:
        """Set everything; each setting that is another says so once all are in force."""
        before, self.settings = asdict(self.settings), settings
        self._apply_theme()
        self.save()
        for name, value in asdict(settings).items():
            if before[name] != value:
                self.changed.emit(name)

    def save(self) -> None:
        """Write down what is in force; a file of which something could not be read stays beside."""
        try:
            if self.damaged:
                keep_damaged(self._file)
            save_settings(self._file, self.settings, self._rest)
        except OSError:
            self.kept = False
        else:
            self.kept, self.damaged = True, ()

    def damage_to_say(self) -> str:
        """What could not be read of the file, as one sentence, once; empty where all could.

        What is in force is written down meanwhile, so that the next start finds a sound file.
        """
        names = ", ".join(self.damaged)
        if not names:
            return ""
        self.save()
        text = self.tr("Some settings could not be read and are as they were at first: {0}.")
        return text.format(names)

    def on_desktop_appearance_changed(self, desktop: DesktopAppearance) -> None:
        """The desktop wants programs to look different."""
        self.desktop_appearance = desktop
        self._apply_theme()

    def _apply_theme(self) -> None:
        self._theme.change(
            **asdict(theme_values(self.settings, self.desktop_appearance, qt_hints()))
        )

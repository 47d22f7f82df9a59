"""Settings: every change is in force and written down at once."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from mattimer.desktop.wishes import DesktopWishes
from mattimer.flow.appearance import look_of, qt_hints
from mattimer.settings import Loaded, Settings, keep_damaged, save_settings
from mattimer.ui.look import Look
from mattimer.ui.pages.settings import SettingsPage
from mattimer.ui.widgets.time_field import clock_words
from mattimer.ui.wording import minutes_count

HOUR_MIN = 60


class Preferences(QObject):
    """Holds the settings and applies those that change how the app looks.

    Signals:
        changed(name): One setting is another.

    Attributes:
        settings: What is in force.
        damaged: What could not be read of the file; empty once it is written over.
        kept: Whether what is in force could be written down.
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
        self._rest = loaded.rest
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
        self.save()
        self.changed.emit(name)

    def take(self, settings: Settings) -> None:
        """Set everything; each setting that is another says so once all are in force."""
        before, self.settings = asdict(self.settings), settings
        self._apply_look()
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
        action_wanted(name): A row's button was pressed.
        autostart_switched(on): Whether a login is to open the app.
        arrived(): The page was brought up.
    """

    test_wanted = Signal(str)
    action_wanted = Signal(str)
    autostart_switched = Signal(bool)
    arrived = Signal()

    def __init__(self, page: SettingsPage, preferences: Preferences) -> None:
        super().__init__(page)
        self._page = page
        self._preferences = preferences
        self._before_reset: Settings | None = None
        self._show_values()
        page.setting_changed.connect(preferences.change)
        page.action_wanted.connect(self._on_page_action_wanted)
        page.undo_wanted.connect(self._on_page_undo_wanted)
        page.test_wanted.connect(self.test_wanted)
        page.action_wanted.connect(self.action_wanted)
        page.autostart_switched.connect(self.autostart_switched)
        page.arrived.connect(self.arrived)
        preferences.changed.connect(self._on_preferences_changed)
        page.show_notice(preferences.damage_to_say())

    def show_voices(self, names: Sequence[str]) -> None:
        """Offer the voices there are, by name."""
        self._page.show_voices(names)

    def show_outputs(self, devices: Sequence[tuple[str, str]]) -> None:
        """Offer the sound devices there are, as identifier and name."""
        self._page.show_outputs(devices)

    def show_sound_trouble(self, voice: str, device: str) -> None:
        """Say what cannot be heard, and why; empty where nothing is wrong."""
        self._page.show_sound_trouble(voice, device)

    def show_row(self, name: str, *, shown: bool) -> None:
        """Whether this computer has what a row is about, such as a tray."""
        self._page.show_row(name, shown=shown)

    def show_autostart(self, on: bool, trouble: str) -> None:  # noqa: FBT001 - a switch's state
        """Whether a login opens the app, and why it cannot; empty where it can."""
        self._page.show_autostart(on=on, trouble=trouble)

    def show_pause_key(self, present: bool, sentence: str) -> None:  # noqa: FBT001 - as above
        """Whether the desktop gives a key that pauses everywhere, and which or why not."""
        self._page.show_pause_key(present=present, text=sentence)

    def say(self, name: str, sentence: str) -> None:
        """Say what came of a row's button; empty brings its note back."""
        self._page.say(name, sentence)

    def _show_values(self) -> None:
        settings = self._preferences.settings
        self._page.show_values(asdict(settings))
        self._page.show_note("evening_reminder", self._wind_down_words(settings))

    def _wind_down_words(self, settings: Settings) -> str:
        if not settings.wind_down:
            return self.tr("Needs a bedtime.")
        minutes = settings.wind_down_min
        length = self.tr("an hour") if minutes == HOUR_MIN else minutes_count(minutes)
        return self.tr("{0}, {1} before bed").format(clock_words(settings.wind_down), length)

    def _on_preferences_changed(self) -> None:
        lost = self.tr("This could not be written down; it lasts until you close the app.")
        self._show_values()
        self._page.show_notice("" if self._preferences.kept else lost)

    def _on_page_action_wanted(self, name: str) -> None:
        if name == "reset":
            self._before_reset = self._preferences.settings
            self._preferences.take(Settings())
            if self._preferences.kept:
                self._page.offer_undo(self.tr("All settings are as they were at first."))

    def _on_page_undo_wanted(self) -> None:
        before, self._before_reset = self._before_reset, None
        if before is not None:
            self._preferences.take(before)
        self._page.show_notice("")

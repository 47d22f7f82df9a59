"""The page Settings: joins its rows to the settings in force."""

from collections.abc import Sequence
from dataclasses import asdict

from PySide6.QtCore import QObject, Signal

from mattimer.preferences.settings_values import Settings
from mattimer.services.preferences import Preferences
from mattimer.ui.controls.time_field import clock_words
from mattimer.ui.pages.settings.settings import SettingsPage
from mattimer.ui.wording import minutes_count

HOUR_MIN = 60


class SettingsPresenter(QObject):
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

"""Presenters of Settings: show and change the settings in force, and opening at login."""

from msgspec.structs import asdict
from PySide6.QtCore import QObject

from mattimer.desktop.autostart import Autostart, AutostartError
from mattimer.preferences.settings_values import Settings
from mattimer.services.preferences import Preferences
from mattimer.ui.controls.time_field import clock_words
from mattimer.ui.pages.settings.settings import SettingsPage
from mattimer.ui.wording import minutes_count

HOUR_MIN = 60


class SettingsPresenter(QObject):
    """Keeps what is set on the page; other rows are answered by whoever serves the page."""

    def __init__(self, page: SettingsPage, preferences: Preferences) -> None:
        super().__init__(page)
        self._page = page
        self._preferences = preferences
        self._before_reset: Settings | None = None
        self._show_values()
        page.setting_changed.connect(preferences.change)
        page.action_wanted.connect(self._on_page_action_wanted)
        page.undo_wanted.connect(self._on_page_undo_wanted)
        preferences.changed.connect(self._on_preferences_changed)
        page.show_notice(preferences.damage_to_say())

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


class AutostartPresenter(QObject):
    """Joins the row "Open at login" to the desktop, which is asked each time."""

    def __init__(self, page: SettingsPage, autostart: Autostart) -> None:
        super().__init__(page)
        self._page = page
        self._autostart = autostart
        page.show_row("autostart", shown=autostart.there)
        page.arrived.connect(self._on_page_arrived)
        page.autostart_switched.connect(self._on_page_autostart_switched)

    def _on_page_arrived(self) -> None:
        """Somebody may have changed it since."""
        state = self._autostart.state()
        self._page.show_autostart(on=state.on, trouble=state.trouble)

    def _on_page_autostart_switched(self, on: bool) -> None:  # noqa: FBT001 - a switch's signal
        try:
            self._autostart.switch(on=on)
        except AutostartError as error:
            self._page.show_autostart(on=self._autostart.state().on, trouble=str(error))
        else:
            self._on_page_arrived()

"""The setting "Open at login": shows what the desktop has, and switches it."""

from PySide6.QtCore import QObject

from mattimer.desktop.autostart import Autostart, AutostartError
from mattimer.ui.pages.settings.settings import SettingsPage


class AutostartPresenter(QObject):
    """Joins the row to the desktop. Nothing is remembered: the desktop is asked each time."""

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

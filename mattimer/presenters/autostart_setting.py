"""Joins the settings to what a login opens. Nothing is remembered: the file is asked each time."""

from collections.abc import Callable

from mattimer.desktop.autostart import Autostart, AutostartError


class AutostartPresenter:
    """Shows what is true, and does as asked."""

    def __init__(self, autostart: Autostart, show: Callable[[bool, str], None]) -> None:
        """Nothing is shown yet.

        Args:
            autostart: The switch of this system.
            show: Takes whether a login opens the app, and one sentence of trouble or none.
        """
        self._autostart = autostart
        self._show = show

    @property
    def there(self) -> bool:
        """Whether there is anything to switch."""
        return self._autostart.there

    def arrive(self) -> None:
        """The page comes up: somebody may have changed the file since."""
        state = self._autostart.state()
        self._show(state.on, state.trouble)

    def switch(self, on: bool) -> None:  # noqa: FBT001 - a switch's signal
        """The person throws the switch; what is shown afterwards is what is true then."""
        try:
            self._autostart.switch(on=on)
        except AutostartError as error:
            self._show(self._autostart.state().on, str(error))
        else:
            self.arrive()

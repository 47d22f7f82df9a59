"""Keeps the parts of a widget as far apart as their text is large."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mattimer.ui.look import Look


class Spacing(QObject):
    """Spacing and margins of a widget's layout, given at 100 % text size; the widget owns it.

    Margins are the same at both sides, then above, then below: (sides, above, below).
    """

    def __init__(
        self, look: Look, widget: QWidget, gap: int, margins: tuple[int, int, int] = (0, 0, 0)
    ) -> None:
        super().__init__(widget)
        self._look = look
        self._widget = widget
        self._gap = gap
        self._margins = margins
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        layout = self._widget.layout()
        assert layout is not None
        theme = self._look.theme
        sides, above, below = map(theme.px, self._margins)
        layout.setContentsMargins(sides, above, sides, below)
        layout.setSpacing(theme.px(self._gap))

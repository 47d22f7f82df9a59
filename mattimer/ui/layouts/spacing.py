"""Keeps the parts of a widget as far apart as their text is large."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mattimer.ui.theme.theme import Theme


class Spacing(QObject):
    """Spacing and margins of a widget's layout, given at 100 % text size; the widget owns it.

    Margins are the same at both sides, then above, then below: (sides, above, below).
    """

    def __init__(
        self, theme: Theme, widget: QWidget, gap: int, margins: tuple[int, int, int] = (0, 0, 0)
    ) -> None:
        super().__init__(widget)
        self._theme = theme
        self._widget = widget
        self._gap = gap
        self._margins = margins
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        layout = self._widget.layout()
        assert layout is not None
        tokens = self._theme.tokens
        sides, above, below = map(tokens.px, self._margins)
        layout.setContentsMargins(sides, above, sides, below)
        layout.setSpacing(tokens.px(self._gap))

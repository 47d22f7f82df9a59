"""Lets a page scroll up and down, never sideways, with a quiet bar."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from mattimer.ui.controls.painted import ThemedWidget
from mattimer.ui.theme.stylesheet import scroll_style
from mattimer.ui.theme.theme import Theme


class Scrolling(ThemedWidget, QScrollArea):
    """A frameless scroll area; its ground stays the page's."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme)
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # As in PageScroll: no ground, and nothing that PySide has to guess about.
        self.setViewport(QWidget())
        self._dress()

    def carry(self, inner: QWidget) -> None:
        """Scroll a widget, without a ground of its own."""
        self.setWidget(inner)
        inner.setAutoFillBackground(False)

    def _dress(self) -> None:
        # On the bar alone: a style sheet takes the colours of all labels below its widget.
        self.verticalScrollBar().setStyleSheet(scroll_style(self._tokens))


def scrolling(inner: QWidget, theme: Theme) -> Scrolling:
    """A scroll area around a named widget."""
    area = Scrolling(theme, f"{inner.objectName()}_scroll")
    area.carry(inner)
    return area

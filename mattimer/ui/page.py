"""What all pages share: a margin, a first heading, a filled button that gets the focus."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

MARGIN, COMPACT_MARGIN = 48, 32
CONTENT_WIDEST = 1240


class Page(PaintedWidget, QWidget):
    """A page beside the rail. Subclasses lay themselves out in ``set_compact``."""

    holds_themed = True

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme)
        self.setObjectName(name)

    @property
    def theme(self) -> Theme:
        """The appearance it is shown in."""
        return self._theme

    def set_compact(self, *, compact: bool) -> None:
        """Less room: leave out what can be left out. The base has nothing to leave out."""

    def first_focus(self) -> QWidget:
        """What gets the focus when the page comes up."""
        return self

    def arrive(self) -> None:
        """The page was brought up: the focus goes where the person begins."""
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        painter.fillRect(self.rect(), tokens.color("bg"))

    def _dress(self) -> None:
        super()._dress()
        self._fit()

    def _fit(self) -> None:
        """Take the margins and sizes that follow from the room and the size of text."""

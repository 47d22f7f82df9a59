"""What all pages share: a margin, a first heading, a filled button that gets the focus."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mattimer.ui.theme.theme import Theme

MARGIN, COMPACT_MARGIN = 48, 32
CONTENT_WIDEST = 1240


class Page(QWidget):
    """A page beside the rail. Subclasses lay themselves out in ``set_compact``."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.theme = theme
        self.setObjectName(name)
        theme.changed.connect(self.update)

    def set_compact(self, *, compact: bool) -> None:
        """Less room: leave out what can be left out. The base has nothing to leave out."""

    def first_focus(self) -> QWidget:
        """What gets the focus when the page comes up."""
        return self

    def arrive(self) -> None:
        """The page was brought up: the focus goes where the person begins."""
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), self.theme.color("bg"))

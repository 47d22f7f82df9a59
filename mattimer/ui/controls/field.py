"""Fields for one line of text: Qt's own in the theme's colours."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from mattimer.limits import NOTE_LIMIT
from mattimer.ui.controls.painted import TurningWidget
from mattimer.ui.theme.stylesheet import field_style
from mattimer.ui.theme.theme import Theme

GLASS, GLASS_LEFT = 18, 14


class TextField(TurningWidget, QLineEdit):
    """A field of a size given at 100 % text."""

    focus_corner = "button"
    width_least, width_wished, height_wished = 120, 200, 44
    padding = 14, 14
    """Free at start and end."""

    ground = "surface"
    """Name of the colour it stands out with; empty on a card that holds it."""

    def __init__(self, theme: Theme, name: str, said: str, prompt: str) -> None:
        super().__init__(theme)
        self.setObjectName(name)
        self.setAccessibleName(said)
        self.setPlaceholderText(prompt)
        self.setFrame(False)
        self._dress()

    def sizeHint(self) -> QSize:
        """Room for what is written here."""
        return QSize(self._tokens.px(self.width_wished), self._tokens.px(self.height_wished))

    def minimumSizeHint(self) -> QSize:
        """Longer words scroll."""
        return QSize(self._tokens.px(self.width_least), self._tokens.px(self.height_wished))

    def _dress(self) -> None:
        start, end = map(self._tokens.px, self.padding)
        sides = (end, start) if self._mirrored else (start, end)
        self.setFont(self._tokens.font("body"))
        self.setStyleSheet(field_style(self._tokens, sides, self.ground))
        super()._dress()


class NoteField(TextField):
    """One line for a note. Digits typed here are text, not ratings."""

    def __init__(self, theme: Theme, prompt: str) -> None:
        super().__init__(theme, "note", prompt, prompt)
        self.setMaxLength(NOTE_LIMIT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is text; Enter goes on to the page."""
        super().keyPressEvent(event)
        if event.text().isprintable() and event.text():
            event.accept()


class SearchField(TextField):
    """A field to look something up in, with a glass at its start; Esc empties it."""

    width_wished, height_wished = 220, 38
    padding = 38, 8

    def __init__(self, theme: Theme, name: str, said: str, prompt: str = "") -> None:
        super().__init__(theme, name, said, prompt or said)
        self.setClearButtonEnabled(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties a field with words; otherwise it is the page's."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then the glass."""
        super().paintEvent(event)
        tokens, side = self._tokens, self._tokens.px(GLASS)
        start = tokens.px(GLASS_LEFT)
        left = self.width() - start - side if self._mirrored else start
        ratio = self.devicePixelRatioF()
        glass = self._theme.icon("search", tokens.color("text2"), side, ratio)
        QPainter(self).drawPixmap(QPointF(left, (self.height() - side) / 2), glass)

"""One row of the settings: words and a control."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from mattimer.ui.look import Look
from mattimer.ui.widgets.row_layout import RowLayout
from mattimer.ui.widgets.row_words import RowWords


class SettingRow(QWidget):
    """A row; what stands above it is parted from it by a line."""

    def __init__(self, look: Look, text: str, control: QWidget, note: str = "") -> None:
        super().__init__()
        self._look = look
        self._control = control
        self._parted = False
        self._words = RowWords(look, text, note)
        self.setLayout(RowLayout(look, self._words, control, self))
        look.changed.connect(self.update)

    @property
    def words(self) -> str:
        """All that can be read here."""
        return self._words.words

    def show_trouble(self, sentence: str) -> None:
        """Say what does not work, in place of the note; empty brings the note back."""
        self._words.show_trouble(sentence)

    def part(self, *, parted: bool) -> None:
        """Whether a line parts it from a row above."""
        self._parted = parted
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole row belongs to its switch."""
        inside = self.rect().contains(event.position().toPoint())
        pressed = inside and event.button() == Qt.MouseButton.LeftButton
        if pressed and isinstance(self._control, QCheckBox):
            self._control.click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        if self._parted:
            QPainter(self).fillRect(0, 0, self.width(), 1, self._look.color("hair"))

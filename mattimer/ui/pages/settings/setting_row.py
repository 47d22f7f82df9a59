"""One row of the settings: words and a control."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QCheckBox, QWidget

from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.pages.settings.row_layout import RowLayout
from mattimer.ui.pages.settings.row_words import RowWords
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens


class SettingRow(PaintedWidget, QWidget):
    """A row; what stands above it is parted from it by a line."""

    def __init__(self, theme: Theme, text: str, control: QWidget | None, note: str = "") -> None:
        """A row without a control only says something."""
        super().__init__(theme)
        self._control = control
        self._parted = False
        self._words = RowWords(theme, text, note)
        self.setLayout(RowLayout(theme, self._words, control, self))

    @property
    def words(self) -> str:
        """All that can be read here."""
        return self._words.words

    def show_trouble(self, sentence: str) -> None:
        """Say what does not work or was just done; empty brings the note back."""
        self._words.show_trouble(sentence)

    def show_note(self, sentence: str) -> None:
        """Another quiet line under the name; empty for none."""
        self._words.show_note(sentence)

    def show_able(self, *, able: bool) -> None:
        """Whether it can be set now; what cannot stays in its place, quieter."""
        self._words.show_able(able=able)
        if self._control is not None:
            self._control.setEnabled(able)

    def part(self, *, parted: bool) -> None:
        """Whether a line parts it from a row above."""
        self._parted = parted
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole row belongs to its switch."""
        inside = self.rect().contains(event.position().toPoint())
        pressed = inside and event.button() == Qt.MouseButton.LeftButton
        if pressed and isinstance(self._control, QCheckBox) and self._control.isEnabled():
            self._control.click()

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        if self._parted:
            painter.fillRect(0, 0, self.width(), 1, tokens.color("hair"))

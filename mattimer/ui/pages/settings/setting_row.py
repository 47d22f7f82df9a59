"""One row of the settings: its name with what stands under it, and a control."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mattimer.ui.controls.label import Label
from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.layouts.beside_layout import BesideLayout, LineShape
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

SIDE = 18
TALL = 58
"""The least height of a row with a second line, whatever the font."""

SHAPE = LineShape(gap=16, below=4, least=120, at_end=True, around=10, height=50, even=True)


class RowWords(QWidget):
    """A name and, where there is one, a quiet line under it."""

    def __init__(self, theme: Theme, text: str, note: str) -> None:
        super().__init__()
        self._theme = theme
        self._text = Label(theme, "body", wrap=True)
        self._note = Label(theme, "caption", "text2", wrap=True)
        self._note.setObjectName("row_note")
        self._own_note = note
        self._trouble = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for label in (self._text, self._note):
            label.yield_height()
            column.addWidget(label)
        # A text set now, not earlier: a size policy makes a label forget that narrower is higher.
        self._text.setText(text)
        self._show_second()

    @property
    def words(self) -> str:
        """All that can be read here."""
        return f"{self._text.text()} {self._note.text()}"

    @property
    def tall(self) -> bool:
        """Whether there is a second line."""
        return bool(self._note.text())

    def show_trouble(self, sentence: str) -> None:
        """Say what does not work or was just done; empty brings the note back."""
        self._trouble = sentence
        self._show_second()

    def show_note(self, sentence: str) -> None:
        """Another quiet line; empty for none."""
        self._own_note = sentence
        self._show_second()

    def show_able(self, *, able: bool) -> None:
        """Whether it can be set now."""
        self._text.set_color("text" if able else "text3")
        self._note.set_color("text2" if able else "text3")

    def _show_second(self) -> None:
        self._note.setText(self._trouble or self._own_note)
        self._note.setVisible(self.tall)

    def sizeHint(self) -> QSize:
        """The name on one line; a note is a sentence, and wants more than a name may need."""
        metrics, hint = QFontMetrics(self._text.font()), super().sizeHint()
        name = metrics.horizontalAdvance(self._text.text()) + 2
        least = self._theme.tokens.px(SHAPE.least) if self.tall else 0
        return QSize(max(name, least, self.minimumSizeHint().width()), hint.height())


class SettingRow(PaintedWidget, QWidget):
    """A row; what stands above it is parted from it by a line."""

    def __init__(self, theme: Theme, text: str, control: QWidget | None, note: str = "") -> None:
        """A row without a control only says something."""
        super().__init__(theme)
        self._control = control
        self._parted = False
        self._words = RowWords(theme, text, note)
        line = BesideLayout(theme, SHAPE, self)
        line.addWidget(self._words)
        if control is not None:
            line.addWidget(control)
        self.setContentsMargins(SIDE, 0, SIDE, 0)
        theme.changed.connect(self._keep_height)
        self._keep_height()

    @property
    def words(self) -> str:
        """All that can be read here."""
        return self._words.words

    def _keep_height(self) -> None:
        self.setMinimumHeight(self._tokens.px(TALL) if self._words.tall else 0)

    def show_trouble(self, sentence: str) -> None:
        """Say what does not work or was just done; empty brings the note back."""
        self._words.show_trouble(sentence)
        self._keep_height()

    def show_note(self, sentence: str) -> None:
        """Another quiet line under the name; empty for none."""
        self._words.show_note(sentence)
        self._keep_height()

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

"""The words of a settings row: its name, and what stands under it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mattimer.ui.controls.label import Label
from mattimer.ui.theme.theme import Theme

ONE_LINE = 4000
"""A width in which nothing breaks."""


class RowWords(QWidget):
    """A name and, where there is one, a quiet line under it."""

    def __init__(self, theme: Theme, text: str, note: str) -> None:
        super().__init__()
        self._text = Label(theme, "body", wrap=True)
        self._note = Label(theme, "caption", "text2", wrap=True)
        self._own_note = note
        self._trouble = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
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

    def natural_width(self) -> int:
        """Width at which the name stands on one line; the note may wrap."""
        metrics = QFontMetrics(self._text.font())
        return metrics.horizontalAdvance(self._text.text()) + 2

    def balanced(self, room: int) -> QSize:
        """Size in a width: lines that have to break break evenly, no word is left alone."""
        height, least, width = self.heightForWidth(room), self.minimumSizeHint().width(), room
        if height > self.heightForWidth(ONE_LINE):
            while width - least > 1:
                middle = (least + width) // 2
                if self.heightForWidth(middle) > height:
                    least = middle
                else:
                    width = middle
        return QSize(width, height)

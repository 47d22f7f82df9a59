"""Numbered steps: how to get into place."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from mattimer.ui.controls.label import Label
from mattimer.ui.theme.theme import Theme

MOST = 6


class StepNumber(QWidget):
    """A number in a circle. Decorative."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme = theme
        self._number = number
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        side = self._theme.tokens.px(26)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if not tokens.outlined else tokens.color("hair"))
        painter.setBrush(tokens.color("raised"))
        painter.drawEllipse(self.rect().adjusted(0, 0, -1, -1))
        font = tokens.font("strong")
        font.setPixelSize(tokens.px(12.5))
        painter.setFont(font)
        painter.setPen(tokens.color("text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class Steps(QWidget):
    """Steps, one paragraph each; ``rows`` is how many there may be."""

    def __init__(self, theme: Theme, *, rows: int = MOST) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("steps")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(11)
        grid.setColumnStretch(1, 1)
        self._rows = []
        for row in range(rows):
            number, text = StepNumber(theme, row + 1), Label(theme, "lead", wrap=True)
            grid.addWidget(number, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, row, 1, Qt.AlignmentFlag.AlignVCenter)
            self._rows.append((number, text))

    def show_steps(self, steps: tuple[str, ...]) -> None:
        """Show other steps."""
        self.setAccessibleName(self.tr("How to lie, {0} steps").format(len(steps)))
        for index, (number, text) in enumerate(self._rows):
            there = index < len(steps)
            text.setText(steps[index] if there else "")
            number.setVisible(there)
            text.setVisible(there)

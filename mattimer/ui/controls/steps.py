"""Numbered steps: how to get into place."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from mattimer.ui.controls.label import Label
from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

MOST = 6


class StepNumber(PaintedWidget, QWidget):
    """A number in a circle. Decorative."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__(theme)
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A small circle."""
        return QSize(self._tokens.px(26), self._tokens.px(26))

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        painter.setPen(Qt.PenStyle.NoPen if not tokens.outlined else tokens.color("hair"))
        painter.setBrush(tokens.color("raised"))
        painter.drawEllipse(self.rect().adjusted(0, 0, -1, -1))
        painter.setFont(tokens.font("strong", px=12.5))
        painter.setPen(tokens.color("text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class Steps(QWidget):
    """Steps, one paragraph each; ``rows`` is how many there may be."""

    def __init__(self, theme: Theme, *, rows: int = MOST) -> None:
        super().__init__()
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

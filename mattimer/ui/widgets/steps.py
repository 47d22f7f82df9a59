"""Numbered steps: how to get into place."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from mattimer.ui.look import Look
from mattimer.ui.widgets.label import Label

MOST = 6


class StepNumber(QWidget):
    """A number in a circle. Decorative."""

    def __init__(self, look: Look, number: int) -> None:
        super().__init__()
        self._look = look
        self._number = number
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        side = self._look.theme.px(26)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if not theme.outlined else theme.color("hair"))
        painter.setBrush(theme.color("raised"))
        painter.drawEllipse(self.rect().adjusted(0, 0, -1, -1))
        font = theme.font("strong")
        font.setPixelSize(theme.px(12.5))
        painter.setFont(font)
        painter.setPen(theme.color("text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class Steps(QWidget):
    """Steps, one paragraph each; ``rows`` is how many there may be."""

    def __init__(self, look: Look, *, rows: int = MOST) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("steps")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(11)
        grid.setColumnStretch(1, 1)
        self._rows = []
        for row in range(rows):
            number, text = StepNumber(look, row + 1), Label(look, "lead", wrap=True)
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

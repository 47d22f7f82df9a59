"""The recovery routine: four ticks, one of them with a small ring of its own."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.card import Card, Hairline
from mattimer.ui.controls.check_row import TEXT_LEFT, RowBox
from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.layouts.beside_layout import BesideLayout, LineShape
from mattimer.ui.layouts.spacing import Spacing
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

RING, STROKES = 40, 30
ROW_GAP, SIDE = 3, 18


@dataclass(frozen=True, slots=True)
class RoutineStep:
    """One tick: its id, its words, and the label of its button, empty without one."""

    key: str
    text: str
    action: str = ""


class SmallRing(PaintedWidget, QWidget):
    """How much of a timed step is done, 0 to 1. Decorative."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._done = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_done(self, done: float) -> None:
        """Light another share."""
        if done != self._done:
            self._done = done
            self.update()

    def sizeHint(self) -> QSize:
        """A small one."""
        return QSize(self._tokens.px(RING), self._tokens.px(RING))

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        box = QRectF(self.rect())
        painter.translate(box.center())
        radius, scale = box.width() / 2, box.width() / RING
        for stroke in range(STROKES):
            lit = stroke < round(self._done * STROKES)
            pen = QPen(tokens.color("still" if lit else "unlit"), 2 * scale)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(0, -radius + 2 * scale), QPointF(0, -radius + 7 * scale))
            painter.rotate(360 / STROKES)


class RecoveryForm(Card):
    """The steps, ticked one after the other or in any order.

    Signals:
        action_wanted(key): The button of a step was pressed.
        ticked(key, on): The person ticked or unticked a step.
    """

    action_wanted = Signal(str)
    ticked = Signal(str, bool)

    def __init__(self, theme: Theme, steps: tuple[RoutineStep, ...]) -> None:
        super().__init__(theme)
        self.setObjectName("recovery")
        self._boxes: dict[str, RowBox] = {}
        self._buttons: dict[str, Button] = {}
        self.ring = SmallRing(theme)
        self.ring.hide()
        column = QVBoxLayout(self)
        for index, step in enumerate(steps):
            if index:
                column.addWidget(Hairline(theme))
            column.addLayout(self._make_row(theme, step))
        Spacing(theme, self, ROW_GAP, (0, 7, 7))

    def _make_row(self, theme: Theme, step: RoutineStep) -> BesideLayout:
        box = RowBox(theme, f"recovery_{step.key}", step.text)
        box.toggled.connect(lambda on: self.ticked.emit(step.key, on))
        self._boxes[step.key] = box
        row = BesideLayout(theme, LineShape(gap=14, below=2, indent=TEXT_LEFT, sides=(0, SIDE)))
        row.addWidget(box)
        if step.action:
            button = Button(theme, ButtonKind.LINK, f"recovery_start_{step.key}", step.action)
            button.clicked.connect(lambda: self.action_wanted.emit(step.key))
            self._buttons[step.key] = button
            row.addWidget(button)
        if step.key == "stretch":
            row.addWidget(self.ring)
        return row

    def show_running(self, key: str, words: str, done: float) -> None:
        """A timed step is under way: its button says how long, the ring shows it."""
        self._buttons[key].set_words(words)
        self.ring.setVisible(True)
        self.ring.show_done(done)

    def show_ready(self, key: str, words: str) -> None:
        """A timed step is at rest."""
        self._buttons[key].set_words(words)
        self.ring.hide()

    def tick(self, key: str) -> None:
        """A step is done."""
        self._boxes[key].setChecked(True)

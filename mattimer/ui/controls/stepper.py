"""Minutes, one up or down at a time."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from mattimer.limits import MINUTES_HARD_CAP, MINUTES_SHORTEST
from mattimer.ui.controls.card import Card
from mattimer.ui.controls.label import Label
from mattimer.ui.controls.painted import PaintedControl
from mattimer.ui.controls.tip import Tip
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens
from mattimer.ui.wording import minutes_count

WIDTH, COMPACT_WIDTH, HEIGHT, BUTTON = 178, 158, 60, 44
SIDE = 6


class StepButton(PaintedControl, QAbstractButton):
    """The minus or plus of a stepper; quieter at the end of the range."""

    faint = 0.35

    def __init__(self, theme: Theme, icon: str, name: str, text: str, parent: QWidget) -> None:
        super().__init__(theme, name, text, parent)
        self._icon_name = icon
        self.setToolTip(text)
        Tip(theme, self)
        self.setAutoRepeat(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """Large enough to be hit."""
        return QSize(self._tokens.px(BUTTON), self._tokens.px(BUTTON))

    def minimumSizeHint(self) -> QSize:
        """Its place decides."""
        return QSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down are the stepper's; a bare button would pass the focus on."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        side = tokens.px(18)
        at = QPointF((self.width() - side) // 2, (self.height() - side) // 2)
        color = tokens.color("text" if self.hovered else "text2")
        self._paint_icon(painter, self._icon_name, color, at, side)


class Stepper(Card):
    """A number of minutes between two bounds.

    Signals:
        value_changed(minutes): The person chose another number.
    """

    value_changed = Signal(int)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, "button_big")
        self._value, self._least, self._most = MINUTES_SHORTEST, MINUTES_SHORTEST, MINUTES_HARD_CAP
        self._compact = False
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._less = StepButton(theme, "minus", "minutes_less", self.tr("One minute less"), self)
        self._more = StepButton(theme, "plus", "minutes_more", self.tr("One minute more"), self)
        self._label = Label(theme, "button_big")
        self._label.set_px(17)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 0, SIDE, 0)
        row.setSpacing(0)
        row.addWidget(self._less)
        row.addWidget(self._label, 1)
        row.addWidget(self._more)
        self._less.clicked.connect(lambda: self.step(-1))
        self._more.clicked.connect(lambda: self.step(1))
        self._show()

    @property
    def value(self) -> int:
        """Minutes shown."""
        return self._value

    def set_range(self, least: int, most: int) -> None:
        """Bounds, both included."""
        self._least, self._most = least, most
        self.set_value(self._value)

    def set_value(self, minutes: int) -> None:
        """Show a number, kept inside the bounds; silent."""
        self._value = min(self._most, max(self._least, minutes))
        self._show()

    def step(self, by: int) -> None:
        """The person asks for more or less."""
        before = self._value
        self.set_value(before + by)
        if self._value != before:
            self.value_changed.emit(self._value)

    def set_compact(self, *, compact: bool) -> None:
        """A little narrower."""
        if compact != self._compact:
            self._compact = compact
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The design's size, or wider where the words are."""
        tokens = self._tokens
        width = tokens.px(COMPACT_WIDTH if self._compact else WIDTH)
        return QSize(max(width, self.minimumSizeHint().width()), tokens.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Both buttons, and the longest number it can show."""
        tokens = self._tokens
        words = QFontMetrics(self._label.font()).horizontalAdvance(self._words(self._most))
        return QSize(2 * (tokens.px(BUTTON) + SIDE) + words + 2, tokens.px(BUTTON))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down, as in any field with a number."""
        by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.step(by)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """One minute a notch, where the keyboard is; elsewhere the wheel turns the page."""
        delta = event.angleDelta().y()
        if not (self._less.hasFocus() or self._more.hasFocus()):
            event.ignore()
        elif delta:
            self.step(1 if delta > 0 else -1)

    def _words(self, minutes: int) -> str:
        return self.tr("{minutes} min").format(minutes=minutes)

    def _show(self) -> None:
        self._label.setText(self._words(self._value))
        self.setAccessibleName(self.tr("Length, {0}").format(minutes_count(self._value)))
        self._less.setEnabled(self._value > self._least)
        self._more.setEnabled(self._value < self._most)

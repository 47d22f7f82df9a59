"""One question of the screening: a check box as a whole row, and what a tick means under it."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from mattimer.ui.controls.choice import Chip
from mattimer.ui.controls.label import Label
from mattimer.ui.controls.painted import PaintedControl, TurningWidget
from mattimer.ui.layouts.flow_layout import FlowLayout
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

ROW = 44
TEXT_LEFT, TEXT_RIGHT = 58, 20


class RowBox(PaintedControl, QCheckBox):
    """A check box that is clicked anywhere in its row."""

    focus_corner = "checkbox"

    def __init__(self, theme: Theme, name: str, text: str) -> None:
        super().__init__(theme, name, text, text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """One row."""
        tokens = self._tokens
        width = QFontMetrics(tokens.font("body")).horizontalAdvance(self.text())
        return QSize(width + tokens.px(TEXT_LEFT + TEXT_RIGHT), tokens.px(ROW))

    def minimumSizeHint(self) -> QSize:
        """Its longest word."""
        tokens = self._tokens
        metrics = QFontMetrics(tokens.font("body"))
        widest = max(map(metrics.horizontalAdvance, self.text().split()), default=0)
        return QSize(widest + tokens.px(TEXT_LEFT + TEXT_RIGHT), tokens.px(ROW))

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of its lines, as they break in a width."""
        tokens = self._tokens
        room = QRect(0, 0, max(1, width - tokens.px(TEXT_LEFT + TEXT_RIGHT)), 10_000)
        metrics = QFontMetrics(tokens.font("body"))
        words = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.text())
        return max(tokens.px(ROW), words.height() + tokens.px(ROW) - metrics.height())

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        """Box and text."""
        side, radius = tokens.px(tokens.values["size"]["checkbox_box"]) - 2, tokens.radius("key")
        box = self._turned(QRectF(tokens.px(20), (self.height() - side) / 2, side, side))
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("accent"))
            painter.drawRoundedRect(box, radius, radius)
            at = box.topLeft() + QPointF(2, 2)
            self._paint_icon(painter, "check", tokens.color("on_accent"), at, side - 4)
        else:
            painter.setPen(QPen(tokens.color("control"), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
        painter.setFont(tokens.font("body"))
        painter.setPen(tokens.color("text"))
        inset, end = tokens.px(TEXT_LEFT), tokens.px(TEXT_RIGHT)
        words = QRectF(inset, 0, self.width() - inset - end, self.height())
        flags = int(self._leading) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(self._turned(words), flags, self.text())


class CheckRow(TurningWidget, QWidget):
    """The box, the line that opens under it, and areas to name where the answer asks for them.

    Signals:
        changed(): The box or a chip was pressed.
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, answer: str, text: str, line: str, areas: dict[str, str]
    ) -> None:
        """``areas`` maps ids to names; empty where none are asked for."""
        super().__init__(theme)
        self.answer = answer
        self.box = RowBox(theme, f"answer_{answer}", text)
        self._line = Label(theme, "caption", "text2", line, wrap=True)
        self._line.yield_height()
        self._areas = QWidget()
        flow = FlowLayout(8)
        self._chips = {area: Chip(theme, f"healing_{area}", name) for area, name in areas.items()}
        for chip in self._chips.values():
            chip.toggled.connect(self.changed)
            flow.addWidget(chip)
        self._areas.setLayout(flow)
        more = QVBoxLayout()
        more.setSpacing(10)
        self._more = more
        more.addWidget(self._line)
        more.addWidget(self._areas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.box)
        column.addLayout(more)
        self._foot = column
        self.box.toggled.connect(self._show_more)
        self.box.toggled.connect(self.changed)
        self._dress()
        self._show_more()

    @property
    def ticked(self) -> bool:
        """Whether it is true for the person."""
        return self.box.isChecked()

    @property
    def areas(self) -> frozenset[str]:
        """The areas named; empty unless ticked."""
        if not self.ticked:
            return frozenset()
        return frozenset(area for area, chip in self._chips.items() if chip.isChecked())

    @property
    def complete(self) -> bool:
        """Whether it asks for nothing more: a tick that wants areas has some."""
        return not self.ticked or not self._chips or bool(self.areas)

    def set_answer(self, *, ticked: bool, areas: frozenset[str]) -> None:
        """An earlier answer."""
        self.box.setChecked(ticked)
        for area, chip in self._chips.items():
            chip.setChecked(area in areas)

    def _dress(self) -> None:
        begin, end = self._tokens.px(TEXT_LEFT), TEXT_RIGHT
        left, right = (end, begin) if self._mirrored else (begin, end)
        self._more.setContentsMargins(left, 0, right, 0)

    def _show_more(self) -> None:
        self._line.setVisible(self.ticked and bool(self._line.text()))
        self._areas.setVisible(self.ticked and bool(self._chips))
        self._foot.setContentsMargins(0, 0, 0, 14 if self.ticked else 0)

"""The name of an area beside the figure: a real radio button."""

import msgspec
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from mattimer.ui.controls.choice import Choice
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

ROW, LINE = 44, 30
ROOMY_TO = 1.2
"""With larger text a name alone takes no more than its line: seven stand beside one body."""


class AreaChoice(msgspec.Struct, frozen=True):
    """An area as the map offers it: its id, its name, and the line under it once chosen."""

    id: str
    name: str
    detail: str
    spoken: str


class AreaLabel(Choice):
    """Its range stands under it while it is chosen, the reason while it is barred.

    A barred area can have the focus, so that a screen reader says why, but not be chosen.

    Signals:
        refused(): The person pressed it although it is barred.
        step_wanted(by): Up (-1) or Down (1).
    """

    refused = Signal()
    focus_corner = "key"
    step_wanted = Signal(int)

    def __init__(self, theme: Theme, area: AreaChoice, parent: QWidget) -> None:
        super().__init__(theme, f"area_{area.id}", area.name, parent)
        self.area = area
        self._barred = ""
        self._pointed = False
        self._measured: tuple[tuple[DesignTokens, str], int] | None = None
        self.setAccessibleName(area.spoken)

    @property
    def barred(self) -> str:
        """Why it is left out, in words; empty where it is not."""
        return self._barred

    def set_barred(self, reason: str) -> None:
        """Leave it out, or take it in again."""
        if reason != self._barred:
            self._barred = reason
            name = f"{self.area.name}, {reason}" if reason else self.area.spoken
            self.setAccessibleName(name)
            self.updateGeometry()
            self.update()

    @property
    def hovered(self) -> bool:
        """Whether the pointer is over it, or over its region of the figure."""
        return self._pointed or self.underMouse()

    def show_pointed(self, *, pointed: bool) -> None:
        """Whether the pointer is over its region of the figure."""
        if pointed != self._pointed:
            self._pointed = pointed
            self.update()

    def nextCheckState(self) -> None:
        """A press chooses it, unless it is barred."""
        if self._barred:
            self.refused.emit()
        else:
            super().nextCheckState()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk over barred areas, which a button's own keys would not."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.step_wanted.emit(by)

    def sizeHint(self) -> QSize:
        """Room for the name in its boldest and, where one stands there, the line under it."""
        tokens = self._tokens
        folded = self.isChecked() or self._barred or tokens.text_scale <= ROOMY_TO
        return QSize(self._words_width(tokens), tokens.px(ROW if folded else LINE))

    def _words_width(self, tokens: DesignTokens) -> int:
        """Measured once: the layouts of a page ask hundreds of times before its first frame."""
        asked = (tokens, self._detail)
        if self._measured is None or self._measured[0] != asked:
            name = QFontMetrics(tokens.font("strong")).horizontalAdvance(self.area.name)
            detail = QFontMetrics(tokens.font("caption")).horizontalAdvance(self._detail)
            self._measured = (asked, max(name, detail) + tokens.px(14))
        return self._measured[1]

    @property
    def _detail(self) -> str:
        return self._barred or self.area.detail

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        chosen = self.isChecked()
        painter.setFont(tokens.font("strong" if chosen else "body"))
        bright = chosen or (self.hovered and not self._barred)
        quiet = "text3" if self._barred else "text2"
        painter.setPen(tokens.color("text" if bright else quiet))
        mirrored = self._mirrored
        align = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        align |= Qt.AlignmentFlag.AlignVCenter
        box = QRectF(self.rect()).adjusted(6, 0, -6, 0)
        if not chosen and not self._barred:
            painter.drawText(box, align, self.text())
            return
        upper, lower = QRectF(box), QRectF(box)
        upper.setHeight(box.height() * 0.53)
        lower.setTop(upper.bottom())
        painter.drawText(upper, align, self.text())
        painter.setFont(tokens.font("caption"))
        painter.setPen(tokens.color("text3" if self._barred else "accent_text"))
        painter.drawText(lower, align, self._detail)

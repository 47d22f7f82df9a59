"""Days of the week: seven real check boxes under their own paint, in the locale's order."""

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from mattimer.ui.controls.painted import PaintedControl
from mattimer.ui.controls.tip import Tip
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

SIDE, GAP = 30, 2
WITHIN = 3
TEXT_PX = 13
LETTERS = 2
WEEK = (1, 2, 3, 4, 5, 6, 7)
"""Monday to Sunday."""

FORWARD = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
TO_END = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
WALKING = (*FORWARD, *TO_END, Qt.Key.Key_Up, Qt.Key.Key_Down)


class Day(PaintedControl, QCheckBox):
    """One day: a warm ring and strong letters while it is chosen, a grey one while it is not."""

    def __init__(self, theme: Theme, name: str, text: str, whole: str) -> None:
        super().__init__(theme, name, whole, text)
        self.setToolTip(whole)
        Tip(theme, self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def ring_radius(self) -> float:
        """The corner radius that the focus ring follows, in pixels."""
        return self._tokens.px(SIDE) // 2

    def sizeHint(self) -> QSize:
        """A circle, or longer where the letters are."""
        side = self._tokens.px(SIDE)
        return QSize(max(side, self.minimumSizeHint().width()), side)

    def minimumSizeHint(self) -> QSize:
        """Its letters are never cut."""
        words = QFontMetrics(self._words_font("strong")).horizontalAdvance(self.text())
        return QSize(words + 2 * WITHIN, self._tokens.px(SIDE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walking is the week's: by itself a check box leads the arrows out of it."""
        if event.key() in WALKING:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        chosen = self.isChecked()
        line = tokens.color("accent" if chosen else "control")
        fill = tokens.color("accent_soft") if chosen else Qt.BrushStyle.NoBrush
        self._paint_ground(painter, fill, (self.height() - 1) / 2, line=line)
        painter.setPen(tokens.color("text" if chosen or self.hovered else "text2"))
        painter.setFont(self._words_font("strong" if chosen else "body"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _words_font(self, role: str) -> QFont:
        return self._tokens.font(role, px=TEXT_PX)


class DayPicker(QWidget):
    """Tab reaches the week once; arrows walk in it, Space chooses. One day stays at least.

    Signals:
        days_chosen(days): The days as "1357", 1 for Monday.
    """

    days_chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, text: str) -> None:
        """Each box is called ``name_1`` to ``name_7``."""
        super().__init__()
        self._boxes: dict[int, Day] = {}
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        first = QLocale().firstDayOfWeek().value
        short = short_names()
        for day in (*WEEK[first - 1 :], *WEEK[: first - 1]):
            whole = QLocale().standaloneDayName(day, QLocale.FormatType.LongFormat)
            box = self._boxes[day] = Day(theme, f"{name}_{day}", short[day], whole)
            box.clicked.connect(lambda _on, day=day: self._on_box_clicked(day))
            row.addWidget(box)
        self._lead_tab_to(next(iter(self._boxes)))

    def show_days(self, days: str) -> None:
        """Show what is set; silent."""
        for day, box in self._boxes.items():
            box.setChecked(str(day) in days)

    def current(self) -> QWidget:
        """The day that Tab reaches."""
        strong = Qt.FocusPolicy.StrongFocus
        return next(box for box in self._boxes.values() if box.focusPolicy() == strong)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End walk through the week."""
        key, days = Qt.Key(event.key()), list(self._boxes)
        at = next((at for at, day in enumerate(days) if self._boxes[day].hasFocus()), None)
        if at is not None and key in FORWARD:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self._walk_to(days[(at + FORWARD[key] * (-1 if mirrored else 1)) % len(days)])
        elif at is not None and key in TO_END:
            self._walk_to(days[TO_END[key]])
        else:
            super().keyPressEvent(event)

    def _walk_to(self, day: int) -> None:
        self._lead_tab_to(day)
        self._boxes[day].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_box_clicked(self, day: int) -> None:
        self._lead_tab_to(day)
        days = "".join(str(day) for day in WEEK if self._boxes[day].isChecked())
        if days:
            self.days_chosen.emit(days)
        else:
            # Days without one are no reminder at all, which has a switch of its own.
            self._boxes[day].setChecked(True)

    def _lead_tab_to(self, day: int) -> None:
        for other, box in self._boxes.items():
            tab = other == day
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tab else Qt.FocusPolicy.ClickFocus)


def short_names() -> dict[int, str]:
    """A few letters for each day: two where they tell the days apart, else what the locale has."""
    locale, form = QLocale(), QLocale.FormatType

    def names(kind: QLocale.FormatType) -> list[str]:
        return [locale.standaloneDayName(day, kind) for day in WEEK]

    whole = names(form.ShortFormat)
    for few in ([name[:LETTERS] for name in whole], names(form.NarrowFormat)):
        if len(set(few)) == len(WEEK):
            return dict(zip(WEEK, few, strict=True))
    return dict(zip(WEEK, whole, strict=True))

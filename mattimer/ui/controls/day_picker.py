"""Days of the week: seven real check boxes under their own paint, in the locale's order."""

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from mattimer.ui.theme.theme import Theme

SIDE, GAP = 30, 2
WITHIN = 3
TEXT_PX = 13
LETTERS = 2
DISABLED = 0.45
WEEK = (1, 2, 3, 4, 5, 6, 7)
"""Monday to Sunday."""

FORWARD = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
TO_END = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
WALKING = (*FORWARD, *TO_END, Qt.Key.Key_Up, Qt.Key.Key_Down)


class Day(QCheckBox):
    """One day: a warm ring and strong letters while it is chosen, a grey one while it is not."""

    def __init__(self, theme: Theme, name: str, text: str, whole: str) -> None:
        super().__init__(text)
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(whole)
        self.setToolTip(whole)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def hitButton(self, _point: object) -> bool:
        """Anywhere inside."""
        return True

    def sizeHint(self) -> QSize:
        """A circle, or longer where the letters are."""
        side = self._theme.tokens.px(SIDE)
        return QSize(max(side, self.minimumSizeHint().width()), side)

    def minimumSizeHint(self) -> QSize:
        """Its letters are never cut."""
        words = QFontMetrics(self._words_font("strong")).horizontalAdvance(self.text())
        return QSize(words + 2 * WITHIN, self._theme.tokens.px(SIDE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walking is the week's: by itself a check box leads the arrows out of it."""
        if event.key() in WALKING:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and letters."""
        tokens, chosen = self._theme.tokens, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(DISABLED)
        painter.setPen(QPen(tokens.color("accent" if chosen else "control"), 1))
        painter.setBrush(tokens.color("accent_soft") if chosen else Qt.BrushStyle.NoBrush)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(tokens.color("text" if chosen or self.underMouse() else "text2"))
        painter.setFont(self._words_font("strong" if chosen else "body"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _words_font(self, role: str) -> QFont:
        return self._theme.tokens.font(role, px=TEXT_PX)

    def _dress(self) -> None:
        self.setProperty("ring_radius", self._theme.tokens.px(SIDE) // 2)
        self.updateGeometry()
        self.update()


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

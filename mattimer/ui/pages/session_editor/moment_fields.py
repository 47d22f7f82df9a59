"""A date and a time of day to type, as flat as the lists of the other rows."""

from datetime import date, time

from PySide6.QtCore import QDate, QDateTime, QLocale, QPoint, QSize, Qt, QTime
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPalette, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDateTimeEdit,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from mattimer.ui.controls.combo import CHEVRON
from mattimer.ui.controls.painted import ThemedWidget
from mattimer.ui.controls.popup import Menu, PopupShape
from mattimer.ui.controls.stepper import StepButton
from mattimer.ui.theme.stylesheet import calendar_style
from mattimer.ui.theme.theme import Theme

HEIGHT, NARROW, SLACK = 44, 28, 14
"""Qt keeps a little room around what is edited."""

LONGEST = QDateTime(QDate(2028, 12, 28), QTime(22, 58))


class MomentEdit(ThemedWidget, QDateTimeEdit):
    """Part of a moment in one format. Up and Down change the part that the cursor is in."""

    focus_corner = "segment"

    def __init__(self, theme: Theme, name: str, text: str, written: str) -> None:
        super().__init__(theme)
        self.setObjectName(name)
        self.setAccessibleName(text)
        # Qt forgets it where text runs from right to left.
        self._written = written
        self.setDisplayFormat(written)
        self.setFrame(False)
        self.setButtonSymbols(QDateTimeEdit.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # Half a number is not a moment yet.
        self.setKeyboardTracking(False)
        self._dress()

    def sizeHint(self) -> QSize:
        """Room for any moment, as high as the lists of other rows."""
        tokens = self._tokens
        longest = self.locale().toString(LONGEST, self._written)
        words = QFontMetrics(self.font()).horizontalAdvance(longest)
        return QSize(words + SLACK, tokens.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel is the page's, which scrolls."""
        event.ignore()

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.Text, self._theme.color("text2"))
        self.setPalette(palette)
        self.setFont(self._tokens.font("body"))
        self.updateGeometry()


class Calendar(ThemedWidget, QCalendarWidget):
    """The platform's calendar, without red days."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("calendar")
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        months = self.findChild(QToolButton, "qt_calendar_monthbutton")
        if months is not None and months.menu() is not None:
            PopupShape(months.menu())
        self._dress()

    def _dress(self) -> None:
        plain, quiet = QTextCharFormat(), QTextCharFormat()
        quiet.setForeground(self._theme.color("text2"))
        self.setHeaderTextFormat(quiet)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, plain)
        self.setStyleSheet(calendar_style(self._tokens))
        for name, icon in (("prev", "chevron-back"), ("next", "chevron-forward")):
            button = self.findChild(QToolButton, f"qt_calendar_{name}month")
            if button is not None:
                side, color = self._tokens.px(CHEVRON), self._theme.color("text2")
                ratio, turned = self.devicePixelRatioF(), self._mirrored
                picture = self._theme.icon(icon, color, side, ratio, mirrored=turned)
                button.setIcon(QIcon(picture))
                button.setIconSize(QSize(side, side))


class DateField(ThemedWidget, QWidget):
    """Written as the locale does, with four figures of the year; a calendar opens beside it."""

    def __init__(self, theme: Theme, name: str, text: str) -> None:
        super().__init__(theme)
        locale = QLocale()
        written = four_figures(locale.dateFormat(QLocale.FormatType.ShortFormat))
        self.edit = MomentEdit(theme, name, text, written)
        self._open = StepButton(
            theme, "chevron-down", f"{name}_calendar", self.tr("{0}, calendar").format(text), self
        )
        self._open.setAutoRepeat(False)
        self._open.clicked.connect(self._show_calendar)
        self._menu: Menu | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.edit)
        row.addWidget(self._open)
        self._dress()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.edit)
        self.setTabOrder(self.edit, self._open)

    def _dress(self) -> None:
        self._open.setFixedWidth(self._tokens.px(NARROW))

    @property
    def value(self) -> date:
        """The day shown."""
        shown = self.edit.date()
        return date(shown.year(), shown.month(), shown.day())

    def show_value(self, day: date) -> None:
        """Show a day."""
        self.edit.setDate(QDate(day.year, day.month, day.day))

    def _show_calendar(self) -> None:
        """The platform's calendar, in a pop-up like all others."""
        menu = self._menu = Menu(self._theme, f"{self._open.objectName()}_menu", self)
        calendar = Calendar(self._theme)
        calendar.setSelectedDate(self.edit.date())
        calendar.activated.connect(self._on_calendar_activated)
        calendar.clicked.connect(self._on_calendar_activated)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        left = self.width() - calendar.sizeHint().width() if not self._mirrored else 0
        menu.popup(self.mapToGlobal(QPoint(left, self.height())))
        calendar.setFocus()

    def _on_calendar_activated(self, day: QDate) -> None:
        self.edit.setDate(day)
        if self._menu is not None:
            self._menu.close()
            self._menu = None
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)


class ClockField(MomentEdit):
    """Hours and minutes, on twelve hours only where the locale does so."""

    def __init__(self, theme: Theme, name: str, text: str) -> None:
        twelve = "a" in QLocale().timeFormat(QLocale.FormatType.ShortFormat).lower()
        super().__init__(theme, name, text, "h:mm AP" if twelve else "HH:mm")

    @property
    def value(self) -> time:
        """The time shown."""
        shown = self.time()
        return time(shown.hour(), shown.minute())

    def show_value(self, at: time) -> None:
        """Show a time."""
        self.setTime(QTime(at.hour, at.minute))


def four_figures(date_format: str) -> str:
    """A date format whose years can't be taken for another century's."""
    return date_format if "yyyy" in date_format else date_format.replace("yy", "yyyy")

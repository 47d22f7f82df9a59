"""A month as a table of days: which had sessions, and what each day says of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import (
    QAbstractTableModel,
    QDate,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.label import Label
from mattimer.ui.controls.painted import ThemedWidget
from mattimer.ui.controls.tip import Tip
from mattimer.ui.layouts.beside_layout import BesideLayout, LineShape
from mattimer.ui.theme.stylesheet import table_style
from mattimer.ui.theme.theme import Theme
from mattimer.ui.wording import in_figures

Index = QModelIndex | QPersistentModelIndex

DAYS, WEEKS = 7, 6
ROW, HEAD, CELL_LEAST = 44, 26, 30
DOT, APART, MOST_DOTS = 2.6, 8.0, 3
CORNER = 10


@dataclass(frozen=True, slots=True)
class DaySaid:
    """What a day says: how many sessions it had, and each in words."""

    sessions: int
    lines: tuple[str, ...]


class MonthModel(QAbstractTableModel):
    """Six weeks from the one the month begins in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.month = date(2000, 1, 1)
        self.today = date(2000, 1, 1)
        self.days: Mapping[date, DaySaid] = {}

    def show_month(self, month: date, today: date, days: Mapping[date, DaySaid]) -> None:
        """Another month, named by its first day."""
        self.beginResetModel()
        self.month, self.today, self.days = month, today, dict(days)
        self.endResetModel()

    def day_at(self, row: int, column: int) -> date:
        """The day in a cell."""
        first = self.month - timedelta(days=_column_of(self.month))
        return first + timedelta(days=row * DAYS + column)

    def place_of(self, day: date) -> QModelIndex:
        """The cell of a day; invalid where it is not shown."""
        ahead = (day - self.day_at(0, 0)).days
        return (
            self.index(ahead // DAYS, ahead % DAYS) if 0 <= ahead < DAYS * WEEKS else QModelIndex()
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Six weeks."""
        return 0 if parent.isValid() else WEEKS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Seven days."""
        return 0 if parent.isValid() else DAYS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The number of a day; all about it for a screen reader."""
        day = self.day_at(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return in_figures(day.day)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.said(day)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Days of the week."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        day = (QLocale().firstDayOfWeek().value - 1 + section) % DAYS + 1
        return QLocale().standaloneDayName(day, QLocale.FormatType.ShortFormat)

    def said(self, day: date) -> str:
        """A day and its sessions in words."""
        name = QLocale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM")
        found = self.days.get(day)
        if found is None:
            return self.tr("{0}: no session").format(name)
        return f"{name}: " + "; ".join(found.lines)


class DayDelegate(QStyledItemDelegate):
    """A number and a dot a session; today has an ember ring, days of other months are quiet."""

    def __init__(self, theme: Theme, table: QTableView, model: MonthModel) -> None:
        super().__init__(table)
        self._theme = theme
        self._model = model
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a day."""
        tokens, model = self._theme.tokens, self._model
        day = model.day_at(index.row(), index.column())
        box = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = index == self._table.currentIndex()
        painter.setPen(
            QPen(tokens.color("accent"), 1.4) if day == model.today else Qt.PenStyle.NoPen
        )
        if chosen:
            painter.setBrush(tokens.color("bg" if not tokens.dark else "raised"))
        if chosen and day != model.today and tokens.outlined:
            painter.setPen(tokens.color("hair"))
        if chosen or day == model.today:
            painter.drawRoundedRect(box, CORNER, CORNER)
        within = day.month == model.month.month
        found = model.days.get(day)
        color = "text3" if not within else "text" if found else "text2"
        painter.setFont(tokens.font("strong" if found and within else "body", px=14))
        painter.setPen(tokens.color(color))
        if not within:
            painter.setOpacity(0.55)
        high = box.height() * 0.7
        painter.drawText(
            QRectF(box.left(), box.top() + 1, box.width(), high),
            Qt.AlignmentFlag.AlignCenter,
            in_figures(day.day),
        )
        if found is not None:
            self._paint_dots(painter, box, found.sessions)
        painter.restore()

    def _paint_dots(self, painter: QPainter, box: QRectF, sessions: int) -> None:
        tokens = self._theme.tokens
        scale, shown = min(1.6, tokens.text_scale), min(sessions, MOST_DOTS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("still"))
        y = box.top() + min(box.height() * 0.78, box.height() * 0.35 + tokens.px(18))
        for number in range(shown):
            x = box.center().x() + (number - (shown - 1) / 2) * APART * scale
            painter.drawEllipse(QPointF(x, y), DOT * scale, DOT * scale)


class MonthTable(ThemedWidget, QTableView):
    """Arrow keys walk from day to day, over the ends of the month as well.

    Signals:
        day_changed(day): Another day is the current one.
    """

    day_changed = Signal(object)

    def __init__(self, theme: Theme, model: MonthModel) -> None:
        super().__init__(theme)
        self._days = model
        self.setObjectName("month_days")
        self.setModel(model)
        self.setItemDelegate(DayDelegate(theme, self, model))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setHighlightSections(False)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self._dress()

    @property
    def day(self) -> date:
        """The current day."""
        index = self.currentIndex()
        return (
            self._days.day_at(index.row(), index.column()) if index.isValid() else self._days.today
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk by days and weeks, Page up and down by months, Home and End to the ends."""
        forward = -1 if self._mirrored else 1
        steps = {
            Qt.Key.Key_Left: -forward,
            Qt.Key.Key_Right: forward,
            Qt.Key.Key_Up: -DAYS,
            Qt.Key.Key_Down: DAYS,
        }
        day, key = self.day, Qt.Key(event.key())
        if key in steps:
            self.day_changed.emit(day + timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.day_changed.emit(by_months(day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            first = day.replace(day=1)
            self.day_changed.emit(first if key == Qt.Key.Key_Home else _last_of(first))
        else:
            super().keyPressEvent(event)

    def go_to(self, day: date) -> None:
        """Make a day that is shown the current one."""
        self.setCurrentIndex(self._days.place_of(day))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls."""
        event.ignore()

    def sizeHint(self) -> QSize:
        """Six weeks under their heads."""
        tokens = self._tokens
        return QSize(tokens.px(ROW) * DAYS, tokens.px(HEAD) + WEEKS * tokens.px(ROW))

    def minimumSizeHint(self) -> QSize:
        """Every number has its place."""
        tokens = self._tokens
        return QSize(tokens.px(CELL_LEAST) * DAYS, self.sizeHint().height())

    def _on_current_changed(self, now: QModelIndex) -> None:
        if now.isValid():
            self.day_changed.emit(self._days.day_at(now.row(), now.column()))

    def _dress(self) -> None:
        tokens = self._tokens
        bare = "QHeaderView::section { border: none; }"
        self.setStyleSheet(table_style(tokens, "0", bare))
        self.horizontalHeader().setFont(tokens.font("caption"))
        self.horizontalHeader().setFixedHeight(tokens.px(HEAD))
        self.verticalHeader().setMinimumSectionSize(1)
        self.updateGeometry()
        self.viewport().update()


class MonthCalendar(QWidget):
    """A month, the way to the ones beside it, and the day that was chosen in words.

    Signals:
        month_wanted(first): Another month, by its first day; ``show_days`` brings it.
    """

    month_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._wanted: date | None = None
        self.setObjectName("month")
        self.model = MonthModel(self)
        self._title = Label(theme, "strong", wrap=True)
        self._title.setObjectName("month_title")
        self._title.prefer_one_line()
        back, forward = self.tr("Month before"), self.tr("Month after")
        self._back = Button(theme, ButtonKind.QUIET, "month_before", "", icon="chevron-back")
        self._forward = Button(theme, ButtonKind.QUIET, "month_after", "", icon="chevron-forward")
        for button, words, step in ((self._back, back, -1), (self._forward, forward, 1)):
            button.setAccessibleName(words)
            button.setToolTip(words)
            Tip(theme, button)
            button.clicked.connect(lambda _=False, step=step: self._go_by(step))
        self.table = MonthTable(theme, self.model)
        self.table.day_changed.connect(self._on_table_day_changed)
        self._said = Label(theme, "body", "text2", wrap=True)
        self._said.setObjectName("month_said")
        self._said.yield_height()
        head = BesideLayout(theme, LineShape(gap=12))
        for widget in (self._title, self._back, self._forward):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self._said)

    def show_days(self, month: date, today: date, days: Mapping[date, DaySaid]) -> None:
        """Show the month that begins with a day, and the sessions around it."""
        self.model.show_month(month, today, days)
        name = QLocale().toString(QDate(month.year, month.month, 1), "MMMM yyyy")
        self._title.setText(name)
        self.table.setAccessibleName(name)
        wanted = self._wanted or today
        self._wanted = None
        within = (wanted.year, wanted.month) == (month.year, month.month)
        self.table.go_to(wanted if within else month)
        self._say()

    @property
    def month(self) -> date:
        """The first day of the month that is shown."""
        return self.model.month

    def _go_by(self, step: int) -> None:
        self.month_wanted.emit(by_months(self.model.month, step))

    def _on_table_day_changed(self, day: date) -> None:
        if (day.year, day.month) == (self.model.month.year, self.model.month.month):
            if day != self.table.day:
                self.table.go_to(day)
            self._say()
            return
        self._wanted = day
        self.month_wanted.emit(day.replace(day=1))

    def _say(self) -> None:
        self._said.setText(self.model.said(self.table.day))


def by_months(day: date, step: int) -> date:
    """The same day so many months on, or the last one of a shorter month."""
    number = day.year * 12 + day.month - 1 + step
    first = date(max(1, number // 12), number % 12 + 1, 1)
    return min(first.replace(day=1) + timedelta(days=day.day - 1), _last_of(first))


def _last_of(first: date) -> date:
    ahead = first.replace(day=28) + timedelta(days=4)
    return ahead - timedelta(days=ahead.day)


def _column_of(day: date) -> int:
    return (day.isoweekday() - QLocale().firstDayOfWeek().value) % DAYS

"""History as one scrolls on: how often, when, by how much, why it stopped, and the months."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mattimer.ui.charts.columns_chart import ColumnsChart
from mattimer.ui.charts.figures_card import FiguresCard
from mattimer.ui.charts.legend import Legend, Swatch
from mattimer.ui.controls.card import Card
from mattimer.ui.controls.combo import TitleCombo
from mattimer.ui.layouts.columns_layout import CardColumns, ColumnsLayout
from mattimer.ui.pages.history.history_view import ColumnsView, MoreView
from mattimer.ui.pages.history.lines_list import LinesList
from mattimer.ui.pages.history.month_calendar import DaySaid, MonthCalendar
from mattimer.ui.theme.theme import Theme

SESSIONS, MINUTES = "sessions", "minutes"
GAP, EVEN_LEAST = 16, 340


class HistoryMore(QWidget):
    """Five cards.

    Signals:
        month_wanted(first): Another month in the calendar.
    """

    month_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._weeks: tuple[ColumnsView, ColumnsView] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._make_weeks()
        self._make_day_parts()
        self._make_month()
        self._make_changes()
        self._make_stops()
        self._lay_out()

    def _make_weeks(self) -> None:
        theme = self._theme
        kinds = (
            (SESSIONS, self.tr("Sessions a week")),
            (MINUTES, self.tr("Minutes a week")),
        )
        self._kind = TitleCombo(
            theme, "weeks_kind", self.tr("What is counted"), kinds, role="strong", color="text"
        )
        self._kind.activated.connect(self._show_weeks)
        self._legend = Legend(theme, (Swatch.AIM, self.tr("three to seven")))
        self._weeks_chart = ColumnsChart(theme, "weeks_chart", most_words=4)
        self.weeks = FiguresCard(
            theme,
            "weeks",
            title=self._kind,
            picture=self._weeks_chart,
            heads=(self.tr("Week"), self.tr("Sessions"), self.tr("Minutes")),
            legend=self._legend,
        )

    def _make_day_parts(self) -> None:
        self._parts_chart = ColumnsChart(self._theme, "day_parts_chart")
        self.day_parts = FiguresCard(
            self._theme,
            "day_parts",
            title=self.tr("By time of day"),
            picture=self._parts_chart,
            heads=(self.tr("Time of day"), self.tr("Sessions")),
        )

    def _make_changes(self) -> None:
        self._changes_chart = ColumnsChart(self._theme, "changes_chart")
        self.changes = FiguresCard(
            self._theme,
            "changes",
            title=self.tr("Change per session"),
            picture=self._changes_chart,
            heads=(self.tr("Change"), self.tr("Sessions")),
        )

    def _make_stops(self) -> None:
        self._stops_list = LinesList(self._theme, "stops_list")
        self.stops = FiguresCard(
            self._theme,
            "stops",
            title=self.tr("Stopped early"),
            picture=self._stops_list,
            heads=(self.tr("Reason"), self.tr("Sessions")),
        )

    def _make_month(self) -> None:
        self.month = MonthCalendar(self._theme)
        self.month.month_wanted.connect(self.month_wanted)
        self._month_card = Card(self._theme)
        around = QVBoxLayout(self._month_card)
        around.setContentsMargins(20, 12, 20, 16)
        around.addWidget(self.month)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        even = CardColumns(self._theme, GAP, wished=(), least=EVEN_LEAST)
        self._upper, self._lower = ColumnsLayout(even), ColumnsLayout(even)
        for card in (self.weeks, self.day_parts):
            self._upper.addWidget(card)
        aside = self._aside = QWidget()
        beside = QVBoxLayout(aside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(GAP)
        beside.addWidget(self.changes, 3)
        beside.addWidget(self.stops, 2)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        aside.setSizePolicy(policy)
        self._lower.addWidget(self._month_card)
        self._lower.addWidget(aside)
        column.addLayout(self._upper)
        column.addLayout(self._lower)

    def set_compact(self, *, compact: bool) -> None:
        """Cards under each other."""
        for cards in (self._upper, self._lower):
            cards.set_stacked(stacked=compact)

    def show_view(self, view: MoreView) -> None:
        """Show other sums."""
        for part in (self.weeks, self.day_parts, self._aside):
            part.setVisible(not view.few)
        self._weeks = view.weeks
        self._show_weeks()
        _show_columns(self.day_parts, self._parts_chart, view.day_parts)
        self._stops_list.show_rows(view.stops.rows)
        self.stops.describe(view.stops.figures.name, view.stops.figures.rows)
        self.stops.show_foot(view.stops.foot)

    def show_changes(self, view: ColumnsView) -> None:
        """Show the changes of another area."""
        _show_columns(self.changes, self._changes_chart, view)

    def show_month(self, month: date, today: date, days: Mapping[date, DaySaid]) -> None:
        """Show another month."""
        self.month.show_days(month, today, days)

    def _show_weeks(self) -> None:
        if self._weeks is None:
            return
        view = self._weeks[1 if self._kind.currentData() == MINUTES else 0]
        self._legend.show_part(Swatch.AIM, shown=view.band is not None)
        _show_columns(self.weeks, self._weeks_chart, view)


def _show_columns(card: FiguresCard, chart: ColumnsChart, view: ColumnsView) -> None:
    chart.show_columns(view.places, view.values, band=view.band)
    card.show_note(view.note)
    card.show_foot(view.foot)
    card.describe(view.figures.name, view.figures.rows, view.figures.heads)

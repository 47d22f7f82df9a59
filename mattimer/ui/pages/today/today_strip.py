"""The foot of Today: this week, the last pair, the daily check-in, the wind-down."""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.label import Label
from mattimer.ui.layouts.flow_layout import FlowLayout
from mattimer.ui.pages.today.tightness_pair import TightnessPair
from mattimer.ui.pages.today.week_circles import WeekCircles
from mattimer.ui.theme.theme import Theme
from mattimer.ui.wording import in_figures

FACTS_APART = 18
KEPT = 2
"""How many of the facts stay where room is short."""


class Strip(msgspec.Struct, frozen=True):
    """The line at the foot: this week and the last pair of ratings."""

    week: str
    days: tuple[bool, ...]
    today: int
    last: tuple[int, int] | None
    rated_today: int | None = None
    wind_down: str = ""


class CheckInButton(QWidget):
    """Rate, or today's number. ``title`` is the label above, placed by the page.

    Signals:
        rate_wanted(): The person wants to say how tight it feels today.
    """

    rate_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("check_in")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.title = Label(theme, "caption", "text2", self.tr("How tight today?"))
        self._rate = Button(theme, ButtonKind.SMALL, "rate_today", self.tr("Rate"))
        self._rate.setAccessibleName(self.tr("Rate how tight you feel today"))
        self._rate.clicked.connect(self.rate_wanted)
        self._value = Label(theme, "figure_value", "cool")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._rate)
        row.addWidget(self._value)
        self.show_value(None)

    def show_value(self, value: int | None) -> None:
        """Today's number, or the button where there is none yet."""
        self._rate.setVisible(value is None)
        self._value.setVisible(value is not None)
        self._value.setText("" if value is None else in_figures(value))


class DailyRating(QWidget):
    """The scale, and a way round it.

    Signals:
        value_changed(value): 1 to 10, or None after clearing.
        refused(): Not now.
    """

    value_changed = Signal(object)
    refused = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        # Few open it: the first frame goes without.
        from mattimer.ui.controls.scale import RatingScale  # noqa: PLC0415

        self.scale = RatingScale(theme, "tightness_today", self.tr("Tightness today"), "cool")
        self.scale.value_changed.connect(self.value_changed)
        later = Button(theme, ButtonKind.LINK, "not_now", self.tr("Not now"))
        later.clicked.connect(self.refused)
        head = QHBoxLayout()
        question = self.tr("How tight do you feel today?")
        head.addWidget(Label(theme, "strong", text=question, wrap=True), 1)
        head.addWidget(later, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.scale)


class TodayStrip(QWidget):
    """Four facts; the scale takes their place while one rates.

    Signals:
        rated(value): The daily check-in, 1 to 10.
        wind_down_wanted(): Set a time for the evening.
    """

    rated = Signal(int)
    wind_down_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("today_strip")
        self._theme = theme
        self._rating: DailyRating | None = None
        self._week_title = Label(theme, "caption", "text2")
        self._week = WeekCircles(theme)
        self._last_title = Label(theme, "caption", "text2", self.tr("Last tightness"))
        self._last = TightnessPair(theme)
        self._check_in = CheckInButton(theme)
        self._check_in.rate_wanted.connect(self._on_check_in_rate_wanted)
        self._wind_title = Label(theme, "caption", "text2", self.tr("Wind-down"))
        self._wind = Button(theme, ButtonKind.LINK, "wind_down", self.tr("Set a time"))
        self._wind.clicked.connect(self.wind_down_wanted)
        self._facts = self._make_facts()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._facts)

    def _make_facts(self) -> QWidget:
        facts = QWidget()
        flow = FlowLayout(FACTS_APART)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        pairs = (
            (self._week_title, self._week),
            (self._last_title, self._last),
            (self._check_in.title, self._check_in),
            (self._wind_title, self._wind),
        )
        self._pairs = []
        for title, widget in pairs:
            pair = QWidget()
            column = QVBoxLayout(pair)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(6)
            column.addWidget(title, 0, top)
            column.addWidget(widget, 0, top)
            column.addStretch(1)
            flow.addWidget(pair)
            self._pairs.append(pair)
        facts.setLayout(flow)
        return facts

    def set_compact(self, *, compact: bool) -> None:
        """Week and last pair only."""
        for pair in self._pairs[KEPT:]:
            pair.setVisible(not compact)

    def show_strip(self, strip: Strip) -> None:
        """Show other facts."""
        self._week_title.setText(strip.week)
        self._week.show_week(strip.days, strip.today)
        self._week.setAccessibleName(strip.week)
        self._last.show_pair(strip.last)
        self._check_in.show_value(strip.rated_today)
        self._wind.set_words(strip.wind_down or self.tr("Set a time"))

    def take_key(self, event: QKeyEvent) -> bool:
        """Digits rate while the scale is up."""
        rating = self._rating
        return rating is not None and rating.isVisible() and rating.scale.take_key(event)

    def _on_check_in_rate_wanted(self) -> None:
        rating = self._rating
        if rating is None:
            rating = self._rating = DailyRating(self._theme)
            rating.value_changed.connect(self._on_rating_value_changed)
            rating.refused.connect(self._show_facts)
            self._column.addWidget(rating)
        rating.scale.clear()
        self._facts.hide()
        rating.show()
        rating.scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_facts(self) -> None:
        if self._rating is not None:
            self._rating.hide()
        self._facts.show()

    def _on_rating_value_changed(self, value: int | None) -> None:
        if value is not None:
            self._show_facts()
            self.rated.emit(value)

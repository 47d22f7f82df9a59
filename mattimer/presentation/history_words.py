"""History in words: a review as titles, figures, charts and tables."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from mattimer.session.clock import MINUTE
from mattimer.session.reasons import StopReason
from mattimer.stats.periods import LookBackSpan, Periods
from mattimer.stats.totals import BEGINS, Amount, DayPart
from mattimer.stats.trend import CHANGES, ENOUGH, Trend, TrendMark, TrendVerdict, finding_of
from mattimer.storage.review_query import Review
from mattimer.ui.charts.chart_model import ChartPlace, TightnessMark
from mattimer.ui.charts.figures_table import Cells
from mattimer.ui.controls.combo import Choices
from mattimer.ui.pages.history.history_view import (
    ColumnsView,
    FindingView,
    HistoryFigures,
    ListView,
    MoreView,
    TightnessView,
)
from mattimer.ui.pages.history.lines_list import LineRow
from mattimer.ui.wording import in_figures, number_in_words, sentence_case

AIM = (3.0, 7.0)
"""Sessions a week after the plan."""

MOST_AREAS = 4
FEW = 3
"""Sessions below which charts of how often and when say nothing."""

LEAST_CHANGE = 3
"""The chart of changes reaches at least so far down and up, in points."""

NONE = "–"
MINUS = "\N{MINUS SIGN}"
HOUR = 60

Names = Callable[[str], str]
"""The name of an area by its identifier."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("History", text)


def span_choices() -> Choices:
    """The ways to look back, and their names."""
    return (
        (str(LookBackSpan.TEN_WEEKS), _tr("Ten weeks")),
        (str(LookBackSpan.HALF_YEAR), _tr("Half a year")),
        (str(LookBackSpan.ALL), _tr("All of it")),
    )


def area_choices(review: Review, names: Names) -> Choices:
    """All areas together, then each that had a session."""
    return (("", _tr("All areas")), *((area, names(area)) for area in review.areas))


# The finding -----------------------------------------------------------------------------------


def finding_view(review: Review, area: str) -> FindingView:
    """What an area's numbers say; all areas where it has no name."""
    trend = review.trend(area)
    title, line = title_of(trend), line_of(trend, review.span)
    return FindingView(title, line, _tightness(review, trend, f"{title}. {line}"), _changes(trend))


def title_of(trend: Trend) -> str:
    """The finding, in words."""
    finding = finding_of(trend)
    if finding.verdict is TrendVerdict.LOWER:
        return _tr("Usually {0} lower afterwards").format(number_in_words(finding.points))
    return {
        TrendVerdict.EARLY: _tr("Too early to tell"),
        TrendVerdict.SAME: _tr("About the same afterwards"),
        TrendVerdict.HIGHER: _tr("Usually a little higher afterwards"),
    }[finding.verdict]


def line_of(trend: Trend, span: LookBackSpan) -> str:
    """What keeps the title honest."""
    finding = finding_of(trend)
    if finding.verdict is TrendVerdict.EARLY:
        rated = number_in_words(finding.rated) if finding.rated else _tr("none")
        line = _tr("{0} of {1} rated sessions.").format(rated, number_in_words(ENOUGH))
        return sentence_case(line)
    if finding.more_than_noise:
        over = {
            LookBackSpan.TEN_WEEKS: _tr("More than noise, over ten weeks. Still one person."),
            LookBackSpan.HALF_YEAR: _tr("More than noise, over half a year. Still one person."),
            LookBackSpan.ALL: _tr("More than noise, over all of it. Still one person."),
        }
        return over[span]
    noise = _tr("One person's noise is about four points.")
    so = {
        TrendVerdict.LOWER: _tr("So: pleasant, not proof."),
        TrendVerdict.SAME: _tr("So: no sign either way."),
        TrendVerdict.HIGHER: _tr("So: noted, not proof."),
    }[finding.verdict]
    return f"{noise} {so}"


def _tightness(review: Review, trend: Trend, name: str) -> TightnessView:
    periods = review.periods
    by_index = {mark.index: mark for mark in trend.marks}
    marks = tuple(_mark(periods, at, by_index.get(at)) for at in range(periods.count))
    rows = tuple(_mark_cells(periods, mark) for mark in trend.marks)
    first = _tr("Week") if periods.stretch == 1 else _tr("From")
    heads = (first, _tr("Before"), _tr("After"), _tr("Sessions"))
    figures = HistoryFigures(name, rows, heads)
    none = "" if trend.marks else _tr("A number before and one after make the first two marks.")
    return TightnessView(marks, trend.noise, _median_name(periods), figures, none)


def _mark(periods: Periods, index: int, mark: TrendMark | None) -> TightnessMark:
    word, name = _period_word(periods, index), _period_name(periods, index)
    if mark is None:
        return TightnessMark(ChartPlace(word, _tr("{0}: nothing rated").format(name)))
    spoken = _tr("{0}: {1} before, {2} after, {3}").format(
        name, median_words(mark.before), median_words(mark.after), sessions(mark.sessions)
    )
    return TightnessMark(
        ChartPlace(word, spoken), mark.before, mark.after, mark.befores, mark.afters
    )


def _mark_cells(periods: Periods, mark: TrendMark) -> Cells:
    day = _long_day(periods.begins(mark.index))
    return (day, median_words(mark.before), median_words(mark.after), in_figures(mark.sessions))


def _median_name(periods: Periods) -> str:
    return {
        1: _tr("weekly middle"),
        4: _tr("middle of four weeks"),
        13: _tr("quarterly middle"),
        52: _tr("yearly middle"),
    }.get(periods.stretch, _tr("middle of five years"))


def _changes(trend: Trend) -> ColumnsView:
    found = [change for change, often in zip(CHANGES, trend.changes, strict=True) if often]
    far = max(LEAST_CHANGE, *map(abs, found), 0)
    shown = [change for change in CHANGES if abs(change) <= far]
    counts = dict(zip(CHANGES, trend.changes, strict=True))
    places = tuple(
        ChartPlace(_signed(change), f"{_change_name(change)}: {sessions(counts[change])}")
        for change in shown
    )
    rows = tuple((_change_name(change), in_figures(counts[change])) for change in found)
    return ColumnsView(
        places=places,
        values=tuple(float(counts[change]) for change in shown),
        figures=HistoryFigures(_tr("Change per session, in points"), rows),
        note=_tr("points"),
        foot=_tr("Minus is looser."),
    )


def _signed(change: int) -> str:
    sign = MINUS if change < 0 else "+" if change > 0 else ""
    return f"{sign}{in_figures(abs(change))}"


def _change_name(change: int) -> str:
    if change == 0:
        return _tr("As before")
    words = _tr("{0} lower") if change < 0 else _tr("{0} higher")
    return words.format(in_figures(abs(change)))


# The rest of the first screenful ---------------------------------------------------------------


def counts(review: Review) -> tuple[tuple[str, str], ...]:
    """Three figures, each with what it counts."""
    week, month = review.this_week.sessions, review.four_weeks
    this_week = _tr("session this week") if week == 1 else _tr("sessions this week")
    return (
        (in_figures(week), this_week),
        (in_figures(month.sessions), _tr("in four weeks")),
        (in_figures(_hours(month.mat_us)), _tr("on the mat")),
    )


def by_area(review: Review, names: Names) -> ListView:
    """Medians of each area, those with enough sessions first."""
    rated = [area for area, trend in review.areas.items() if not trend.early]
    early = [area for area, trend in review.areas.items() if trend.early]
    rows = tuple(_area_row(names(area), review.areas[area]) for area in (*rated, *early))
    if len(rows) > MOST_AREAS and len(early) > 1:
        # One after the other they would make the card higher than the chart beside it.
        rest = sentence_case(", ".join(names(area).lower() for area in early))
        rows = (*rows[: len(rated)], LineRow(rest, words=_tr("too early to tell"), lined=False))
    cells = tuple(
        _area_cells(names(area), review.areas[area], review.totals.areas[area])
        for area in (*rated, *early)
    )
    return ListView(rows, HistoryFigures(_tr("By area, middles before and after"), cells))


def _area_row(name: str, trend: Trend) -> LineRow:
    if trend.early or trend.before is None or trend.after is None:
        return LineRow(name, words=_tr("too early to tell"))
    figures = median_words(trend.before), median_words(trend.after)
    return LineRow(name, figures=figures, pair=(trend.before, trend.after))


def _area_cells(name: str, trend: Trend, amount: Amount) -> Cells:
    rated = not trend.early and trend.before is not None and trend.after is not None
    pair = (median_words(trend.before), median_words(trend.after)) if rated else (NONE, NONE)
    minutes = in_figures(round(amount.mat_us / MINUTE))
    return (name, *pair, in_figures(amount.sessions), minutes)


# What comes as one scrolls on ------------------------------------------------------------------


def more_view(review: Review, reasons: dict[StopReason, str], count: int) -> MoreView:
    """How often, when, and why sessions stopped.

    ``reasons`` name why; ``count`` is how many sessions there are in all.
    """
    return MoreView(
        weeks=(_weeks(review, minutes=False), _weeks(review, minutes=True)),
        day_parts=_day_parts(review),
        stops=_stops(review, reasons),
        few=count < FEW,
    )


def _weeks(review: Review, *, minutes: bool) -> ColumnsView:
    periods, amounts = review.periods, review.totals.periods
    values, places, rows = [], [], []
    for index, amount in enumerate(amounts):
        often = amount.sessions / periods.stretch
        long = amount.mat_us / MINUTE / periods.stretch
        values.append(long if minutes else often)
        figures = _rounded(often), in_figures(round(long))
        name = _period_name(periods, index)
        spoken = _tr("{0}: {1} sessions, {2} minutes").format(name, *figures)
        places.append(ChartPlace(_period_word(periods, index), spoken))
        rows.append((_long_day(periods.begins(index)), *figures))
    first = _tr("Week") if periods.stretch == 1 else _tr("From")
    name = _tr("Minutes a week") if minutes else _tr("Sessions a week, against three to seven")
    return ColumnsView(
        places=tuple(places),
        values=tuple(values),
        figures=HistoryFigures(name, tuple(rows), (first, _tr("Sessions"), _tr("Minutes"))),
        band=None if minutes else AIM,
        note="" if periods.stretch == 1 else _tr("on average"),
    )


def _day_parts(review: Review) -> ColumnsView:
    parts = review.totals.parts()
    names = {
        DayPart.MORNING: _tr("Morning"),
        DayPart.MIDDAY: _tr("Midday"),
        DayPart.AFTERNOON: _tr("Afternoon"),
        DayPart.EVENING: _tr("Evening"),
        DayPart.NIGHT: _tr("Night"),
    }
    hours = _part_hours()
    places = tuple(
        ChartPlace(names[part], f"{names[part]}, {hours[part]}: {sessions(often)}")
        for part, often in parts.items()
    )
    rows = tuple(
        (f"{names[part]}, {hours[part]}", in_figures(often)) for part, often in parts.items()
    )
    return ColumnsView(
        places=places,
        values=tuple(map(float, parts.values())),
        figures=HistoryFigures(_tr("Sessions by time of day"), rows),
    )


def _part_hours() -> dict[DayPart, str]:
    begins = list(BEGINS.items())
    ends = [hour for _part, hour in begins[1:]] + [begins[0][1]]
    return {
        part: in_figures(_tr("{0} to {1}").format(begin, end))
        for (part, begin), end in zip(begins, ends, strict=True)
    }


def _stops(review: Review, reasons: dict[StopReason, str]) -> ListView:
    stops = review.totals.stops
    none = _tr("No reason given")
    named: dict[str, int] = {}
    for reason, often in stops.items():
        name = none if reason in (None, StopReason.OTHER) else reasons[reason]
        named[name] = named.get(name, 0) + often
    ordered = sorted(named.items(), key=lambda stop: -stop[1])
    stopped = sum(named.values())
    rows = tuple(
        LineRow(name, words=in_figures(often), share=often / stopped) for name, often in ordered
    )
    cells = tuple((name, in_figures(often)) for name, often in ordered)
    whole = review.totals.whole.sessions
    foot = _tr("None in this time.")
    if stopped:
        foot = in_figures(_tr("{0} of {1} sessions.").format(stopped, whole))
    return ListView(rows, HistoryFigures(_tr("Sessions stopped early, by reason"), cells), foot)


# Small words -----------------------------------------------------------------------------------


def median_words(value: float | None) -> str:
    """A median: "7" or "7.5"."""
    if value is None:
        return NONE
    whole = float(value).is_integer()
    return in_figures(int(value)) if whole else QLocale().toString(value, "f", 1)


def sessions(count: int) -> str:
    """A number of sessions."""
    return f"{in_figures(count)} {_tr('session') if count == 1 else _tr('sessions')}"


def all_sessions(count: int) -> str:
    """The way to all of them."""
    if count == 1:
        return _tr("The one session")
    return _tr("All {0} sessions").format(QLocale().toString(count))


def _rounded(value: float) -> str:
    whole = float(value).is_integer()
    return in_figures(int(value)) if whole else QLocale().toString(value, "f", 1)


def _hours(us: int) -> str:
    hours, minutes = divmod(us // MINUTE, HOUR)
    if not hours:
        return _tr("{0} min").format(minutes)
    return _tr("{0} h {1}").format(hours, f"{minutes:02}")


def _period_word(periods: Periods, index: int) -> str:
    """What stands at the foot of a chart."""
    if index == periods.count - 1:
        return _tr("this week") if periods.stretch == 1 else _tr("now")
    day = periods.begins(index)
    return _day(day, "d MMM") if periods.stretch == 1 else _day(day, "MMM yyyy")


def _period_name(periods: Periods, index: int) -> str:
    begins = periods.begins(index)
    if periods.stretch == 1:
        return _tr("Week of {0}").format(_day(begins, "d MMMM"))
    return _tr("{0} to {1}").format(_long_day(begins), _long_day(periods.ends(index)))


def _long_day(day: date) -> str:
    return _day(day, "d MMM yyyy")


def _day(day: date, form: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), form)

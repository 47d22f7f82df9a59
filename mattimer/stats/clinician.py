"""Figures of the clinician's report: counted, never judged."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome, Screening, SessionRecord
from mattimer.session.session_plan import Layer
from mattimer.stats.trend import Trend, TrendMark, trend_of

WEEK = 7
WEEKS = 12
"""How far a page looks back: long enough to see a course, short enough to remember."""

MOST_MARKS = 26
MOST_AREAS = 8
"""Areas with a row of their own; the seldom ones share the last."""

OTHERS = ""
"""Stands for the areas that share a row."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``since`` to ``until``, both included."""

    since: date
    until: date

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.until - self.since).days + 1

    @property
    def weeks(self) -> float:
        """The same in weeks."""
        return self.days / WEEK

    @property
    def monday(self) -> date:
        """Where the first week begins."""
        return self.since - timedelta(days=self.since.weekday())

    @property
    def stretch(self) -> int:
        """How many weeks one mark of the chart stands for."""
        whole = ((self.until - self.monday).days // WEEK) + 1
        return -(-whole // MOST_MARKS)

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class ClinicFigures:
    """What some sessions add up to.

    Attributes:
        sessions: How many there were.
        mat_us: Mat time together.
        usual_us: Mat time of the middle one.
        trend: Tightness of those that have both numbers.
    """

    sessions: int = 0
    mat_us: int = 0
    usual_us: int = 0
    trend: Trend = field(default_factory=Trend)


@dataclass(frozen=True, slots=True)
class ClinicNote:
    """A person's own words about one session."""

    day: date
    area: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """One page.

    Attributes:
        period: The days it is about.
        whole: All sessions with mat time.
        days: On how many days they were.
        areas: The same by area, most sessions first; ``OTHERS`` comes last.
        layers: How many sessions with each layer, most first.
        stops: How many were ended early, by reason, most first; None where it was not said.
        screened: When the safety questions were answered last; None before.
        notes: The person's own words, newest first.
    """

    period: Period
    whole: ClinicFigures
    days: int
    areas: Mapping[str, ClinicFigures]
    layers: Mapping[Layer, int]
    stops: Mapping[StopReason | None, int]
    screened: date | None = None
    notes: tuple[ClinicNote, ...] = ()

    @property
    def per_week(self) -> float | None:
        """Sessions a week; None where there is no whole week to speak of."""
        return self.whole.sessions / self.period.weeks if self.period.days >= WEEK else None

    @property
    def stopped(self) -> int:
        """How many were ended early."""
        return sum(self.stops.values())

    @property
    def marks(self) -> tuple[tuple[date, TrendMark], ...]:
        """Middles over time, each with the Monday that its stretch begins with."""
        monday, days = self.period.monday, self.period.stretch * WEEK
        return tuple(
            (monday + timedelta(days=mark.index * days), mark) for mark in self.whole.trend.marks
        )


def period_of(first: date, last: date, today: date, weeks: int | None = WEEKS) -> Period:
    """The days to look at.

    So many weeks up to today; up to the last session where that is longer ago, or tomorrow for
    who travelled west since. Never from before the first one.

    Args:
        first: Day of the first session.
        last: Day of the last one.
        today: The day it is.
        weeks: How many weeks; None for all there is.
    """
    until = today
    if last > today or (weeks is not None and (today - last).days >= weeks * WEEK):
        until = last
    if weeks is None:
        return Period(min(first, until), until)
    # The calendar begins somewhere.
    back = min(weeks * WEEK - 1, (until - date.min).days)
    return Period(min(max(first, until - timedelta(days=back)), until), until)


def report_of(
    records: Iterable[SessionRecord], period: Period, screening: Screening | None = None
) -> Report | None:
    """What the sessions of a period add up to; None where there was none.

    Deleted ones, and those without mat time, count for nothing; a stop while lying down is told
    among the stops all the same.
    """
    within = [record for record in records if not record.deleted and period.holds(record.day)]
    within.sort(key=lambda record: (record.started_us, record.id), reverse=True)
    there = [record for record in within if record.mat_us > 0]
    if not there:
        return None
    stops = Counter(record.stop_reason for record in within if record.outcome is Outcome.STOPPED)
    return Report(
        period=period,
        whole=_figures(there, period),
        days=len({_day(record) for record in there}),
        areas=_by_area(there, period),
        layers=dict(Counter(record.layer for record in there).most_common()),
        stops=dict(sorted(stops.items(), key=lambda stop: (-stop[1], stop[0] is None))),
        screened=None if screening is None else screening.day,
        notes=tuple(
            ClinicNote(_day(record), record.area, " ".join(record.note.split()))
            for record in within
            if record.note.strip()
        ),
    )


def _by_area(records: Sequence[SessionRecord], period: Period) -> Mapping[str, ClinicFigures]:
    found: defaultdict[str, list[SessionRecord]] = defaultdict(list)
    for record in records:
        found[record.area].append(record)
    order = sorted(found, key=lambda area: (-len(found[area]), area))
    own = order if len(order) <= MOST_AREAS else order[: MOST_AREAS - 1]
    figures = {area: _figures(found[area], period) for area in own}
    rest = [record for area in order[len(own) :] for record in found[area]]
    return {**figures, OTHERS: _figures(rest, period)} if rest else figures


def _figures(records: Sequence[SessionRecord], period: Period) -> ClinicFigures:
    lengths = [record.mat_us for record in records]
    pairs: defaultdict[int, Counter[tuple[int, int]]] = defaultdict(Counter)
    for record in records:
        before, after = record.tightness_before, record.tightness_after
        if before is not None and after is not None:
            place = (_day(record) - period.monday).days // (WEEK * period.stretch)
            pairs[place][before, after] += 1
    return ClinicFigures(len(records), sum(lengths), round(median(lengths)), trend_of(pairs))


def _day(record: SessionRecord) -> date:
    return record.day

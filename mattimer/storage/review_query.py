"""What a stretch of time adds up to, counted by the database in a few statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from mattimer.session.clock import SECOND, day_of
from mattimer.session.reasons import StopReason
from mattimer.stats.periods import DAY_US, SHIFT_US, WEEK_US, LookBackSpan, Periods, week_of
from mattimer.stats.totals import HOURS, Amount, Totals
from mattimer.stats.trend import Trend, trend_of

if TYPE_CHECKING:
    from mattimer.storage.repository import Repository

# The statements are put together from these numbers alone.
# ruff: noqa: S608

_LOCAL = f"started_us + utc_offset_s * {SECOND}"
_WEEK = f"(({_LOCAL} + {SHIFT_US}) / {WEEK_US})"
_HOUR = f"((started_us / {SECOND} + utc_offset_s + {DAY_US // SECOND}) / 3600 % {HOURS})"
_THERE = f"""
    deleted = 0 AND mat_us > 0 AND started_us >= :since AND {_LOCAL} BETWEEN :begins AND :ends
"""

FIRST = """
    SELECT started_us, utc_offset_s FROM session WHERE deleted = 0 ORDER BY started_us LIMIT 1
"""
# One number for three values: sorting a hundred thousand rows by one column costs far less.
RATINGS = f"""
    SELECT area, (((:last - {_WEEK}) / :stretch) * 11 + ifnull(tightness_before, 0)) * 11
        + ifnull(tightness_after, 0) AS packed, count(*), sum(mat_us)
    FROM session WHERE {_THERE} GROUP BY packed, area
"""
_STOPS: tuple[StopReason | None, ...] = (None, *StopReason)
_ENDS = len(_STOPS) + 1
_NAMED = " ".join(f"WHEN '{reason}' THEN {at}" for at, reason in enumerate(_STOPS, 1) if reason)
ENDINGS = f"""
    SELECT {_HOUR} * {_ENDS} + CASE WHEN outcome = 'stopped'
            THEN CASE stop_reason {_NAMED} ELSE 1 END ELSE 0 END, count(*)
    FROM session WHERE {_THERE} GROUP BY 1
"""
RECENT = f"SELECT {_WEEK}, count(*), sum(mat_us) FROM session WHERE {_THERE} GROUP BY 1"

WEEKS_RECENT = 4

Row = tuple[Any, ...]
_Paired = dict[int, dict[tuple[int, int], int]]


@dataclass(frozen=True, slots=True)
class Rating:
    """Sessions that have all but their length in common.

    Attributes:
        back: How many stretches before the last one they lie.
        area: Identifier of a body area.
        before, after: 1 to 10; None where unanswered.
        amount: How many they are, and how long together.
    """

    back: int
    area: str
    before: int | None
    after: int | None
    amount: Amount


@dataclass(frozen=True, slots=True)
class StopCount:
    """Sessions that began in the same hour and ended alike.

    Attributes:
        hour: Of the day, local time.
        stopped: Whether the person stopped early.
        reason: Why; None where no reason was given.
        often: How many they are.
    """

    hour: int
    stopped: bool
    reason: StopReason | None
    often: int


@dataclass(frozen=True, slots=True)
class Review:
    """A look back.

    Attributes:
        span: How far.
        periods: The stretches of time.
        whole: Tightness over all areas.
        areas: Tightness in each area that had a session, by identifier, most sessions first.
        totals: How often and how long.
        this_week, four_weeks: Of the week of today, and with the three before it.
    """

    span: LookBackSpan
    periods: Periods
    whole: Trend
    areas: Mapping[str, Trend] = field(default_factory=dict)
    totals: Totals = field(default_factory=lambda: Totals(()))
    this_week: Amount = field(default_factory=Amount)
    four_weeks: Amount = field(default_factory=Amount)

    def trend(self, area: str) -> Trend:
        """Of an area; of all of them where it has no name."""
        return self.areas.get(area, Trend()) if area else self.whole


def read_review(repository: "Repository", span: LookBackSpan, today: date) -> Review:
    """Look back from a day. Sessions of later weeks, which a wrong clock made, are left out.

    Raises:
        DataError: The database cannot be read.
    """
    first = repository.made(lambda row: day_of(row[0], row[1]), FIRST)
    periods = Periods.back_from(today, span, first[0] if first else None)
    values = _values(periods)
    recent = Periods(week_of(today), 1, WEEKS_RECENT)
    weeks = repository.made(lambda row: (row[0], Amount(*row[1:])), RECENT, _values(recent))
    return review_of(
        span,
        periods,
        ratings=repository.made(_rating, RATINGS, values),
        endings=repository.made(_ending, ENDINGS, values),
        weeks=dict(weeks),
    )


def review_of(
    span: LookBackSpan,
    periods: Periods,
    *,
    ratings: Iterable[Rating],
    endings: Iterable[StopCount],
    weeks: Mapping[int, Amount],
) -> Review:
    """What was counted, put together.

    Args:
        span: How far one looks back.
        periods: The stretches of time.
        ratings: Sessions that have all but their length in common.
        endings: Sessions that began in the same hour of the day and ended alike.
        weeks: The last four weeks by their number; those without a session may be left out.
    """
    pairs: dict[str, _Paired] = defaultdict(dict)
    whole: _Paired = {}
    stretches = [Amount()] * periods.count
    areas: dict[str, Amount] = defaultdict(Amount)
    for one in ratings:
        index = periods.index(one.back)
        stretches[index] += one.amount
        areas[one.area] += one.amount
        if one.before is not None and one.after is not None:
            pair = one.before, one.after
            for found in (whole.setdefault(index, {}), pairs[one.area].setdefault(index, {})):
                found[pair] = found.get(pair, 0) + one.amount.sessions
    hours, stops = _counted(endings)
    most = sorted(areas, key=lambda area: (-areas[area].sessions, area))
    return Review(
        span=span,
        periods=periods,
        whole=trend_of(whole),
        areas={area: trend_of(pairs.get(area, {})) for area in most},
        totals=Totals(
            periods=tuple(stretches),
            areas={area: areas[area] for area in most},
            hours=hours,
            stops=stops,
        ),
        this_week=weeks.get(periods.last_week, Amount()),
        four_weeks=sum(weeks.values(), Amount()),
    )


def _rating(row: Row) -> Rating:
    area, packed, often, mat_us = row
    rest, after = divmod(packed, 11)
    back, before = divmod(rest, 11)
    return Rating(back, area, before or None, after or None, Amount(often, mat_us))


def _ending(row: Row) -> StopCount:
    packed, often = row
    hour, ended = divmod(packed, _ENDS)
    return StopCount(hour, ended > 0, _STOPS[ended - 1] if ended else None, often)


def _counted(
    endings: Iterable[StopCount],
) -> tuple[tuple[int, ...], dict[StopReason | None, int]]:
    """Sessions by hour, and those that were stopped by reason, the most frequent first."""
    hours, stops = [0] * HOURS, dict.fromkeys(_STOPS, 0)
    for one in endings:
        hours[one.hour] += one.often
        if one.stopped:
            stops[one.reason] += one.often
    given = {reason: often for reason, often in stops.items() if often}
    return tuple(hours), dict(sorted(given.items(), key=lambda stop: -stop[1]))


def _values(periods: Periods) -> dict[str, int]:
    begins, ends = periods.local_us
    return {
        "since": max(0, begins - DAY_US),
        "begins": begins,
        "ends": ends - 1,
        "last": periods.last_week,
        "stretch": periods.stretch,
    }

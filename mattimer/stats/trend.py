"""Trend of tightness: medians before and after over time, and what may be said of them.

Medians are of sessions that have both numbers. One session proves nothing, and one person
is no trial: below six rated sessions nothing is said, and a difference counts as more than noise
only where it is one for a single person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from mattimer.limits import TIGHTNESS, TIGHTNESS_HIGHEST, TIGHTNESS_LOWEST

ENOUGH = 6
"""Rated sessions below which it is too early to tell."""

NOISE = 2.0
"""The band about the middle of before: so many points up and down."""

MORE_THAN_NOISE = 4.0
"""The smallest change of one person that is more than noise, in points."""

VALUES = len(TIGHTNESS)
CHANGES = range(TIGHTNESS_LOWEST - TIGHTNESS_HIGHEST, TIGHTNESS_HIGHEST - TIGHTNESS_LOWEST + 1)

Pairs = Mapping[tuple[int, int], int]
"""How often each number before came with each number after."""


@dataclass(frozen=True, slots=True)
class TrendMark:
    """One period of the trend.

    Attributes:
        index: Which stretch, from 0.
        before, after: Middles, 1 to 10 in halves.
        sessions: How many rated sessions stand behind them.
        befores, afters: How often each number from 1 to 10 was given.
    """

    index: int
    before: float
    after: float
    sessions: int
    befores: tuple[int, ...]
    afters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """All periods with a rated session, and their sum.

    Attributes:
        marks: In order of time.
        rated: Sessions with both numbers.
        before, after, change: Middles over all; None without a rated session.
        changes: How often each change occurred, from 9 lower to 9 higher.
    """

    marks: tuple[TrendMark, ...] = ()
    rated: int = 0
    before: float | None = None
    after: float | None = None
    change: float | None = None
    changes: tuple[int, ...] = (0,) * len(CHANGES)

    @property
    def early(self) -> bool:
        """Too few rated sessions to say anything."""
        return self.rated < ENOUGH

    @property
    def noise(self) -> tuple[float, float] | None:
        """Lower and upper end of the band within which one person's numbers differ anyway."""
        if self.early or self.before is None:
            return None
        low, high = self.before - NOISE, self.before + NOISE
        return max(TIGHTNESS_LOWEST, low), min(TIGHTNESS_HIGHEST, high)


class TrendVerdict(Enum):
    """What usually happens."""

    EARLY = "early"
    LOWER = "lower"
    SAME = "same"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class TrendFinding:
    """What may be said of a trend.

    Attributes:
        verdict: In which direction, if anything can be told.
        points: By how much at the least, in whole points.
        more_than_noise: Whether the usual change is more than one person's noise.
        rated: Sessions that it rests on.
    """

    verdict: TrendVerdict
    points: int
    more_than_noise: bool
    rated: int


def finding_of(trend: Trend) -> TrendFinding:
    """What a trend allows one to say. Half a point is rounded towards nothing."""
    change = trend.change
    if trend.early or change is None:
        return TrendFinding(TrendVerdict.EARLY, 0, more_than_noise=False, rated=trend.rated)
    points = int(abs(change))
    verdict = TrendVerdict.SAME
    if points:
        verdict = TrendVerdict.LOWER if change < 0 else TrendVerdict.HIGHER
    return TrendFinding(verdict, points, abs(change) >= MORE_THAN_NOISE, trend.rated)


def trend_of(pairs: Mapping[int, Pairs]) -> Trend:
    """The trend of the rated sessions of each stretch of time, by its place."""
    whole: dict[tuple[int, int], int] = {}
    for found in pairs.values():
        for pair, often in found.items():
            whole[pair] = whole.get(pair, 0) + often
    marks = tuple(_mark(index, pairs[index]) for index in sorted(pairs) if pairs[index])
    if not whole:
        return Trend()
    changes = _changes(whole)
    return Trend(
        marks=marks,
        rated=sum(whole.values()),
        before=median_of(_counted(whole, 0)),
        after=median_of(_counted(whole, 1)),
        change=median_of(changes, CHANGES.start),
        changes=changes,
    )


def median_of(counts: Sequence[int], lowest: int = TIGHTNESS_LOWEST) -> float:
    """The median of numbers given as how often each occurs, the first of them being ``lowest``.

    Raises:
        ValueError: There are none.
    """
    total = sum(counts)
    if total == 0:
        raise ValueError("Nothing has no middle.")
    low, high = _value_at(counts, (total - 1) // 2), _value_at(counts, total // 2)
    return lowest + (low + high) / 2


def _value_at(counts: Sequence[int], place: int) -> int:
    for value, often in enumerate(counts):
        place -= often
        if place < 0:
            return value
    raise AssertionError("The place lies beyond all of them.")


def _mark(index: int, pairs: Pairs) -> TrendMark:
    befores, afters = _counted(pairs, 0), _counted(pairs, 1)
    return TrendMark(
        index, median_of(befores), median_of(afters), sum(pairs.values()), befores, afters
    )


def _counted(pairs: Pairs, side: int) -> tuple[int, ...]:
    places = ((TIGHTNESS.index(pair[side]), often) for pair, often in pairs.items())
    return _histogram(VALUES, places)


def _changes(pairs: Pairs) -> tuple[int, ...]:
    return _histogram(
        len(CHANGES),
        ((after - before - CHANGES.start, often) for (before, after), often in pairs.items()),
    )


def _histogram(length: int, found: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    counts = [0] * length
    for place, often in found:
        counts[place] += often
    return tuple(counts)

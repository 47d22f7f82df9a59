"""Sample data: a made-up year for the demo, the same one for the same seed.

A person begins carefully, finds their evening, is away for a fortnight in summer, has a rough week,
and writes a note now and then. Tightness falls a little after most sessions and slowly over the
months, with a lot of noise: as it is told by people, not as an advertisement would have it.
"""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from uuid import UUID

from mattimer.limits import MINUTES_HARD_CAP
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome, SessionRecord
from mattimer.session.session_plan import Layer, classic_stages

# The figures are the story; names for them would tell it no better.
# ruff: noqa: PLR2004

SEED = 20_260_921
DAYS = 365

AREAS = {
    "upper-back": (40, 20),
    "neck-shoulders": (22, 10),
    "lower-back": (16, 12),
    "feet": (10, 5),
    "calves": (8, 10),
    "glutes": (4, 10),
}
"""How often, and how many minutes once somebody is used to it."""

NOTICED = ("sting", "softening", "warmth", "warmth", "heaviness", "sleepy")
NOTES = (
    "Long day at the desk.",
    "Fell asleep for a moment.",
    "The towel slipped.",
    "Better than the sofa.",
    "After the run.",
    "Shoulders like stone, then not quite.",
)
REASONS = (
    StopReason.TOO_INTENSE,
    StopReason.TOO_INTENSE,
    StopReason.OTHER,
    StopReason.NUMBNESS,
    StopReason.DIZZINESS,
    StopReason.IRRITATED_SKIN,
)


def a_year(last: date, *, device: str, zone: tzinfo, seed: int = SEED) -> tuple[SessionRecord, ...]:
    """About two hundred sessions of the year that ends with a day, the oldest first."""
    chance = random.Random(seed)  # noqa: S311 - made up on purpose
    first = last - timedelta(days=DAYS - 1)
    return tuple(
        _session(chance, first + timedelta(days=day), day, again, device=device, zone=zone)
        for day in range(DAYS)
        for again in range(_sessions_on(chance, day))
    )


def many(
    count: int, last: date, *, device: str, zone: tzinfo, seed: int = SEED
) -> Iterator[SessionRecord]:
    """As many sessions as asked, four a day, ending with a day; the oldest first."""
    chance = random.Random(seed)  # noqa: S311
    for number in range(count):
        back = (count - 1 - number) // 4
        day = max(date(1970, 1, 2), last - timedelta(days=back))
        yield _session(chance, day, DAYS - back % DAYS, number % 4, device=device, zone=zone)


def _sessions_on(chance: random.Random, day: int) -> int:
    if 196 <= day < 210:
        return 0
    weekly = 0.75 if day < 14 else 0.5 + 0.12 * ((day // 30) % 2)
    return (chance.random() < weekly) + (chance.random() < 0.04)


def _session(
    chance: random.Random, day: date, since: int, again: int, *, device: str, zone: tzinfo
) -> SessionRecord:
    area = chance.choices(list(AREAS), [often for often, _usual in AREAS.values()])[0]
    planned = _minutes(chance, area, since) * MINUTE
    stages = classic_stages(planned)
    started, offset = _moment(day, _time_of_day(chance, again), zone)
    outcome = chance.choices(list(Outcome), (88, 10, 2))[0]
    mat = planned
    if outcome is not Outcome.FINISHED:
        mat = round(planned * chance.uniform(0.1, 0.9)) // SECOND * SECOND
    paused = chance.choice((0, 0, 0, 0, 15, 40)) * SECOND
    lead_in = 20 * SECOND
    ended = started + lead_in + mat + paused
    before = _before(chance, since) if chance.random() < 0.85 else None
    rated = outcome is not Outcome.INTERRUPTED and chance.random() < 0.9
    stopped = outcome is Outcome.STOPPED
    return SessionRecord(
        id=UUID(int=chance.getrandbits(128), version=4),
        started_us=started,
        utc_offset_s=offset,
        ended_us=ended,
        area=area,
        layer=chance.choices(list(Layer), (2, 6, 1 if since < 30 else 4))[0],
        pattern=chance.choices(("4-6", "5-5", "3-7"), (12, 2, 1))[0],
        lead_in_us=lead_in,
        planned_us=planned,
        settle_us=stages.settle,
        still_us=stages.still,
        rise_us=stages.rise,
        mat_us=mat,
        paused_us=paused,
        away_us=0,
        outcome=outcome,
        stop_reason=chance.choice(REASONS) if stopped and chance.random() < 0.7 else None,
        tightness_before=before,
        tightness_after=_after(chance, before, stopped=stopped) if rated else None,
        noticed=tuple(sorted(set(chance.sample(NOTICED, chance.choice((0, 0, 1, 2))))))
        if rated
        else (),
        note=chance.choice(NOTES) if rated and chance.random() < 0.12 else "",
        device=device,
        updated_us=ended + 20 * SECOND,
    )


def _minutes(chance: random.Random, area: str, since: int) -> int:
    usual = AREAS[area][1]
    grown = min(1.0, 0.3 + since / 60)
    return max(2, min(MINUTES_HARD_CAP, round(usual * grown * chance.uniform(0.8, 1.15))))


def _time_of_day(chance: random.Random, again: int) -> int:
    """Minutes after midnight: mostly evenings, some mornings, few nights."""
    if again or chance.random() < 0.18:
        return 7 * 60 + chance.randint(0, 100) + 180 * again
    return min(25 * 60, round(chance.gauss(21.4 * 60, 55)))


def _before(chance: random.Random, since: int) -> int:
    trend = 6.6 - 1.6 * min(1.0, since / DAYS)
    rough = 1.5 if 120 <= since < 128 else 0.0
    return max(1, min(10, round(chance.gauss(trend + rough, 1.4))))


def _after(chance: random.Random, before: int | None, *, stopped: bool) -> int:
    middle = (6 if before is None else before) - (0.2 if stopped else 1.4)
    return max(1, min(10, round(chance.gauss(middle, 1.2))))


def _moment(day: date, minutes: int, zone: tzinfo) -> tuple[int, int]:
    """UTC and offset of a time of day in the person's zone."""
    local = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(minutes=minutes)
    offset = local.utcoffset()
    assert offset is not None
    since = local.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return int(since.total_seconds()) * SECOND, int(offset.total_seconds())

"""Reminder times: when a reminder is due.

Days and times are a person's: they stand on the wall clock of wherever they are. Moments are UTC,
so no time zone and no daylight saving can move one that was found.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct, field
from msgspec.structs import replace

DAY_BEGINS = time(4)
"""Who is up after midnight still means the evening before."""

PLAN_GRACE = timedelta(minutes=60)
"""How late a day of the plan is still announced where the computer slept."""

Moment = Annotated[datetime, Meta(tz=True)]
"""One that says how far it is from UTC."""

A_DAY = timedelta(days=1)
LOOK_AHEAD = 15
"""Days; a weekly reminder on a day that a date line swallows comes a week later."""
NOON = time(12)
ONE_SECOND = timedelta(seconds=1)


class ReminderKind(StrEnum):
    """What a reminder announces."""

    PLAN = "plan"
    EVENING = "evening"


class ReminderRule(Struct, frozen=True):
    """The rule of one kind: on which days, and when.

    Attributes:
        kind: What it is.
        days: The days it belongs to, 1 for Monday to 7 for Sunday; each begins at four.
        at: The time on the wall clock; one before four belongs to the day before.
        grace: How long afterwards it still makes sense.
    """

    kind: ReminderKind
    days: Collection[int]
    at: time
    grace: timedelta


class Due(Struct, frozen=True):
    """One reminder, for all that comes together.

    Attributes:
        kinds: What it announces, at least one.
        day: The day it belongs to.
        at: From when, in UTC.
        until: Up to when, in UTC; later it is dropped.
    """

    kinds: frozenset[ReminderKind]
    day: date
    at: Moment
    until: Moment


class Kept(Struct, frozen=True):
    """What was said and answered, kept across the end of the app.

    Attributes:
        said: The last day on which each kind was said, or was not because it was quiet.
        not_today: The day on which nothing more is wanted.
        put_off: What the person wants to hear again.
    """

    said: Mapping[ReminderKind, date] = field(default_factory=dict)
    not_today: date | None = None
    put_off: Due | None = None

    def after(self, due: Due) -> "Kept":
        """Once it was said; what was put off is said with it."""
        said = {**self.said, **dict.fromkeys(due.kinds, due.day)}
        return replace(self, said=said, put_off=None)

    def later(self, due: Due, now: datetime, snooze: timedelta) -> "Kept":
        """Once the person asked for it again after a while."""
        at = now + snooze
        return replace(self, put_off=replace(due, at=at, until=max(due.until, at + snooze)))

    def silent_on(self, day: date) -> "Kept":
        """Once the person wants nothing more on a day."""
        return replace(self, not_today=day, put_off=None)


def day_at(now: datetime, zone: tzinfo) -> date:
    """The day that it is at a moment."""
    wall = now.astimezone(zone).replace(tzinfo=None)
    return (wall - timedelta(hours=DAY_BEGINS.hour)).date()


def next_due(
    rules: Iterable[ReminderRule],
    kept: Kept,
    now: datetime,
    zone: tzinfo,
    *,
    snooze: timedelta,
    since: datetime | None = None,
) -> Due | None:
    """The reminder that is due, or will be next; None where none is in sight.

    It is due where its ``at`` is not after ``now``.

    Args:
        rules: At most one of each kind.
        kept: What was said and answered.
        now: An aware moment.
        zone: Where the person is.
        snooze: How long it is put off.
        since: When the rules were set: what lay before was never asked for.
    """
    rules = tuple(rules)
    put_off = _put_off(kept, {rule.kind for rule in rules}, now, snooze)
    found = [put_off] if put_off else []
    for occasion in _occasions(rules, now, zone):
        if since is not None and occasion.at <= since:
            continue
        waits = occasion if put_off is None else _no_sooner(occasion, put_off.at)
        if waits.until > max(now, waits.at) and not _answered(waits, kept):
            found.append(waits)
    return _together(found, now)


def _together(found: Iterable[Due], now: datetime) -> Due | None:
    """The first, and what comes with it."""
    in_order = sorted(found, key=lambda due: (due.at, due.day))
    if not in_order:
        return None
    first = in_order[0]
    moment = max(first.at, now)
    same = [due for due in in_order if due.at <= moment and due.day == first.day]
    kinds = frozenset(kind for due in same for kind in due.kinds)
    return replace(first, kinds=kinds, until=max(due.until for due in same))


def _put_off(
    kept: Kept, wanted: Collection[ReminderKind], now: datetime, snooze: timedelta
) -> Due | None:
    """What was put off, unless it is over or was written by a clock that was wrong."""
    due = kept.put_off
    if due is None or due.day == kept.not_today or due.kinds.isdisjoint(wanted):
        return None
    return due if due.at - snooze <= now < due.until else None


def _no_sooner(due: Due, moment: datetime) -> Due:
    """Who put something off hears nothing else before it comes again."""
    return replace(due, at=max(due.at, moment))


def _answered(due: Due, kept: Kept) -> bool:
    return due.day == kept.not_today or any(kept.said.get(kind) == due.day for kind in due.kinds)


def _occasions(rules: Iterable[ReminderRule], now: datetime, zone: tzinfo) -> Iterator[Due]:
    """Every time that the rules name, from yesterday on."""
    today = day_at(now, zone)
    for rule in rules:
        for ahead in range(-1, LOOK_AHEAD):
            day = today + ahead * A_DAY
            if day.isoweekday() in rule.days and (due := _occasion(rule, day, zone)) is not None:
                yield due


def _occasion(rule: ReminderRule, day: date, zone: tzinfo) -> Due | None:
    """When a rule's day has its time; None on a day that the date line swallowed."""
    wall = _wall(day, rule.at)
    noon = moment_of(datetime.combine(wall, NOON), zone)
    if noon.astimezone(zone).date() != wall.date():
        return None
    at = moment_of(wall, zone)
    end = moment_of(datetime.combine(day + A_DAY, DAY_BEGINS), zone)
    return Due(frozenset({rule.kind}), day, at, min(at + rule.grace, end))


def _wall(day: date, at: time) -> datetime:
    """A time as it stands on the wall on a day that begins at four."""
    return datetime.combine(day + A_DAY if at < DAY_BEGINS else day, at)


def moment_of(wall: datetime, zone: tzinfo) -> datetime:
    """The moment at which a wall clock shows a time, in UTC.

    A time that it shows twice is the first; one that it skips is the next that it shows.
    """
    after = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if after.astimezone(zone).replace(tzinfo=None) == wall:
        return after
    # Skipped: read by the old offset it lies behind the jump, by the new one before it.
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    old = before.astimezone(zone).utcoffset()
    while after - before > ONE_SECOND:
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)

"""When a reminder is due: through daylight saving, travel, sleep and a clock that was wrong."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mattimer.coach.reminder_times import (
    PLAN_GRACE,
    Due,
    Kept,
    ReminderKind,
    ReminderRule,
    day_at,
    moment_of,
    next_due,
)

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
APIA = ZoneInfo("Pacific/Apia")
ZONES = [
    BERLIN,
    NEW_YORK,
    APIA,
    *map(
        ZoneInfo,
        (
            "Australia/Lord_Howe",
            "Asia/Kathmandu",
            "America/Sao_Paulo",
            "Africa/Casablanca",
            "Pacific/Kwajalein",
            "UTC",
        ),
    ),
]
EVERY_DAY = range(1, 8)
A_DAY = timedelta(days=1)
NOTHING = Kept()
SNOOZE = timedelta(minutes=15)


def plan(at: str = "18:00", days: Collection[int] = EVERY_DAY) -> ReminderRule:
    return ReminderRule(ReminderKind.PLAN, days, time.fromisoformat(at), PLAN_GRACE)


def evening(
    at: str = "21:30", minutes: int = 60, days: Collection[int] = EVERY_DAY
) -> ReminderRule:
    return ReminderRule(
        ReminderKind.EVENING, days, time.fromisoformat(at), timedelta(minutes=minutes)
    )


def at(text: str, zone: tzinfo = BERLIN, fold: int = 0) -> datetime:
    """A moment by the clock on the wall there."""
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).astimezone(UTC)


def due(*rules: ReminderRule, now: str, zone: tzinfo = BERLIN, kept: Kept = NOTHING) -> Due:
    found = next_due(rules, kept, at(now, zone), zone, snooze=SNOOZE)
    assert found is not None
    return found


def wall(found: Due, zone: tzinfo = BERLIN) -> str:
    return f"{found.at.astimezone(zone):%m-%d %H:%M}"


# The days and times that were chosen ------------------------------------------------------------


def test_the_next_day_that_was_chosen() -> None:
    rule = plan(days={1, 3})  # Monday and Wednesday
    assert wall(due(rule, now="2026-06-01 17:59")) == "06-01 18:00"
    assert wall(due(rule, now="2026-06-01 19:00")) == "06-03 18:00"
    assert wall(due(rule, now="2026-06-03 19:00")) == "06-08 18:00"


def test_a_week_passes_between_weekly_ones() -> None:
    said = Kept({ReminderKind.PLAN: date(2026, 6, 1)})
    assert wall(due(plan(days={1}), now="2026-06-01 18:10", kept=said)) == "06-08 18:00"


def test_it_is_said_late_for_an_hour() -> None:
    assert wall(due(plan(), now="2026-06-01 18:59")) == "06-01 18:00"
    assert wall(due(plan(), now="2026-06-01 19:00")) == "06-02 18:00"


def test_an_evening_is_said_late_until_bed() -> None:
    rule = evening("22:00", 30)
    assert wall(due(rule, now="2026-06-01 22:29")) == "06-01 22:00"
    assert wall(due(rule, now="2026-06-01 22:30")) == "06-02 22:00"


def test_after_midnight_it_is_still_the_evening_before() -> None:
    monday = evening("00:30", 30, days={1})
    found = due(monday, now="2026-06-01 12:00")
    assert (wall(found), found.day) == ("06-02 00:30", date(2026, 6, 1))
    sunday = evening("23:30", 60, days={7})
    found = due(sunday, now="2026-06-01 12:00")
    assert (wall(found), found.day) == ("06-07 23:30", date(2026, 6, 7))


def test_nothing_outlives_its_day() -> None:
    found = due(evening("03:30", 60), now="2026-06-02 03:40")
    assert found.until == at("2026-06-02 04:00")
    assert wall(due(evening("03:30", 60), now="2026-06-02 04:00")) == "06-03 03:30"


def test_four_in_the_morning_begins_a_day() -> None:
    assert day_at(at("2026-06-02 03:59"), BERLIN) == date(2026, 6, 1)
    assert day_at(at("2026-06-02 04:00"), BERLIN) == date(2026, 6, 2)
    found = due(plan("04:00", days={2}), now="2026-06-02 04:05")
    assert (wall(found), found.day) == ("06-02 04:00", date(2026, 6, 2))


def test_without_rules_there_is_nothing() -> None:
    assert next_due((), NOTHING, at("2026-06-01 12:00"), BERLIN, snooze=SNOOZE) is None


def test_what_lay_before_the_rules_were_set_was_never_asked_for() -> None:
    now = at("2026-06-01 18:10")
    found = next_due([plan()], NOTHING, now, BERLIN, since=at("2026-06-01 18:05"), snooze=SNOOZE)
    assert found is not None
    assert wall(found) == "06-02 18:00"
    since = at("2026-06-01 18:05")
    later = next_due([plan("18:30")], NOTHING, now, BERLIN, since=since, snooze=SNOOZE)
    assert later is not None
    assert wall(later) == "06-01 18:30"


# Once, and never two ----------------------------------------------------------------------------


def test_each_kind_is_said_once_a_day() -> None:
    now = at("2026-06-01 18:00")
    found = due(plan(), now="2026-06-01 18:00")
    assert found.at == now
    assert wall(due(plan(), now="2026-06-01 18:01", kept=NOTHING.after(found))) == "06-02 18:00"
    both = due(plan(), evening(), now="2026-06-01 18:01", kept=NOTHING.after(found))
    assert (set(both.kinds), wall(both)) == ({ReminderKind.EVENING}, "06-01 21:30")


def test_two_that_come_together_are_one() -> None:
    rules = plan("21:30"), evening("21:30", 30)
    found = due(*rules, now="2026-06-01 20:00")
    assert found.kinds == {ReminderKind.PLAN, ReminderKind.EVENING}
    assert found.until == at("2026-06-01 22:30")
    assert wall(due(*rules, now="2026-06-01 21:31", kept=NOTHING.after(found))) == "06-02 21:30"


def test_after_a_sleep_two_are_one() -> None:
    found = due(plan("21:00"), evening("21:30"), now="2026-06-01 21:45")
    assert found.kinds == {ReminderKind.PLAN, ReminderKind.EVENING}
    early = due(plan("21:00"), evening("21:30"), now="2026-06-01 21:15")
    assert early.kinds == {ReminderKind.PLAN}


def test_not_today_means_until_four() -> None:
    kept = NOTHING.silent_on(date(2026, 6, 1))
    assert wall(due(plan(), evening("00:30"), now="2026-06-01 18:00", kept=kept)) == "06-02 18:00"


# In a quarter of an hour ------------------------------------------------------------------------


def put_off(now: str, *rules: ReminderRule) -> Kept:
    found = due(*rules, now=now)
    return NOTHING.after(found).later(found, at(now), SNOOZE)


def test_what_is_put_off_comes_again() -> None:
    kept = put_off("2026-06-01 18:00", plan())
    found = due(plan(), now="2026-06-01 18:01", kept=kept)
    assert (wall(found), set(found.kinds)) == ("06-01 18:15", {ReminderKind.PLAN})
    again = NOTHING.after(found).later(found, at("2026-06-01 18:20"), SNOOZE)
    assert wall(due(plan(), now="2026-06-01 18:21", kept=again)) == "06-01 18:35"
    assert wall(due(plan(), now="2026-06-01 18:36", kept=again.after(found))) == "06-02 18:00"


def test_what_is_put_off_is_dropped_after_a_long_sleep() -> None:
    kept = put_off("2026-06-01 18:50", plan())
    assert wall(due(plan(), now="2026-06-01 19:19", kept=kept)) == "06-01 19:05"
    assert wall(due(plan(), now="2026-06-01 19:20", kept=kept)) == "06-02 18:00"


def test_nothing_comes_before_the_quarter_of_an_hour_is_over() -> None:
    rules = plan("21:20"), evening("21:30")
    kept = put_off("2026-06-01 21:20", *rules)
    found = due(*rules, now="2026-06-01 21:31", kept=kept)
    assert (wall(found), set(found.kinds)) == (
        "06-01 21:35",
        {ReminderKind.PLAN, ReminderKind.EVENING},
    )


def test_what_is_put_off_outlives_the_day() -> None:
    kept = put_off("2026-06-02 03:50", evening("03:30", 30))
    found = due(evening("03:30", 30), now="2026-06-02 04:01", kept=kept)
    assert (wall(found), found.day) == ("06-02 04:05", date(2026, 6, 1))


def test_what_is_put_off_ends_with_its_rule_and_with_not_today() -> None:
    kept = put_off("2026-06-01 18:00", plan())
    assert next_due([], kept, at("2026-06-01 18:10"), BERLIN, snooze=SNOOZE) is None
    silent = kept.silent_on(date(2026, 6, 1))
    assert wall(due(plan(), now="2026-06-01 18:10", kept=silent)) == "06-02 18:00"
    by_hand = Kept(kept.said, date(2026, 6, 1), kept.put_off)
    assert wall(due(plan(), now="2026-06-01 18:10", kept=by_hand)) == "06-02 18:00"


def test_a_clock_that_was_years_ahead_silences_nothing() -> None:
    kept = put_off("2036-06-02 18:00", plan())
    assert wall(due(plan(), now="2026-06-01 17:00", kept=kept)) == "06-01 18:00"


# Daylight saving, the date line and travel ------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "skipped", "instead"),
    [
        (BERLIN, "2026-03-29 02:30", "2026-03-29 03:00"),
        (NEW_YORK, "2026-03-08 02:00", "2026-03-08 03:00"),
        (ZoneInfo("Australia/Lord_Howe"), "2026-10-04 02:10", "2026-10-04 02:30"),
        (ZoneInfo("America/Sao_Paulo"), "2018-11-04 00:20", "2018-11-04 01:00"),
        (APIA, "2011-12-30 12:00", "2011-12-31 00:00"),
    ],
)
def test_a_time_that_is_skipped_is_the_next_there_is(
    zone: ZoneInfo, skipped: str, instead: str
) -> None:
    assert moment_of(datetime.fromisoformat(skipped), zone) == at(instead, zone)


@pytest.mark.parametrize(
    ("zone", "twice"),
    [
        (BERLIN, "2026-10-25 02:30"),
        (NEW_YORK, "2026-11-01 01:00"),
        (ZoneInfo("Australia/Lord_Howe"), "2026-04-05 01:45"),
    ],
)
def test_a_time_that_comes_twice_is_the_first(zone: ZoneInfo, twice: str) -> None:
    naive = datetime.fromisoformat(twice)
    first, second = at(twice, zone), at(twice, zone, fold=1)
    assert first < second
    assert moment_of(naive, zone) == first
    rule = plan(twice[-5:])
    found = next_due([rule], NOTHING, first, zone, snooze=SNOOZE)
    assert found is not None
    assert found.at == first
    after = next_due([rule], NOTHING.after(found), second, zone, snooze=SNOOZE)
    assert after is not None
    assert after.at > second + timedelta(hours=20)


def test_a_skipped_time_is_said_once() -> None:
    rule = plan("02:30")
    found = due(rule, now="2026-03-29 01:59")
    assert (wall(found), found.day) == ("03-29 03:00", date(2026, 3, 28))
    assert wall(due(rule, now="2026-03-29 03:01", kept=NOTHING.after(found))) == "03-30 02:30"


def test_a_day_that_never_was_has_none() -> None:
    """Samoa went from the 29th of December 2011 straight to the 31st."""
    assert wall(due(plan(), now="2011-12-29 19:30", zone=APIA), APIA) == "12-31 18:00"
    friday = plan(days={5})
    assert wall(due(friday, now="2011-12-29 12:00", zone=APIA), APIA) == "01-06 18:00"


def test_who_travels_hears_by_the_clock_of_the_place() -> None:
    now = at("2026-06-01 17:00")
    there = next_due([plan()], NOTHING, now, NEW_YORK, snooze=SNOOZE)
    assert there is not None
    assert there.at == at("2026-06-01 18:00", NEW_YORK)


def test_who_flies_west_hears_of_a_day_once() -> None:
    said = NOTHING.after(due(plan(), now="2026-06-01 18:00"))
    found = next_due([plan()], said, at("2026-06-01 20:00"), NEW_YORK, snooze=SNOOZE)
    assert found is not None
    assert found.at == at("2026-06-02 18:00", NEW_YORK)


# Whatever zone, day and rule --------------------------------------------------------------------

moments = st.integers(0, 35 * 366 * 24 * 60).map(
    lambda minutes: datetime(2005, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
zones = st.sampled_from(ZONES)
times = st.times().map(lambda found: found.replace(second=0, microsecond=0))
days = st.frozensets(st.sampled_from(EVERY_DAY), min_size=1)
rules = st.tuples(
    st.builds(ReminderRule, st.just(ReminderKind.PLAN), days, times, st.just(PLAN_GRACE)),
    st.builds(
        ReminderRule,
        st.just(ReminderKind.EVENING),
        days,
        times,
        st.sampled_from([timedelta(minutes=30), timedelta(minutes=60)]),
    ),
)


@given(moments, zones, rules)
@example(at("2011-12-29 23:00", APIA), APIA, (plan("12:00"), evening("23:00")))
def test_there_is_always_a_next_one(
    now: datetime, zone: tzinfo, wanted: tuple[ReminderRule, ReminderRule]
) -> None:
    found = next_due(wanted, NOTHING, now, zone, snooze=SNOOZE)
    assert found is not None
    assert found.until > now
    assert found.until > found.at
    assert found.at - now < 9 * A_DAY or zone in (APIA, ZoneInfo("Pacific/Kwajalein"))
    assert found.day.isoweekday() in {day for rule in wanted for day in rule.days}
    assert found.at.utcoffset() == timedelta(0)


@given(moments, zones, rules)
def test_it_stands_at_its_time_on_the_wall(
    now: datetime, zone: tzinfo, wanted: tuple[ReminderRule, ReminderRule]
) -> None:
    for rule in wanted:
        found = next_due([rule], NOTHING, now, zone, snooze=SNOOZE)
        assert found is not None
        shown = found.at.astimezone(zone).replace(tzinfo=None)
        asked = datetime.combine(found.day + A_DAY * (rule.at < time(4)), rule.at)
        if shown != asked:
            # Skipped: a second earlier the clock showed less than was asked for.
            before = (found.at - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
            assert before < asked < shown
        assert day_at(found.at, zone) == found.day


@given(moments, zones, rules)
def test_whoever_looks_every_twenty_minutes_says_each_once_a_day(
    now: datetime, zone: tzinfo, wanted: tuple[ReminderRule, ReminderRule]
) -> None:
    """As a laptop might that wakes now and then; all that comes within three days is said."""
    end = now + 3 * A_DAY
    asked = {
        (rule.kind, found.day)
        for rule in wanted
        for hour in range(0, 3 * 24 - 1, 6)
        if (found := next_due([rule], NOTHING, now + hour * A_DAY / 24, zone, snooze=SNOOZE))
        is not None
        and now <= found.at < end - A_DAY / 24
        and found.until - found.at >= timedelta(minutes=20)
    }
    kept, said, moment = NOTHING, [], now
    while moment < end:
        found = next_due(wanted, kept, moment, zone, snooze=SNOOZE)
        assert found is not None
        if found.at <= moment:
            said += [(kind, found.day) for kind in found.kinds]
            kept = kept.after(found)
        else:
            moment += timedelta(minutes=20)
    assert len(said) == len(set(said))
    assert asked <= set(said)


@given(moments, zones, rules)
def test_who_puts_off_has_a_quarter_of_an_hour(
    now: datetime, zone: tzinfo, wanted: tuple[ReminderRule, ReminderRule]
) -> None:
    first = next_due(wanted, NOTHING, now, zone, snooze=SNOOZE)
    assert first is not None
    moment = max(now, first.at)
    kept = NOTHING.after(first).later(first, moment, SNOOZE)
    found = next_due(wanted, kept, moment, zone, snooze=SNOOZE)
    assert found is not None
    assert found.at == moment + SNOOZE
    assert first.kinds <= found.kinds
    then = next_due(wanted, kept.after(found), found.at, zone, snooze=SNOOZE)
    assert then is not None
    assert then.day > first.day or then.kinds.isdisjoint(first.kinds)

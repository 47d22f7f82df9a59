"""The calendar file, read back as a calendar reads it."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from msgspec.structs import replace

from mattimer import APP_ID
from mattimer.preferences.settings_values import Settings
from mattimer.services.calendar_file import calendar_bytes, entries_of, save_calendar
from mattimer.storage.errors import DataError
from tests.fakes import FakeClock
from tests.storage.factories import DEVICE

# FakeClock's day is Monday, 21 September 2026.
TODAY = date(2026, 9, 21)
PLAN = Settings(plan_reminder=True, plan_days="135", plan_time="18:00")
BOTH = replace(PLAN, bedtime="22:30", wind_down_min=60, evening_days="67")


def events(settings: Settings, *, minutes: int = 8, clock: FakeClock | None = None) -> list[Any]:
    content = calendar_bytes(settings, minutes, owner=DEVICE, now=(clock or FakeClock()).read())
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def year_of(event: Any) -> list[datetime]:  # noqa: ANN401 - as the library gives it
    """Every time it comes within a year."""
    begins = event["DTSTART"].dt
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=begins)
    return list(rule.between(begins, begins + timedelta(days=364), inc=True))


def test_the_days_that_were_chosen_for_a_year() -> None:
    (event,) = events(PLAN)
    found = year_of(event)
    assert found[0] == datetime(2026, 9, 21, 18)  # noqa: DTZ001 - wherever the person is
    assert {moment.isoweekday() for moment in found} == {1, 3, 5}
    assert {(moment.hour, moment.minute, moment.tzinfo) for moment in found} == {(18, 0, None)}
    assert len(found) == 52 * 3 + 1


def test_the_evening_has_its_own() -> None:
    plan, evening = events(BOTH)
    assert plan["UID"] != evening["UID"]
    found = year_of(evening)
    assert found[0] == datetime(2026, 9, 26, 21, 30)  # noqa: DTZ001 - as above
    assert {moment.isoweekday() for moment in found} == {6, 7}


def test_after_midnight_stands_a_day_later() -> None:
    sunday = Settings(bedtime="01:00", wind_down_min=30, evening_days="7")
    (event,) = events(sunday)
    assert year_of(event)[0] == datetime(2026, 9, 21, 0, 30)  # noqa: DTZ001 - as above
    assert {moment.isoweekday() for moment in year_of(event)} == {1}
    before = replace(sunday, bedtime="00:30", wind_down_min=60)
    assert {moment.isoweekday() for moment in year_of(events(before)[0])} == {7}


def test_two_at_one_time_are_one() -> None:
    both = replace(BOTH, plan_time="21:30")
    (event,) = events(both)
    assert {moment.isoweekday() for moment in year_of(event)} == {1, 3, 5, 6, 7}


def test_what_stands_in_it_is_for_everybody_s_eyes() -> None:
    for event in events(BOTH, minutes=12):
        assert str(event["SUMMARY"]) == "Mat Timer"
        assert event["DURATION"].dt == timedelta(minutes=12)
        assert str(event["CLASS"]) == "PRIVATE"
        assert str(event["TRANSP"]) == "TRANSPARENT"
        (alarm,) = event.walk("VALARM")
        assert alarm["TRIGGER"].dt == timedelta(0)
        assert str(alarm["ACTION"]) == "DISPLAY"
        assert str(alarm["DESCRIPTION"]) == "Mat Timer"
        assert set(event) == {
            "SUMMARY", "DTSTART", "DURATION", "DTSTAMP", "UID", "SEQUENCE", "RRULE", "CLASS",
            "TRANSP",
        }  # fmt: skip


def test_a_later_file_takes_the_earlier_one_s_place() -> None:
    clock = FakeClock()
    first = events(BOTH, clock=clock)
    clock.advance(600)
    later = events(replace(BOTH, plan_time="07:15", plan_days="2"), clock=clock)
    assert [event["UID"] for event in first] == [event["UID"] for event in later]
    assert all(
        old["SEQUENCE"] < new["SEQUENCE"] < 2**31 for old, new in zip(first, later, strict=True)
    )
    other = calendar_bytes(BOTH, 8, owner="another", now=clock.read())
    uids = {str(event["UID"]) for event in icalendar.Calendar.from_ical(other).walk("VEVENT")}
    assert uids.isdisjoint(str(event["UID"]) for event in first)
    assert all(uid.endswith(f"@{APP_ID}") for uid in uids)


def test_a_calendar_that_is_strict_reads_it() -> None:
    content = calendar_bytes(BOTH, 8, owner=DEVICE, now=FakeClock().read())
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert all(len(line) <= 75 for line in lines)
    assert not [error for event in events(BOTH) for error in event.errors]


def test_it_is_written_for_its_owner_only(tmp_path: Path) -> None:
    target = tmp_path / "mat timer.ics"
    assert save_calendar(target, BOTH, 8, owner=DEVICE, now=FakeClock().read()) == 2
    assert target.stat().st_mode & 0o777 == 0o600
    assert len(icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")) == 2
    assert list(tmp_path.glob("*mat timer*")) == [target]


def test_where_no_reminder_is_on_nothing_is_written(tmp_path: Path) -> None:
    target = tmp_path / "mat timer.ics"
    assert entries_of(Settings()) == ()
    assert save_calendar(target, Settings(), 8, owner=DEVICE, now=FakeClock().read()) == 0
    assert not target.exists()


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"^[^\n]+$") as told:
        save_calendar(tmp_path / "no" / "a.ics", BOTH, 8, owner=DEVICE, now=FakeClock().read())
    assert str(tmp_path) in str(told.value)

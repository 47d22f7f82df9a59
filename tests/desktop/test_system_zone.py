"""Where the computer is, asked of the system; one that travels is noticed."""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mattimer.coach.reminder_times import moment_of
from mattimer.desktop.system_clock import SystemClock
from mattimer.desktop.system_zone import SystemZone, system_zone

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a zone cannot be set there")

PLACES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu")
A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _home_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield
    monkeypatch.undo()
    time.tzset()


def travel(monkeypatch: pytest.MonkeyPatch, place: str) -> SystemZone:
    monkeypatch.setenv("TZ", place)
    zone = system_zone()
    assert isinstance(zone, SystemZone)
    return zone


@pytest.mark.parametrize("place", PLACES)
def test_the_system_agrees_with_the_tables(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    zone, table = travel(monkeypatch, place), ZoneInfo(place)
    for quarter in range(4 * 24 * 3):
        for month in (3, 4, 10, 11):
            naive = datetime(2026, month, 1, 0, 10) + quarter * A_DAY / 8  # noqa: DTZ001 - a wall
            moment = naive.replace(tzinfo=UTC)
            shown, expected = moment.astimezone(zone), moment.astimezone(table)
            assert shown.replace(tzinfo=None) == expected.replace(tzinfo=None)
            assert (shown.fold, shown.utcoffset()) == (expected.fold, expected.utcoffset())
            assert shown.tzname() == expected.tzname()
            assert moment_of(naive, zone) == moment_of(naive, table)


def test_a_skipped_time_is_found_by_the_system_too(monkeypatch: pytest.MonkeyPatch) -> None:
    zone = travel(monkeypatch, "Europe/Berlin")
    skipped = datetime(2026, 3, 29, 2, 30)  # noqa: DTZ001 - a wall
    assert moment_of(skipped, zone) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    twice = datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001 - a wall
    assert moment_of(twice, zone) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_journey_corrects_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("Asia/Kathmandu", "Asia/Tokyo"):
        travel(monkeypatch, place)
        ahead = datetime.now(ZoneInfo(place)).utcoffset()
        assert ahead is not None
        assert SystemClock().read().utc_offset_s == ahead.total_seconds()


def test_it_knows_nothing_without_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    zone = travel(monkeypatch, "Europe/Berlin")
    assert zone.utcoffset(None) is None
    assert zone.tzname(None) is None
    assert datetime.now(zone).dst() is None

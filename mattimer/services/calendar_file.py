"""Calendar file: the reminders as iCalendar, for those who do not keep the app running.

Times are floating: they stand on the wall clock of wherever the person is. A calendar may be
shared, so an entry says no more than the app's name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from mattimer import APP_ID, __version__
from mattimer.coach.reminder_times import DAY_BEGINS, ReminderKind, ReminderRule
from mattimer.desktop.notifications import APP_NAME
from mattimer.preferences.settings_values import Settings
from mattimer.services.reminder_service import rules_of
from mattimer.session.clock import MINUTE, Reading, local_time
from mattimer.storage.saving import save_private

if TYPE_CHECKING:
    from icalendar import Event

OURS = UUID("5f3b2f0e-6c35-4d0c-9a53-3d4c1a1f7f0e")
"""Keeps names made here apart from everybody else's."""

DAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEK = 7


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One appointment that comes every week.

    Attributes:
        kind: What it announces; the plan, where both are at one time.
        days: Days of the calendar, 1 for Monday to 7 for Sunday; each begins at midnight.
        at: Local time.
    """

    kind: ReminderKind
    days: frozenset[int]
    at: time


def entries_of(settings: Settings) -> tuple[CalendarEntry, ...]:
    """What the settings ask for; two at one time are one."""
    found: dict[time, CalendarEntry] = {}
    for rule in rules_of(settings):
        days = frozenset(_calendar_days(rule))
        first = found.get(rule.at)
        if first is not None:
            days |= first.days
        found[rule.at] = CalendarEntry(rule.kind if first is None else first.kind, days, rule.at)
    return tuple(found.values())


def calendar_bytes(settings: Settings, minutes: int, *, owner: str, now: Reading) -> bytes:
    """The calendar file.

    Importing the library takes a tenth of a second, so this belongs on a thread of its own.

    Args:
        settings: Days and times.
        minutes: How long a session takes.
        owner: Which device it is for; a later file from it takes the earlier one's place.
        now: The moment; appointments begin with this day.
    """
    from icalendar import Calendar  # noqa: PLC0415 - see above

    calendar = Calendar()
    calendar.add("prodid", f"-//{APP_ID}//{APP_NAME} {__version__}//EN")
    calendar.add("version", "2.0")
    for entry in entries_of(settings):
        calendar.add_component(_event(entry, minutes, owner, now))
    return bytes(calendar.to_ical())


def save_calendar(
    target: Path, settings: Settings, minutes: int, *, owner: str, now: Reading
) -> int:
    """Write the file, for its owner only, and return how many appointments it has.

    Nothing is written where no reminder is on: a calendar has at least one.

    Raises:
        DataError: It cannot be written.
    """
    entries = entries_of(settings)
    if not entries:
        return 0
    save_private(target, calendar_bytes(settings, minutes, owner=owner, now=now))
    return len(entries)


def _calendar_days(rule: ReminderRule) -> Iterator[int]:
    """Half past midnight belongs to the evening before, but stands a day later in a calendar."""
    shift = 1 if rule.at < DAY_BEGINS else 0
    return ((day - 1 + shift) % WEEK + 1 for day in rule.days)


def _event(entry: CalendarEntry, minutes: int, owner: str, now: Reading) -> "Event":
    from icalendar import Alarm, Event  # noqa: PLC0415 - see above

    begins = datetime.combine(_first(entry.days, now.local.date()), entry.at)
    event = Event()
    event.add("uid", f"{uuid5(OURS, f'{owner}/{entry.kind}')}@{APP_ID}")
    event.add("dtstamp", local_time(now.utc, 0).replace(microsecond=0))
    # A calendar takes a file for newer by this.
    event.add("sequence", now.utc // MINUTE)
    event.add("summary", APP_NAME)
    event.add("dtstart", begins)
    event.add("duration", timedelta(minutes=minutes))
    event.add("rrule", {"freq": "weekly", "byday": _names(entry.days)})
    # Nobody else has to know, and nobody is kept from inviting them then.
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", APP_NAME)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    return event


def _first(days: Iterable[int], today: date) -> date:
    """The first of these days from today on."""
    return today + timedelta(days=min((day - today.isoweekday()) % WEEK for day in days))


def _names(days: Iterable[int]) -> list[str]:
    return [DAY_NAMES[day - 1] for day in sorted(days)]

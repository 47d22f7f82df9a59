"""Words that several places need: stages, numbers, lengths, times."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.session_plan import Stage

_CONTEXT = "Wording"
DAYS_OF_WEEK = 7


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate(_CONTEXT, text, "", count)


def stage_name(stage: Stage) -> str:
    """A stage as a heading."""
    return {
        Stage.LEAD_IN: _tr("Lie down"),
        Stage.SETTLE: _tr("Settle"),
        Stage.STILL: _tr("Still"),
        Stage.RISE: _tr("Rise"),
    }[stage]


def clock_digits(us: int) -> str:
    """Microseconds as m:ss, rounded up, so that the last second is 0:01 and the end 0:00."""
    seconds = -(-us // SECOND)
    return f"{seconds // 60}:{seconds % 60:02}"


def spoken_time(us: int) -> str:
    """Microseconds as a screen reader says them."""
    seconds = -(-us // SECOND)
    minutes, rest = divmod(seconds, 60)
    parts = []
    if minutes:
        parts.append(_plural(minutes, _tr("minute"), _tr("minutes")))
    if rest or not minutes:
        parts.append(_plural(rest, _tr("second"), _tr("seconds")))
    return " ".join(parts)


def minutes_in_words(us: int) -> str:
    """A length in whole minutes, in words: "ten minutes"; under one, "less than a minute"."""
    minutes = us // MINUTE
    if minutes == 0:
        return _tr("less than a minute")
    if minutes == 1:
        return _tr("one minute")
    return _tr("{n} minutes").format(n=number_in_words(minutes))


def minutes_count(minutes: int) -> str:
    """A length in figures: "1 minute", "10 minutes"."""
    return _plural(minutes, _tr("minute"), _tr("minutes"))


def seconds_count(seconds: int) -> str:
    """A length in figures: "1 second", "20 seconds"."""
    return _plural(seconds, _tr("second"), _tr("seconds"))


def _plural(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def number_in_words(number: int) -> str:
    """A number up to thirty in words, a larger one in figures."""
    words = _tr(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen twenty twenty-one twenty-two twenty-three"
        " twenty-four twenty-five twenty-six twenty-seven twenty-eight twenty-nine thirty"
    )
    named = words.split()
    return named[number] if number < len(named) else str(number)


def in_figures(value: object) -> str:
    """A text or number, its figures in those of the locale."""
    zero = ord(QLocale().zeroDigit())
    return str(value).translate({ord("0") + digit: chr(zero + digit) for digit in range(10)})


def sentence_case(text: str) -> str:
    """The first letter large."""
    return text[:1].upper() + text[1:]


def date_and_time(moment: datetime) -> str:
    """A date as a person says it: "Thursday 23 October, 21:10"."""
    day = QDate(moment.year, moment.month, moment.day)
    return f"{QLocale().toString(day, _tr('dddd d MMMM'))}, {time_of_day(moment)}"


def time_of_day(moment: datetime) -> str:
    """A time with hours and minutes, on twelve hours only where the locale does so."""
    locale = QLocale()
    twelve = "a" in locale.timeFormat(QLocale.FormatType.ShortFormat).lower()
    time = QTime(moment.hour, moment.minute)
    return locale.toString(time, "h:mm AP" if twelve else "HH:mm")


def day_name(day: date, today: date) -> str:
    """A day as one says it today: "Today", "Yesterday", "Tuesday", "3 March", "3 March 2024"."""
    ago = (today - day).days
    if ago == 0:
        return _tr("Today")
    if ago == 1:
        return _tr("Yesterday")
    qt_day = QDate(day.year, day.month, day.day)
    if 1 < ago < DAYS_OF_WEEK:
        return QLocale().toString(qt_day, "dddd")
    return QLocale().toString(qt_day, "d MMMM" if day.year == today.year else "d MMMM yyyy")

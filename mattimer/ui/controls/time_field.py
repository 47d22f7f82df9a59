"""A time of day, chosen from a list of quarters of an hour."""

from datetime import date, datetime, time

from mattimer.ui.controls.combo import Choices, Combo
from mattimer.ui.theme.theme import Theme
from mattimer.ui.wording import time_of_day

STEP_MIN = 15
DAY_MIN = 24 * 60


class TimeField(Combo):
    """Values are texts as "22:30"; another minute, as a file may have it, finds its own place.

    Typing a time goes to it, as in every list.
    """

    def __init__(self, theme: Theme, name: str, text: str, first: str, none: str = "") -> None:
        """``first`` begins the list; ``none`` are the words for no time at all, empty forbids."""
        self._first = _minutes(first)
        self._none: Choices = (("", none),) if none else ()
        times = ((self._first + step) % DAY_MIN for step in range(0, DAY_MIN, STEP_MIN))
        values = (f"{minutes // 60:02}:{minutes % 60:02}" for minutes in times)
        choices = (*self._none, *((value, clock_words(value)) for value in values))
        super().__init__(theme, name, text, choices, clock_words)

    def _with(self, value: object) -> Choices:
        """The list with a time that is no quarter of an hour, where it belongs."""
        none, times = len(self._none), super()._with(value)
        return (*times[:none], *sorted(times[none:], key=self._place))

    def _place(self, choice: tuple[object, str]) -> int:
        return (_minutes(str(choice[0])) - self._first) % DAY_MIN


def clock_words(value: str) -> str:
    """A time as the person's locale writes it."""
    return time_of_day(datetime.combine(date.min, time.fromisoformat(value)))


def _minutes(value: str) -> int:
    at = time.fromisoformat(value)
    return at.hour * 60 + at.minute

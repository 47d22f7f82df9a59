"""Words for stages, numbers, lengths, days and times."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from mattimer.limits import HARD_CAP
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.session_plan import Stage
from mattimer.ui import wording

TODAY = date(2026, 3, 12)
"""A Thursday."""


@pytest.mark.parametrize(
    ("seconds", "digits"),
    [(0, "0:00"), (1, "0:01"), (59, "0:59"), (60, "1:00"), (605, "10:05"), (1800, "30:00")],
)
def test_the_clock_shows_minutes_and_seconds(seconds: int, digits: str) -> None:
    assert wording.clock_digits(seconds * SECOND) == digits


def test_the_clock_rounds_up_so_that_nothing_left_is_the_end() -> None:
    assert wording.clock_digits(1) == "0:01"
    assert wording.clock_digits(59 * SECOND + 1) == "1:00"


@given(st.integers(0, HARD_CAP))
def test_the_clock_never_shows_more_than_a_second_too_much(left: int) -> None:
    minutes, seconds = map(int, wording.clock_digits(left).split(":"))
    assert 0 <= (minutes * 60 + seconds) * SECOND - left < SECOND
    assert seconds < 60


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (20, "20 seconds"),
        (60, "1 minute"),
        (61, "1 minute 1 second"),
        (324, "5 minutes 24 seconds"),
        (600, "10 minutes"),
    ],
)
def test_a_time_is_said_in_minutes_and_seconds(seconds: int, said: str) -> None:
    assert wording.spoken_time(seconds * SECOND) == said


@pytest.mark.parametrize(
    ("us", "said"),
    [
        (0, "less than a minute"),
        (MINUTE - 1, "less than a minute"),
        (MINUTE, "one minute"),
        (2 * MINUTE - 1, "one minute"),
        (3 * MINUTE, "three minutes"),
        (10 * MINUTE, "ten minutes"),
        (30 * MINUTE, "thirty minutes"),
        (31 * MINUTE, "31 minutes"),
    ],
)
def test_whole_minutes_are_put_in_words(us: int, said: str) -> None:
    assert wording.minutes_in_words(us) == said


def test_one_is_not_a_plural() -> None:
    assert [wording.minutes_count(n) for n in (0, 1, 2)] == ["0 minutes", "1 minute", "2 minutes"]
    assert [wording.seconds_count(n) for n in (0, 1, 20)] == [
        "0 seconds",
        "1 second",
        "20 seconds",
    ]


def test_numbers_have_words_up_to_thirty() -> None:
    words = [wording.number_in_words(n) for n in range(32)]
    assert words[0] == "zero"
    assert words[11] == "eleven"
    assert words[21] == "twenty-one"
    assert words[30] == "thirty"
    assert words[31] == "31"
    assert len(set(words)) == 32


@pytest.mark.parametrize(
    ("text", "cased"), [("three minutes", "Three minutes"), ("", ""), ("Iris", "Iris")]
)
def test_a_sentence_begins_with_a_large_letter(text: str, cased: str) -> None:
    assert wording.sentence_case(text) == cased


def test_each_stage_has_its_heading() -> None:
    assert [wording.stage_name(stage) for stage in Stage] == [
        "Lie down",
        "Settle",
        "Still",
        "Rise",
    ]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 3, 12), "Today"),
        (date(2026, 3, 11), "Yesterday"),
        (date(2026, 3, 10), "Tuesday"),
        (date(2026, 3, 6), "Friday"),
        (date(2026, 3, 5), "5 March"),
        (date(2026, 1, 1), "1 January"),
        (date(2025, 12, 31), "31 December 2025"),
        (date(2026, 3, 13), "13 March"),
    ],
)
def test_a_day_has_the_name_people_use(day: date, name: str) -> None:
    assert wording.day_name(day, TODAY) == name


def test_a_date_is_said_with_its_weekday_and_time() -> None:
    moment = datetime(2026, 10, 22, 21, 10, tzinfo=UTC)
    assert wording.date_and_time(moment) == "Thursday 22 October, 21:10"


@pytest.fixture
def american() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("american")
def test_a_time_has_twelve_hours_where_the_locale_does_so() -> None:
    assert wording.time_of_day(datetime(2026, 3, 12, 21, 4, tzinfo=UTC)) == "9:04 PM"


def test_a_time_has_two_digits_each_elsewhere() -> None:
    assert wording.time_of_day(datetime(2026, 3, 12, 7, 4, tzinfo=UTC)) == "07:04"


@pytest.mark.parametrize(
    ("language", "figures"),
    [(QLocale.Language.English, "9:05, 12"), (QLocale.Language.Persian, "۹:۰۵, ۱۲")],  # noqa: RUF001
)
def test_figures_are_those_of_the_locale(language: QLocale.Language, figures: str) -> None:
    QLocale.setDefault(QLocale(language))
    assert wording.in_figures("9:05, 12") == figures
    assert wording.in_figures(12) == figures[-2:]

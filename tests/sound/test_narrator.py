"""The voice speaks at its time, one line at a time."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from mattimer.coach.session_lines import SessionLines
from mattimer.content.loader import load
from mattimer.preferences.settings_values import SpokenWords
from mattimer.session.clock import SECOND
from mattimer.session.commands import Command, Pause, Resume, Skip, Stop, Tick
from mattimer.session.session import Session
from mattimer.session.session_plan import Plan
from mattimer.sound.narrator import Narrator
from mattimer.sound.score import BELLS
from tests.coach.factories import GUIDE
from tests.fakes import FakeClock, FakeScheduler
from tests.session.factories import answer, begun, ten_minutes
from tests.sound.factories import FakeVoice

LINES = load(GUIDE, SessionLines)
SPOKEN = LINES.spoken


class Reading:
    """A session that is narrated; the test moves time by hand."""

    def __init__(self, *, speed: float = 1.0, plan: Plan | None = None) -> None:
        self.clock, self.voice, self.scheduler = FakeClock(), FakeVoice(), FakeScheduler()
        self.narrator = Narrator(
            self.clock,
            self.voice,
            LINES,
            speed=speed,
            scheduler=self.scheduler,
            length_in_words=lambda _: "ten minutes",
        )
        self.narrator.set_bells(dict.fromkeys(BELLS, 3 * SECOND))
        self.session: Session | None = None
        self._change(begun(self.clock, plan or ten_minutes(scan=("feet", "hips"))))

    def do(self, command: Command) -> None:
        assert self.session is not None
        self._change(answer(self.session, command, self.clock.read()))

    def _change(self, new: Session) -> None:
        old, self.session = self.session, new
        self.narrator.on_session_changed(new, old)

    def until(self, seconds: float, step: float = 0.5) -> list[str]:
        """What is said on the way to a position; the timer finds its time come."""
        assert self.session is not None
        start = len(self.voice.said)
        while self.session.position_at(self.clock.read()) < min(seconds * SECOND, self.session.end):
            self.pass_time(step)
        return self.voice.said[start:]

    def pass_time(self, seconds: float) -> None:
        """Let time pass; the timer comes when it was asked to, and not before."""
        left = round(seconds * 1000)
        while (waits := self.scheduler.waits) and waits[0] <= left:
            left -= waits[0]
            self.clock.advance(waits[0] / 1000)
            self.scheduler.wind_on()
        self.clock.advance(left / 1000)
        if self.scheduler.waits:
            self.scheduler.wind_on(left)


@pytest.fixture
def reading(qtbot: QtBot) -> Iterator[Reading]:
    assert qtbot is not None
    made = Reading()
    yield made
    made.narrator.close()


def test_a_session_from_first_to_last_word(reading: Reading) -> None:
    said = reading.until(620)
    reading.do(Tick())
    reading.pass_time(4)
    said = reading.voice.said
    assert said == [
        SPOKEN.lead_in,
        SPOKEN.sting,
        SPOKEN.still,
        *SPOKEN.rise.values(),
        "That was ten minutes. Stay a moment.",
    ]


def test_a_pause_is_silent_and_goes_on_where_it_was(reading: Reading) -> None:
    reading.until(30)
    assert reading.voice.said == [SPOKEN.lead_in]
    stops = reading.voice.stops
    reading.do(Pause())
    assert reading.voice.stops == stops + 1
    reading.clock.advance(600)
    assert reading.scheduler.waits == []
    reading.do(Resume())
    assert reading.until(40) == [SPOKEN.sting]


def test_after_a_stall_the_latest_line_alone(reading: Reading) -> None:
    reading.until(30)
    reading.clock.advance(114)
    reading.scheduler.wind_on()
    assert reading.voice.said[1:] == [SPOKEN.still]


def test_a_line_that_is_long_past_is_left_out(reading: Reading) -> None:
    reading.until(30)
    reading.clock.advance(60)
    reading.scheduler.wind_on()
    assert reading.voice.said[1:] == []


def test_after_a_skip_its_line_comes_with_its_bell(reading: Reading) -> None:
    reading.until(50)
    reading.do(Skip())
    assert reading.until(52) == []
    assert reading.until(54) == [SPOKEN.still]


def test_a_stopped_session_says_no_more(reading: Reading) -> None:
    reading.until(30)
    reading.do(Stop())
    assert reading.scheduler.waits == []


def test_muted_or_without_words_nothing_is_said(reading: Reading) -> None:
    reading.narrator.set_muted(muted=True)
    assert reading.until(40) == []
    reading.narrator.set_muted(muted=False)
    reading.narrator.set_words(SpokenWords.OFF)
    assert reading.until(200) == []
    reading.narrator.set_words(SpokenWords.FEW)
    assert reading.until(510) == [SPOKEN.rise["side"]]


def test_the_time_left_is_said_on_request_but_not_over_a_bell(reading: Reading) -> None:
    reading.until(60)
    reading.narrator.say("Nine minutes to go.")
    assert reading.voice.said[-1] == "Nine minutes to go."
    reading.until(141)
    reading.narrator.say("Eight minutes to go.")
    assert reading.until(143) == []
    assert reading.until(145)[-1] == "Eight minutes to go."
    assert reading.until(400) == []


def test_nobody_could_follow_a_faster_session(qtbot: QtBot) -> None:
    assert qtbot is not None
    reading = Reading(speed=10)
    assert reading.until(600, step=2) == []


def test_whoever_stirs_after_the_end_hears_no_more(reading: Reading) -> None:
    reading.until(620)
    reading.do(Tick())
    reading.narrator.hush()
    reading.pass_time(4)
    assert reading.scheduler.waits == []

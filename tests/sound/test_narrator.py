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
from tests.fakes import FakeClock
from tests.session.factories import answer, begun, ten_minutes
from tests.sound.factories import FakeVoice
from tests.ui.timers import run_out, timer

LINES = load(GUIDE, SessionLines)
SPOKEN = LINES.spoken


class Reading:
    """A session that is narrated; the test moves time by hand."""

    def __init__(self, *, speed: float = 1.0, plan: Plan | None = None) -> None:
        self.clock, self.voice = FakeClock(), FakeVoice()
        self.narrator = Narrator(
            self.clock, self.voice, LINES, speed=speed, length_in_words=lambda _: "ten minutes"
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
            self.clock.advance(step)
            self.look()
        return self.voice.said[start:]

    def look(self) -> None:
        """The timer comes as soon as something is due, and not before."""
        narrator = self.narrator
        coming = [one.at for one in narrator._due if one.at > narrator._until]
        if (
            timer(narrator, "narrator_timer").isActive()
            and coming
            and min(coming) <= narrator._now()
        ):
            run_out(narrator, "narrator_timer")


@pytest.fixture
def reading(qtbot: QtBot) -> Iterator[Reading]:
    assert qtbot is not None
    made = Reading()
    yield made
    made.narrator.close()


def test_a_session_from_first_to_last_word(reading: Reading) -> None:
    said = reading.until(620)
    reading.do(Tick())
    reading.clock.advance(4)
    reading.look()
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
    assert not timer(reading.narrator, "narrator_timer").isActive()
    reading.do(Resume())
    assert reading.until(40) == [SPOKEN.sting]


def test_after_a_stall_the_latest_line_alone(reading: Reading) -> None:
    reading.until(30)
    reading.clock.advance(114)
    run_out(reading.narrator, "narrator_timer")
    assert reading.voice.said[1:] == [SPOKEN.still]


def test_a_line_that_is_long_past_is_left_out(reading: Reading) -> None:
    reading.until(30)
    reading.clock.advance(60)
    run_out(reading.narrator, "narrator_timer")
    assert reading.voice.said[1:] == []


def test_after_a_skip_its_line_comes_with_its_bell(reading: Reading) -> None:
    reading.until(50)
    reading.do(Skip())
    assert reading.until(52) == []
    assert reading.until(54) == [SPOKEN.still]


def test_a_stopped_session_says_no_more(reading: Reading) -> None:
    reading.until(30)
    reading.do(Stop())
    assert not timer(reading.narrator, "narrator_timer").isActive()


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
    reading.clock.advance(4)
    assert not timer(reading.narrator, "narrator_timer").isActive()

"""The device is fed while something sounds, and no longer."""

from array import array
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from mattimer.session.clock import SECOND
from mattimer.session.commands import Command, Discard, Pause, Resume, Skip, Stop, Tick
from mattimer.session.session import Session
from mattimer.session.session_plan import Pacing, Plan
from mattimer.session.timeline import heard_at
from mattimer.sound.player import STUCK_ROUNDS, Player, Silence
from mattimer.sound.score import score_of
from mattimer.sound.tones import RATE
from tests.fakes import FakeClock
from tests.session.factories import answer, begun
from tests.sound.factories import LEVELS, FakeOutput, flat_sounds, short_plan
from tests.ui.timers import run_out, timer

ROUND_S = 0.02


class Concert:
    """A session that is played: the test moves time, device and player by hand."""

    def __init__(self, plan: Plan, output: FakeOutput | None = None) -> None:
        self.clock = FakeClock()
        self.output = output or FakeOutput()
        self.player = Player(self.clock, self.output)
        self.player.use(flat_sounds(bell_s=1.0))
        self.silences: list[Silence | None] = []
        self.player.silence_changed.connect(self.silences.append)
        self.session: Session | None = None
        self._change(begun(self.clock, plan))

    def do(self, command: Command) -> None:
        assert self.session is not None
        self._change(answer(self.session, command, self.clock.read()))

    def _change(self, new: Session | None) -> None:
        old, self.session = self.session, new
        self.player.on_session_changed(new, old)

    def release(self) -> None:
        self._change(None)

    def pass_time(self, seconds: float, step: float = ROUND_S) -> None:
        """Let time pass in rounds; whichever timer is armed finds its time come."""
        for _ in range(round(seconds / step)):
            self.clock.advance(step)
            self.output.play(step)
            self.look()

    def look(self) -> None:
        """Whichever timer is armed finds its time come."""
        if timer(self.player, "player_rounds").isActive():
            run_out(self.player, "player_rounds")
        elif timer(self.player, "player_opening").isActive():
            run_out(self.player, "player_opening")

    def pass_round(self, pace: float) -> None:
        """Let one round pass on a device whose own clock goes at this pace."""
        self.clock.advance(ROUND_S)
        self.output.play(ROUND_S * pace)
        self.look()

    def next_tone_off(self, pace: float = 1.0) -> float:
        """How much later than by the score the next breath tone is heard, in microseconds."""
        begun = len(self.output.written)
        while (found := next_tone(self.output.written, begun)) is None:
            self.pass_round(pace)
        index, sound = found
        assert self.session is not None
        now = heard_at(self.session, self.clock.read())
        ahead = index - len(self.output.written) + self.output.waiting()
        heard = now + ahead / RATE * SECOND
        notes = [note.at for note in score_of(self.session) if note.sound == sound]
        return min((heard - at for at in notes), key=abs)

    def heard(self) -> set[int]:
        return self.output.heard() - {0}


@pytest.fixture
def concert(qtbot: QtBot) -> Iterator[Concert]:
    assert qtbot is not None
    made = Concert(short_plan())
    yield made
    made.player.close()


@pytest.fixture
def breathing(qtbot: QtBot) -> Iterator[Concert]:
    assert qtbot is not None
    made = Concert(short_plan(lead_in=2 * SECOND, pacing=Pacing.THROUGHOUT))
    yield made
    made.player.close()


def next_tone(written: "array[int]", begin: int) -> tuple[int, str] | None:
    """Where another breath tone than before sounds for the first time, and which."""
    tones = {LEVELS[name]: name for name in ("inhale", "exhale")}
    before = next((one for one in reversed(written[:begin]) if one in tones), None)
    for index in range(begin, len(written)):
        if written[index] in tones and written[index] != before:
            return index, tones[written[index]]
    return None


def first_sample(output: FakeOutput) -> int:
    return next(index for index, sample in enumerate(output.written) if sample)


def test_no_stream_is_open_while_nothing_comes(concert: Concert) -> None:
    concert.pass_time(16)
    assert concert.output.streams == 0
    concert.pass_time(4.5)
    assert concert.output.streams == 1
    assert concert.heard() == {LEVELS["settle"]}
    concert.pass_time(2)
    assert not concert.output.open


def test_a_bell_is_written_for_the_moment_it_is_due(concert: Concert) -> None:
    concert.pass_time(19.2)
    opened = concert.clock.monotonic
    concert.pass_time(1.2)
    assert concert.session is not None
    due = concert.session.started.monotonic + 20 * SECOND
    # What the device takes at once it plays at once; the first round fills the whole stream.
    played_at = first_sample(concert.output) / RATE
    stream_began = concert.clock.monotonic - len(concert.output.written) / RATE * SECOND
    assert due > opened
    ahead = concert.output.waiting() / RATE * SECOND
    assert stream_began + ahead + played_at * SECOND == pytest.approx(due, abs=0.025 * SECOND)


def test_an_idle_device_gets_silence_first(qtbot: QtBot) -> None:
    assert qtbot is not None
    concert = Concert(short_plan(lead_in=0))
    concert.pass_time(1)
    assert first_sample(concert.output) / RATE == pytest.approx(0.3, abs=0.021)
    concert.player.close()


def test_a_pause_closes_the_stream_at_once_and_a_resume_joins_the_breath(
    breathing: Concert,
) -> None:
    breathing.pass_time(5)
    assert LEVELS["inhale"] in breathing.heard()
    breathing.do(Pause())
    assert not breathing.output.open
    breathing.pass_time(30)
    assert breathing.heard() == set()
    breathing.do(Resume())
    breathing.pass_time(1)
    assert LEVELS["inhale"] in breathing.heard()
    assert LEVELS["settle"] not in breathing.heard()


@pytest.mark.parametrize("command", [Stop(), Discard()])
def test_nothing_rings_where_a_session_is_ended(breathing: Concert, command: Command) -> None:
    breathing.pass_time(5)
    breathing.do(command)
    breathing.heard()
    breathing.pass_time(60)
    assert breathing.heard() == set()
    assert not breathing.output.open


def test_after_a_stall_the_latest_bell_alone_rings(concert: Concert) -> None:
    concert.pass_time(21.5)
    concert.heard()
    concert.clock.advance(50)
    concert.pass_time(0.5)
    assert concert.heard() == {LEVELS["rise"]}


def test_a_sleep_plays_nothing(concert: Concert) -> None:
    concert.pass_time(20.5)
    concert.heard()
    concert.clock.sleep_computer(3600)
    concert.pass_time(2)
    assert concert.heard() <= {LEVELS["settle"]}


def finish(concert: Concert) -> None:
    """From before the end to its noticing."""
    concert.pass_time(79.9)
    concert.heard()
    concert.pass_time(0.2)
    concert.do(Tick())
    concert.pass_time(0.5)


def test_the_end_bell_comes_back_softly_for_two_minutes(concert: Concert) -> None:
    finish(concert)
    assert concert.heard() == {LEVELS["end"]}
    concert.pass_time(5)
    rings = 0
    for _ in range(12):
        concert.pass_time(10)
        rings += concert.heard() == {LEVELS["end-soft"]}
    assert rings == 6
    concert.pass_time(60)
    assert concert.heard() == set()
    assert not concert.output.open


def test_whoever_stirs_ends_the_ringing(concert: Concert) -> None:
    finish(concert)
    concert.heard()
    concert.player.hush()
    assert not concert.output.open
    concert.pass_time(60)
    assert concert.heard() == set()


def test_to_stir_during_a_session_changes_nothing(concert: Concert) -> None:
    concert.player.hush()
    concert.pass_time(21)
    assert concert.heard() == {LEVELS["settle"]}


def test_muted_is_silent_and_unmuted_is_heard_again(breathing: Concert) -> None:
    breathing.pass_time(3)
    breathing.player.set_muted(muted=True)
    breathing.heard()
    breathing.pass_time(5)
    assert breathing.heard() == set()
    breathing.player.set_muted(muted=False)
    breathing.pass_time(1)
    assert max(breathing.heard()) == LEVELS["exhale"]


def test_a_skip_is_heard_at_once(concert: Concert) -> None:
    concert.pass_time(5)
    concert.do(Skip())
    concert.pass_time(0.6)
    assert concert.heard() == {LEVELS["settle"]}


def test_without_a_device_it_says_so_once_and_goes_on_when_one_comes(qtbot: QtBot) -> None:
    assert qtbot is not None
    output = FakeOutput(present=False)
    concert = Concert(short_plan(lead_in=0, pacing=Pacing.THROUGHOUT), output)
    concert.pass_time(5)
    assert concert.silences == [Silence.NO_DEVICE]
    output.present = True
    concert.player.on_device_changed()
    concert.pass_time(1)
    assert concert.silences == [Silence.NO_DEVICE, None]
    assert LEVELS["exhale"] in concert.heard() or LEVELS["inhale"] in output.heard()
    concert.player.close()


def test_a_device_that_is_pulled_out_is_left_alone_until_devices_change(
    breathing: Concert,
) -> None:
    breathing.pass_time(4)
    breathing.heard()
    breathing.output.broken = True
    breathing.pass_time(5)
    assert breathing.output.streams == 1
    assert breathing.silences == [Silence.BUSY]
    breathing.output.lost = False
    breathing.player.on_device_changed()
    breathing.pass_time(1)
    assert breathing.output.streams == 2
    assert breathing.heard()
    assert breathing.silences[-1] is None


def test_a_device_that_takes_nothing_is_called_busy(breathing: Concert) -> None:
    breathing.pass_time(4)
    breathing.output.capacity = 0
    breathing.pass_time(STUCK_ROUNDS * ROUND_S)
    assert breathing.silences[-1] is Silence.BUSY
    breathing.pass_time(5)
    assert breathing.output.streams == 1


def test_a_tone_can_be_tried_without_a_session(qtbot: QtBot) -> None:
    assert qtbot is not None
    concert = Concert(short_plan())
    concert.do(Discard())
    concert.release()
    concert.player.test("still")
    concert.pass_time(1)
    assert concert.heard() == {LEVELS["still"]}
    concert.pass_time(2)
    assert not concert.output.open
    concert.player.close()


def test_another_output_takes_over(breathing: Concert) -> None:
    breathing.pass_time(4)
    other = FakeOutput()
    old, breathing.output = breathing.output, other
    breathing.player.use_output(other)
    breathing.pass_time(1)
    assert old.closed
    assert breathing.heard()


def test_the_clock_of_a_device_that_runs_slow_is_followed(breathing: Concert) -> None:
    """A device that is off by a thousandth drifts half a second in ten minutes if nobody looks."""
    breathing.player.set_volumes(breathing.player.mixer.volumes)
    for _ in range(1500):
        breathing.pass_round(0.999)
    assert abs(breathing.next_tone_off(0.999)) < 0.03 * SECOND


def test_samples_that_were_lost_are_made_good_without_two_tones_at_once(
    breathing: Concert,
) -> None:
    breathing.pass_time(4)
    # The interface stood still, and the device played all it had and then silence.
    breathing.clock.advance(0.5)
    breathing.output.play(0.5)
    assert abs(breathing.next_tone_off()) < 0.03 * SECOND
    breathing.pass_time(1.5)
    assert max(breathing.heard()) <= LEVELS["exhale"]

"""Sounds that are easy to recognise in what was mixed, and stand-ins for devices."""

from array import array

from mattimer.session.clock import SECOND
from mattimer.session.session_plan import Layer, Pacing, Plan, classic_stages
from mattimer.sound.score import BELLS
from mattimer.sound.tones import RATE

LEVELS = {name: 100 * (number + 1) for number, name in enumerate((*BELLS, "inhale", "exhale"))}
"""Every sound is one level from first to last, and no two add up to a third in these tests."""


def flat(name: str, seconds: float) -> "array[int]":
    return array("h", [LEVELS[name]] * round(seconds * RATE))


def flat_sounds(
    *, bell_s: float = 2.0, inhale_s: float = 4.0, exhale_s: float = 6.0
) -> dict[str, "array[int]"]:
    sounds = {name: flat(name, bell_s) for name in BELLS}
    return {**sounds, "inhale": flat("inhale", inhale_s), "exhale": flat("exhale", exhale_s)}


def short_plan(*, lead_in: int = 20 * SECOND, pacing: Pacing = Pacing.OFF) -> Plan:
    """One minute: settle 12 s, still 36 s, rise 12 s."""
    return Plan(
        area="upper-back",
        layer=Layer.SHIRT,
        stages=classic_stages(60 * SECOND),
        lead_in=lead_in,
        pacing=pacing,
    )


class FakeOutput:
    """A device whose stream takes samples only when told to."""

    def __init__(self, *, present: bool = True, opens: bool = True, capacity: int = 4800) -> None:
        self.present = present
        self.opens = opens
        self.capacity = capacity
        self.chosen = ""
        self.streams = 0
        self.closed = self.lost = False
        self.open = False
        self.broken = False
        self.written = array("h")
        self._taken = 0

    @property
    def running(self) -> bool:
        return self.open and not self.broken

    def outputs(self) -> tuple[tuple[str, str], ...]:
        return (("mat", "Loudspeakers"),) if self.present else ()

    def choose(self, device: str) -> None:
        self.chosen = device

    def start(self) -> bool:
        self.broken = False
        self.open = self.present and self.opens and not self.lost
        self.streams += self.open
        self._taken = len(self.written)
        return self.open

    def room(self) -> int:
        return max(0, self.capacity - self.waiting()) if self.open else 0

    def waiting(self) -> int:
        return len(self.written) - self._taken if self.open else 0

    def write(self, samples: bytes) -> None:
        assert self.open
        assert len(samples) <= 2 * self.room()
        self.written.frombytes(samples)

    def lose(self) -> None:
        self.open, self.lost = False, True

    def stop(self) -> None:
        self.open = False

    def close(self) -> None:
        self.open, self.closed = False, True

    def play(self, seconds: float) -> None:
        """The device takes this much of what waits."""
        if self.open:
            self._taken = min(len(self.written), self._taken + round(seconds * RATE))

    def heard(self) -> set[int]:
        """The levels written since this was last asked."""
        levels = set(self.written)
        self._taken -= len(self.written)
        del self.written[:]
        self._taken = 0
        return levels


class FakeVoice:
    """Keeps what it is asked to say."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.stops = 0

    def start(self) -> None:
        pass

    def say(self, text: str) -> None:
        self.said.append(text)

    def stop(self) -> None:
        self.stops += 1

    def configure(self, manner: object) -> None:
        pass

    def rest(self) -> None:
        pass

    def close(self) -> None:
        pass

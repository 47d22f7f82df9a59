"""The mixer: a session's score as samples, piece by piece. Pure."""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import add

from mattimer.limits import LONGEST_PHASE, LOUDEST
from mattimer.session.breath import BreathPhase
from mattimer.session.clock import SECOND
from mattimer.session.session import Session
from mattimer.sound.score import ScoreNote, score_of
from mattimer.sound.tones import RATE

FADE = RATE * 30 // 1000
"""What joins or leaves a tone in its middle does so over 30 ms."""

FULL = 256
"""Gains are whole numbers up to this one."""

TOO_LATE = 5 * SECOND
"""A bell that could not ring for longer than this says nothing any more."""

Sounds = Mapping[str, "array[int]"]
"""Samples by the name of what sounds: mono, 16 bit, RATE a second."""


@dataclass(frozen=True, slots=True)
class Volumes:
    """Gains of bells and breath tones, 0 to FULL."""

    bells: int = FULL
    breath: int = FULL

    @classmethod
    def of_percent(cls, bells: int, breath: int) -> "Volumes":
        """From 0 to 100 as ears judge it: half of the way sounds half as loud."""
        return cls(*(round(FULL * (percent / LOUDEST) ** 2) for percent in (bells, breath)))


@dataclass(slots=True)
class Playing:
    """A note that is sounding.

    Attributes:
        note: Which.
        samples: All of it.
        index: Where in it this is.
        joined: Frames of the fade in that are done.
        left: Frames of the fade out that are left; None while it stays.
    """

    note: ScoreNote
    samples: "array[int]"
    index: int = 0
    joined: int = FADE
    left: int | None = None

    def take(self, count: int) -> "array[int]":
        """The next samples, at most ``count``."""
        piece = self.samples[self.index : self.index + count]
        self.index += len(piece)
        if self.joined < FADE:
            piece = _ramped(piece, self.joined, 1)
            self.joined += len(piece)
        if self.left is not None:
            piece = _ramped(piece, self.left, -1)
            self.left = max(0, self.left - len(piece))
        return piece

    @property
    def over(self) -> bool:
        """Whether nothing is left of it."""
        return self.index >= len(self.samples) or self.left == 0

    def leave(self) -> None:
        """Fade out, from now on."""
        if self.left is None:
            self.left = FADE


class Mixer:
    """The notes that are sounding; ``render`` goes on from where it was."""

    def __init__(self, speed: float = 1.0) -> None:
        """``speed`` is how many seconds of the session pass in one that is heard."""
        self.volumes = Volumes()
        self.frame_us = SECOND * speed / RATE
        self._too_late = round(TOO_LATE * speed)
        self._sounds: Sounds = {}
        self._session: Session | None = None
        self._since = 0
        self._bells: tuple[ScoreNote, ...] = ()
        self._breaths: tuple[ScoreNote, ...] = ()
        self._rung: set[ScoreNote] = set()
        self._playing: list[Playing] = []

    def use(self, sounds: Sounds) -> None:
        """Take these samples for the notes; a note without any is silent."""
        self._sounds = sounds

    def follow(self, session: Session, at: int) -> None:
        """The session is another value, at this position."""
        if self._session is None or session.id != self._session.id:
            self._rung.clear()
            self._since = at
        self._session = session
        notes = score_of(session)
        self._bells = tuple(note for note in notes if note.bell)
        self._breaths = tuple(note for note in notes if not note.bell)
        for one in self._playing:
            if not (one.note.bell or one.note in self._breaths):
                one.leave()

    def strike(self, sound: str) -> None:
        """Let one thing sound now, whatever the score says."""
        tone = sound in list(BreathPhase)
        self._begin(ScoreNote(0, sound, LONGEST_PHASE if tone else None), 0)

    def silence(self) -> None:
        """Drop what sounds. A bell is over then; a breath tone is joined where it has come to."""
        self._playing.clear()

    def rejoin(self) -> None:
        """The position is another than it should be: breath tones cross over to where it is."""
        for one in self._playing:
            if not one.note.bell:
                one.leave()

    @property
    def sounding(self) -> bool:
        """Whether anything is."""
        return bool(self._playing)

    def next_note(self, at: int) -> int | None:
        """Where something is to be heard next, ``at`` itself included; None where nothing comes."""
        if self._playing:
            return at
        coming = [note.at for note in self._bells if self._waits(note, at)]
        if self.volumes.breath:
            coming += [note.at for note in self._breaths if note.until is None or note.until > at]
        return max(at, min(coming)) if coming else None

    def render(self, at: int, frames: int) -> "array[int]":
        """The samples of ``frames`` frames, the first of which lies at position ``at``."""
        until = at + round(frames * self.frame_us)
        mixed = array("h", bytes(2 * frames))
        for one in self._playing:
            if one.note.until is not None and one.note.until <= at:
                one.leave()
            self._mix(mixed, 0, one)
        for note in (*self._bells_before(at, until), *self._breaths_within(at, until)):
            begun = self._begin(note, at)
            if begun is not None:
                offset = max(0, round((note.at - at) / self.frame_us))
                self._mix(mixed, min(offset, frames), begun)
        self._playing = [one for one in self._playing if not one.over]
        return mixed

    def _waits(self, note: ScoreNote, at: int) -> bool:
        return note.at >= max(self._since, at - self._too_late) and note not in self._rung

    def _bells_before(self, at: int, until: int) -> list[ScoreNote]:
        """Bells that ring now. Of those that are overdue the latest alone."""
        due = [note for note in self._bells if note.at < until and self._waits(note, at)]
        self._rung.update(due)
        overdue = [note for note in due if note.at < at]
        return [note for note in due if note.at >= at] or overdue[-1:]

    def _breaths_within(self, at: int, until: int) -> Iterator[ScoreNote]:
        """Breath tones that have a part in this piece and do not sound yet."""
        sounding = [one.note for one in self._playing if one.left is None]
        for note in self._breaths:
            if note.at >= until:
                return
            if note.until is not None and note.until > at and note not in sounding:
                yield note

    def _begin(self, note: ScoreNote, at: int) -> Playing | None:
        samples = self._sounds.get(note.sound)
        if samples is None or not self._gain(note):
            return None
        begun = Playing(note, samples)
        if note.until is not None:
            begun.samples = _first(samples, round((note.until - note.at) / self.frame_us))
            begun.index = max(0, round((at - note.at) / self.frame_us))
            begun.joined = 0 if begun.index else FADE
        self._playing.append(begun)
        return begun

    def _gain(self, note: ScoreNote) -> int:
        return self.volumes.bells if note.bell else self.volumes.breath

    def _mix(self, mixed: "array[int]", offset: int, one: Playing) -> None:
        piece, gain = one.take(len(mixed) - offset), self._gain(one.note)
        if gain != FULL:
            piece = array("h", [sample * gain >> 8 for sample in piece])
        end = offset + len(piece)
        # Every sound stays below a quarter of full scale, so three at once still fit.
        mixed[offset:end] = array("h", map(add, mixed[offset:end], piece))


def _first(samples: "array[int]", count: int) -> "array[int]":
    """At most the first ``count`` samples, without an edge where they were cut."""
    if count >= len(samples):
        return samples
    kept = samples[:count]
    kept[-FADE:] = _ramped(kept[-FADE:], min(FADE, count), -1)
    return kept


def _ramped(piece: "array[int]", gain: int, step: int) -> "array[int]":
    """Raise (step 1) or lower (-1) the gain sample by sample, between 0 and FADE."""
    length = len(piece) if step < 0 else min(len(piece), FADE - gain)
    ramp = [s * max(0, gain + step * i) // FADE for i, s in enumerate(piece[:length])]
    return array("h", ramp) + piece[length:]

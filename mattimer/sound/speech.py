"""The lines of the voice by position in the session, never over a bell. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from mattimer.coach.session_lines import SessionLines
from mattimer.preferences.settings_values import SpokenWords
from mattimer.session.clock import MILLISECOND, SECOND
from mattimer.session.session import Session
from mattimer.session.session_plan import Stage
from mattimer.session.timeline import Cue, CueKind, cues, end_rings
from mattimer.sound.score import END_BELL, SOFT_BELL

LONG_LEAD_IN = 5 * SECOND
"""A shorter one leaves no time for words."""

BREATHER = 300 * MILLISECOND
"""Between a bell's last sound and the first word."""

START_S, CHARACTER_S = 0.5, 0.085
"""What a slow voice takes to begin, and for each character; said rather too long than too short."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A text to be said from a position on."""

    at: int
    text: str


def utterances(
    session: Session,
    lines: SessionLines,
    words: SpokenWords,
    *,
    bells: Mapping[str, int],
    speed: float = 1.0,
    ended: str = "",
) -> tuple[Utterance, ...]:
    """Everything the voice says in a session as it stands, in order.

    Args:
        session: The session.
        lines: The texts.
        words: How many of them.
        bells: How long each bell sounds, in microseconds as heard.
        speed: Seconds of the session in one that is heard.
        ended: What is said after the end; empty says nothing.
    """
    if words is SpokenWords.OFF:
        return ()
    rings = _rings(session, bells, speed)
    found = []
    for at, text in _texts(session, lines, words, ended):
        begin = _after_bells(rings, at)
        length = round(spoken_s(text) * SECOND * speed)
        if text and not any(begin < start < begin + length for start, _end in rings):
            found.append(Utterance(begin, text))
    return tuple(sorted(found, key=attrgetter("at")))


def spoken_s(text: str) -> float:
    """How many seconds a text may take, on the safe side."""
    return START_S + CHARACTER_S * len(text)


def due_between(said: tuple[Utterance, ...], after: int, until: int) -> Utterance | None:
    """What to say now: of all with ``after < at <= until`` the latest alone."""
    return max((one for one in said if after < one.at <= until), key=attrgetter("at"), default=None)


def ringing_until(session: Session, at: int, bells: Mapping[str, int], speed: float) -> int:
    """Where the bell that rings at a position is over, a breather included; 0 where none rings."""
    return max(
        (end for start, end in _rings(session, bells, speed) if start <= at < end), default=0
    )


def _after_bells(rings: list[tuple[int, int]], at: int) -> int:
    """The first position from ``at`` on at which no bell rings."""
    for start, end in rings:
        if start <= at < end:
            at = end
    return at


def _rings(session: Session, bells: Mapping[str, int], speed: float) -> list[tuple[int, int]]:
    """From where to where a bell rings, with a breather after it."""
    strikes = [(cue.at, cue.key) for cue in cues(session) if cue.kind is CueKind.STAGE]
    strikes += [(session.end, END_BELL), *((at, SOFT_BELL) for at in end_rings(session))]
    # In order, as they come.
    return [
        (at, at + round((bells[name] + BREATHER) * speed)) for at, name in strikes if name in bells
    ]


def _texts(
    session: Session, lines: SessionLines, words: SpokenWords, ended: str
) -> Iterator[tuple[int, str]]:
    spoken = lines.spoken
    still = session.lead_in + session.stages.start_of(Stage.STILL)
    # The first part of the scan is said in one breath with the stage.
    begin = session.plan.scan[:1] if words is SpokenWords.FULL else ()
    first = " ".join(f"{lines.parts[name].text}." for name in begin if name in lines.parts)
    if session.lead_in >= LONG_LEAD_IN:
        yield 0, spoken.lead_in
    for cue in cues(session):
        if cue.kind is CueKind.END:
            yield cue.at, ended
        elif cue.kind is CueKind.STAGE and cue.key == Stage.SETTLE and words is SpokenWords.FULL:
            yield cue.at, spoken.settle
        elif cue.kind is CueKind.STAGE and cue.key == Stage.STILL:
            yield cue.at, f"{spoken.still} {first}".strip()
        elif cue.kind is CueKind.LINE:
            yield from _line(cue, lines, words, still)


def _line(
    cue: Cue, lines: SessionLines, words: SpokenWords, still: int
) -> Iterator[tuple[int, str]]:
    family, _, name = cue.key.partition(".")
    if family == "sting":
        yield cue.at, lines.spoken.sting
    elif family == "rise":
        yield cue.at, lines.spoken.rise[name]
    elif words is SpokenWords.FULL and cue.at != still:
        yield cue.at, f"{lines.parts[name].text}."

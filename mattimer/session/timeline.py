"""Timeline: the cues of a session, which are stage changes, lines, breath turns, the end.

A cue lies on the session's position, lead-in included. Sound, screen and screen reader all take
what they announce from here, so none of them counts anything.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from mattimer.session.breath import BreathPhase
from mattimer.session.clock import MINUTE, SECOND, Reading
from mattimer.session.session import Session, Status
from mattimer.session.session_plan import MAT_STAGES, RISE_STEPS, Pacing, Plan, Stage, Stages

PACED = 5 * MINUTE
"""Five minutes of slow breathing do as much as twenty (You 2021, doi 10.3390/ijerph182312478)."""

STING_LINE = 15 * SECOND
"""The sting peaks within the first 30 s (Olsson & von Scheele 2011, PMID 21208128)."""


RING_AGAIN = 20 * SECOND
RING_UNTIL = 2 * MINUTE
"""The end bell comes back this often and this long, unless somebody stirs: people fall asleep."""


class CueKind(StrEnum):
    """What becomes due."""

    STAGE = "stage"
    LINE = "line"
    BREATH = "breath"
    END = "end"


@dataclass(frozen=True, slots=True)
class Cue:
    """Something due at a position (microseconds, lead-in included).

    ``key`` names it within its kind: a stage, a line ("sting", "scan.feet", "rise.sit"), a
    breath phase, or the empty text for the end.
    """

    at: int
    kind: CueKind
    key: str = ""


def cues(session: Session) -> tuple[Cue, ...]:
    """Everything due in a session as it stands, in order."""
    found = [Cue(session.end, CueKind.END)]
    found += _stage_cues(session)
    found += [Cue(session.lead_in + at, CueKind.LINE, key) for at, key in _lines(session)]
    found += _breath_cues(session)
    return tuple(sorted(found, key=attrgetter("at")))


def next_cue(due: tuple[Cue, ...], position: int) -> Cue | None:
    """The first cue after a position; None after the last."""
    at = bisect_right(due, position, key=attrgetter("at"))
    return due[at] if at < len(due) else None


def cues_between(due: tuple[Cue, ...], after: int, until: int) -> tuple[Cue, ...]:
    """Cues with ``after < at <= until``."""
    first, last = (bisect_right(due, position, key=attrgetter("at")) for position in (after, until))
    return due[first:last]


def end_rings(session: Session) -> tuple[int, ...]:
    """Where the end bell rings once more, on the position that goes on after the end."""
    return tuple(range(session.end + RING_AGAIN, session.end + RING_UNTIL + 1, RING_AGAIN))


def heard_at(session: Session, reading: Reading) -> int:
    """The position that sound is at: after the end it goes on, so that a bell can ring again."""
    if session.ending is not None and session.status is Status.FINISHED:
        return session.end + max(0, reading.monotonic - session.ending.at.monotonic)
    return session.position_at(reading) + session.overrun_at(reading)


def pacing_end(plan: Plan, stages: Stages) -> int:
    """Mat time at which the breath is no longer paced: after whole breaths, before rise."""
    rise = stages.start_of(Stage.RISE)
    if plan.pacing is Pacing.OFF:
        return 0
    if plan.pacing is Pacing.THROUGHOUT:
        return rise
    whole_breaths = -(-PACED // plan.pattern.cycle) * plan.pattern.cycle
    return min(whole_breaths, rise)


def scan_part_at(plan: Plan, still_elapsed: int) -> int | None:
    """Index of the part that attention rests on, ``still_elapsed`` into still.

    The parts share still as it was planned; a minute more afterwards is without words, so the
    scan never walks backwards. None once it is over, or where there is no scan.
    """
    if not plan.scan or not 0 <= still_elapsed < plan.stages.still:
        return None
    return still_elapsed * len(plan.scan) // plan.stages.still


def rise_step_at(plan: Plan, rise_elapsed: int) -> int:
    """Index into RISE_STEPS, ``rise_elapsed`` into rise.

    The steps share rise as it was planned; a minute more afterwards belongs to the last of them,
    so nobody who stands is told to sit up again.
    """
    last = len(RISE_STEPS) - 1
    if plan.stages.rise == 0:
        return last
    return min(rise_elapsed * len(RISE_STEPS) // plan.stages.rise, last)


def _stage_cues(session: Session) -> Iterator[Cue]:
    for stage in MAT_STAGES:
        if session.stages.of(stage):
            yield Cue(session.lead_in + session.stages.start_of(stage), CueKind.STAGE, stage)


def _lines(session: Session) -> Iterator[tuple[int, str]]:
    stages, plan = session.stages, session.plan
    rise = stages.start_of(Stage.RISE)
    if rise > STING_LINE:
        yield STING_LINE, "sting"
    if plan.scan:
        still = stages.start_of(Stage.STILL)
        for index, part in enumerate(plan.scan):
            at = still - (-index * plan.stages.still // len(plan.scan))
            if at < rise and scan_part_at(plan, at - still) == index:
                yield at, f"scan.{part}"
    for index, step in enumerate(RISE_STEPS):
        into = -(-index * plan.stages.rise // len(RISE_STEPS))
        if into < stages.rise and rise_step_at(plan, into) == index:
            yield rise + into, f"rise.{step}"


def _breath_cues(session: Session) -> Iterator[Cue]:
    pattern = session.plan.pattern
    until = session.lead_in + pacing_end(session.plan, session.stages)
    at, phase = session.lead_in, BreathPhase.INHALE
    while at < until:
        yield Cue(at, CueKind.BREATH, phase)
        if phase is BreathPhase.INHALE:
            at, phase = at + pattern.inhale, BreathPhase.EXHALE
        else:
            at, phase = at + pattern.exhale, BreathPhase.INHALE

"""State machine of a session: the one function that every command goes through."""

from dataclasses import replace
from typing import assert_never

from mattimer.session.clock import MILLISECOND, SECOND, Reading, slept_between
from mattimer.session.commands import (
    ChangeLayer,
    Command,
    Discard,
    Extend,
    Pause,
    Resume,
    Skip,
    SkipToRise,
    Start,
    Stop,
    TakeUp,
    Tick,
    Toggle,
)
from mattimer.session.reasons import PauseReason, StopReason
from mattimer.session.session import Ending, Session, Status
from mattimer.session.session_plan import Stage, Stages

LONG_SLEEP = 2 * SECOND
"""Waking from more than this pauses the session and asks how to go on."""

CLOCK_NOISE = 100 * MILLISECOND
"""Two clocks read one after the other disagree by less than this without any sleep."""


def apply(session: Session | None, command: Command, reading: Reading) -> Session | None:
    """The session after a command at a reading.

    Every command is answered in every state; one that does not apply returns an equal value.
    What time alone has changed (the end, a sleep) is noticed before the command is looked at.
    """
    if session is None or not session.active:
        return _start(session, command, reading)
    if isinstance(command, Toggle):
        # Settled before a sleep is noticed: whoever toggles a running session wants it to pause.
        command = Pause() if session.running else Resume()
    current = _notice(session, reading)
    if not current.active:
        return _start(current, command, reading)
    # Looked at again: where no time to rise was planned, a skip may have led to the end.
    after = _notice(_answer(current, command, reading), reading)
    after.validate()
    return after


def _start(session: Session | None, command: Command, reading: Reading) -> Session | None:
    if isinstance(command, Start):
        return Session.begin(command.plan, command.id, reading, command.tightness_before)
    if isinstance(command, TakeUp):
        command.session.validate()
        return replace(command.session, anchor=reading)
    return session


def _notice(session: Session, reading: Reading) -> Session:
    """What has happened by itself since the anchor."""
    if session.position_at(reading) >= session.end and session.running:
        overrun = session.overrun_at(reading)
        on_time = Reading(
            monotonic=reading.monotonic - overrun,
            boottime=reading.boottime - overrun,
            utc=reading.utc - overrun,
            utc_offset_s=reading.utc_offset_s,
        )
        return _end(session, Status.FINISHED, reading, at=on_time)
    slept = slept_between(session.anchor, reading)
    if slept > LONG_SLEEP:
        known = session.anchored(reading)
        return replace(known, paused_by=known.paused_by | {PauseReason.SLEEP})
    return session.anchored(reading) if slept >= CLOCK_NOISE else session


def _answer(session: Session, command: Command, reading: Reading) -> Session:  # noqa: PLR0911
    match command:
        case Start() | TakeUp() | Tick() | Toggle():
            return session
        case Pause(reason):
            return _hold(session, session.paused_by | {reason}, reading)
        case Resume(reason):
            left = frozenset() if reason is None else session.paused_by - {reason}
            return _hold(session, left, reading)
        case Skip():
            return _skip(session, reading)
        case SkipToRise():
            return _skip_to_rise(session, reading)
        case Extend(by):
            return _extend(session, by, reading)
        case ChangeLayer(layer):
            return replace(session, layer=layer)
        case Stop(reason):
            return _end(session, Status.STOPPED, reading, reason=reason)
        case Discard():
            return _end(session, Status.DISCARDED, reading)
        case unknown:
            assert_never(unknown)


def _hold(session: Session, paused_by: frozenset[PauseReason], reading: Reading) -> Session:
    if paused_by == session.paused_by:
        return session
    return replace(session.anchored(reading), paused_by=paused_by)


def _skip(session: Session, reading: Reading) -> Session:
    """End the present stage: it becomes as long as it has lasted, so mat time stays true."""
    now = session.anchored(reading)
    stage = session.stage_at(reading)
    if stage is Stage.RISE:
        return session
    if stage is Stage.LEAD_IN:
        return replace(now, lead_in=now.position)
    spent = now.elapsed_at(reading) - now.stages.start_of(stage)
    if stage is Stage.SETTLE:
        return replace(now, stages=replace(now.stages, settle=spent))
    return replace(now, stages=replace(now.stages, still=spent))


def _skip_to_rise(session: Session, reading: Reading) -> Session:
    while session.stage_at(reading) is not Stage.RISE:
        session = _skip(session, reading)
    return session


def _extend(session: Session, by: int, reading: Reading) -> Session:
    room = min(by, session.plan.cap - session.planned)
    if room <= 0:
        return session
    stages = session.stages
    if session.stage_at(reading) is Stage.RISE:
        longer = replace(stages, rise=stages.rise + room)
    else:
        longer = Stages(stages.settle, stages.still + room, stages.rise)
    now = session.anchored(reading)
    return replace(now, stages=longer, intended=max(now.intended, longer.total))


def _end(
    session: Session,
    status: Status,
    reading: Reading,
    *,
    at: Reading | None = None,
    reason: StopReason | None = None,
) -> Session:
    return replace(
        session.anchored(reading),
        paused_by=frozenset(),
        ending=Ending(status, at or reading, reason),
    )

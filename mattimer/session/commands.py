"""Commands: what can be asked of a session. Each is answered in every state."""

from dataclasses import dataclass
from uuid import UUID

from mattimer.session.clock import MINUTE
from mattimer.session.reasons import PauseReason, StopReason
from mattimer.session.session import Session
from mattimer.session.session_plan import Layer, Plan


@dataclass(frozen=True, slots=True)
class Start:
    """Begin a session; does nothing while one is active.

    ``tightness_before`` is 1 to 10 as answered before it; None where unanswered.
    """

    plan: Plan
    id: UUID
    tightness_before: int | None = None


@dataclass(frozen=True, slots=True)
class TakeUp:
    """Go on from now with a session that was cut off; does nothing while one is active."""

    session: Session


@dataclass(frozen=True, slots=True)
class Pause:
    """Hold the session."""

    reason: PauseReason = PauseReason.PERSON


@dataclass(frozen=True, slots=True)
class Resume:
    """Let go of one reason to pause; ``None`` is the person's word and lets go of all."""

    reason: PauseReason | None = None


@dataclass(frozen=True, slots=True)
class Toggle:
    """Pause a running session, resume a paused one: what one key does."""


@dataclass(frozen=True, slots=True)
class Skip:
    """End the present stage and go on with the next; the last stage is never skipped."""


@dataclass(frozen=True, slots=True)
class SkipToRise:
    """Go straight to getting up."""


@dataclass(frozen=True, slots=True)
class Extend:
    """Lie a little longer, up to the area's cap. ``by`` is in microseconds, above 0."""

    by: int = MINUTE


@dataclass(frozen=True, slots=True)
class ChangeLayer:
    """Another layer from here on, without stopping."""

    layer: Layer


@dataclass(frozen=True, slots=True)
class Stop:
    """End the session early, with or without a reason."""

    reason: StopReason | None = None


@dataclass(frozen=True, slots=True)
class Discard:
    """End the session as if it had not been."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed: notice what it changed (the end, or a sleep)."""


Command = (
    Start
    | TakeUp
    | Pause
    | Resume
    | Toggle
    | Skip
    | SkipToRise
    | Extend
    | ChangeLayer
    | Stop
    | Discard
    | Tick
)

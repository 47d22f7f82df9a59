"""Plan of a session: area, layer, stages, breath pattern and lead-in."""

from dataclasses import dataclass, field
from enum import StrEnum

from mattimer.limits import (
    HARD_CAP,
    LONGEST_LEAD_IN,
    LONGEST_LEAD_IN_S,
    MINUTES_HARD_CAP,
    MINUTES_SHORTEST,
    SHORTEST,
)
from mattimer.session.breath import Pattern
from mattimer.session.clock import MINUTE, SECOND

RISE_STEPS = ("side", "sit", "stand")
"""Roll onto the side; sit up; stand: a third of rise each."""

CLASSIC_EDGE = 2 * MINUTE
"""Settle and rise in sessions of ten minutes and more."""


class Layer(StrEnum):
    """What lies between the skin and the spikes, mildest first."""

    TOWEL = "towel"
    SHIRT = "shirt"
    BARE = "bare"


class Stage(StrEnum):
    """The parts of a session, in order."""

    LEAD_IN = "lead-in"
    SETTLE = "settle"
    STILL = "still"
    RISE = "rise"


MAT_STAGES = (Stage.SETTLE, Stage.STILL, Stage.RISE)
"""The stages that count as mat time; the lead-in does not."""


class Pacing(StrEnum):
    """How long the breath is paced."""

    FIRST_MINUTES = "first-minutes"
    THROUGHOUT = "throughout"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Stages:
    """Lengths of settle, still and rise in microseconds; a skipped stage may have none.

    Raises:
        ValueError: A length is negative.
    """

    settle: int
    still: int
    rise: int

    def __post_init__(self) -> None:
        if min(self.settle, self.still, self.rise) < 0:
            raise ValueError("A stage cannot be shorter than nothing.")

    @property
    def total(self) -> int:
        """Mat time of the whole session."""
        return self.settle + self.still + self.rise

    def of(self, stage: Stage) -> int:
        """Length of one mat stage."""
        return {Stage.SETTLE: self.settle, Stage.STILL: self.still, Stage.RISE: self.rise}[stage]

    def start_of(self, stage: Stage) -> int:
        """Mat time at which a mat stage begins."""
        return sum(self.of(before) for before in MAT_STAGES[: MAT_STAGES.index(stage)])


def classic_stages(total: int) -> Stages:
    """Divide a session: settle and rise take a fifth each, but never more than two minutes."""
    edge = min(total // 5, CLASSIC_EDGE)
    return Stages(edge, total - 2 * edge, edge)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is settled before a session starts. Lengths are in microseconds.

    Attributes:
        area: Identifier of a body area, as in the guide's content.
        layer: Between skin and spikes.
        stages: Lengths of settle, still and rise.
        cap: The longest this area may lie on the mat; at most the hard cap.
        pattern: The breath to pace.
        pacing: For how long it is paced.
        scan: The parts of the body that attention visits during still, in order; empty is off.
        lead_in: Time to get onto the mat; not mat time.

    Raises:
        ValueError: A length is out of bounds; the message is one sentence for the person.
    """

    area: str
    layer: Layer
    stages: Stages
    cap: int = HARD_CAP
    pattern: Pattern = field(default_factory=Pattern)
    pacing: Pacing = Pacing.FIRST_MINUTES
    scan: tuple[str, ...] = ()
    lead_in: int = 20 * SECOND

    def __post_init__(self) -> None:
        if not self.area:
            raise ValueError("A session needs a body area.")
        if not SHORTEST <= self.cap <= HARD_CAP:
            raise ValueError(
                f"The cap of an area is {MINUTES_SHORTEST} to {MINUTES_HARD_CAP} minutes."
            )
        if not SHORTEST <= self.stages.total <= self.cap:
            raise ValueError(
                f"A session here takes {MINUTES_SHORTEST} to {self.cap // MINUTE} minutes."
            )
        if not 0 <= self.lead_in <= LONGEST_LEAD_IN:
            raise ValueError(f"The time to lie down is 0 to {LONGEST_LEAD_IN_S} seconds.")

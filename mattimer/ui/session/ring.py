"""The stage ring as pure geometry: 120 points in three groups, and when each one lights."""

from bisect import bisect_right

import msgspec

from mattimer.session.session_plan import MAT_STAGES, Stage, Stages

POINTS = 120
GAP_DEGREES = 4.5
NEWEST_LONGER = 0.22
"""The newest lit point is this much longer at both ends."""


class RingPoint(msgspec.Struct, frozen=True):
    """One point: degrees clockwise from 12 o'clock, its stage, the mat time that lights it."""

    angle: float
    stage: Stage
    lights_at: float


def share_points(stages: Stages, points: int = POINTS) -> dict[Stage, int]:
    """Divide points among the stages by their length; a stage that is there has at least one."""
    present = [stage for stage in MAT_STAGES if stages.of(stage)]
    shares = {stage: max(1, round(points * stages.of(stage) / stages.total)) for stage in present}
    widest = max(present, key=stages.of)
    shares[widest] += points - sum(shares.values())
    return shares


def ring_points(stages: Stages) -> tuple[RingPoint, ...]:
    """All points in the order in which they light."""
    shares = share_points(stages)
    step = (360.0 - GAP_DEGREES * len(shares)) / POINTS
    found = []
    angle = GAP_DEGREES / 2
    for stage, count in shares.items():
        for index in range(count):
            lights_at = stages.start_of(stage) + (index + 0.5) / count * stages.of(stage)
            found.append(RingPoint(angle + step / 2, stage, lights_at))
            angle += step
        angle += GAP_DEGREES
    return tuple(found)


def lit_count(points: tuple[RingPoint, ...], elapsed: int) -> int:
    """How many points are lit at a mat time in microseconds."""
    return bisect_right(points, float(elapsed), key=lambda point: point.lights_at)


def newest_glow(points: tuple[RingPoint, ...], elapsed: int, length: int) -> float:
    """How far the newest point has come to its light, 0 to 1, in ``length`` microseconds."""
    lit = lit_count(points, elapsed)
    if not lit or not length:
        return 1.0
    return min(1.0, (elapsed - points[lit - 1].lights_at) / length)

"""What Today suggests until it asks the coach: the last time in an area, or a short beginning."""

from dataclasses import dataclass
from enum import StrEnum

from mattimer.guide.areas import Area
from mattimer.session.plan import Layer


class Why(StrEnum):
    """The reason for a suggestion."""

    FIRST_TIME = "first-time"
    LIKE_LAST_TIME = "like-last-time"


@dataclass(frozen=True, slots=True)
class LastTime:
    """What was done in an area the last time. Minutes are whole."""

    minutes: int
    layer: Layer


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A length in whole minutes, a layer, and why."""

    minutes: int
    layer: Layer
    why: Why


def suggest(area: Area, last: LastTime | None) -> Suggestion:
    """The middle of the first range the first time, afterwards as long as before."""
    if last is None:
        return Suggestion((area.first.low + area.first.high) // 2, area.layer, Why.FIRST_TIME)
    minutes = min(area.cap, max(1, last.minutes))
    return Suggestion(minutes, last.layer, Why.LIKE_LAST_TIME)

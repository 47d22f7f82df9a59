"""A session as the command line asks for it, checked word by word."""

from collections.abc import Callable, Mapping
from typing import Any

from mattimer.flow.plans import plan_for
from mattimer.guide.areas import MINUTES_HARD_CAP, MINUTES_SHORTEST, Area
from mattimer.guide.coach import Suggestion
from mattimer.guide.lines import SessionLines
from mattimer.session.breath import Pattern
from mattimer.session.plan import Layer, Plan
from mattimer.settings import Settings

WRONG_WORDS, REFUSED = 2, 4
"""Exit statuses of the command line."""


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault
    """What cannot be done, as one sentence that says what to do, and its exit status."""

    def __init__(self, sentence: str, status: int = REFUSED) -> None:
        super().__init__(sentence)
        self.status = status


def plan_wanted(
    wanted: Mapping[str, Any],
    *,
    areas: Mapping[str, Area],
    usual: Area,
    suggestion_for: Callable[[Area], Suggestion],
    settings: Settings,
    lines: SessionLines,
) -> Plan:
    """The plan that words ask for; what they leave out is as Today suggests.

    Args:
        wanted: May have area, minutes, layer, pattern and lead_in (seconds).
        areas: All areas by id.
        usual: The area where none is named.
        suggestion_for: Length and layer of an area.
        settings: For pattern, pacing and lead-in.
        lines: For the body scan.

    Raises:
        Refusal: The words do not fit, or go beyond the area's cap.
    """
    area = _area(wanted.get("area"), areas, usual)
    suggestion = suggestion_for(area)
    minutes = _minutes(wanted.get("minutes"), suggestion.minutes)
    if minutes > area.cap:
        raise Refusal(f"{area.name} is for {area.cap} minutes at most; ask for fewer.")
    layer, pattern = wanted.get("layer"), wanted.get("pattern")
    if layer is not None and layer not in list(Layer):
        raise Refusal(f"There is no layer {layer}; it is one of {', '.join(Layer)}.", WRONG_WORDS)
    try:
        return plan_for(
            area,
            minutes,
            suggestion.layer if layer is None else Layer(layer),
            settings,
            lines,
            pattern=None if pattern is None else Pattern.parse(str(pattern)),
            lead_in_s=wanted.get("lead_in"),
        )
    except (TypeError, ValueError) as error:
        raise Refusal(str(error), WRONG_WORDS) from error


def _area(name: object, areas: Mapping[str, Area], usual: Area) -> Area:
    if name is None:
        return usual
    if name not in areas:
        raise Refusal(f"There is no area {name}; it is one of {', '.join(areas)}.", WRONG_WORDS)
    return areas[str(name)]


def _minutes(value: object, suggested: int) -> float:
    if value is None:
        return suggested
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refusal("Minutes are a number from 1 to 30.", WRONG_WORDS)
    if not MINUTES_SHORTEST <= value <= MINUTES_HARD_CAP:
        raise Refusal("A session takes 1 to 30 minutes.", WRONG_WORDS)
    return value

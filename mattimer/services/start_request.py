"""A session as the command line asks for it, checked word by word."""

from collections.abc import Callable, Mapping
from typing import Any

from mattimer.coach.advice import Advice
from mattimer.coach.areas import Area
from mattimer.coach.session_lines import SessionLines
from mattimer.limits import LONGEST_LEAD_IN_S, MINUTES_HARD_CAP, MINUTES_SHORTEST
from mattimer.preferences.settings_values import Settings
from mattimer.services.plan_builder import plan_for
from mattimer.session.breath import Pattern
from mattimer.session.session_plan import Layer, Plan

WRONG_WORDS, REFUSED = 2, 4
"""Exit statuses of the command line."""

MILDEST_FIRST = tuple(Layer)


class StartRefused(Exception):  # noqa: N818 - it is an answer, not a fault
    """What cannot be done, as one sentence that says what to do, and its exit status."""

    def __init__(self, sentence: str, status: int = REFUSED) -> None:
        # What a person typed is quoted in it and may hold line breaks.
        super().__init__(" ".join(sentence.splitlines()))
        self.status = status


def check_words(wanted: Mapping[str, Any], areas: Mapping[str, Area]) -> None:
    """Whether the words are words that there are, before anything is opened for them.

    Raises:
        Refusal: One is not, or the area is not meant for so long.
    """
    name, layer, minutes = wanted.get("area"), wanted.get("layer"), wanted.get("minutes")
    if name is not None and name not in tuple(areas):
        raise StartRefused(
            f"There is no area {name}; it is one of {', '.join(areas)}.", WRONG_WORDS
        )
    if layer is not None and layer not in MILDEST_FIRST:
        known = ", ".join(MILDEST_FIRST)
        raise StartRefused(f"There is no layer {layer}; it is one of {known}.", WRONG_WORDS)
    if minutes is not None:
        _check_minutes(minutes)
        if name is not None:
            _check_cap(areas[name], minutes)
    if wanted.get("lead_in") is not None:
        _check_lead_in(wanted["lead_in"])
    try:
        if wanted.get("pattern") is not None:
            Pattern.parse(str(wanted["pattern"]))
    except ValueError as error:
        raise StartRefused(str(error), WRONG_WORDS) from error


def plan_wanted(
    wanted: Mapping[str, Any],
    *,
    areas: Mapping[str, Area],
    advise: Callable[[str | None], Advice],
    settings: Settings,
    lines: SessionLines,
) -> Plan:
    """The plan that words ask for; what they leave out is as the coach advises.

    Args:
        wanted: May have area, minutes, layer, pattern and lead_in (seconds).
        areas: All areas by id.
        advise: Today's advice for an area, or for the one the coach picks.
        settings: For length, pattern, pacing and lead-in.
        lines: For the body scan.

    Raises:
        Refusal: The words do not fit, or safety speaks against it.
    """
    check_words(wanted, areas)
    name = wanted.get("area")
    advice = advise(name)
    if not advice.may_start or advice.proposal is None:
        raise StartRefused(advice.lead)
    if name is not None and name in advice.left_out:
        raise StartRefused(f"{areas[name].name}: {advice.left_out[name] or 'left out'}.")
    area = advice.proposal.area
    minutes = wanted.get("minutes") or advice.proposal.minutes_for(settings.length)
    _check_cap(area, minutes)
    layer = Layer(wanted.get("layer") or advice.proposal.layer)
    if MILDEST_FIRST.index(layer) > MILDEST_FIRST.index(advice.barest):
        raise StartRefused("Your safety answers ask for a layer, always; take shirt or towel.")
    pattern = wanted.get("pattern")
    try:
        return plan_for(
            area,
            minutes,
            layer,
            settings,
            lines,
            pattern=None if pattern is None else Pattern.parse(str(pattern)),
            lead_in_s=wanted.get("lead_in"),
        )
    except ValueError as error:
        raise StartRefused(str(error), WRONG_WORDS) from error


def _check_cap(area: Area, minutes: float) -> None:
    if minutes > area.cap:
        raise StartRefused(f"{area.name} is for {area.cap} minutes at most; ask for fewer.")


def _check_minutes(minutes: object) -> None:
    if isinstance(minutes, bool) or not isinstance(minutes, int | float):
        raise StartRefused(
            f"Minutes are a number from {MINUTES_SHORTEST} to {MINUTES_HARD_CAP}.", WRONG_WORDS
        )
    if not MINUTES_SHORTEST <= minutes <= MINUTES_HARD_CAP:
        raise StartRefused(
            f"A session takes {MINUTES_SHORTEST} to {MINUTES_HARD_CAP} minutes.", WRONG_WORDS
        )


def _check_lead_in(seconds: object) -> None:
    if (
        isinstance(seconds, bool)
        or not isinstance(seconds, int | float)
        or not 0 <= seconds <= LONGEST_LEAD_IN_S
    ):
        raise StartRefused(
            f"The time to lie down is 0 to {LONGEST_LEAD_IN_S} seconds.", WRONG_WORDS
        )

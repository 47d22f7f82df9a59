"""Start request: a session somebody asked for, from command line, tray or page.

The command line and the socket say it in words. ``read_start`` turns them into the value, once, at
the edge; ``words_of`` turns it into words again for an app that runs already.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import msgspec

from mattimer.desktop.exit_status import REFUSED, WRONG_WORDS
from mattimer.limits import (
    LONGEST_LEAD_IN_S,
    MINUTES_HARD_CAP,
    MINUTES_SHORTEST,
    TIGHTNESS_HIGHEST,
    TIGHTNESS_LOWEST,
)
from mattimer.session.breath import Pattern
from mattimer.session.session_plan import Layer

if TYPE_CHECKING:
    from mattimer.coach.areas import Area

MOST = 1e9
"""A number beyond this is no number of anything here."""


class StartRefused(Exception):  # noqa: N818 - it is an answer, not a fault
    """What cannot be done, as one sentence that says what to do, and its exit status."""

    def __init__(self, sentence: str, status: int = REFUSED) -> None:
        # What a person typed is quoted in it and may hold line breaks.
        super().__init__(" ".join(sentence.splitlines()))
        self.status = status


class StartRequest(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    rename={"lead_in_s": "lead_in"},
):
    """What is wanted of a session. Whatever is None is as the coach advises, or as it is set.

    Attributes:
        area: Identifier of a body area.
        minutes: On the mat.
        layer: Between skin and spikes.
        pattern: The breath, as in "4-6".
        lead_in_s: Seconds to lie down; "lead_in" in words.
        tightness_before: 1 to 10 as answered before it; None where unanswered.
        accept_safety: Whether the safety questions are answered with "none of these" first.
    """

    area: str | None = None
    minutes: Annotated[float, msgspec.Meta(ge=MINUTES_SHORTEST, le=MINUTES_HARD_CAP)] | None = None
    layer: Layer | None = None
    pattern: str | None = None
    lead_in_s: Annotated[float, msgspec.Meta(ge=0, le=LONGEST_LEAD_IN_S)] | None = None
    tightness_before: (
        Annotated[int, msgspec.Meta(ge=TIGHTNESS_LOWEST, le=TIGHTNESS_HIGHEST)] | None
    ) = None
    accept_safety: bool = False


def read_start(words: Mapping[str, object]) -> StartRequest:
    """The request that words stand for; a word without a value is left out.

    Raises:
        StartRefused: A word is none, or says what it cannot.
    """
    said = {name: value for name, value in words.items() if value is not None}
    for name in said:
        if name not in StartRequest.__struct_encode_fields__:
            raise StartRefused(f"A start has no word {name}; see mattimer --help.", WRONG_WORDS)
    try:
        request = msgspec.convert(said, StartRequest)
        if request.pattern is not None:
            Pattern.parse(request.pattern)
    except msgspec.ValidationError as error:
        raise StartRefused(_sentence(str(error), said), WRONG_WORDS) from error
    except ValueError as error:
        raise StartRefused(str(error), WRONG_WORDS) from error
    return request


def words_of(request: StartRequest) -> dict[str, object]:
    """A request in words, without those that say nothing."""
    words: dict[str, object] = msgspec.to_builtins(request)
    return words


def check_area(request: StartRequest, areas: "Mapping[str, Area]") -> None:
    """Whether there is the area, and whether it is meant for so long.

    Raises:
        StartRefused: It is not.
    """
    name = request.area
    if name is None:
        return
    if name not in areas:
        raise StartRefused(
            f"There is no area {name}; it is one of {', '.join(areas)}.", WRONG_WORDS
        )
    check_cap(request, areas[name])


def check_cap(request: StartRequest, area: "Area") -> None:
    """Whether an area is meant for so long.

    Raises:
        StartRefused: It is not.
    """
    if request.minutes is not None and request.minutes > area.cap:
        raise StartRefused(f"{area.name} is for {area.cap} minutes at most; ask for fewer.")


def _sentence(fault: str, said: Mapping[str, object]) -> str:
    """What is wrong with a word, as a person reads it; ``fault`` names the word at its end."""
    name = fault.rpartition("$.")[2].rstrip("`")
    value = said[name]
    if name == "layer" and isinstance(value, str):
        return f"There is no layer {value}; it is one of {', '.join(Layer)}."
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) < MOST:
        return f"What {name} says is not what it can be."
    return {
        "minutes": f"A session takes {MINUTES_SHORTEST} to {MINUTES_HARD_CAP} minutes.",
        "lead_in": f"The time to lie down is 0 to {LONGEST_LEAD_IN_S} seconds.",
        "tightness_before": f"Tightness is {TIGHTNESS_LOWEST} to {TIGHTNESS_HIGHEST}.",
    }.get(name, f"What {name} says is not what it can be.")

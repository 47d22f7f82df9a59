"""The lines of a session: sensations, body scan, rise steps, stop reasons, what one noticed."""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from mattimer.coach.values import AreaId, Text, check_keys
from mattimer.limits import HARD_CAP
from mattimer.session.clock import SECOND
from mattimer.session.reasons import StopReason
from mattimer.session.session_plan import RISE_STEPS


class Sensation(Struct, frozen=True, forbid_unknown_fields=True):
    """A sensation up to a mat time in seconds; None is without end."""

    text: Text
    until: Annotated[int, Meta(ge=1, le=HARD_CAP // SECOND)] | None = None


class ScanPart(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the body scan.

    At most one of these tells the figure what to show: an area that lights up, an area whose
    other side it is (drawn as an outline), or a spot that is no area.
    """

    id: Text
    text: Text
    lights: AreaId | None = None
    outline: AreaId | None = None
    spot: Literal["", "hands", "jaw", "face"] = ""


class StopAdvice(Struct, frozen=True, forbid_unknown_fields=True):
    """A reason to stop, what to do now and what changes next time; either may be empty.

    ``again`` takes the place of ``now`` when it is the second time within two weeks.
    """

    reason: StopReason = field(name="id")
    name: Text
    now: str = ""
    next: str = ""
    again: str = ""


class Notice(Struct, frozen=True, forbid_unknown_fields=True):
    """A sensation to tick afterwards."""

    id: Text
    text: Text


class Spoken(Struct, frozen=True, forbid_unknown_fields=True):
    """The voice's lines; an empty text is left unsaid.

    Attributes:
        lead_in: While the person lies down.
        settle: Where settle begins.
        sting: In the first half minute.
        still: Where still begins.
        rise: By the step of getting up.
        end: After the last bell; ``{length}`` becomes the length in words.
        time_left: On request; ``{time}`` becomes the time left.
        test: To try the voice out.
    """

    lead_in: Text
    settle: Text
    sting: Text
    still: Text
    rise: Mapping[str, Text]
    end: Text
    time_left: Text
    test: Text

    def __post_init__(self) -> None:
        check_keys("rise", self.rise, RISE_STEPS)
        if self.end and "{length}" not in self.end:
            raise ValueError("end: {length} has to be in it")
        if "{time}" not in self.time_left:
            raise ValueError("time_left: {time} has to be in it")


class SessionLines(Struct, frozen=True, forbid_unknown_fields=True):
    """All lines of a session, on screen and aloud."""

    sensations: Annotated[tuple[Sensation, ...], Meta(min_length=1)] = field(name="sensation")
    scan: Annotated[tuple[ScanPart, ...], Meta(min_length=1)]
    rise: Mapping[str, Text]
    stops: Annotated[tuple[StopAdvice, ...], Meta(min_length=1)] = field(name="stop")
    notices: Annotated[tuple[Notice, ...], Meta(min_length=1)] = field(name="notice")
    spoken: Spoken

    def __post_init__(self) -> None:
        check_keys("rise", self.rise, RISE_STEPS)
        known = {stop.reason for stop in self.stops}
        for reason in (reason for reason in StopReason if reason not in known):
            raise ValueError(f"stop {reason}: this reason is missing")

    @property
    def parts(self) -> Mapping[str, ScanPart]:
        """The parts of the body scan by id, in order."""
        return {part.id: part for part in self.scan}

    def sensation_at(self, elapsed: int) -> str:
        """The sensation at a mat time in microseconds."""
        for sensation in self.sensations:
            if sensation.until is None or elapsed < sensation.until * SECOND:
                return sensation.text
        return self.sensations[-1].text


def plain_lines() -> SessionLines:
    """The stand-in where session.toml cannot be read: the timer runs without words."""
    return SessionLines(
        sensations=(Sensation(""),),
        scan=(),
        rise={step: step.capitalize() for step in RISE_STEPS},
        stops=tuple(
            StopAdvice(reason, reason.replace("-", " ").capitalize()) for reason in StopReason
        ),
        notices=(),
        spoken=Spoken("", "", "", "", dict.fromkeys(RISE_STEPS, ""), "", "{time}", ""),
    )

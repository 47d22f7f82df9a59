"""What a session says: sensations, body scan, rise steps, stop reasons, what one noticed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mattimer.session.clock import SECOND
from mattimer.session.reasons import StopReason
from mattimer.session.timeline import RISE_STEPS


@dataclass(frozen=True, slots=True)
class Sensation:
    """What a person may feel up to a mat time in seconds; None is without end."""

    until: int | None
    text: str


@dataclass(frozen=True, slots=True)
class ScanPart:
    """One part that attention visits.

    At most one of these tells the figure what to show: an area that lights up, an area whose
    other side it is (drawn as an outline), or a spot that is no area.
    """

    id: str
    text: str
    lights: str = ""
    outline: str = ""
    spot: str = ""


@dataclass(frozen=True, slots=True)
class StopAdvice:
    """A reason to stop, what to do now and what changes next time; either may be empty.

    ``again`` takes the place of ``now`` when it is the second time within two weeks.
    """

    reason: StopReason
    name: str
    now: str = ""
    next: str = ""
    again: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person may have noticed on the mat."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the voice says; an empty text is left unsaid.

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

    lead_in: str = ""
    settle: str = ""
    sting: str = ""
    still: str = ""
    rise: Mapping[str, str] = field(default_factory=dict)
    end: str = ""
    time_left: str = "{time}"
    test: str = ""


@dataclass(frozen=True, slots=True)
class SessionLines:
    """Everything a session says, on screen and aloud."""

    sensations: tuple[Sensation, ...]
    scan: tuple[ScanPart, ...]
    rise: Mapping[str, str]
    stops: tuple[StopAdvice, ...]
    notices: tuple[Notice, ...]
    spoken: Spoken = field(default_factory=Spoken)

    def sensation_at(self, elapsed: int) -> str:
        """What a person may feel at a mat time in microseconds."""
        for sensation in self.sensations:
            if sensation.until is None or elapsed < sensation.until * SECOND:
                return sensation.text
        return self.sensations[-1].text


def plain_lines() -> SessionLines:
    """What is left to say where session.toml cannot be read: the timer runs without words."""
    return SessionLines(
        sensations=(Sensation(None, ""),),
        scan=(),
        rise={step: step.capitalize() for step in RISE_STEPS},
        stops=tuple(
            StopAdvice(reason, reason.replace("-", " ").capitalize()) for reason in StopReason
        ),
        notices=(),
    )

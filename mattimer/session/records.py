"""Records: what is stored, as plain values. Lengths and moments are whole microseconds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from mattimer.session.clock import Reading, day_of, local_time
from mattimer.session.reasons import StopReason
from mattimer.session.session_plan import Layer


class Outcome(StrEnum):
    """How a session ended, as far as the file knows."""

    FINISHED = "finished"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session as it is stored.

    Attributes:
        id: Its name for life, in every file and on every device.
        started_us: UTC, since 1970.
        utc_offset_s: Seconds that local time was ahead of UTC at the start, within 18 hours.
        ended_us: UTC; None while it runs and after a crash. May lie before the start where the
            wall clock was set back; lengths are measured and never derived from it.
        area: Identifier of a body area.
        layer: Between skin and spikes at the last.
        pattern: The breath, as in "4-6".
        lead_in_us: Time taken to get onto the mat.
        planned_us: Mat time the person set out to lie, the longest it ever was.
        settle_us: Length of that stage as it came to stand, like the two that follow.
        still_us: See above.
        rise_us: See above.
        mat_us: Time on the mat.
        paused_us: Time held, sleep not included.
        away_us: Time the computer slept.
        outcome: Interrupted until an end is known: a crash leaves a truthful row.
        stop_reason: Only where a person gave one.
        tightness_before: 1 to 10; None where unanswered.
        tightness_after: The same, afterwards.
        noticed: Identifiers of what the person ticked, in the order of ticking.
        note: The person's own words, at most 2,000 characters.
        device: Which device it was recorded on.
        updated_us: UTC of the last change; the later one wins where two files meet.
        deleted: Put away; kept so that a merge does not bring it back.
    """

    id: UUID
    started_us: int
    utc_offset_s: int
    ended_us: int | None
    area: str
    layer: Layer
    pattern: str
    lead_in_us: int
    planned_us: int
    settle_us: int
    still_us: int
    rise_us: int
    mat_us: int
    paused_us: int
    away_us: int
    outcome: Outcome
    stop_reason: StopReason | None
    tightness_before: int | None
    tightness_after: int | None
    noticed: tuple[str, ...]
    note: str
    device: str
    updated_us: int
    deleted: bool = False

    @property
    def day(self) -> date:
        """The local day it began on."""
        return day_of(self.started_us, self.utc_offset_s)

    @property
    def begun(self) -> datetime:
        """Its beginning as it stood on the person's clock."""
        return local_time(self.started_us, self.utc_offset_s)


@dataclass(frozen=True, slots=True)
class Screening:
    """What a person answered to the safety questions.

    ``answers`` names what applies; empty means "none of these".
    """

    id: UUID
    answered_us: int
    utc_offset_s: int
    answers: tuple[str, ...]
    device: str

    @property
    def day(self) -> date:
        """The local day it was answered on."""
        return day_of(self.answered_us, self.utc_offset_s)


@dataclass(frozen=True, slots=True)
class CheckIn:
    """How tight a person felt on a day, asked without a session; there is one a day at most.

    Attributes:
        day: The local day it is about, beginning at four.
        tightness: 1 to 10.
        answered_us: UTC of the answer.
        utc_offset_s: Seconds that local time was ahead of UTC then, within 18 hours.
        device: Which device it was answered on.
        updated_us: UTC of the last change; never goes back.
        deleted: Taken back; kept so that a merge does not bring it back.
    """

    day: date
    tightness: int
    answered_us: int
    utc_offset_s: int
    device: str
    updated_us: int
    deleted: bool = False

    @classmethod
    def answered(cls, tightness: int, reading: Reading, device: str) -> "CheckIn":
        """An answer given now, about the day that it is now."""
        return cls(reading.day, tightness, reading.utc, reading.utc_offset_s, device, reading.utc)


class FollowUpKind(StrEnum):
    """What a person says of a stop afterwards."""

    ASKED = "asked"
    """A clinician was asked about it."""
    HEALED = "healed"
    """The bruise is gone."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A person's word on a session that was stopped.

    Attributes:
        session_id: Which session.
        kind: What they said.
        at_us: UTC of when they first said so.
        device: Which device they said it on.
    """

    session_id: UUID
    kind: FollowUpKind
    at_us: int
    device: str


@dataclass(frozen=True, slots=True)
class Document:
    """A small document of the profile.

    Attributes:
        key: Its name, such as "plan", "mat" or "evening".
        value: What JSON can hold; None where the stored text is damaged.
        updated_us: UTC of the last change.
        device: Which device wrote it.
    """

    key: str
    value: Any
    updated_us: int
    device: str


@dataclass(frozen=True, slots=True)
class AllElse:
    """Everything that is stored beside the sessions, as of one moment.

    Attributes:
        screenings: In the order they were answered.
        check_ins: The oldest day first; those that were taken back are among them.
        profile: By key.
        follow_ups: By session; sessions without one are left out.
    """

    screenings: tuple[Screening, ...]
    check_ins: tuple[CheckIn, ...]
    profile: tuple[Document, ...]
    follow_ups: Mapping[UUID, tuple[FollowUp, ...]]

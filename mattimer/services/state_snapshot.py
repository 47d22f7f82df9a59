"""State snapshot: everything stored that matters today, read in one go."""

from collections.abc import Mapping
from concurrent.futures import Future
from datetime import date
from typing import Any

import msgspec
from msgspec.structs import replace

from mattimer.coach.past_session import PastSession
from mattimer.coach.plan_progress import PlanState, begin
from mattimer.coach.safety import SafetyAnswers
from mattimer.services.background_tasks import of
from mattimer.session.clock import Reading
from mattimer.session.records import Screening, SessionRecord
from mattimer.storage.store import Store

RECENT = 200
"""Sessions that the week and the last pair are taken from."""

AT_FIRST = 500
"""Sessions that the first frame waits for: more than a year of days. The rest is read after it."""

PLAN, MAT = "plan", "mat"


class StateSnapshot(msgspec.Struct, frozen=True):
    """The store as it was read once.

    Attributes:
        today: The day it is, beginning at four in the morning.
        records: The newest sessions, newest first.
        past: What the coach has to know of all sessions, newest first.
        answers: To the safety questions; None before the first time.
        answered: Their day.
        answered_us: Their moment, in UTC.
        plan: What was stored of the plan; None before it was ever stored.
        rated: Today's check-in.
        mat: What is known of the mat.
        partial: Whether older sessions were left for later.
    """

    today: date
    records: tuple[SessionRecord, ...] = ()
    past: tuple[PastSession, ...] = ()
    answers: SafetyAnswers | None = None
    answered: date = date.min
    answered_us: int = 0
    plan: PlanState | None = None
    rated: int | None = None
    mat: Mapping[str, str] = msgspec.field(default_factory=dict)
    partial: bool = False


class SnapshotRequest:
    """Queries to the store, all asked at once; their results make one snapshot."""

    def __init__(
        self,
        store: Store,
        reading: Reading,
        *,
        first: bool = False,
        known: StateSnapshot | None = None,
    ) -> None:
        """Ask.

        Args:
            store: Where to.
            reading: Now.
            first: Whether to read no more of the past than the first frame needs.
            known: Where only sessions changed: what the rest is taken from, if that was today.
        """
        self._first = first
        self._today = reading.day
        self._known = known if known is not None and known.today == self._today else None
        self._parts: dict[str, Future[Any]] = {
            "records": store.latest(RECENT),
            "past": store.past(AT_FIRST) if first else store.past(),
        }
        if self._known is None:
            self._parts |= {
                "screening": store.last_screening(),
                "plan": store.profile(PLAN),
                "check_in": store.check_in_of(self._today),
                "mat": store.profile(MAT),
            }

    def result(self) -> StateSnapshot:
        """Wait for it, before there is a loop.

        Raises:
            DataError: The store cannot be read.
        """
        return self._snapshot_of({name: part.result() for name, part in self._parts.items()})

    async def get(self) -> StateSnapshot:
        """Await it."""
        return self._snapshot_of({name: await of(part) for name, part in self._parts.items()})

    def _snapshot_of(self, found: Mapping[str, Any]) -> StateSnapshot:
        if self._known is not None:
            return replace(self._known, records=found["records"], past=found["past"], partial=False)
        screening: Screening | None = found["screening"]
        check_in = found["check_in"]
        snapshot = StateSnapshot(
            today=self._today,
            records=found["records"],
            past=found["past"],
            plan=plan_from(found["plan"]),
            rated=None if check_in is None else check_in.tightness,
            mat=_texts(found["mat"]),
            partial=self._first and len(found["past"]) == AT_FIRST,
        )
        if screening is None:
            return snapshot
        answered = screening.day
        return replace(
            snapshot,
            answers=SafetyAnswers.from_words(screening.answers),
            answered=answered,
            answered_us=screening.answered_us,
        )


def accept_at_once(store: Store, reading: Reading) -> None:
    """Keep "none of these" before anything else is read; the plan begins with it.

    Raises:
        DataError: The store cannot be written.
    """
    store.accept_safety((), reading).result()
    if plan_from(store.profile(PLAN).result()) is None:
        begun = begin(reading.day)
        store.set_profile(PLAN, plan_json(begun), reading.utc).result()


def plan_json(state: PlanState) -> dict[str, Any]:
    """The plan's state as it is stored."""
    stored: dict[str, Any] = msgspec.to_builtins(state)
    return stored


def plan_from(stored: object) -> PlanState | None:
    """The plan's state from what was stored; None where that makes no sense."""
    try:
        return msgspec.convert(stored, PlanState)
    except msgspec.ValidationError:
        return None


def _texts(stored: object) -> Mapping[str, str]:
    if not isinstance(stored, dict):
        return {}
    return {str(key): str(value) for key, value in stored.items()}

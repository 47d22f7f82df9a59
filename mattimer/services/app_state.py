"""App state: what is stored and matters today, and the coach's advice on it."""

from collections.abc import Mapping
from concurrent.futures import Future
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from mattimer.coach.advice import Advice, advise
from mattimer.coach.areas import Area
from mattimer.coach.plan_progress import PlanState, begin
from mattimer.coach.rests import SCREEN_AGAIN
from mattimer.coach.safety import Clearance, SafetyAnswers, SafetyVerdict, assess
from mattimer.content.loader import LoadedContent
from mattimer.services.background_tasks import BackgroundTasks, of
from mattimer.services.state_snapshot import MAT, PLAN, SnapshotRequest, StateSnapshot, plan_json
from mattimer.session.clock import Clock
from mattimer.session.reasons import StopReason
from mattimer.session.records import CheckIn, FollowUpKind
from mattimer.storage.store import Store


class AppState(QObject):
    """Holds the snapshot that was read last, and reads again after every change.

    Signals:
        changed(): Something stored changed, so advice may be another.

    Attributes:
        snapshot: What was read last.
        areas: The body areas by id.
        program: The starter plan; None where its file cannot be used.
        words: What the coach says.
        screening: The safety questions; None where their file cannot be used.
        troubles: One sentence for each file that cannot be used.
    """

    changed = Signal()

    def __init__(
        self,
        content: LoadedContent,
        store: Store,
        clock: Clock,
        tasks: BackgroundTasks,
        snapshot: StateSnapshot,
    ) -> None:
        super().__init__()
        self._store = store
        self._clock = clock
        self._tasks = tasks
        self._content = content.content
        self.areas: Mapping[str, Area] = content.areas
        self.program = content.content.program
        self.words = content.content.words
        self.screening = content.screening
        self.troubles = content.troubles
        self.snapshot = snapshot
        self._sessions_due = self._all_due = False
        self._writes = 0

    @property
    def clearance(self) -> Clearance:
        """What the safety answers allow today; nothing where the questions cannot be read."""
        snapshot, screening = self.snapshot, self.screening
        if screening is None:
            return Clearance(verdict=SafetyVerdict.NOT_TODAY)
        return assess(
            screening.questions,
            snapshot.answers,
            snapshot.answered,
            snapshot.today,
            self.areas,
            reported_since=self._reported_since,
        )

    @property
    def _reported_since(self) -> bool:
        """Whether a stop after the answers asks for them again."""
        return any(
            record.stop_reason in SCREEN_AGAIN and record.started_us > self.snapshot.answered_us
            for record in self.snapshot.records
        )

    def advise(self, preferred: str | None = None) -> Advice:
        """What to do today, in the area a person prefers where they named one."""
        snapshot = self.snapshot
        return advise(
            self._content,
            self.clearance,
            snapshot.past,
            snapshot.plan or PlanState(),
            snapshot.today,
            preferred=preferred,
        )

    def refresh(self) -> None:
        """Read everything again, and say so; what is asked for in one turn is read once."""
        self._all_due = True
        self.refresh_sessions()

    def refresh_sessions(self) -> None:
        """As ``refresh`` where nothing but sessions changed: what else is known stays."""
        if not self._sessions_due:
            self._sessions_due = True
            self._tasks.spawn(self._read())

    def refresh_where_day_passed(self) -> None:
        """Read again if it is another day than when it was read."""
        now = self._clock.read()
        if now.day != self.snapshot.today:
            self.refresh()

    async def _read(self) -> None:
        known = None if self._all_due else self.snapshot
        self._sessions_due = self._all_due = False
        writes = self._writes
        found = await SnapshotRequest(self._store, self._clock.read(), known=known).get()
        if writes != self._writes:
            # What a person chose meanwhile is newer than what was read.
            self.refresh()
            return
        self.snapshot = found
        self.changed.emit()

    def accept(self, answers: SafetyAnswers) -> None:
        """Keep answers to the safety questions; the plan begins with the first ones."""
        now = self._clock.read()
        self.snapshot = replace(
            self.snapshot, answers=answers, answered=self.snapshot.today, answered_us=now.utc
        )
        self._finish_write(self._store.accept_safety(answers.to_words(), now))
        if self.snapshot.plan is None:
            self.set_plan(begin(self.snapshot.today))
        self.changed.emit()

    def confirm_asked(self) -> None:
        """The person asked a clinician: about the answers, and about what stopped them."""
        answers = self.snapshot.answers
        if answers is not None and not answers.confirmed:
            self.accept(answers.after_asking())
        self._tasks.spawn(self._follow_up(FollowUpKind.ASKED, tuple(StopReason)))

    def healed(self, area: str) -> None:
        """The bruise in an area is gone."""
        self._tasks.spawn(self._follow_up(FollowUpKind.HEALED, (StopReason.BRUISING,), area))

    def set_plan(self, state: PlanState) -> None:
        """Keep another state of the plan."""
        self.snapshot = replace(self.snapshot, plan=state)
        now = self._clock.read()
        self._finish_write(self._store.set_profile(PLAN, plan_json(state), now.utc))
        self.changed.emit()

    def set_mat(self, values: Mapping[str, str]) -> None:
        """Keep what is known of the mat, in place of what was."""
        self.snapshot = replace(self.snapshot, mat=values)
        self._finish_write(self._store.set_profile(MAT, dict(values), self._clock.read().utc))
        self.changed.emit()

    def check_in(self, tightness: int) -> None:
        """Keep today's number."""
        now = self._clock.read()
        self.snapshot = replace(self.snapshot, rated=tightness)
        self._finish_write(
            self._store.check_in(CheckIn.answered(tightness, now, self._store.device))
        )
        self.changed.emit()

    async def _follow_up(
        self, kind: FollowUpKind, reasons: tuple[StopReason, ...], area: str | None = None
    ) -> None:
        stops = await of(self._store.stops_without(kind, reasons, area=area))
        if stops:
            await of(self._store.follow_up(stops, kind, self._clock.read().utc))
            self.refresh_sessions()

    def _finish_write(self, written: "Future[Any]") -> None:
        self._writes += 1

        async def wait() -> None:
            await of(written)

        self._tasks.spawn(wait())

"""Session ratings: stores what a person answers after a session."""

from PySide6.QtCore import QObject, Signal

from mattimer.services.background_tasks import BackgroundTasks, of
from mattimer.session.clock import Clock
from mattimer.session.session import Session, Status
from mattimer.storage.store import Store
from mattimer.ui.pages.after.after import AfterAnswers


class SessionRatings(QObject):
    """Writes the answers into the row of the session.

    Signals:
        saved(before, after): They are kept; tightness is a number or None, unanswered.
    """

    saved = Signal(object, object)

    def __init__(self, store: Store, tasks: BackgroundTasks, clock: Clock) -> None:
        super().__init__()
        self._store = store
        self._tasks = tasks
        self._clock = clock

    def save(self, session: Session, answers: AfterAnswers) -> None:
        """Keep the answers; a reason belongs only to a session that was stopped."""
        self._tasks.spawn(self._save(session, answers))

    async def _save(self, session: Session, answers: AfterAnswers) -> None:
        reason = None if session.status is Status.FINISHED else answers.reason
        await of(
            self._store.rate(
                session.id,
                tightness_after=answers.tightness,
                noticed=answers.noticed,
                note=answers.note,
                stop_reason=reason,
                updated_us=self._clock.read().utc,
            )
        )
        self.saved.emit(session.tightness_before, answers.tightness)

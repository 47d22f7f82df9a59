"""Unfinished sessions, which a crash cut off: found, resumed, kept or discarded."""

from collections.abc import Callable

from mattimer.services.app_state import AppState
from mattimer.services.background_tasks import of
from mattimer.services.session_runner import SessionRunner
from mattimer.session.clock import Clock
from mattimer.session.commands import TakeUp
from mattimer.session.records import SessionRecord
from mattimer.session.session_plan import Plan
from mattimer.storage.store import Store
from mattimer.storage.unfinished_sessions import Unfinished, unfinished


class UnfinishedSessions:
    """Finds them in the store, and resumes, keeps or discards one."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        runner: SessionRunner,
        app_state: AppState,
        plan_like: Callable[[SessionRecord], Plan],
    ) -> None:
        """``plan_like`` is a plan as the settings want it today, for a record's area."""
        self._store = store
        self._clock = clock
        self._runner = runner
        self._app_state = app_state
        self._plan_like = plan_like

    async def newest(self) -> Unfinished | None:
        """The newest one, leaving out the session that runs now."""
        records = await of(self._store.unfinished())
        now, running = self._clock.read(), self._runner.session
        for record in records:
            found = unfinished(record, self._store.device, now)
            if found is not None and (running is None or running.id != record.id):
                return found
        return None

    def may_go_on(self, found: Unfinished) -> bool:
        """Whether it is recent enough, safe by today's answers, and no other session runs."""
        area, clearance = found.record.area, self._app_state.clearance
        allowed = clearance.clear and area in self._app_state.areas and area not in clearance.barred
        return found.may_go_on and allowed and self._runner.active is None

    def go_on(self, offered: Unfinished) -> Unfinished | None:
        """Go on where it stood; where that is too late by now, returns how it stands now."""
        now = self._clock.read()
        again = unfinished(offered.record, self._store.device, now)
        assert again is not None
        if not self.may_go_on(again):
            return again
        self._runner.do(TakeUp(again.resumed(self._plan_like(again.record), now)))
        return None

    async def keep(self, offered: Unfinished) -> None:
        """Keep it as it was."""
        await of(self._store.update(offered.kept(self._clock.read())))

    async def discard(self, offered: Unfinished) -> None:
        """Put it away."""
        await of(self._store.update(offered.discarded(self._clock.read())))

"""A session that was running when the app died: found at the start, offered until answered."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal

from mattimer.services.app_state import AppState
from mattimer.services.background_tasks import BackgroundTasks, of
from mattimer.services.session_runner import SessionRunner
from mattimer.session.clock import Clock, Reading
from mattimer.session.commands import TakeUp
from mattimer.session.records import SessionRecord, day_of, local_time
from mattimer.session.session_plan import Plan
from mattimer.storage.store import Store
from mattimer.storage.unfinished_sessions import Unfinished, unfinished
from mattimer.ui.pages.today.unfinished_card import UnfinishedCard
from mattimer.ui.wording import clock_digits, day_name, minutes_in_words, time_of_day


class UnfinishedSessionPresenter(QObject):
    """Asks what is to become of it. Without an answer it is asked again at the next start.

    Nothing waits for the answer: whoever begins another session meanwhile can.

    Signals:
        answered(): One of them has an end now, or is put away.
    """

    answered = Signal()

    def __init__(
        self,
        make_card: Callable[[], UnfinishedCard],
        *,
        store: Store,
        runner: SessionRunner,
        app_state: AppState,
        tasks: BackgroundTasks,
        clock: Clock,
        device: str,
        plan_like: Callable[[SessionRecord], Plan],
        parent: QObject,
    ) -> None:
        """Build it.

        Args:
            make_card: Puts the card onto Today; called once there is something to ask.
            store: Where sessions are kept.
            runner: Takes a session up again.
            app_state: Knows the areas, and what the safety answers allow.
            tasks: Work that waits for the store.
            clock: The session's clock.
            device: Which device this is.
            plan_like: A plan as the settings want it today, for a record's area; may raise
                ValueError where there is none.
            parent: Whom it belongs to.
        """
        super().__init__(parent)
        self._make_card = make_card
        self._store = store
        self._runner = runner
        self._app_state = app_state
        self._tasks = tasks
        self._clock = clock
        self._device = device
        self._plan_like = plan_like
        self._card: UnfinishedCard | None = None
        self._offered: Unfinished | None = None

    def look(self) -> None:
        """Find out whether there is one, and offer the newest; cheap enough for every start."""
        self._tasks.spawn(self._look())

    def keep(self) -> None:
        """Keep it as it was."""
        if self._offered is not None:
            self._answer(self._offered.kept(self._clock.read()))

    def discard(self) -> None:
        """Put it away."""
        if self._offered is not None:
            self._answer(self._offered.discarded(self._clock.read()))

    def go_on(self) -> None:
        """Go on where it stood; where that is too late by now, say what is left to answer."""
        offered, now = self._offered, self._clock.read()
        if offered is None:
            return
        again = unfinished(offered.record, self._device, now)
        assert again is not None
        if not self._may_go_on(again):
            self._offer(again, now)
            return
        self._hide()
        self._runner.do(TakeUp(again.resumed(self._plan_like(again.record), now)))

    async def _look(self) -> None:
        records = await of(self._store.unfinished())
        now, running = self._clock.read(), self._runner.session
        for record in records:
            found = unfinished(record, self._device, now)
            if found is not None and (running is None or running.id != record.id):
                self._offer(found, now)
                return
        self._hide()

    def _offer(self, found: Unfinished, now: Reading) -> None:
        if self._card is None:
            self._card = self._make_card()
            self._card.go_on_wanted.connect(self.go_on)
            self._card.keep_wanted.connect(self.keep)
            self._card.discard_wanted.connect(self.discard)
        self._offered = found
        may = self._may_go_on(found)
        sentence = self._left_sentence(found) if may else self._sentence(found.record, now)
        self._card.show_offer(sentence, may_go_on=may)

    def _may_go_on(self, found: Unfinished) -> bool:
        running, clearance = self._runner.session, self._app_state.clearance
        area = found.record.area
        allowed = clearance.clear and area in self._app_state.areas and area not in clearance.barred
        free = running is None or not running.active
        return found.may_go_on and allowed and free

    def _left_sentence(self, found: Unfinished) -> str:
        return _tr("You left with {0} to go.").format(clock_digits(found.left))

    def _sentence(self, record: SessionRecord, now: Reading) -> str:
        started = local_time(record.started_us, record.utc_offset_s)
        day = day_of(record.started_us, record.utc_offset_s)
        area = self._app_state.areas.get(record.area)
        return _tr("{0}, {1}: {2} broke off after {3}.").format(
            day_name(day, day_of(now.utc, now.utc_offset_s)),
            time_of_day(started),
            record.area if area is None else area.name.lower(),
            minutes_in_words(record.mat_us),
        )

    def _hide(self) -> None:
        self._offered = None
        if self._card is not None:
            self._card.hide()

    def _answer(self, record: SessionRecord) -> None:
        self._hide()
        self._tasks.spawn(self._keep(record))

    async def _keep(self, record: SessionRecord) -> None:
        await of(self._store.update(record))
        self.answered.emit()
        await self._look()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Unfinished", text)

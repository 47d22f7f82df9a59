"""Presenter of the card about a session that a crash cut off."""

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from mattimer.services.app_state import AppState
from mattimer.services.background_tasks import BackgroundTasks
from mattimer.services.unfinished_sessions import UnfinishedSessions
from mattimer.session.records import SessionRecord
from mattimer.storage.unfinished_sessions import Unfinished
from mattimer.ui.pages.today.unfinished_card import UnfinishedCard
from mattimer.ui.wording import clock_digits, day_name, minutes_in_words, time_of_day


class UnfinishedSessionPresenter(QObject):
    """Offers to resume, keep or discard it; unanswered, it is offered at the next start again.

    Nothing waits for the answer: whoever begins another session meanwhile can.

    Signals:
        answered(): One of them has an end now, or is put away.
    """

    answered = Signal()

    def __init__(
        self,
        make_card: Callable[[], UnfinishedCard],
        sessions: UnfinishedSessions,
        app_state: AppState,
        tasks: BackgroundTasks,
    ) -> None:
        """``make_card`` puts the card onto Today; called once there is something to ask."""
        super().__init__()
        self._make_card = make_card
        self._sessions = sessions
        self._app_state = app_state
        self._tasks = tasks
        self._card: UnfinishedCard | None = None
        self._offered: Unfinished | None = None

    def offer_newest(self) -> None:
        """Find out whether there is one, and offer the newest; cheap enough for every start."""
        self._tasks.spawn(self._offer_newest())

    def keep(self) -> None:
        """Keep it as it was."""
        if self._offered is not None:
            self._answer(self._sessions.keep(self._offered))

    def discard(self) -> None:
        """Put it away."""
        if self._offered is not None:
            self._answer(self._sessions.discard(self._offered))

    def go_on(self) -> None:
        """Go on where it stood; where that is too late by now, say what is left to answer."""
        offered = self._offered
        if offered is None:
            return
        self._hide()
        again = self._sessions.go_on(offered)
        if again is not None:
            self._offer(again)

    async def _offer_newest(self) -> None:
        found = await self._sessions.newest()
        if found is None:
            self._hide()
        else:
            self._offer(found)

    def _offer(self, found: Unfinished) -> None:
        if self._card is None:
            self._card = self._make_card()
            self._card.go_on_wanted.connect(self.go_on)
            self._card.keep_wanted.connect(self.keep)
            self._card.discard_wanted.connect(self.discard)
        self._offered = found
        may = self._sessions.may_go_on(found)
        left = _tr("You left with {0} to go.").format(clock_digits(found.left))
        self._card.show_offer(left if may else self._sentence(found.record), may_go_on=may)

    def _sentence(self, record: SessionRecord) -> str:
        started = record.begun
        day = record.day
        area = self._app_state.areas.get(record.area)
        return _tr("{0}, {1}: {2} broke off after {3}.").format(
            day_name(day, self._app_state.snapshot.today),
            time_of_day(started),
            record.area if area is None else area.name.lower(),
            minutes_in_words(record.mat_us),
        )

    def _hide(self) -> None:
        self._offered = None
        if self._card is not None:
            self._card.hide()

    def _answer(self, kept: Coroutine[Any, Any, None]) -> None:
        self._hide()
        self._tasks.spawn(self._keep(kept))

    async def _keep(self, kept: Coroutine[Any, Any, None]) -> None:
        await kept
        self.answered.emit()
        await self._offer_newest()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Unfinished", text)

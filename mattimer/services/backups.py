"""Backup service: the daily backup while the app runs, and restoring one."""

import asyncio
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from mattimer.presentation.restored_words import restored_sentence
from mattimer.services.background_tasks import BackgroundTasks, of
from mattimer.services.session_runner import SessionRunner
from mattimer.session.clock import Clock
from mattimer.storage.backup.daily_backups import Backup, DailyBackups, backups_of
from mattimer.storage.errors import DataError
from mattimer.storage.store import Store

Say = Callable[[str], object]


class BackupService(QObject):
    """Joins store and backups; import it after the first frame.

    Whoever asks for something gives a ``say``, which takes what came of it in a sentence.

    Signals:
        restored(): One is in place; everything stored has to be read again.
    """

    restored = Signal()

    def __init__(
        self,
        daily: DailyBackups,
        *,
        store: Store,
        runner: SessionRunner,
        tasks: BackgroundTasks,
        clock: Clock,
        parent: QObject,
    ) -> None:
        """Build it; who made ``daily`` closes it."""
        super().__init__(parent)
        self._store = store
        self._runner = runner
        self._daily = daily
        self._tasks = tasks
        self._clock = clock
        self._listing = False

    def make_if_due(self) -> None:
        """Make today's backup unless it is there; call it whenever something was stored."""
        self._daily.look(self._today())

    def make_anew(self) -> None:
        """Make today's backup now, as before something large; it blocks: call it on a thread.

        Raises:
            DataError: It can't be made.
        """
        self._daily.make_anew(self._today())

    def offer(self, say: Say, choose: Callable[[tuple[Backup, ...]], object]) -> None:
        """Have ``choose`` show the sound backups, the newest daily one first, if there are any."""
        if not self._listing:
            self._listing = True
            self._tasks.spawn(self._list(say, choose))

    def restore(self, say: Say, backup: Path) -> None:
        """Put a backup in place, unless a session is running."""
        if self._runner.active is not None:
            say(_tr("A session is running; finish it first."))
            return
        self._tasks.spawn(self._restore(say, backup))

    async def _list(self, say: Say, choose: Callable[[tuple[Backup, ...]], object]) -> None:
        try:
            found = await asyncio.to_thread(partial(_sound_ones, self._daily.database))
        except DataError as error:
            say(str(error))
        else:
            if found:
                choose(found)
            else:
                say(_tr("There is no backup yet; the first one comes today."))
        finally:
            self._listing = False

    async def _restore(self, say: Say, backup: Path) -> None:
        try:
            restored = await of(self._store.restore(backup))
        except DataError as error:
            say(str(error))
        else:
            self.restored.emit()
            say(restored_sentence(restored))

    def _today(self) -> date:
        return self._clock.read().day


def _sound_ones(database: Path) -> tuple[Backup, ...]:
    from mattimer.storage.backup.restore import is_sound  # noqa: PLC0415 - seldom

    return tuple(backup for backup in backups_of(database) if is_sound(backup.path))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Backups", text)

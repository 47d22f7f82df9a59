"""Sync service: merges store and shared folder at the start, after sessions, on changes."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from mattimer.services.background_tasks import BackgroundTasks, of
from mattimer.services.session_runner import SessionRunner
from mattimer.session.clock import Scheduler
from mattimer.session.session import Session
from mattimer.storage.errors import DataError, SyncFolderLost
from mattimer.storage.store import Store

if TYPE_CHECKING:
    from mattimer.storage.sync.shared_folder import Synced, SyncFolder

SOON_MS = 3_000
"""Services write in bursts; what comes within this is read together."""
POLL_MS = 600_000
"""Folders of a network do not always say that something changed."""


@dataclass(frozen=True, slots=True)
class _Share:
    """A folder that is shared, and the thread that sees to it."""

    folder: Path
    side: "SyncFolder"
    worker: ThreadPoolExecutor


class SyncService(QObject):
    """Syncs on a thread of its own, once at a time and never while a session runs.

    Signals:
        changed(): Something that a page may show has changed; read it again.
        said(str): One sentence for the person, each trouble once until it is another.
    """

    changed = Signal()
    said = Signal(str)

    def __init__(
        self,
        store: Store,
        tasks: BackgroundTasks,
        runner: SessionRunner,
        scheduler: Scheduler,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is shared before ``share``."""
        super().__init__(parent)
        self._store = store
        self._tasks = tasks
        self._runner = runner
        self._share: _Share | None = None
        self._at_work: _Share | None = None
        self._said: set[str] = set()
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.soon)
        self._watcher.fileChanged.connect(self.soon)
        self._soon = scheduler.timer(self._begin)
        self._poll = scheduler.timer(self._look_again)

    def share(self, folder: Path | None) -> None:
        """Share through a folder from now on; None shares no more and leaves all as it is."""
        if folder == (self._share.folder if self._share else None):
            return
        self.close()
        self._said.clear()
        if folder is not None:
            from mattimer.storage.sync.shared_folder import SyncFolder  # noqa: PLC0415 - if ever

            self._share = _Share(
                folder,
                SyncFolder(folder, self._store, self._store.device),
                ThreadPoolExecutor(max_workers=1, thread_name_prefix="sync"),
            )
            self._look_again()

    def soon(self) -> None:
        """Sync in a moment: something changed, here or there."""
        if self._share is not None:
            self._soon.start(SOON_MS)

    def _look_again(self) -> None:
        self._poll.start(POLL_MS)
        self.soon()

    def close(self) -> None:
        """Share no more; what is at work ends with the piece it is at."""
        self._soon.stop()
        self._poll.stop()
        self._unwatch()
        share, self._share = self._share, None
        if share is not None:
            share.side.stop()
            share.worker.shutdown(wait=False)

    def on_session_changed(self, _new: Session | None, _old: Session | None) -> None:
        """The end of a session is news for other devices."""
        if self._runner.active is None:
            self.soon()

    def _begin(self) -> None:
        if self._share is None or self._runner.active is not None:
            # The end of the session asks again.
            return
        if self._at_work is not None:
            self._soon.start(SOON_MS)
            return
        share = self._at_work = self._share

        from mattimer.storage.sync.folder_files import names_in  # noqa: PLC0415 - if ever

        def work() -> "tuple[Synced, list[str]]":
            return share.side.sync(), names_in(share.folder)

        # Asked for at once: the folder may be let go of before the task begins.
        self._tasks.spawn(self._sync(share, share.worker.submit(work)))

    async def _sync(self, share: _Share, work: "Future[tuple[Synced, list[str]]]") -> None:
        try:
            synced, names = await of(work)
        except DataError as error:
            self._say(str(error))
            if isinstance(error, SyncFolderLost):
                # What is there one day is another folder, whatever its name.
                self._unwatch()
            else:
                # The others may have been read before the own file could not be written.
                self.changed.emit()
            return
        finally:
            self._at_work = None
        if share is self._share:
            self._tell(share.folder, synced)
            self._watch(share.folder, names)

    def _tell(self, folder: Path, synced: "Synced") -> None:
        troubles = self._lasting_troubles(folder, synced)
        # What was lost is back, and worth a word when it is lost again.
        self._said.intersection_update(troubles)
        for sentence in troubles:
            self._say(sentence)
        if synced.damaged:
            self.said.emit(
                self.tr(
                    "Lines in the shared folder {0} could not be understood and were left out "
                    "({1}); everything else was read."
                ).format(folder, synced.damaged)
            )
        if synced.tally.anything:
            self.changed.emit()

    def _lasting_troubles(self, folder: Path, synced: "Synced") -> list[str]:
        """Troubles that last until somebody does something about them."""
        found = []
        if synced.newer:
            found.append(
                self.tr(
                    "A newer Mat Timer writes to the shared folder {0}; what it recorded comes "
                    "over once this one is updated."
                ).format(folder)
            )
        if synced.foreign:
            found.append(
                self.tr(
                    "Files in the shared folder {0} are not Mat Timer's or can't be read ({1}); "
                    "they are left alone."
                ).format(folder, synced.foreign)
            )
        return found

    def _say(self, sentence: str) -> None:
        if sentence not in self._said:
            self._said.add(sentence)
            self.said.emit(sentence)

    def _watch(self, folder: Path, names: list[str]) -> None:
        """Watch the folder and the others' files; a replaced file is another one each time."""
        from mattimer.storage.sync.folder_files import own_name  # noqa: PLC0415 - if ever

        own = own_name(self._store.device)
        due = {str(folder), *(str(folder / name) for name in names if name != own)}
        known = {*self._watcher.directories(), *self._watcher.files()}
        if gone := known - due:
            self._watcher.removePaths(sorted(gone))
        if new := due - known:
            self._watcher.addPaths(sorted(new))
            # Somebody may have written after it was read and before it was watched.
            self._soon.start(SOON_MS)

    def _unwatch(self) -> None:
        if known := [*self._watcher.directories(), *self._watcher.files()]:
            self._watcher.removePaths(known)

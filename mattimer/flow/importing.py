"""Sessions from a file: looked through first, then asked about, then added all at once."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QProgressDialog, QWidget

from mattimer.conductor import Conductor
from mattimer.flow.tasks import Tasks
from mattimer.history.errors import DataError
from mattimer.history.journal import Journal
from mattimer.history.json_import import ImportCancelled, Imported, import_json
from mattimer.history.merge import Tally
from mattimer.ui.file_choice import ask_source

SHOWN_AFTER_MS = 400
"""A file that is read sooner than this needs no bar."""

WHOLE = 100


class ImportFlow(QObject):
    """Nothing is changed before the person said yes, and then everything or nothing.

    Signals:
        changed(): Everything stored has to be read again.
        said(sentence): What came of it.
    """

    changed = Signal()
    said = Signal(str)
    _moved = Signal(int)

    def __init__(
        self, window: QWidget, journal: Journal, conductor: Conductor, *, tasks: Tasks
    ) -> None:
        super().__init__(window)
        self._window = window
        self._journal = journal
        self._conductor = conductor
        self._tasks = tasks
        self._at_work = False

    def ask(self) -> None:
        """Ask which file; while a session runs nothing else writes."""
        session = self._conductor.session
        if session is not None and session.active:
            self.said.emit(_tr("A session is running; finish it first."))
        elif not self._at_work:
            ask_source(self._window, _tr("Mat Timer (*.json)"), self._on_source_chosen)

    def _on_source_chosen(self, source: Path) -> None:
        self._tasks.spawn(self._look_through(source))

    async def _look_through(self, source: Path) -> None:
        found = await self._read(source, _tr("Reading the file"), dry_run=True)
        if found is None:
            return
        if not _changes(found.tally):
            self.said.emit(_tr("You have all of it already. Nothing was changed."))
            return
        question = QMessageBox(self._window)
        question.setObjectName("add_them")
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setText(question_of(found.tally))
        add = question.addButton(_tr("Add"), QMessageBox.ButtonRole.AcceptRole)
        question.addButton(_tr("Leave it"), QMessageBox.ButtonRole.RejectRole)
        add.clicked.connect(lambda: self._tasks.spawn(self._take_in(source)))
        question.open()

    async def _take_in(self, source: Path) -> None:
        done = await self._read(source, _tr("Adding the sessions"), dry_run=False)
        if done is not None:
            self.changed.emit()
            self.said.emit(_tr("Added."))

    async def _read(self, source: Path, words: str, *, dry_run: bool) -> Imported | None:
        cancelled = Event()
        bar = self._make_bar(words, cancelled.set)
        self._at_work = True
        work = partial(
            import_json,
            self._journal,
            source,
            dry_run=dry_run,
            progress=lambda share: self._moved.emit(round(WHOLE * share)),
            cancelled=cancelled.is_set,
        )
        try:
            return await asyncio.to_thread(work)
        except ImportCancelled:
            self.said.emit(_tr("Nothing was changed."))
        except DataError as error:
            self.said.emit(str(error))
        finally:
            self._at_work = False
            bar.close()
        return None

    def _make_bar(self, words: str, cancel: Callable[[], None]) -> QProgressDialog:
        bar = QProgressDialog(words, _tr("Cancel"), 0, WHOLE, self._window)
        bar.setObjectName("import_progress")
        bar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bar.setWindowModality(Qt.WindowModality.WindowModal)
        bar.setMinimumDuration(SHOWN_AFTER_MS)
        bar.setAutoClose(False)
        bar.setAutoReset(False)
        bar.canceled.connect(cancel)
        self._moved.connect(bar.setValue)
        return bar


def question_of(tally: Tally) -> str:
    """What the person is asked before anything changes."""
    found = tally.added + tally.changed + tally.deleted + tally.same
    said = [_tr("{0} sessions found, {1} you already have.").format(found, tally.same)]
    if tally.changed:
        said.append(_tr("{0} are newer there.").format(tally.changed))
    if tally.deleted:
        said.append(_tr("{0} were deleted there, and will be here.").format(tally.deleted))
    if tally.beside:
        said.append(_tr("{0} other entries are new.").format(tally.beside))
    said.append(_tr("Add {0}?").format(tally.added) if tally.added else _tr("Take them over?"))
    return " ".join(said)


def _changes(tally: Tally) -> int:
    return tally.added + tally.changed + tally.deleted + tally.beside


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)

"""Presenter of imports: a dry run first, then a question, then everything in one transaction."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from mattimer.presentation.history_words import sessions
from mattimer.services.background_tasks import BackgroundTasks
from mattimer.services.session_runner import SessionRunner
from mattimer.storage.errors import DataError, ImportFileError
from mattimer.storage.exchange.json_import import ImportCancelled, Imported, import_json
from mattimer.storage.merge import Tally
from mattimer.storage.store import Store
from mattimer.ui.controls.dialog import ProgressDialog, Question
from mattimer.ui.file_dialogs import ask_source
from mattimer.ui.theme.theme import Theme
from mattimer.ui.wording import in_figures

SHOWN_AFTER_MS = 400
"""A file that is read sooner than this needs no bar."""

WHOLE = 100

Say = Callable[[str], None]


class ImportPresenter(QObject):
    """Asks before anything is changed; then everything is taken in, or nothing.

    Signals:
        changed(): Everything stored has to be read again.
    """

    changed = Signal()
    _moved = Signal(int)

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        store: Store,
        runner: SessionRunner,
        tasks: BackgroundTasks,
        *,
        back_up: Callable[[], object],
    ) -> None:
        """``back_up`` keeps what is there before anything is added; it is called on a thread."""
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._store = store
        self._runner = runner
        self._tasks = tasks
        self._back_up = back_up
        self._at_work: Event | None = None

    def ask(self, say: Say) -> None:
        """Ask which file; while a session runs nothing else writes.

        Args:
            say: Takes what came of it, in a sentence.
        """
        if self._at_work is None and self._is_free(say):
            kinds = f"{_tr('Saved by Mat Timer')} (*.json)"
            ask_source(self._window, kinds, partial(self._on_source_chosen, say))

    def close(self) -> None:
        """The app ends: a file that is being read changes nothing."""
        if self._at_work is not None:
            self._at_work.set()

    def _is_free(self, say: Say) -> bool:
        if self._runner.active is not None:
            say(_tr("A session is running; finish it first."))
            return False
        return True

    def _on_source_chosen(self, say: Say, source: Path) -> None:
        self._tasks.spawn(self._look_through(source, say))

    async def _look_through(self, source: Path, say: Say) -> None:
        work = partial(import_json, self._store, source, dry_run=True)
        found = await self._do(work, _tr("Reading the file"), say)
        if found is None:
            return
        if not found.tally.anything:
            say(_tr("You have all of it already. Nothing was changed."))
            return
        question = Question(self._theme, "add_them", self._window, question_of(found.tally))
        words = _tr("Add") if _only_adds(found.tally) else _tr("Take over")
        add = question.add_answer("add", words, accept=True, default=True)
        question.add_answer("leave", _tr("Leave it"), accept=False, default=False)
        add.clicked.connect(lambda: self._tasks.spawn(self._take_in(source, say)))
        question.open()

    async def _take_in(self, source: Path, say: Say) -> None:
        # It may have begun from elsewhere while the question stood there.
        if not self._is_free(say):
            return
        done = await self._do(partial(self._add, source), _tr("Adding the sessions"), say)
        if done is not None:
            self.changed.emit()
            say(_tr("Added."))

    def _add(
        self, source: Path, *, progress: Callable[[float], object], cancelled: Callable[[], bool]
    ) -> Imported:
        self._back_up()
        return import_json(self._store, source, progress=progress, cancelled=cancelled)

    async def _do(self, work: Callable[..., Imported], words: str, say: Say) -> Imported | None:
        """Import on a thread; None where nothing came of it, and the person knows why."""
        cancelled = self._at_work = Event()
        bar = self._make_bar(words, cancelled.set)
        try:
            return await asyncio.to_thread(
                work,
                progress=lambda share: self._moved.emit(round(WHOLE * share)),
                cancelled=cancelled.is_set,
            )
        except ImportCancelled:
            say(_tr("Nothing was changed."))
        except DataError as error:
            say(refused_words(error))
        finally:
            self._at_work = None
            bar.close()
        return None

    def _make_bar(self, words: str, cancel: Callable[[], None]) -> ProgressDialog:
        bar = ProgressDialog(self._theme, "import_progress", self._window, words, _tr("Cancel"))
        bar.setRange(0, WHOLE)
        bar.setMinimumDuration(SHOWN_AFTER_MS)
        bar.canceled.connect(cancel)
        self._moved.connect(bar.setValue)
        return bar


def question_of(tally: Tally) -> str:
    """What the person is asked before anything changes."""
    found = tally.added + tally.changed + tally.deleted + tally.same
    said = []
    if found and tally.same:
        said.append(_tr("{0} found, {1} you already have.").format(sessions(found), tally.same))
    elif found:
        said.append(_tr("{0} found.").format(sessions(found)))
    if tally.changed:
        said.append(_counted(tally.changed, _tr("1 is newer there."), _tr("{0} are newer there.")))
    if tally.deleted:
        one = _tr("1 was deleted there, and will be here.")
        many = _tr("{0} were deleted there, and will be here.")
        said.append(_counted(tally.deleted, one, many))
    if tally.beside:
        one, many = _tr("1 other entry is new."), _tr("{0} other entries are new.")
        said.append(_counted(tally.beside, one, many))
    if _only_adds(tally):
        said.append(_tr("Add {0}?").format(tally.added))
    else:
        said.append(_tr("Take it over?"))
    return in_figures(" ".join(said))


def refused_words(error: DataError) -> str:
    """Why a file is left alone; what is wrong inside it is of no use to a person."""
    if isinstance(error, ImportFileError) and not isinstance(error.__cause__, OSError):
        return _tr("This is not a Mat Timer file, or it is damaged. Nothing was changed.")
    return str(error)


def _only_adds(tally: Tally) -> bool:
    return bool(tally.added) and not tally.changed and not tally.deleted


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)

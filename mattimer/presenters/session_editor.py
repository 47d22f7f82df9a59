"""Presenter of the session editor: add, correct, delete, each with undo."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QCoreApplication, QObject, Signal

from mattimer.coach.areas import Area
from mattimer.coach.session_lines import SessionLines
from mattimer.services.background_tasks import BackgroundTasks
from mattimer.services.session_edits import SessionEdits
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.records import SessionRecord
from mattimer.session.session_draft import Fault, SessionDraft, draft_of
from mattimer.session.session_plan import Layer
from mattimer.storage.errors import DataError
from mattimer.ui.controls.notice_line import Answer
from mattimer.ui.pages.history.history import HistoryPage
from mattimer.ui.wording import clock_digits, date_and_time, in_figures

if TYPE_CHECKING:
    from mattimer.ui.pages.session_editor.session_editor import Lists, SessionEditor

UNDO_MS = 10_000
UNDO, GO_ON, FORGET = "editing_undo", "editing_go_on", "editing_forget"
EDITOR, HISTORY = "session_editor", "history"


@dataclass(frozen=True, slots=True)
class SessionEditing:
    """What is being edited: a session as it was read, or the name of a new one."""

    id: UUID
    record: SessionRecord | None = None


class SessionEditorPresenter(QObject):
    """Joins the list of sessions, the editor and the store.

    Signals:
        page_wanted(name): The editor or History, please.
        changed(): A session is new, otherwise or gone, so everything counted from it may be too.
    """

    page_wanted = Signal(str)
    changed = Signal()

    def __init__(
        self,
        page: HistoryPage,
        make_editor: "Callable[[], SessionEditor]",
        edits: SessionEdits,
        tasks: BackgroundTasks,
    ) -> None:
        """``make_editor`` is called once, when the editor is first wanted."""
        super().__init__(page)
        self._page = page
        self._make_editor = make_editor
        self._edits = edits
        self._tasks = tasks
        self._editor: SessionEditor | None = None
        self._editing: SessionEditing | None = None
        page.session_chosen.connect(lambda which: tasks.spawn(self._open(which)))
        page.delete_wanted.connect(lambda which: tasks.spawn(self._delete(which)))
        page.notice_answered.connect(self._on_page_notice_answered)

    def add(self) -> None:
        """Put a session down that was not measured."""
        self._tasks.spawn(self._begin())

    # Begin -------------------------------------------------------------------------------------

    async def _begin(self) -> None:
        if not self._return_to_unsaved():
            draft = await self._edits.suggest()
            self._show(SessionEditing(uuid4()), self.tr("Add a session"), "", draft)

    async def _open(self, which: UUID) -> None:
        if self._return_to_unsaved():
            return
        record = await self._find(which)
        if record is not None:
            title = date_and_time(record.begun)
            editing = SessionEditing(which, record)
            self._show(editing, title, self._lead(record), draft_of(record))

    async def _find(self, which: UUID) -> SessionRecord | None:
        """A session that can be changed; None where none can be, which is said."""
        record = await self._edits.find(which)
        if record is None:
            # Another computer deleted it a moment ago.
            self._page.show_notice(self._gone, for_ms=UNDO_MS)
            self.changed.emit()
        elif self._edits.is_open(record):
            text = self.tr("This session has no end yet; once it has, it can be changed.")
            self._page.show_notice(text, for_ms=UNDO_MS)
        else:
            return record
        return None

    def _show(self, editing: SessionEditing, title: str, lead: str, draft: SessionDraft) -> None:
        if self._editor is None:
            self._editor = self._make_editor()
            self._editor.save_wanted.connect(self._on_editor_save_wanted)
            self._editor.delete_wanted.connect(self._on_editor_delete_wanted)
            self._editor.close_wanted.connect(self._on_editor_close_wanted)
            self._editor.left_open.connect(self._on_editor_left_open)
        self._editing = editing
        self._page.clear_notice()
        self._editor.show_draft(title, lead, draft, new=editing.record is None)
        self.page_wanted.emit(EDITOR)

    def _return_to_unsaved(self) -> bool:
        """Whoever left something unsaved decides about that first."""
        if self._editor is None or not self._editor.changed:
            return False
        self._page.clear_notice()
        self.page_wanted.emit(EDITOR)
        self._editor.leave()
        return True

    # Keep and delete ---------------------------------------------------------------------------

    def _on_editor_save_wanted(self) -> None:
        editing, editor = self._editing, self._editor
        if editing is None or editor is None:
            return  # is being saved
        draft, was = editor.draft, editing.record
        if was is not None and draft.note == was.note.strip():
            # White space around a note that came from elsewhere is no change.
            draft = replace(draft, note=was.note)
        wrong = self._edits.faults(draft, was)
        editor.show_faults({name: fault_sentence(fault) for name, fault in wrong.items()})
        if not wrong:
            self._editing = None
            self._tasks.spawn(self._save(editor, editing, draft))

    async def _save(
        self, editor: "SessionEditor", editing: SessionEditing, draft: SessionDraft
    ) -> None:
        try:
            if editing.record is None:
                await self._edits.add(editing.id, draft)
                said = self.tr("Session added.")
            else:
                changed = await self._edits.correct(editing.record, draft)
                said = self.tr("Session changed.") if changed else ""
        except (DataError, LookupError) as error:
            # Not there: an older copy was put in the place of the file meanwhile.
            self._editing = editing
            editor.show_trouble(str(error) if isinstance(error, DataError) else self._gone)
            return
        editor.forget()
        self.page_wanted.emit(HISTORY)
        if said:
            self._say_done(said)

    def _on_editor_delete_wanted(self) -> None:
        editing, self._editing = self._editing, None
        if editing is not None and self._editor is not None:
            self._editor.forget()
            self.page_wanted.emit(HISTORY)
            self._tasks.spawn(self._delete(editing.id))

    async def _delete(self, which: UUID) -> None:
        if await self._find(which) is not None:
            await self._edits.delete(which)
            self._say_done(self.tr("Session deleted."))

    # Leave and take back -----------------------------------------------------------------------

    def _on_editor_close_wanted(self) -> None:
        self._editing = None
        self.page_wanted.emit(HISTORY)

    def _on_editor_left_open(self) -> None:
        go_on = Answer(GO_ON, self.tr("Go on"))
        forget = Answer(FORGET, self.tr("Leave it as it was"))
        self._page.show_notice(self.tr("You left a session half edited."), go_on, forget)

    def _on_page_notice_answered(self, key: str) -> None:
        if key == UNDO:
            self._page.clear_notice()
            self._tasks.spawn(self._take_back())
        elif key in (GO_ON, FORGET) and self._editor is not None:
            self._page.clear_notice()
            if key == GO_ON:
                self.page_wanted.emit(EDITOR)
            else:
                self._editing = None
                self._editor.forget()

    async def _take_back(self) -> None:
        await self._edits.undo()
        self.changed.emit()

    # Words -------------------------------------------------------------------------------------

    def _say_done(self, sentence: str) -> None:
        self.changed.emit()
        undo = Answer(UNDO, self.tr("Undo"))
        self._page.show_notice(sentence, undo, for_ms=UNDO_MS)

    @property
    def _gone(self) -> str:
        return self.tr("This session is no longer there.")

    def _lead(self, record: SessionRecord) -> str:
        """What was measured, where the field shows it rounded."""
        if record.mat_us % MINUTE < SECOND:
            return ""
        length = in_figures(clock_digits(record.mat_us))
        return self.tr("Measured: {0} on the mat.").format(length)


def fault_sentence(fault: Fault) -> str:
    """Why a draft cannot be kept."""
    return {
        Fault.AHEAD: _tr("That is still to come."),
        Fault.NOT_OVER: _tr("It would not be over yet."),
        Fault.LONG_AGO: _tr("That is too long ago; look at the year."),
        Fault.TOO_LONG: _tr("A session takes 30 minutes at the most."),
        Fault.TOO_SHORT: _tr("A session takes a minute at the least."),
        Fault.NO_SUCH_AREA: _tr("Choose one of the areas."),
        Fault.NO_SUCH_NUMBER: _tr("Tightness goes from 1 to 10."),
        Fault.LONG_NOTE: _tr("A note has 2,000 characters at the most."),
    }[fault]


def editor_lists(areas: Mapping[str, Area], lines: SessionLines) -> "Lists":
    """What can be chosen from in the editor."""
    # Not with History, which is there sooner without it.
    from mattimer.ui.pages.session_editor.session_editor import Lists  # noqa: PLC0415

    reasons = ((stop.reason, stop.name) for stop in lines.stops)
    return Lists(
        areas=tuple((area.id, area.name) for area in areas.values()),
        layers={
            area.id: tuple((layer, area.layers[layer]) for layer in Layer)
            for area in areas.values()
        },
        reasons=((None, _tr("Not said")), *reasons),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("SessionEditorPresenter", text)

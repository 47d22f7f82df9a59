"""Sessions put down afterwards, set right and deleted, each with a while to think better of it."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Signal

from mattimer.coach.areas import Area
from mattimer.coach.session_lines import SessionLines
from mattimer.limits import (
    MINUTES_HARD_CAP,
    NOTE_LIMIT,
    TIGHTNESS_HIGHEST,
    TIGHTNESS_LOWEST,
)
from mattimer.services.background_tasks import BackgroundTasks, of
from mattimer.session.clock import MINUTE, SECOND, Clock
from mattimer.session.records import Outcome, SessionRecord, local_time
from mattimer.session.session_plan import Layer
from mattimer.storage.errors import DataError
from mattimer.storage.session_draft import (
    Fault,
    SessionDraft,
    corrections,
    faults,
    is_open,
    put_down,
    taken_back,
    told,
)
from mattimer.storage.store import Store
from mattimer.ui.controls.notice_line import Answer
from mattimer.ui.pages.history.history import HistoryPage
from mattimer.ui.pages.session_editor.session_editor import Form, Lists, SessionEditor
from mattimer.ui.wording import clock_digits, date_and_time, in_figures

UNDO_MS = 10_000
USUAL_MIN, STEP_MIN = 10, 5
UNDO, GO_ON, FORGET = "editing_undo", "editing_go_on", "editing_forget"
EDITOR, HISTORY = "session_editor", "history"

Undo = Callable[[int], "Future[Any]"]
"""Takes back what was done; it is told what time it is, in UTC."""


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
        make_editor: Callable[[Lists], SessionEditor],
        *,
        store: Store,
        tasks: BackgroundTasks,
        clock: Clock,
        zone: Callable[[], tzinfo],
        areas: Mapping[str, Area],
        lines: SessionLines,
        device: str,
    ) -> None:
        """``make_editor`` is called once, when the editor is first wanted."""
        super().__init__(page)
        self._page = page
        self._make_editor = make_editor
        self._store = store
        self._tasks = tasks
        self._clock = clock
        self._zone = zone
        self._areas = areas
        self._lines = lines
        self._device = device
        self._editor: SessionEditor | None = None
        self._editing: SessionEditing | None = None
        self._undo: Undo | None = None
        page.session_chosen.connect(lambda which: tasks.spawn(self._open(which)))
        page.delete_wanted.connect(lambda which: tasks.spawn(self._delete(which)))
        page.notice_answered.connect(self._on_page_notice_answered)

    def add(self) -> None:
        """Put a session down that was not measured."""
        self._tasks.spawn(self._begin())

    # Begin -------------------------------------------------------------------------------------

    async def _begin(self) -> None:
        if self._return_to_unsaved():
            return
        latest = await of(self._store.latest(1))
        form = self._suggested(latest[0] if latest else None)
        self._show(SessionEditing(uuid4()), self.tr("Add a session"), "", form)

    async def _open(self, which: UUID) -> None:
        if self._return_to_unsaved():
            return
        record = await of(self._store.record(which))
        if record is None or record.deleted:
            self._say_gone()
        elif is_open(record, self._device, self._clock.read()):
            self._say_open()
        else:
            begun = local_time(record.started_us, record.utc_offset_s)
            title = date_and_time(begun)
            self._show(
                SessionEditing(which, record), title, self._lead(record), _form(told(record))
            )

    def _show(self, editing: SessionEditing, title: str, lead: str, form: Form) -> None:
        if self._editor is None:
            self._editor = self._make_editor(self._lists())
            self._editor.save_wanted.connect(self._on_editor_save_wanted)
            self._editor.delete_wanted.connect(self._on_editor_delete_wanted)
            self._editor.close_wanted.connect(self._on_editor_close_wanted)
            self._editor.left_open.connect(self._on_editor_left_open)
        self._editing = editing
        self._page.clear_notice()
        self._editor.show_form(title, lead, form, new=editing.record is None)
        self.page_wanted.emit(EDITOR)

    def _return_to_unsaved(self) -> bool:
        """Whoever left something unsaved decides about that first."""
        if self._editor is None or not self._editor.changed:
            return False
        self._page.clear_notice()
        self.page_wanted.emit(EDITOR)
        self._editor.leave()
        return True

    def _suggested(self, last: SessionRecord | None) -> Form:
        """As last time, and just over; no number is preset."""
        area = next(iter(self._areas.values()))
        known = last is not None and last.area in self._areas
        layer = last.layer if last is not None else area.layer
        now = self._clock.read()
        begun = local_time(now.utc, now.utc_offset_s) - timedelta(minutes=USUAL_MIN)
        begun -= timedelta(minutes=begun.minute % STEP_MIN)
        return Form(
            day=begun.date(),
            at=begun.time().replace(second=0, microsecond=0),
            area=last.area if last is not None and known else area.id,
            minutes=USUAL_MIN,
            layer=layer,
        )

    # Keep --------------------------------------------------------------------------------------

    def _on_editor_save_wanted(self) -> None:
        editing, self._editing = self._editing, None
        if editing is None or self._editor is None:
            return  # is being saved
        telling = _telling(self._editor.form, editing.record)
        wrong = faults(
            telling,
            areas=self._areas,
            zone=self._zone(),
            now=self._clock.read(),
            was=editing.record,
        )
        self._editor.show_faults({name: self._sentence(fault) for name, fault in wrong.items()})
        if wrong:
            self._editing = editing
        else:
            self._tasks.spawn(self._save(self._editor, editing, telling))

    async def _save(
        self, editor: SessionEditor, editing: SessionEditing, telling: SessionDraft
    ) -> None:
        try:
            if editing.record is None:
                said = await self._put_down(editing.id, telling)
            else:
                said = await self._set_right(editing.record, telling)
        except DataError as error:
            self._editing = editing
            editor.show_trouble(str(error))
            return
        except LookupError:
            # An older copy was put in the place of the file meanwhile.
            self._editing = editing
            editor.show_trouble(self.tr("This session is no longer there."))
            return
        editor.forget()
        self.page_wanted.emit(HISTORY)
        if said:
            self._say_done(said)

    async def _put_down(self, identity: UUID, telling: SessionDraft) -> str:
        now = self._clock.read()
        record = put_down(
            telling, identity=identity, device=self._device, zone=self._zone(), now=now
        )
        await of(self._store.put_down(record))
        self._undo = partial(self._store.delete, identity)
        return self.tr("Session added.")

    async def _set_right(self, record: SessionRecord, telling: SessionDraft) -> str:
        """Returns what to say; nothing where nothing changed."""
        changes = corrections(record, telling, self._zone())
        if not changes:
            return ""
        now = self._clock.read().utc
        before = await of(self._store.amend(record.id, changes, now))
        back = taken_back(before, changes)
        self._undo = lambda us: self._store.amend(record.id, back, us)
        return self.tr("Session changed.")

    # Delete ------------------------------------------------------------------------------------

    def _on_editor_delete_wanted(self) -> None:
        editing, self._editing = self._editing, None
        if editing is not None and self._editor is not None:
            self._editor.forget()
            self.page_wanted.emit(HISTORY)
            self._tasks.spawn(self._delete(editing.id))

    async def _delete(self, which: UUID) -> None:
        record = await of(self._store.record(which))
        now = self._clock.read()
        if record is None or record.deleted:
            self._say_gone()
        elif is_open(record, self._device, now):
            self._say_open()
        else:
            await of(self._store.delete(which, now.utc))
            self._undo = partial(self._store.undelete, which)
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
            undo, self._undo = self._undo, None
            self._page.clear_notice()
            if undo is not None:
                self._tasks.spawn(self._take_back(undo))
        elif key in (GO_ON, FORGET) and self._editor is not None:
            self._page.clear_notice()
            if key == GO_ON:
                self.page_wanted.emit(EDITOR)
            else:
                self._editing = None
                self._editor.forget()

    async def _take_back(self, undo: Undo) -> None:
        await of(undo(self._clock.read().utc))
        self.changed.emit()

    # Words -------------------------------------------------------------------------------------

    def _say_done(self, sentence: str) -> None:
        self.changed.emit()
        undo = Answer(UNDO, self.tr("Undo"))
        self._page.show_notice(sentence, undo, for_ms=UNDO_MS)

    def _say_open(self) -> None:
        sentence = self.tr("This session has no end yet; once it has, it can be changed.")
        self._page.show_notice(sentence, for_ms=UNDO_MS)

    def _say_gone(self) -> None:
        """Another computer deleted it a moment ago."""
        self._page.show_notice(self.tr("This session is no longer there."), for_ms=UNDO_MS)
        self.changed.emit()

    def _lead(self, record: SessionRecord) -> str:
        """What was measured, where the field shows it rounded."""
        if record.mat_us % MINUTE < SECOND:
            return ""
        length = in_figures(clock_digits(record.mat_us))
        return self.tr("Measured: {0} on the mat.").format(length)

    def _sentence(self, fault: Fault) -> str:
        return {
            Fault.AHEAD: self.tr("That is still to come."),
            Fault.NOT_OVER: self.tr("It would not be over yet."),
            Fault.LONG_AGO: self.tr("That is too long ago; look at the year."),
            Fault.TOO_LONG: self.tr("A session takes {0} minutes at the most.").format(
                MINUTES_HARD_CAP
            ),
            Fault.TOO_SHORT: self.tr("A session takes a minute at the least."),
            Fault.NO_SUCH_AREA: self.tr("Choose one of the areas."),
            Fault.NO_SUCH_NUMBER: self.tr("Tightness goes from {0} to {1}.").format(
                TIGHTNESS_LOWEST, TIGHTNESS_HIGHEST
            ),
            Fault.LONG_NOTE: self.tr("A note has {0} characters at the most.").format(
                f"{NOTE_LIMIT:,}"
            ),
        }[fault]

    def _lists(self) -> Lists:
        areas = self._areas.values()
        reasons = ((stop.reason, stop.name) for stop in self._lines.stops)
        return Lists(
            areas=tuple((area.id, area.name) for area in areas),
            layers={
                area.id: tuple((layer, area.layers[layer]) for layer in Layer) for area in areas
            },
            reasons=((None, self.tr("Not said")), *reasons),
        )


def _form(telling: SessionDraft) -> Form:
    return Form(
        day=telling.day,
        at=telling.at,
        area=telling.area,
        minutes=telling.minutes,
        layer=telling.layer,
        outcome=telling.outcome.value,
        reason=telling.stop_reason,
        before=telling.before,
        after=telling.after,
        note=telling.note,
    )


def _telling(form: Form, was: SessionRecord | None) -> SessionDraft:
    """White space around a note that came from elsewhere is no change."""
    note = form.note if was is None or form.note != was.note.strip() else was.note
    return SessionDraft(
        day=form.day,
        at=form.at,
        area=form.area,
        minutes=form.minutes,
        layer=form.layer,
        outcome=Outcome(form.outcome),
        stop_reason=form.reason,
        before=form.before,
        after=form.after,
        note=note,
    )

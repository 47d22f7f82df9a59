"""Sessions put down afterwards, set right and deleted: what is kept, said and taken back."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QLineEdit

from mattimer.presenters.session_editor import SessionEditorPresenter
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome, SessionRecord
from mattimer.session.session_plan import Layer
from mattimer.storage.errors import DiskFull
from mattimer.storage.store import Store
from mattimer.ui.controls.combo import Combo
from mattimer.ui.controls.scale import RatingScale
from mattimer.ui.controls.stepper import Stepper
from mattimer.ui.pages.history.history import HistoryPage
from mattimer.ui.pages.session_editor.moment_fields import ClockField, MomentEdit
from mattimer.ui.pages.session_editor.session_editor import SessionEditor
from tests.presenters.app_under_test import DAY, AppUnderTest
from tests.storage.factories import DEVICE, numbered
from tests.ui.pages.find_widgets import find


class Editing:
    """The app with History and its editor, and somebody who sets sessions right."""

    def __init__(self, app: AppUnderTest) -> None:
        self.app = app
        app.go_to("history")
        self.history = find(app.window, HistoryPage, "history_page")
        flow = self.history.findChild(SessionEditorPresenter)
        assert isinstance(flow, SessionEditorPresenter)
        self.flow = flow

    @property
    def editor(self) -> SessionEditor:
        return find(self.app.window, SessionEditor, "session_editor_page")

    def open(self, record: SessionRecord) -> SessionEditor:
        self.history.session_chosen.emit(record.id)
        self.app.settle()
        return self.editor

    def add(self) -> SessionEditor:
        self.flow.add()
        self.app.settle()
        return self.editor

    def delete(self, record: SessionRecord) -> None:
        self.history.delete_wanted.emit(record.id)
        self.app.settle()

    def type_note(self, text: str) -> None:
        find(self.editor, QLineEdit, "editor_note").setText(text)

    def choose(self, name: str, value: object) -> None:
        combo = find(self.editor, Combo, f"editor_{name}")
        combo.setCurrentIndex(combo.findData(value))
        combo.activated.emit(combo.currentIndex())

    def save(self) -> None:
        self.app.press("editor_save")
        self.app.settle()

    def answer(self, key: str) -> None:
        self.app.press(f"history_notice_{key}")
        self.app.settle()

    @property
    def notice(self) -> str:
        return self.app.text("history_notice")

    @property
    def up(self) -> str:
        """Which of the two pages is up."""
        return "editor" if self.editor.isVisible() else "history"

    def rows(self) -> list[list[str]]:
        """The list as History has it."""
        model = self.history.model
        return [
            [str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def stored(self) -> SessionRecord:
        (record,) = self.app.stored()
        return record


@pytest.fixture
def editing(app: AppUnderTest) -> Editing:
    app.clock.place = ZoneInfo("Europe/Berlin")
    return Editing(app)


@pytest.fixture
def kept(editing: Editing) -> SessionRecord:
    """A session of an hour ago."""
    record = editing.app.past(60 * MINUTE)
    ended = record.started_us + 10 * MINUTE + 20 * SECOND
    record = replace(record, ended_us=ended, updated_us=ended)
    editing.app.remember(record)
    return record


# Set right -------------------------------------------------------------------------------------


def test_a_session_opens_as_it_is(editing: Editing, kept: SessionRecord) -> None:
    editor = editing.open(kept)
    assert editing.up == "editor"
    assert editing.app.text("editor_title") == "Monday 21 September, 15:13"
    form = editor.draft
    assert (form.area, form.minutes, form.before, form.after) == ("upper-back", 10, 7, 4)
    assert form.note == "Better than the sofa."


def test_a_length_between_two_minutes_is_told_whole(editing: Editing, kept: SessionRecord) -> None:
    odd = replace(kept, mat_us=9 * MINUTE + 47 * SECOND, id=numbered(8).id)
    editing.app.remember(odd)
    assert editing.open(odd).draft.minutes == 10
    assert editing.app.text("editor_lead") == "Measured: 9:47 on the mat."


def test_what_is_set_right_is_kept_and_can_be_taken_back(
    editing: Editing, kept: SessionRecord
) -> None:
    editor = editing.open(kept)
    find(editor, RatingScale, "editor_after").set_value(6)
    editing.type_note("Only just better.")
    editing.choose("area", "feet")
    editing.save()
    assert (editing.up, editing.notice) == ("history", "Session changed.")
    after = editing.stored()
    changed = {"tightness_after": 6, "note": "Only just better.", "area": "feet"}
    assert after == replace(kept, **changed, updated_us=editing.app.clock.utc)  # type: ignore[arg-type]
    assert editing.rows()[0][1] == "Feet"
    editing.answer("editing_undo")
    assert editing.notice == ""
    assert replace(editing.stored(), updated_us=0) == replace(kept, updated_us=0)
    assert editing.stored().updated_us > after.updated_us
    assert editing.rows()[0][1] == "Upper back"


def test_today_and_the_coach_follow(editing: Editing, kept: SessionRecord) -> None:
    editing.app.read_again()
    editor = editing.open(kept)
    find(editor, Stepper, "editor_minutes").set_value(6)
    editing.choose("outcome", Outcome.STOPPED)
    editing.choose("reason", StopReason.TOO_INTENSE)
    editing.save()
    (past,) = editing.app.app_state.snapshot.past
    assert (past.minutes, past.finished, past.reason) == (6.0, False, StopReason.TOO_INTENSE)
    assert editing.rows()[0][2:5] == ["6 min", "Thin shirt", "Stopped, too intense"]


def test_saving_what_did_not_change_says_nothing(editing: Editing, kept: SessionRecord) -> None:
    spaced = replace(kept, note="  Spaced.\n", id=numbered(9).id)
    editing.app.remember(spaced)
    editing.open(spaced)
    editing.save()
    assert (editing.up, editing.notice) == ("history", "")
    assert spaced in editing.app.stored()


def test_what_cannot_be_is_said_and_nothing_kept(editing: Editing, kept: SessionRecord) -> None:
    editor = editing.open(kept)
    day = find(editor, MomentEdit, "editor_day")
    day.setDate(day.date().addDays(1))
    editing.save()
    assert editing.up == "editor"
    assert "That is still to come." in editing.app.words()
    assert editing.stored() == kept
    day.setDate(day.date().addDays(-2))
    editing.save()
    assert editing.up == "history"
    assert editing.stored().started_us == kept.started_us // MINUTE * MINUTE - DAY


def test_a_full_disk_keeps_the_form(
    editing: Editing, kept: SessionRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    editing.open(kept)
    editing.type_note("Not lost.")

    def refuse(*_: object) -> None:
        raise DiskFull(editing.app.paths.database)

    with monkeypatch.context() as patched:
        patched.setattr(Store, "amend", refuse)
        editing.save()
    assert editing.up == "editor"
    assert editing.app.text("editor_trouble").startswith("The disk is full")
    editing.save()
    assert (editing.up, editing.stored().note) == ("history", "Not lost.")


def test_a_session_that_is_gone_meanwhile_is_told(editing: Editing, kept: SessionRecord) -> None:
    editing.open(kept)
    editing.type_note("Too late.")
    with closing(sqlite3.connect(editing.app.paths.database)) as connection, connection:
        assert connection.execute("DELETE FROM session").rowcount == 1
    editing.save()
    assert editing.app.text("editor_trouble") == "This session is no longer there."


def test_what_another_computer_changed_meanwhile_stays(
    editing: Editing, kept: SessionRecord
) -> None:
    editing.open(kept)
    editing.type_note("From here.")
    later = editing.app.clock.utc
    editing.app.store.amend(kept.id, {"tightness_after": 2}, later).result()
    editing.save()
    editing.answer("editing_undo")
    after = editing.stored()
    assert (after.note, after.tightness_after) == (kept.note, 2)


# Put down --------------------------------------------------------------------------------------


def test_a_session_is_added_and_counts(editing: Editing, kept: SessionRecord) -> None:
    editor = editing.add()
    form = editor.draft
    assert (form.area, form.layer, form.minutes) == ("upper-back", Layer.SHIRT, 10)
    assert (form.before, form.after, form.note) == (None, None, "")
    find(editor, ClockField, "editor_at").show_value(form.at.replace(hour=9))
    find(editor, RatingScale, "editor_before").set_value(8)
    editing.save()
    assert (editing.up, editing.notice) == ("history", "Session added.")
    assert len(editing.rows()) == 2
    assert len(editing.app.app_state.snapshot.past) == 2
    newest, added = editing.app.stored()
    assert newest == kept
    assert (added.tightness_before, added.device) == (8, DEVICE)
    editing.answer("editing_undo")
    assert editing.stored() == kept


def test_the_first_of_all_can_be_added(editing: Editing) -> None:
    editor = editing.add()
    assert editor.draft.area == next(iter(editing.app.app_state.areas))
    editing.save()
    assert editing.stored().outcome is Outcome.FINISHED
    assert editing.stored().ended_us <= editing.app.clock.utc  # type: ignore[operator]


def test_pressing_save_twice_adds_one(editing: Editing) -> None:
    editor = editing.add()
    editor.save_wanted.emit()
    editor.save_wanted.emit()
    editing.app.settle()
    assert len(editing.app.stored()) == 1


def test_a_lost_area_is_not_suggested(editing: Editing, kept: SessionRecord) -> None:
    later = replace(kept, id=numbered(7).id, area="elbow", started_us=kept.started_us + 1)
    editing.app.remember(later)
    assert editing.add().draft.area in editing.app.app_state.areas


# Delete ----------------------------------------------------------------------------------------


def test_deleting_can_be_taken_back(editing: Editing, kept: SessionRecord) -> None:
    editing.delete(kept)
    assert editing.notice == "Session deleted."
    assert editing.rows() == []
    assert editing.app.app_state.snapshot.past == ()
    editing.answer("editing_undo")
    assert replace(editing.stored(), updated_us=0) == replace(kept, updated_us=0)
    assert len(editing.rows()) == 1


def test_deleting_from_the_editor_asks_about_nothing_else(
    editing: Editing, kept: SessionRecord
) -> None:
    editing.open(kept)
    editing.type_note("Never mind.")
    editing.app.press("editor_delete")
    editing.app.settle()
    assert (editing.up, editing.notice) == ("history", "Session deleted.")
    assert editing.app.stored() == []


def test_the_second_deletion_is_the_one_to_take_back(editing: Editing, kept: SessionRecord) -> None:
    other = replace(kept, id=numbered(9).id, area="feet")
    editing.app.remember(other)
    editing.delete(kept)
    editing.delete(other)
    editing.answer("editing_undo")
    assert editing.stored().id == other.id


def test_undo_has_ten_seconds(
    editing: Editing, kept: SessionRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    lengths: list[int] = []
    show = HistoryPage.show_notice

    def watch(page: HistoryPage, text: str, *answers: object, for_ms: int = 0) -> None:
        lengths.append(for_ms)
        show(page, text, *answers, for_ms=for_ms)  # type: ignore[arg-type]

    monkeypatch.setattr(HistoryPage, "show_notice", watch)
    editing.delete(kept)
    assert lengths == [10_000]


# Not now ---------------------------------------------------------------------------------------


def test_a_session_without_an_end_is_left_alone(editing: Editing, kept: SessionRecord) -> None:
    cut_off = replace(
        kept,
        id=numbered(9).id,
        outcome=Outcome.INTERRUPTED,
        ended_us=None,
        started_us=editing.app.clock.utc - MINUTE,
    )
    editing.app.remember(cut_off)
    for signal in (editing.history.delete_wanted, editing.history.session_chosen):
        editing.history.clear_notice()
        signal.emit(cut_off.id)
        editing.app.settle()
        assert editing.notice.startswith("This session has no end yet")
    assert cut_off in editing.app.stored()


def test_one_that_was_deleted_elsewhere_is_no_longer_there(
    editing: Editing, kept: SessionRecord
) -> None:
    editing.app.store.delete(kept.id, editing.app.clock.utc).result()
    editing.history.session_chosen.emit(kept.id)
    editing.app.settle()
    assert editing.notice == "This session is no longer there."
    assert editing.rows() == []


# Leave -----------------------------------------------------------------------------------------


def test_leaving_without_a_change_is_silent(editing: Editing, kept: SessionRecord) -> None:
    editing.open(kept)
    editing.app.press("editor_back")
    editing.app.settle()
    assert (editing.up, editing.notice) == ("history", "")


def test_going_elsewhere_half_way_loses_nothing(editing: Editing, kept: SessionRecord) -> None:
    editing.open(kept)
    editing.type_note("Half a")
    editing.app.go_to("today")
    editing.app.go_to("history")
    assert editing.notice == "You left a session half edited."
    editing.answer("editing_go_on")
    assert (editing.up, editing.editor.draft.note) == ("editor", "Half a")
    editing.save()
    assert editing.stored().note == "Half a"


def test_what_was_left_half_way_can_be_forgotten(editing: Editing, kept: SessionRecord) -> None:
    editing.open(kept)
    editing.type_note("Half a")
    editing.app.go_to("history")
    editing.answer("editing_forget")
    assert editing.notice == ""
    assert editing.open(kept).draft.note == kept.note


def test_another_session_waits_for_the_half_edited_one(
    editing: Editing, kept: SessionRecord
) -> None:
    other = replace(kept, id=numbered(9).id, note="Another.")
    editing.app.remember(other)
    editing.open(kept)
    editing.type_note("Half a")
    editing.app.go_to("history")
    editing.open(other)
    assert editing.editor.draft.note == "Half a"
    assert editing.app.text("editor_question") == "What you changed is not saved."
    editing.app.press("editor_question_leave")
    editing.app.settle()
    assert editing.open(other).draft.note == "Another."

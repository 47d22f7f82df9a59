"""Sessions put down afterwards, set right and deleted: what is kept, said and taken back."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QLineEdit

from mattimer.app import pages as reading_room
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
from mattimer.ui.pages.session_editor.session_editor import STOPPED, SessionEditor
from tests.presenters.house import DAY, House
from tests.storage.making import DEVICE, numbered
from tests.ui.pages.making import find


class Desk:
    """The house with History and its editor, and somebody who sets sessions right."""

    def __init__(self, house: House) -> None:
        self.house = house
        house.go_to("history")
        self.history = find(house.window, HistoryPage, "history_page")
        flow = self.history.findChild(SessionEditorPresenter)
        assert isinstance(flow, SessionEditorPresenter)
        self.flow = flow

    @property
    def editor(self) -> SessionEditor:
        return find(self.house.window, SessionEditor, "session_editor_page")

    def open(self, record: SessionRecord) -> SessionEditor:
        self.history.session_chosen.emit(record.id)
        self.house.settle()
        return self.editor

    def add(self) -> SessionEditor:
        self.flow.add()
        self.house.settle()
        return self.editor

    def delete(self, record: SessionRecord) -> None:
        self.history.delete_wanted.emit(record.id)
        self.house.settle()

    def type_note(self, text: str) -> None:
        find(self.editor, QLineEdit, "editor_note").setText(text)

    def choose(self, name: str, value: object) -> None:
        combo = find(self.editor, Combo, f"editor_{name}")
        combo.setCurrentIndex(combo.findData(value))
        combo.activated.emit(combo.currentIndex())

    def save(self) -> None:
        self.house.press("editor_save")
        self.house.settle()

    def answer(self, key: str) -> None:
        self.house.press(f"history_notice_{key}")
        self.house.settle()

    @property
    def notice(self) -> str:
        return self.house.text("history_notice")

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
        (record,) = self.house.stored()
        return record


@pytest.fixture
def desk(house: House, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(reading_room, "system_zone", lambda: ZoneInfo("Europe/Berlin"))
    return Desk(house)


@pytest.fixture
def kept(desk: Desk) -> SessionRecord:
    """A session of an hour ago."""
    record = desk.house.past(60 * MINUTE)
    ended = record.started_us + 10 * MINUTE + 20 * SECOND
    record = replace(record, ended_us=ended, updated_us=ended)
    desk.house.remember(record)
    return record


# Set right -------------------------------------------------------------------------------------


def test_a_session_opens_as_it_is(desk: Desk, kept: SessionRecord) -> None:
    editor = desk.open(kept)
    assert desk.up == "editor"
    assert desk.house.text("editor_title") == "Monday 21 September, 15:13"
    form = editor.form
    assert (form.area, form.minutes, form.before, form.after) == ("upper-back", 10, 7, 4)
    assert form.note == "Better than the sofa."


def test_a_length_between_two_minutes_is_told_whole(desk: Desk, kept: SessionRecord) -> None:
    odd = replace(kept, mat_us=9 * MINUTE + 47 * SECOND, id=numbered(8).id)
    desk.house.remember(odd)
    assert desk.open(odd).form.minutes == 10
    assert desk.house.text("editor_lead") == "Measured: 9:47 on the mat."


def test_what_is_set_right_is_kept_and_can_be_taken_back(desk: Desk, kept: SessionRecord) -> None:
    editor = desk.open(kept)
    find(editor, RatingScale, "editor_after").set_value(6)
    desk.type_note("Only just better.")
    desk.choose("area", "feet")
    desk.save()
    assert (desk.up, desk.notice) == ("history", "Session changed.")
    after = desk.stored()
    changed = {"tightness_after": 6, "note": "Only just better.", "area": "feet"}
    assert after == replace(kept, **changed, updated_us=desk.house.clock.utc)  # type: ignore[arg-type]
    assert desk.rows()[0][1] == "Feet"
    desk.answer("editing_undo")
    assert desk.notice == ""
    assert replace(desk.stored(), updated_us=0) == replace(kept, updated_us=0)
    assert desk.stored().updated_us > after.updated_us
    assert desk.rows()[0][1] == "Upper back"


def test_today_and_the_coach_follow(desk: Desk, kept: SessionRecord) -> None:
    desk.house.read_again()
    editor = desk.open(kept)
    find(editor, Stepper, "editor_minutes").set_value(6)
    desk.choose("outcome", STOPPED)
    desk.choose("reason", StopReason.TOO_INTENSE)
    desk.save()
    (past,) = desk.house.app_state.facts.past
    assert (past.minutes, past.finished, past.reason) == (6.0, False, StopReason.TOO_INTENSE)
    assert desk.rows()[0][2:5] == ["6 min", "Thin shirt", "Stopped, too intense"]


def test_saving_what_did_not_change_says_nothing(desk: Desk, kept: SessionRecord) -> None:
    spaced = replace(kept, note="  Spaced.\n", id=numbered(9).id)
    desk.house.remember(spaced)
    desk.open(spaced)
    desk.save()
    assert (desk.up, desk.notice) == ("history", "")
    assert spaced in desk.house.stored()


def test_what_cannot_be_is_said_and_nothing_kept(desk: Desk, kept: SessionRecord) -> None:
    editor = desk.open(kept)
    day = find(editor, MomentEdit, "editor_day")
    day.setDate(day.date().addDays(1))
    desk.save()
    assert desk.up == "editor"
    assert "That is still to come." in desk.house.words()
    assert desk.stored() == kept
    day.setDate(day.date().addDays(-2))
    desk.save()
    assert desk.up == "history"
    assert desk.stored().started_us == kept.started_us // MINUTE * MINUTE - DAY


def test_a_full_disk_keeps_the_form(
    desk: Desk, kept: SessionRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(kept)
    desk.type_note("Not lost.")

    def refuse(store: Store, *_: object) -> None:
        raise DiskFull(store._path)

    with monkeypatch.context() as patched:
        patched.setattr(Store, "amend", refuse)
        desk.save()
    assert desk.up == "editor"
    assert desk.house.text("editor_trouble").startswith("The disk is full")
    desk.save()
    assert (desk.up, desk.stored().note) == ("history", "Not lost.")


def test_a_session_that_is_gone_meanwhile_is_told(desk: Desk, kept: SessionRecord) -> None:
    desk.open(kept)
    desk.type_note("Too late.")
    desk.house.store.within(
        lambda repository: repository._connection.execute("DELETE FROM session").rowcount
    ).result()
    desk.save()
    assert desk.house.text("editor_trouble") == "This session is no longer there."


def test_what_another_computer_changed_meanwhile_stays(desk: Desk, kept: SessionRecord) -> None:
    desk.open(kept)
    desk.type_note("From here.")
    later = desk.house.clock.utc
    desk.house.store.amend(kept.id, {"tightness_after": 2}, later).result()
    desk.save()
    desk.answer("editing_undo")
    after = desk.stored()
    assert (after.note, after.tightness_after) == (kept.note, 2)


# Put down --------------------------------------------------------------------------------------


def test_a_session_is_added_and_counts(desk: Desk, kept: SessionRecord) -> None:
    editor = desk.add()
    form = editor.form
    assert (form.area, form.layer, form.minutes) == ("upper-back", Layer.SHIRT, 10)
    assert (form.before, form.after, form.note) == (None, None, "")
    find(editor, ClockField, "editor_at").show_value(form.at.replace(hour=9))
    find(editor, RatingScale, "editor_before").set_value(8)
    desk.save()
    assert (desk.up, desk.notice) == ("history", "Session added.")
    assert len(desk.rows()) == 2
    assert len(desk.house.app_state.facts.past) == 2
    newest, added = desk.house.stored()
    assert newest == kept
    assert (added.tightness_before, added.device) == (8, DEVICE)
    desk.answer("editing_undo")
    assert desk.stored() == kept


def test_the_first_of_all_can_be_added(desk: Desk) -> None:
    editor = desk.add()
    assert editor.form.area == next(iter(desk.house.app_state.areas))
    desk.save()
    assert desk.stored().outcome is Outcome.FINISHED
    assert desk.stored().ended_us <= desk.house.clock.utc  # type: ignore[operator]


def test_pressing_save_twice_adds_one(desk: Desk) -> None:
    editor = desk.add()
    editor.save_wanted.emit()
    editor.save_wanted.emit()
    desk.house.settle()
    assert len(desk.house.stored()) == 1


def test_a_lost_area_is_not_suggested(desk: Desk, kept: SessionRecord) -> None:
    later = replace(kept, id=numbered(7).id, area="elbow", started_us=kept.started_us + 1)
    desk.house.remember(later)
    assert desk.add().form.area in desk.house.app_state.areas


# Delete ----------------------------------------------------------------------------------------


def test_deleting_can_be_taken_back(desk: Desk, kept: SessionRecord) -> None:
    desk.delete(kept)
    assert desk.notice == "Session deleted."
    assert desk.rows() == []
    assert desk.house.app_state.facts.past == ()
    desk.answer("editing_undo")
    assert replace(desk.stored(), updated_us=0) == replace(kept, updated_us=0)
    assert len(desk.rows()) == 1


def test_deleting_from_the_editor_asks_about_nothing_else(desk: Desk, kept: SessionRecord) -> None:
    desk.open(kept)
    desk.type_note("Never mind.")
    desk.house.press("editor_delete")
    desk.house.settle()
    assert (desk.up, desk.notice) == ("history", "Session deleted.")
    assert desk.house.stored() == []


def test_the_second_deletion_is_the_one_to_take_back(desk: Desk, kept: SessionRecord) -> None:
    other = replace(kept, id=numbered(9).id, area="feet")
    desk.house.remember(other)
    desk.delete(kept)
    desk.delete(other)
    desk.answer("editing_undo")
    assert desk.stored().id == other.id


def test_undo_has_ten_seconds(
    desk: Desk, kept: SessionRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    lengths: list[int] = []
    show = HistoryPage.show_notice

    def watch(page: HistoryPage, text: str, *answers: object, for_ms: int = 0) -> None:
        lengths.append(for_ms)
        show(page, text, *answers, for_ms=for_ms)  # type: ignore[arg-type]

    monkeypatch.setattr(HistoryPage, "show_notice", watch)
    desk.delete(kept)
    assert lengths == [10_000]


# Not now ---------------------------------------------------------------------------------------


def test_a_session_without_an_end_is_left_alone(desk: Desk, kept: SessionRecord) -> None:
    cut_off = replace(
        kept,
        id=numbered(9).id,
        outcome=Outcome.INTERRUPTED,
        ended_us=None,
        started_us=desk.house.clock.utc - MINUTE,
    )
    desk.house.remember(cut_off)
    for signal in (desk.history.delete_wanted, desk.history.session_chosen):
        desk.history.clear_notice()
        signal.emit(cut_off.id)
        desk.house.settle()
        assert desk.notice.startswith("This session has no end yet")
    assert cut_off in desk.house.stored()


def test_one_that_was_deleted_elsewhere_is_no_longer_there(desk: Desk, kept: SessionRecord) -> None:
    desk.house.store.delete(kept.id, desk.house.clock.utc).result()
    desk.history.session_chosen.emit(kept.id)
    desk.house.settle()
    assert desk.notice == "This session is no longer there."
    assert desk.rows() == []


# Leave -----------------------------------------------------------------------------------------


def test_leaving_without_a_change_is_silent(desk: Desk, kept: SessionRecord) -> None:
    desk.open(kept)
    desk.house.press("editor_back")
    desk.house.settle()
    assert (desk.up, desk.notice) == ("history", "")


def test_going_elsewhere_half_way_loses_nothing(desk: Desk, kept: SessionRecord) -> None:
    desk.open(kept)
    desk.type_note("Half a")
    desk.house.go_to("today")
    desk.house.go_to("history")
    assert desk.notice == "You left a session half edited."
    desk.answer("editing_go_on")
    assert (desk.up, desk.editor.form.note) == ("editor", "Half a")
    desk.save()
    assert desk.stored().note == "Half a"


def test_what_was_left_half_way_can_be_forgotten(desk: Desk, kept: SessionRecord) -> None:
    desk.open(kept)
    desk.type_note("Half a")
    desk.house.go_to("history")
    desk.answer("editing_forget")
    assert desk.notice == ""
    assert desk.open(kept).form.note == kept.note


def test_another_session_waits_for_the_half_edited_one(desk: Desk, kept: SessionRecord) -> None:
    other = replace(kept, id=numbered(9).id, note="Another.")
    desk.house.remember(other)
    desk.open(kept)
    desk.type_note("Half a")
    desk.house.go_to("history")
    desk.open(other)
    assert desk.editor.form.note == "Half a"
    assert desk.house.text("editor_question") == "What you changed is not saved."
    desk.house.press("editor_question_leave")
    desk.house.settle()
    assert desk.open(other).form.note == "Another."

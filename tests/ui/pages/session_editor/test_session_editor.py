"""The editor of a session: its fields, its keys, what it asks, and that nothing is ever cut."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLabel, QLineEdit, QWidget

from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome
from mattimer.session.session_draft import SessionDraft
from mattimer.session.session_plan import Layer
from mattimer.ui.controls.button import Button
from mattimer.ui.controls.combo import Combo
from mattimer.ui.controls.scale import RatingScale
from mattimer.ui.controls.stepper import Stepper
from mattimer.ui.page import Page
from mattimer.ui.pages.session_editor.moment_fields import MomentEdit
from mattimer.ui.pages.session_editor.session_editor import (
    Lists,
    SessionEditor,
)
from mattimer.ui.theme.theme import Theme
from mattimer.ui.window import Window
from tests.ui.cut_text import (
    How,
    assert_uncut,
    framed,
    lengthened,
    long_words,
    settle,
    uncut_matrix,
)
from tests.ui.factories import areas, click, lines, make_theme, press, shown
from tests.ui.pages.find_widgets import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FINISHED, STOPPED, INTERRUPTED = Outcome.FINISHED, Outcome.STOPPED, Outcome.INTERRUPTED
DRAFT = SessionDraft(
    day=date(2026, 9, 21),
    at=time(16, 13),
    area="upper-back",
    minutes=10,
    layer=Layer.SHIRT,
    outcome=STOPPED,
    stop_reason=StopReason.NUMBNESS,
    before=7,
    after=4,
    note="Better than the sofa.",
)
TITLE, LEAD = "Monday 21 September, 16:13", "Measured: 9:47 on the mat."
FAULTS = {
    "day": "That is still to come.",
    "minutes": "A session takes 30 minutes at the most.",
    "area": "Choose an area.",
    "note": "A note has at most 2,000 characters.",
}


def lists(longer: Callable[[str], str] = str) -> Lists:
    known = areas().values()
    return Lists(
        areas=tuple((area.id, longer(area.name)) for area in known),
        layers={
            area.id: tuple((layer, longer(name)) for layer, name in area.layers.items())
            for area in known
        },
        reasons=((None, "Not said"), *((stop.reason, longer(stop.name)) for stop in lines().stops)),
    )


@pytest.fixture
def page(theme: Theme, qtbot: "QtBot") -> Iterator[SessionEditor]:
    made = SessionEditor(theme, lists())
    window = Window(theme, made)
    qtbot.addWidget(window)
    made.show_draft(TITLE, LEAD, DRAFT, new=False)
    shown(window, 1100, 760)
    yield made
    window.hide()


def edit(page: Page, name: str) -> MomentEdit:
    return find(page, MomentEdit, f"editor_{name}")


def choose(page: SessionEditor, name: str, value: object) -> None:
    """Take an entry of a list as a person does."""
    combo = find(page, Combo, f"editor_{name}")
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())
    QApplication.processEvents()


def text(page: SessionEditor, name: str) -> str:
    label = find(page, QLabel, f"editor_{name}")
    return label.text() if label.isVisible() else ""


def can_be_seen(page: SessionEditor, name: str) -> bool:
    return find(page, QWidget, f"editor_{name}").isVisible()


# What it shows ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "draft",
    [
        DRAFT,
        replace(DRAFT, outcome=FINISHED, stop_reason=None, before=None, after=None, note=""),
        replace(DRAFT, outcome=INTERRUPTED, stop_reason=None),
        replace(DRAFT, area="elbow", layer=Layer.BARE),
        replace(DRAFT, minutes=0),
        replace(DRAFT, area="feet", layer=Layer.TOWEL, minutes=30, before=10, after=1),
    ],
)
def test_what_is_shown_is_what_stands_there(page: SessionEditor, draft: SessionDraft) -> None:
    page.show_draft(TITLE, LEAD, draft, new=False)
    assert page.draft == draft
    assert not page.changed


def test_nothing_is_preset_for_a_new_session(page: SessionEditor) -> None:
    page.show_draft("Add a session", "", replace(DRAFT, before=None, after=None), new=True)
    for name in ("before", "after"):
        assert find(page, RatingScale, f"editor_{name}").value is None
    assert not can_be_seen(page, "delete")
    assert text(page, "lead") == ""
    assert page.first_focus() is find(page, MomentEdit, "editor_day").parentWidget()


def test_only_a_stop_has_a_reason(page: SessionEditor) -> None:
    assert can_be_seen(page, "reason")
    choose(page, "outcome", FINISHED)
    assert not can_be_seen(page, "reason")
    choose(page, "outcome", STOPPED)
    assert can_be_seen(page, "reason")
    assert page.draft.stop_reason is StopReason.NUMBNESS


def test_nobody_interrupts_a_session_afterwards(page: SessionEditor) -> None:
    combo = find(page, Combo, "editor_outcome")
    assert [combo.itemData(at) for at in range(combo.count())] == [
        FINISHED,
        STOPPED,
    ]
    page.show_draft(TITLE, LEAD, replace(DRAFT, outcome=INTERRUPTED), new=False)
    assert [combo.itemData(at) for at in range(combo.count())] == [
        FINISHED,
        STOPPED,
        INTERRUPTED,
    ]


def test_layers_are_called_what_the_area_calls_them(page: SessionEditor) -> None:
    choose(page, "area", "feet")
    layer = find(page, Combo, "editor_layer")
    assert layer.currentText() == "Socks"
    assert page.draft.layer is Layer.SHIRT


def test_faults_stand_under_their_fields_and_go_again(page: SessionEditor) -> None:
    page.show_faults(FAULTS)
    words = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    for sentence in FAULTS.values():
        assert sentence in words
    assert text(page, "trouble") == FAULTS["note"]
    page.show_faults({})
    words = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert not set(FAULTS.values()) & set(words)


# What a person does ----------------------------------------------------------------------------


def test_typing_a_date_and_a_time(page: SessionEditor) -> None:
    for name, typed in (("day", "19092026"), ("at", "0905")):
        field = edit(page, name)
        field.setFocus()
        field.setSelectedSection(field.sectionAt(0))
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Tab)
    assert (page.draft.day, page.draft.at) == (date(2026, 9, 19), time(9, 5))
    assert page.changed


def test_a_day_from_the_calendar(page: SessionEditor) -> None:
    click(find(page, QWidget, "editor_day_calendar"))
    calendar = find(page.window(), QCalendarWidget, "calendar")
    assert calendar.selectedDate() == QDate(2026, 9, 21)
    calendar.clicked.emit(QDate(2026, 9, 3))
    QApplication.processEvents()
    assert page.draft.day == date(2026, 9, 3)


@pytest.mark.parametrize(
    ("country", "written"),
    [(QLocale.Country.UnitedKingdom, "21/09/2026"), (QLocale.Country.UnitedStates, "9/21/2026")],
)
def test_a_date_is_written_as_the_locale_does(
    dark: Theme, qtbot: "QtBot", country: QLocale.Country, written: str
) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, country))
    made = SessionEditor(dark, lists())
    qtbot.addWidget(made)
    made.show_draft(TITLE, LEAD, DRAFT, new=False)
    assert edit(made, "day").text() == written
    assert edit(made, "at").text() == ("16:13" if written.startswith("21") else "4:13 PM")


def test_a_number_can_be_taken_back_with_the_pointer(page: SessionEditor) -> None:
    clear = find(page, Button, "editor_before_clear")
    assert clear.isEnabled()
    click(clear)
    assert page.draft.before is None
    assert not clear.isEnabled()


def test_digits_rate_the_scale_they_are_typed_on(page: SessionEditor) -> None:
    cell = find(page, QWidget, "editor_after_4")
    cell.setFocus()
    press(page, Qt.Key.Key_0)
    assert (page.draft.before, page.draft.after) == (7, 10)
    press(page, Qt.Key.Key_Backspace)
    assert (page.draft.before, page.draft.after) == (7, None)


def test_minutes_go_from_one_to_thirty(page: SessionEditor) -> None:
    stepper = find(page, Stepper, "editor_minutes")
    for key, last in ((Qt.Key.Key_Up, 30), (Qt.Key.Key_Down, 1)):
        for _ in range(40):
            QTest.keyClick(stepper, key)
        assert page.draft.minutes == last


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("name", ["note", "day", "minutes_more", "save", "after_4"])
def test_ctrl_enter_saves_from_anywhere(
    page: SessionEditor, qtbot: "QtBot", key: Qt.Key, name: str
) -> None:
    find(page, QWidget, f"editor_{name}").setFocus()
    with qtbot.waitSignal(page.save_wanted, timeout=1000):
        press(page, key, Qt.KeyboardModifier.ControlModifier)


def test_save_and_delete_by_their_buttons(page: SessionEditor, qtbot: "QtBot") -> None:
    for name, signal in (("save", page.save_wanted), ("delete", page.delete_wanted)):
        with qtbot.waitSignal(signal, timeout=1000):
            click(find(page, Button, f"editor_{name}"))


def test_esc_leaves_at_once_where_nothing_changed(page: SessionEditor, qtbot: "QtBot") -> None:
    find(page, QWidget, "editor_note").setFocus()
    with qtbot.waitSignal(page.close_wanted, timeout=1000):
        press(page, Qt.Key.Key_Escape)


@pytest.mark.parametrize("way", ["esc", "back"])
def test_what_changed_is_asked_about(page: SessionEditor, qtbot: "QtBot", way: str) -> None:
    find(page, QLineEdit, "editor_note").setText("Worse than the sofa.")

    def leave() -> None:
        if way == "esc":
            press(page, Qt.Key.Key_Escape)
        else:
            click(find(page, Button, "editor_back"))

    with qtbot.assertNotEmitted(page.close_wanted):
        leave()
    assert text(page, "question") == "What you changed is not saved."
    click(find(page, Button, "editor_question_stay"))
    assert text(page, "question") == ""
    assert page.draft.note == "Worse than the sofa."
    leave()
    with qtbot.waitSignal(page.close_wanted, timeout=1000):
        click(find(page, Button, "editor_question_leave"))
    assert not page.changed


def test_esc_twice_stays(page: SessionEditor, qtbot: "QtBot") -> None:
    find(page, QLineEdit, "editor_note").setText("Worse than the sofa.")
    with qtbot.assertNotEmitted(page.close_wanted):
        press(page, Qt.Key.Key_Escape)
        assert page.focusWidget() is find(page, Button, "editor_question_stay")
        press(page, Qt.Key.Key_Escape)
    assert text(page, "question") == ""


def test_spaces_alone_change_no_note(page: SessionEditor) -> None:
    find(page, QLineEdit, "editor_note").setText("  Better than the sofa. ")
    assert not page.changed


def test_leaving_with_something_changed_is_told(page: SessionEditor, qtbot: "QtBot") -> None:
    window = page.window()
    assert isinstance(window, Window)
    window.add_page("guide", Page(page.theme, "guide_page"))
    with qtbot.assertNotEmitted(page.left_open):
        window.show_page("guide")
    window.show_page("today")
    find(page, QLineEdit, "editor_note").setText("Worse.")
    with qtbot.waitSignal(page.left_open, timeout=1000):
        window.show_page("guide")


# Keys and voices -------------------------------------------------------------------------------


def test_tab_follows_the_reading(page: SessionEditor) -> None:
    edit(page, "day").setFocus()
    order: list[str] = []
    # Within a date Tab goes through day, month and year first.
    for _ in range(40):
        now = QApplication.focusWidget()
        assert now is not None
        name = now.objectName().removeprefix("editor_")
        if name not in order[-1:]:
            order.append(name)
        QTest.keyClick(now, Qt.Key.Key_Tab)
        QApplication.processEvents()
    wanted = [
        *("day", "day_calendar", "at", "area", "minutes_less", "minutes_more", "layer"),
        *("outcome", "reason", "before_clear", "before_1", "after_clear", "after_1"),
        *("note", "save", "delete"),
    ]
    assert order[: len(wanted)] == wanted


def test_everything_has_a_name_and_can_be_read_out(page: SessionEditor) -> None:
    controls = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not isinstance(widget, QLineEdit)
    ]
    assert len(controls) > 15
    for widget in (*controls, find(page, QLineEdit, "editor_note")):
        assert widget.objectName()
        assert widget.accessibleName(), widget.objectName()
    names = [widget.objectName() for widget in controls]
    assert len(set(names)) == len(names)


# At any size -----------------------------------------------------------------------------------


@uncut_matrix
@pytest.mark.parametrize("longer", [False, True])
def test_nothing_is_cut(
    qtbot: "QtBot",
    qapp: QApplication,
    how: How,
    longer: bool,  # noqa: FBT001 - pytest's
) -> None:
    theme = make_theme(text_scale=how.text_scale)

    def filled(words: Callable[[str], str]) -> SessionEditor:
        made = SessionEditor(theme, lists(words))
        made.show_draft(words(TITLE), words(LEAD), DRAFT, new=False)
        made.show_faults({name: words(said) for name, said in FAULTS.items()})
        return made

    if longer:
        with long_words(qapp):
            page = filled(lengthened)
    else:
        page = filled(str)
    framed(qtbot, theme, page, how)
    assert_uncut(page)
    find(page, QLineEdit, "editor_note").setText("Worse.")
    page.leave()
    settle()
    assert_uncut(page)


def test_it_takes_another_look(page: SessionEditor) -> None:
    before = edit(page, "day").sizeHint()
    page.theme.change(text_scale=2.0)
    settle()
    after = edit(page, "day").sizeHint()
    assert after.width() > before.width()
    assert after.height() == 2 * before.height()
    ink: Any = edit(page, "at").palette().text().color()
    assert ink == page.theme.color("text2")

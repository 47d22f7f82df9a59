"""The form of the mat: fields kept when left, two buttons, one line of trouble."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from mattimer.ui.pages.guide.mat_form import MatField, MatForm
from mattimer.ui.theme.theme import Theme
from tests.presenters.scenarios import faults
from tests.ui.factories import click, press, shown
from tests.ui.pages.find_widgets import button, find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FIELDS = (
    MatField("name", "Name", "The green one"),
    MatField("washed_on", "Last washed", "2026-11-22"),
)


@pytest.fixture
def form(theme: Theme, qtbot: "QtBot") -> MatForm:
    made = MatForm(theme, FIELDS)
    qtbot.addWidget(made)
    shown(made, 560, 260)
    return made


def field(form: MatForm, key: str) -> QLineEdit:
    return find(form, QLineEdit, f"mat_{key}")


def test_each_field_is_named_and_shows_an_example(form: MatForm) -> None:
    for one in FIELDS:
        assert field(form, one.key).accessibleName() == one.text
        assert field(form, one.key).placeholderText() == one.example
    assert faults(form) == []


def test_a_field_is_heard_when_it_is_left(form: MatForm) -> None:
    said: list[tuple[str, str]] = []
    form.field_changed.connect(lambda key, text: said.append((key, text)))
    field(form, "name").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(field(form, "name"), "Blue")
    assert said == []
    press(form, Qt.Key.Key_Tab)
    assert said == [("name", "Blue")]
    assert field(form, "washed_on").hasFocus()


def test_the_buttons_say_what_was_done_today(form: MatForm) -> None:
    said: list[str] = []
    form.done_today.connect(said.append)
    click(button(form, "mat_washed"))
    click(button(form, "mat_checked"))
    assert said == ["washed", "checked"]


def test_values_fill_their_fields_and_empty_the_others(form: MatForm) -> None:
    form.show_values({"name": "Blue", "colour": "blue"})
    assert field(form, "name").text() == "Blue"
    form.show_values({"washed_on": "2026-09-01"})
    assert field(form, "name").text() == ""
    assert field(form, "washed_on").text() == "2026-09-01"


def test_trouble_is_there_only_while_it_says_something(form: MatForm) -> None:
    assert not find(form, QLabel, "mat_trouble").isVisible()
    form.show_trouble("A date looks like 2026-11-22.")
    assert find(form, QLabel, "mat_trouble").isVisible()
    form.show_trouble("")
    assert not find(form, QLabel, "mat_trouble").isVisible()

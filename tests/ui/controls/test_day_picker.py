"""Days of the week: seven boxes, reached once, walked through by arrows; one stays chosen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QVBoxLayout, QWidget

from mattimer.ui.controls.day_picker import TEXT_PX, Day, DayPicker, short_names
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import click, make_theme, press, seen, shown
from tests.ui.pointer import come, leave

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
AMERICAN = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(ENGLISH)
    yield
    QLocale.setDefault(before)


class Between(QWidget):
    """The week between two buttons."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.before, self.after = QPushButton("before"), QPushButton("after")
        self.week = DayPicker(theme, "setting_plan_days", "Days of the plan reminder")
        self.week.show_days("135")
        column = QVBoxLayout(self)
        for widget in (self.before, self.week, self.after):
            column.addWidget(widget)


@pytest.fixture
def window(theme: Theme, qtbot: "QtBot") -> Between:
    made = Between(theme)
    qtbot.addWidget(made)
    shown(made)
    leave(day(made, 1))
    return made


def day(window: QWidget, number: int) -> Day:
    found: Day | None = window.findChild(Day, f"setting_plan_days_{number}")
    assert found is not None
    return found


def heard(window: Between) -> list[str]:
    said: list[str] = []
    window.week.days_chosen.connect(said.append)
    return said


def order(window: QWidget) -> list[int]:
    """The days from left to right."""
    places = {number: day(window, number).mapTo(window, QPoint()).x() for number in range(1, 8)}
    return sorted(places, key=places.__getitem__)


def focused(window: QWidget) -> int:
    return next(number for number in range(1, 8) if day(window, number).hasFocus())


def test_they_are_real_check_boxes_with_whole_names(window: Between) -> None:
    assert window.week.accessibleName() == "Days of the plan reminder"
    assert isinstance(day(window, 1), QCheckBox)
    assert [day(window, n).text() for n in (1, 4, 7)] == ["Mo", "Th", "Su"]
    assert [day(window, n).accessibleName() for n in (1, 7)] == ["Monday", "Sunday"]
    assert [n for n in range(1, 8) if day(window, n).isChecked()] == [1, 3, 5]


def test_a_click_takes_a_day_and_gives_it_back(window: Between) -> None:
    said = heard(window)
    click(day(window, 7))
    click(day(window, 1))
    assert said == ["1357", "357"]


def test_showing_is_silent(window: Between) -> None:
    said = heard(window)
    window.week.show_days("67")
    assert [n for n in range(1, 8) if day(window, n).isChecked()] == [6, 7]
    assert said == []


def test_one_day_stays(window: Between) -> None:
    window.week.show_days("4")
    said = heard(window)
    click(day(window, 4))
    assert said == []
    assert day(window, 4).isChecked()


def test_tab_reaches_the_week_once(window: Between) -> None:
    window.before.setFocus()
    press(window, Qt.Key.Key_Tab)
    assert focused(window) == 1
    assert window.week.current() is day(window, 1)
    press(window, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.after


def test_arrows_walk_and_space_chooses(window: Between) -> None:
    said = heard(window)
    window.week.current().setFocus()
    press(window, Qt.Key.Key_Right)
    assert focused(window) == 2
    press(window, Qt.Key.Key_Space)
    press(window, Qt.Key.Key_Left)
    press(window, Qt.Key.Key_Left)
    assert focused(window) == 7
    press(window, Qt.Key.Key_Home)
    assert focused(window) == 1
    press(window, Qt.Key.Key_End)
    assert focused(window) == 7
    press(window, Qt.Key.Key_Down)
    assert focused(window) == 7
    assert said == ["1235"]
    press(window, Qt.Key.Key_Backtab)
    press(window, Qt.Key.Key_Tab)
    assert focused(window) == 7


def test_right_to_left_mirrors_the_week_and_its_arrows(window: Between) -> None:
    assert order(window) == [1, 2, 3, 4, 5, 6, 7]
    window.setLayoutDirection(RIGHT_TO_LEFT)
    QApplication.processEvents()
    assert order(window) == [7, 6, 5, 4, 3, 2, 1]
    window.week.current().setFocus()
    press(window, Qt.Key.Key_Left)
    assert focused(window) == 2


def test_the_week_begins_where_the_locale_begins_it(theme: Theme, qtbot: "QtBot") -> None:
    QLocale.setDefault(AMERICAN)
    made = Between(theme)
    qtbot.addWidget(made)
    shown(made)
    assert order(made) == [7, 1, 2, 3, 4, 5, 6]
    assert made.week.current() is day(made, 7)


@pytest.mark.parametrize(
    ("language", "few"),
    [
        (QLocale.Language.German, ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"]),
        (QLocale.Language.Spanish, ["lu", "ma", "mi", "ju", "vi", "sá", "do"]),
    ],
)
def test_two_letters_of_the_locales_own(language: QLocale.Language, few: list[str]) -> None:
    QLocale.setDefault(QLocale(language))
    assert list(short_names().values()) == few


@pytest.mark.parametrize(
    "language", [QLocale.Language.Arabic, QLocale.Language.Chinese, QLocale.Language.Hebrew]
)
def test_days_are_told_apart_in_every_script(language: QLocale.Language) -> None:
    QLocale.setDefault(QLocale(language))
    assert len(set(short_names().values())) == 7


def test_a_chosen_day_is_seen_by_more_than_its_colour(window: Between) -> None:
    window.week.show_days("1")
    chosen = seen(day(window, 1))
    window.week.show_days("2")
    assert seen(day(window, 1)) != chosen


def test_a_pointer_over_another_is_answered(window: Between) -> None:
    rest = seen(day(window, 2))
    come(day(window, 2))
    assert seen(day(window, 2)) != rest
    leave(day(window, 2))
    assert seen(day(window, 2)) == rest


def test_what_cannot_be_set_is_quieter(window: Between) -> None:
    able = seen(window.week)
    window.week.setEnabled(False)
    assert seen(window.week) != able


def test_letters_grow_and_are_never_cut(window: Between, theme: Theme) -> None:
    before = day(window, 3).sizeHint()
    theme.change(text_scale=2.0)
    assert day(window, 3).sizeHint().height() == 2 * before.height()
    for number in range(1, 8):
        one = day(window, number)
        words = QFontMetrics(theme.tokens.font("strong", px=TEXT_PX)).horizontalAdvance(one.text())
        assert one.minimumSizeHint().width() > words
    theme.change(text_scale=1.0)


def test_it_yields_until_its_letters_touch(qtbot: "QtBot") -> None:
    week = DayPicker(make_theme(), "setting_plan_days", "Days")
    qtbot.addWidget(week)
    assert week.minimumSizeHint().width() < week.sizeHint().width()

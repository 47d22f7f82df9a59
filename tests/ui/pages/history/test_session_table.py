"""Columns where every text fits, else a block for each session; and what is said of a row."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage
from PySide6.QtWidgets import QWidget

from mattimer.ui.pages.history import session_measure
from mattimer.ui.pages.history.session_measure import SessionMeasure
from mattimer.ui.pages.history.session_model import SessionModel, SessionRow
from mattimer.ui.pages.history.session_table import LAYER_COLUMN, SessionTable
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import counted, make_theme, make_tokens, near, press, seen, shown
from tests.ui.pages.history.long_history import ROWS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SHORT = [
    SessionRow("Today, 21:14", "Upper back", "10 min", "Thin shirt", "", "7", "4"),
    SessionRow("Today, 20:14", "Feet", "3 min", "Socks", "", "", ""),
]


@pytest.fixture
def keeper(qtbot: "QtBot") -> QWidget:
    """Keeps the models."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def table(keeper: QWidget, theme: Theme, rows: list[SessionRow], width: int = 900) -> SessionTable:
    model = SessionModel(keeper)
    made = SessionTable(theme, model)
    made.setParent(keeper)
    model.reset_rows(rows, more=True)
    keeper.resize(width, 500)
    shown(keeper)
    made.resize(width, 500)
    made.show()
    return made


def in_blocks(made: SessionTable) -> bool:
    return made.in_blocks


def test_room_decides_between_columns_and_blocks(keeper: QWidget, dark: Theme) -> None:
    made = table(keeper, dark, SHORT)
    assert not in_blocks(made)
    assert not made.isColumnHidden(LAYER_COLUMN)
    measure = SessionMeasure()
    measure.add(SHORT)
    widths = measure.widths(dark.tokens, SessionModel(keeper).heads)
    whole = sum(widths) + made.verticalScrollBar().sizeHint().width()
    made.resize(whole, 500)
    assert not made.isColumnHidden(LAYER_COLUMN)
    made.resize(whole - 1, 500)
    assert not in_blocks(made)
    assert made.isColumnHidden(LAYER_COLUMN)
    made.resize(whole - widths[LAYER_COLUMN] - 1, 500)
    assert in_blocks(made)
    assert made.horizontalHeader().isHidden()
    made.resize(900, 500)
    assert not in_blocks(made)
    assert not made.isColumnHidden(LAYER_COLUMN)
    assert not made.horizontalHeader().isHidden()


def test_older_rows_with_longer_words_need_more_room(keeper: QWidget, dark: Theme) -> None:
    made = table(keeper, dark, SHORT, 620)
    assert not in_blocks(made)
    model = made.model()
    assert isinstance(model, SessionModel)
    model.append_rows(list(ROWS), more=False)
    assert in_blocks(made)
    model.reset_rows(SHORT, more=False)
    assert not in_blocks(made)


def test_larger_text_makes_blocks_and_higher_rows(keeper: QWidget) -> None:
    theme = make_theme()
    made = table(keeper, theme, SHORT)
    low = made.verticalHeader().defaultSectionSize()
    theme.change(text_scale=2.0)
    assert in_blocks(made)
    assert made.verticalHeader().defaultSectionSize() > 2 * low
    theme.change(text_scale=1.0)
    assert made.verticalHeader().defaultSectionSize() == low


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_block_shows_both_ratings_at_its_end(
    keeper: QWidget, theme: Theme, *, mirrored: bool
) -> None:
    made = table(keeper, theme, SHORT, 400)
    if mirrored:
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    image = seen(made)
    half, height = image.width() // 2, made.verticalHeader().defaultSectionSize()
    start, end = image.copy(0, 0, half, height), image.copy(half, 0, half, height)
    if mirrored:
        start, end = end, start
    for name in ("cool", "accent_text"):
        assert painted(end, theme.color(name))
        assert not painted(start, theme.color(name))


def painted(image: QImage, color: QColor) -> bool:
    return counted(image, lambda pixel: near(pixel, color, 20)) > 0


def test_a_row_is_spoken_as_one(keeper: QWidget, dark: Theme) -> None:
    made = table(keeper, dark, SHORT)
    model = made.model()
    spoken = [model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1)]
    assert spoken == [
        "Today, 21:14, Upper back, 10 min, Thin shirt, Before 7, After 4",
        "Today, 20:14, Feet, 3 min, Socks",
    ]


def test_the_keyboard_walks_over_blocks(keeper: QWidget, dark: Theme) -> None:
    made = table(keeper, dark, list(ROWS), 400)
    made.setFocus()
    for _ in range(9):
        press(made, Qt.Key.Key_Down)
    now = made.currentIndex()
    assert now.row() in (8, 9)
    assert made.viewport().rect().contains(made.visualRect(now).center())


def test_texts_that_differ_by_figures_are_measured_once(
    keeper: QWidget, dark: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[str] = []

    class Counting:
        def __init__(self, font: QFont) -> None:
            self.metrics = QFontMetrics(font)

        def horizontalAdvance(self, text: str) -> int:  # noqa: N802 - Qt's name
            measured.append(text)
            return self.metrics.horizontalAdvance(text)

        def boundingRect(self, box: QRect, flags: int, text: str) -> QRect:  # noqa: N802 - Qt's name
            measured.append(text)
            return self.metrics.boundingRect(box, flags, text)

    monkeypatch.setattr(session_measure, "QFontMetrics", Counting)
    measure = SessionMeasure()
    measure.add(
        SessionRow(f"Today, {hour:02}:{minute:02}", "Feet", f"{minute} min", "Socks", "", "7", "4")
        for hour in range(24)
        for minute in range(60)
    )
    measure.widths(dark.tokens, SessionModel(keeper).heads)
    assert [text for text in measured if "Today" in text] == ["Today, 00:00"]
    assert {text for text in measured if "min" in text} == {"0 min", "00 min"}
    # Two of a column at most, besides its head and the word between the ratings.
    assert len(measured) <= 8 + 7 + 1
    measured.clear()
    measure.row_height(dark.tokens, 400)
    assert len([text for text in measured if "min" in text]) == 2


def test_without_ratings_no_room_is_kept_for_them(qtbot: "QtBot") -> None:  # noqa: ARG001
    measure = SessionMeasure()
    measure.add(SHORT[1:])
    assert measure.ratings_width(make_tokens()) == 0
    measure.add(SHORT[:1])
    assert measure.ratings_width(make_tokens()) > 0

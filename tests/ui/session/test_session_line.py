"""The line under the dial: never cut, never in the way, as dark as the rest."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from mattimer.ui.session.session_line import SessionLine
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import counted, ink, make_tokens, near, seen, shown
from tests.ui.pages.find_widgets import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.any_font


TROUBLE = "The sound device is busy. The timer runs on without tones."
SIZES = [(672, 23), (300, 23), (60, 32)]


@pytest.fixture
def line(dark: Theme, qtbot: "QtBot") -> Iterator[SessionLine]:
    page = QWidget()
    qtbot.addWidget(page)
    made = SessionLine(dark, page)
    made.setGeometry(0, 0, 672, 32)
    shown(page, 672, 32)
    yield made
    page.hide()


def parts(line: SessionLine) -> tuple[QLabel, QLabel]:
    return find(line, QLabel, "session_muted"), find(line, QLabel, "session_trouble")


def test_it_has_nothing_to_say_at_first(line: SessionLine) -> None:
    assert not any(label.isVisible() for label in line.findChildren(QLabel))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("muted", [False, True])
@pytest.mark.parametrize("px", [13, 19])
def test_words_are_shortened_but_never_cut(
    line: SessionLine, size: tuple[int, int], px: int, *, muted: bool
) -> None:
    line.set_px(px)
    line.set_muted(muted=muted)
    line.show_trouble(TROUBLE)
    line.resize(*size)
    QApplication.processEvents()
    _, trouble = parts(line)
    assert trouble.font().pixelSize() == px
    assert trouble.accessibleName() == TROUBLE
    assert TROUBLE.startswith(trouble.text().rstrip("…"))
    if size[0] > 100:
        assert len(trouble.text()) > 10
        for label in line.findChildren(QLabel):
            box = QRect(label.mapTo(line, QPoint(0, 0)), label.size())
            assert not label.isVisible() or line.rect().contains(box)
            assert not label.isVisible() or label.width() >= label.sizeHint().width()


def test_a_line_with_room_says_all_of_it(line: SessionLine) -> None:
    line.show_trouble(TROUBLE)
    assert parts(line)[1].text() == TROUBLE
    line.resize(200, 32)
    assert parts(line)[1].text().endswith("…")
    line.resize(672, 32)
    assert parts(line)[1].text() == TROUBLE


def test_it_stands_in_the_middle(line: SessionLine) -> None:
    for muted in (False, True):
        line.set_muted(muted=muted)
        line.show_trouble(TROUBLE)
        QApplication.processEvents()
        assert line.parentWidget() is not None
        left, right = ink(seen(line))
        assert left + right == pytest.approx(672, abs=6)


def test_both_stand_apart(line: SessionLine) -> None:
    line.set_muted(muted=True)
    line.show_trouble(TROUBLE)
    QApplication.processEvents()
    muted, trouble = parts(line)
    assert trouble.x() - (muted.x() + muted.width()) >= 20
    line.show_trouble("")
    QApplication.processEvents()
    left, right = ink(seen(line))
    assert left + right == pytest.approx(672, abs=6)


def test_muted_has_an_icon_beside_its_word(line: SessionLine) -> None:
    line.set_muted(muted=True)
    QApplication.processEvents()
    muted, _ = parts(line)
    color = make_tokens().session_color("text2")
    image = seen(line)
    before = QRect(0, 0, muted.x(), image.height())
    assert counted(image, lambda pixel: near(pixel, color, 40), before) > 5


def test_it_grows_dark_with_the_page(line: SessionLine) -> None:
    line.set_muted(muted=True)
    line.show_trouble(TROUBLE)
    QApplication.processEvents()
    full = seen(line)
    line.set_dim(1.0)
    dim = make_tokens().session_color("text2", 1.0)
    assert all(label.palette().windowText().color() == dim for label in parts(line))
    assert seen(line) != full
    line.set_dim(0.0)
    assert seen(line) == full


def test_clicks_go_through(line: SessionLine) -> None:
    line.show_trouble(TROUBLE)
    page = line.parentWidget()
    assert page is not None
    assert page.childAt(line.geometry().center()) is None
    assert line.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

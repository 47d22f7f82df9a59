"""Black over a page: as much as asked, and where it is all black nothing below is painted."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from mattimer.ui.session.veil import Veil
from tests.ui.factories import Paints, click, seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def ground(qtbot: "QtBot") -> QWidget:
    page = QWidget()
    page.setAutoFillBackground(True)
    page.setPalette(QPalette(QColor("#ffffff")))
    qtbot.addWidget(page)
    return page


@pytest.fixture
def veil(ground: QWidget) -> Veil:
    QPushButton("Press", ground).setGeometry(20, 20, 60, 30)
    made = Veil(ground)
    made.setGeometry(0, 0, 120, 80)
    shown(ground, 120, 80)
    return made


@pytest.mark.parametrize(("share", "level"), [(0.0, 255), (0.25, 191), (0.5, 127), (1.0, 0)])
def test_it_lies_over_everything(ground: QWidget, veil: Veil, share: float, level: int) -> None:
    veil.set_share(share)
    assert veil.isVisible() is (share > 0)
    assert seen(ground).pixelColor(5, 5).red() == pytest.approx(level, abs=1)


def test_under_black_nothing_is_painted(ground: QWidget, veil: Veil) -> None:
    veil.set_share(1)
    QApplication.processEvents()
    button = ground.findChildren(QPushButton)[0]
    paints = Paints(button)
    button.update()
    QApplication.processEvents()
    assert paints.boxes == []
    veil.set_share(0.5)
    QApplication.processEvents()
    assert paints.boxes


def test_the_same_share_is_not_painted_again(veil: Veil) -> None:
    veil.set_share(0.5)
    QApplication.processEvents()
    paints = Paints(veil)
    veil.set_share(0.5)
    QApplication.processEvents()
    assert paints.boxes == []


def test_clicks_go_through(ground: QWidget, veil: Veil, qtbot: "QtBot") -> None:
    veil.set_share(1)
    button = ground.findChildren(QPushButton)[0]
    assert ground.childAt(30, 30) is button
    with qtbot.waitSignal(button.clicked):
        click(button)
    assert veil.focusPolicy() is Qt.FocusPolicy.NoFocus

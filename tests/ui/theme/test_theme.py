"""The appearance in force and its icons."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from mattimer.ui.theme.theme import Theme, apply_theme
from tests.ui.factories import RESOURCES, counted, near

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ICONS = sorted(file.stem for file in (RESOURCES / "icons").glob("*.svg"))


def test_a_change_is_announced_once(dark: Theme, qtbot: "QtBot") -> None:
    with qtbot.waitSignal(dark.changed, timeout=0, check_params_cb=None):
        dark.change(dark=False)
    assert not dark.tokens.dark
    with qtbot.assertNotEmitted(dark.changed):
        dark.change(dark=False)
        dark.change()


def test_what_is_not_named_stays(dark: Theme) -> None:
    dark.change(reduced_motion=True)
    assert dark.tokens.dark
    assert dark.tokens.reduced_motion
    dark.change(dark=False)
    assert dark.tokens.reduced_motion


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_can_be_drawn(dark: Theme, name: str) -> None:
    image = dark.picture(name, 24).toImage()
    assert counted(image, lambda pixel: pixel.alpha() > 0) > 10


def test_an_icon_takes_one_colour(dark: Theme) -> None:
    image = dark.icon("play", QColor("#f0a15c"), 22).toImage()
    opaque = [
        image.pixelColor(x, y)
        for x in range(22)
        for y in range(22)
        if image.pixelColor(x, y).alpha() == 255
    ]
    assert opaque
    assert all(near(color, QColor("#f0a15c"), 2) for color in opaque)


def test_an_icon_is_drawn_once_for_each_colour_size_and_screen(dark: Theme) -> None:
    red, blue = QColor("red"), QColor("blue")
    first = dark.icon("play", red, 22)
    assert dark.icon("play", red, 22) is first
    assert dark.icon("play", blue, 22) is not first
    assert dark.icon("play", red, 24) is not first
    fine = dark.icon("play", red, 22, 2.0)
    assert fine.width() == 44
    assert fine.deviceIndependentSize().width() == 22


def test_the_platforms_own_controls_take_the_palette(theme: Theme, qapp: QApplication) -> None:
    before, font = QPalette(qapp.palette()), qapp.font()
    try:
        apply_theme(qapp, theme.tokens)
        palette = qapp.palette()
        assert palette.color(QPalette.ColorRole.Window) == theme.color("bg")
        assert palette.color(QPalette.ColorRole.Highlight) == theme.color("accent")
        assert palette.color(QPalette.ColorRole.PlaceholderText) == theme.color("text2")
        assert qapp.font().pixelSize() == 15
    finally:
        qapp.setPalette(before)
        qapp.setFont(font)


def test_only_what_points_along_the_text_turns_round(dark: Theme) -> None:
    color = QColor("red")
    back = dark.icon("chevron-back", color, 22).toImage()
    turned = dark.icon("chevron-back", color, 22, mirrored=True).toImage()
    assert turned == back.flipped(Qt.Orientation.Horizontal)
    play = dark.icon("play", color, 22)
    assert dark.icon("play", color, 22, mirrored=True) is play
    fine = dark.icon("chevron-back", color, 22, 2.0, mirrored=True)
    assert fine.deviceIndependentSize().width() == 22

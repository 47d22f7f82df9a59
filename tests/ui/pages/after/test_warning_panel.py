"""A warning grows with its text, and its icon stands where the text begins."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from mattimer.ui.pages.after.warning_panel import WarningPanel
from tests.ui.factories import make_theme, near, seen, shown
from tests.ui.pages.find_widgets import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_warning_grows_and_mirrors(qtbot: "QtBot", scale: float) -> None:
    theme = make_theme()
    panel = WarningPanel(theme)
    qtbot.addWidget(panel)
    panel.show_text("Stay off the mat, and let the feeling come back.")
    theme.change(text_scale=scale)
    shown(panel, 400, panel.heightForWidth(400))
    danger = theme.color("danger")

    def icon() -> list[int]:
        image = seen(panel)
        return [
            x
            for x in range(image.width())
            if any(near(image.pixelColor(x, y), danger, 20) for y in range(image.height()))
        ]

    start, words = icon(), find(panel, QLabel, "warning_text").geometry()
    assert start[-1] - start[0] > 12 * scale
    assert start[-1] < words.left()
    panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    end, words = icon(), find(panel, QLabel, "warning_text").geometry()
    assert end[0] > words.right()
    assert abs(start[0] - (panel.width() - 1 - end[-1])) <= 1

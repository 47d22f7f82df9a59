"""The tray's icon: three shapes, in every size that panels ask for, seen on any panel."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter

from mattimer.ui.tray_icon import SIZES, tray_icon
from tests.ui.factories import make_theme

pytestmark = pytest.mark.usefixtures("qapp")

NAMES = ("tray-idle", "tray-running", "tray-paused")
DARK_PANEL, LIGHT_PANEL = QColor("#101010"), QColor("#ececec")
SEEN = 25
"""Of 255: a difference in lightness that makes a shape out."""


def on_panel(name: str, size: int, panel: QColor, *, dark: bool) -> list[int]:
    """How far each pixel is from the panel, 0 to 255; positive where it is lighter."""
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(panel)
    painter = QPainter(image)
    pixmap = tray_icon(make_theme(), name, dark=dark, mask=False).pixmap(QSize(size, size))
    assert pixmap.size() == QSize(size, size)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    ground = panel.lightness()
    return [image.pixelColor(x, y).lightness() - ground for y in range(size) for x in range(size)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_every_size_is_drawn_in_the_panels_text_colour(name: str, size: int) -> None:
    assert max(on_panel(name, size, DARK_PANEL, dark=True)) > 200
    assert min(on_panel(name, size, LIGHT_PANEL, dark=False)) < -180


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", SIZES)
def test_a_wrong_guess_still_shows_the_shape(name: str, size: int) -> None:
    assert min(on_panel(name, size, LIGHT_PANEL, dark=True)) < -SEEN
    assert max(on_panel(name, size, DARK_PANEL, dark=False)) > SEEN


@pytest.mark.parametrize("size", SIZES)
def test_the_states_differ_in_shape(size: int) -> None:
    lit = [sum(far > SEEN for far in on_panel(name, size, DARK_PANEL, dark=True)) for name in NAMES]
    idle, running, paused = lit
    assert idle < paused < running


def test_a_system_that_paints_it_gets_the_bare_shape() -> None:
    icon = tray_icon(make_theme(), "tray-idle", dark=True, mask=True)
    assert icon.isMask()
    assert not tray_icon(make_theme(), "tray-idle", dark=True, mask=False).isMask()
    image = icon.pixmap(QSize(64, 64)).toImage()
    text = make_theme().color("text")
    seen = {image.pixelColor(x, y).rgb() for x in range(64) for y in range(64)}
    solid = {color for color in seen if QColor.fromRgba(color).alpha() == 255}
    assert text.rgb() in solid

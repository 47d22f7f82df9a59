"""The icon for the tray: one shape for each state, in the text colour of the panel it lies on."""

from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from mattimer.ui.theme.theme import Theme

SIZES = (16, 18, 22, 24, 32, 36, 44, 48, 64)
"""Pixels. Panels take one of these as it is; every one is drawn afresh, so none is blurred."""

HALO = 0.4
"""Opacity of the edge in the other colour. It can't be seen where the panel is as expected."""

HALO_WIDTH = 1 / 24
AROUND = ((-1, 0), (1, 0), (0, -1), (0, 1), (-0.7, -0.7), (0.7, -0.7), (-0.7, 0.7), (0.7, 0.7))


def tray_icon(theme: Theme, name: str, *, dark: bool, mask: bool) -> QIcon:
    """An icon in every size that panels ask for.

    Args:
        theme: Gives the picture and the colours.
        name: Of the picture, in the folder of icons.
        dark: Whether the panel is dark.
        mask: Whether the system paints it in a colour of its own.
    """
    ink = replace(theme.tokens, dark=dark).color("text")
    edge = replace(theme.tokens, dark=not dark).color("text")
    icon = QIcon()
    for size in SIZES:
        shape = theme.icon(name, ink, size)
        icon.addPixmap(shape if mask else _edged(shape, theme.icon(name, edge, size)))
    icon.setIsMask(mask)
    return icon


def _edged(shape: QPixmap, edge: QPixmap) -> QPixmap:
    """Nobody tells what colour a panel has; where the guess is wrong, this shows the shape."""
    size = shape.width()
    around = _transparent(size)
    painter = QPainter(around)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    width = max(0.5, size * HALO_WIDTH)
    for x, y in AROUND:
        painter.drawPixmap(QRectF(x * width, y * width, size, size), edge, QRectF(edge.rect()))
    painter.end()
    made = _transparent(size)
    painter = QPainter(made)
    painter.setOpacity(HALO)
    painter.drawPixmap(0, 0, around)
    painter.setOpacity(1)
    painter.drawPixmap(0, 0, shape)
    painter.end()
    return made


def _transparent(size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(QColor(Qt.GlobalColor.transparent))
    return pixmap

"""Where everything stands on the session page: a plain function of the window's size."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

WIDE_FROM = 960
PANEL_WIDTH, CONTROLS_HEIGHT = 262, 113
FOOT_HEIGHT, EDGE = 112, 24
REACH = 1.03
"""The dial's square beside its radius; the newest point stands out of the ring by 2 %."""

LINE_LEAST_PX, LINE_NARROW_PX, LINE_PX = 13, 17, 0.04
LINES = 2
"""How high the line's box is, in lines, where there is room."""

LINE_GAP = 16


@dataclass(frozen=True, slots=True)
class Places:
    """Boxes in the page's pixels.

    Attributes:
        whole: The page.
        radius: Of the ring.
        dial: Around the ring.
        figure: The body; empty where there is no room for it.
        caption: Under the body; empty likewise.
        controls: Where they come up.
        line: Under the dial or at the foot, for what is missing.
        over_line: The same over the dial, where a pause fills the foot.
        line_px: Size of its type.
    """

    whole: QRect
    radius: float
    dial: QRect
    figure: QRect
    caption: QRect
    controls: QRect
    line: QRect
    over_line: QRect
    line_px: int


def is_wide(width: int, scale: float = 1.0) -> bool:
    """Whether there is room for the figure beside controls with text so large."""
    return width >= WIDE_FROM * scale


def places_in(width: int, height: int, scale: float = 1.0) -> Places:
    """Everything but the pause panel, which also follows from its own words."""
    wide = is_wide(width, scale)
    center = round(0.36 * width) if wide else width // 2
    middle = round(0.838 * width)
    half = min(width - middle, round(0.165 * width)) - 8
    radius = min(0.445 * height, 0.46 * width)
    if wide:
        # In a window higher than wide the ring would leave it, or meet the figure.
        radius = min(radius, (middle - half - center) / REACH)
    reach = min(round(radius * REACH), height // 2, center)
    dial = QRect(center - reach, height // 2 - reach, 2 * reach, 2 * reach)
    figure = QRect(middle - half, round(0.095 * height), 2 * half, 0)
    figure.setBottom(round(0.775 * height) - 1)
    caption = QRect(middle - half, round(0.825 * height), 2 * half, round(0.16 * height))
    controls = _controls(width, height, middle, wide=wide)
    line_px = max(LINE_LEAST_PX, round(LINE_PX * radius))
    if not wide:
        line_px = min(line_px, LINE_NARROW_PX)
    room = (caption.left() if wide else width) - LINE_GAP - center
    strip = min(LINES * line_px, height - dial.bottom() - 1)
    line = QRect(0, dial.bottom() + 1, 2 * min(center - LINE_GAP, room), strip)
    line.moveCenter(QPoint(center, line.center().y()))
    return Places(
        whole=QRect(0, 0, width, height),
        radius=radius,
        dial=dial,
        figure=figure if wide else QRect(),
        caption=caption if wide else QRect(),
        controls=controls,
        line=_clear_of(controls, line, height),
        over_line=line.translated(0, dial.top() - dial.bottom() - 1 - strip),
        line_px=line_px,
    )


def panel_beside(width: int, height: int) -> QRect:
    """A pause's column, right of the dial."""
    left = round(0.718 * width)
    panel_width = min(width - left - EDGE, max(PANEL_WIDTH, round(0.238 * width)))
    return QRect(left, round(0.155 * height), panel_width, round(0.79 * height))


def panel_below(width: int, height: int, hint: int) -> QRect:
    """A pause's bar at the foot, at least ``hint`` high."""
    bar = max(FOOT_HEIGHT, hint)
    return QRect(0, height - bar, width, bar)


def grown(box: QRect, needed: int) -> QRect:
    """A box at least so high, upwards from where it ends."""
    return box.adjusted(0, min(0, box.height() - needed), 0, 0)


def _clear_of(controls: QRect, line: QRect, height: int) -> QRect:
    """The line where it is, or under the controls."""
    if not line.intersects(controls):
        return line
    below = controls.bottom() + 1
    return QRect(line.left(), below, line.width(), height - below)


def _controls(width: int, height: int, middle: int, *, wide: bool) -> QRect:
    if not wide:
        box = QRect(0, height - FOOT_HEIGHT, width, FOOT_HEIGHT)
        return box.adjusted(EDGE, EDGE, -EDGE, -EDGE)
    side = max(300, round(0.273 * width))
    top = min(round(0.81 * height), height - CONTROLS_HEIGHT - 8)
    return QRect(middle - side // 2, top, side, CONTROLS_HEIGHT)

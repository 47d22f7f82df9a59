"""Paints the body, the mat behind it and what is lit; plain functions of plain values."""

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QRadialGradient

from mattimer.ui.body.body_shape import HAND_RADIUS, HANDS, HEIGHT, WIDTH, BodyShape
from mattimer.ui.theme.tokens import DesignTokens, faded

MAT_FILL, MAT_OUTLINE, MAT_POINTS = 0.09, 0.26, 0.50
MAT_RADIUS, MAT_POINT, MAT_STEP = 9.0, 1.15, 9.0
ACTIVE_OPACITY = 0.96
SESSION_OVERLAY = 0.05
OUTLINE_WIDTH = 2.0
HATCH_OPACITY = 0.8


class FigureColors(msgspec.Struct, frozen=True):
    """The colours of a figure, from the palette or from the session screen."""

    body0: QColor
    body1: QColor
    hair: QColor
    line: QColor
    overlay: QColor

    @classmethod
    def of_theme(cls, tokens: DesignTokens) -> "FigureColors":
        """The palette's figure."""
        return cls(
            tokens.color("body0"),
            tokens.color("body1"),
            tokens.color("hair_cap"),
            tokens.color("line"),
            tokens.color("region_overlay"),
        )

    @classmethod
    def of_session(cls, tokens: DesignTokens, dim: float = 0.0) -> "FigureColors":
        """The night screen's figure."""
        line = QColor("#0b0c0e")
        return cls(
            tokens.session_color("figure0", dim),
            tokens.session_color("figure1", dim),
            faded(line, 0.3),
            faded(line, 0.6),
            faded(QColor("#ffffff"), SESSION_OVERLAY),
        )


class Lit(msgspec.Struct, frozen=True):
    """What stands out on a figure: fills and outlines of named parts, and glowing hands."""

    fills: dict[str, QColor] = msgspec.field(default_factory=dict)
    outlines: dict[str, QColor] = msgspec.field(default_factory=dict)
    hands: QColor | None = None


def placed(box: QRectF) -> tuple[float, QPointF]:
    """Scale and origin that centre the figure in a box."""
    scale = min(box.width() / WIDTH, box.height() / HEIGHT)
    left = box.center().x() - WIDTH * scale / 2
    return scale, QPointF(left, box.center().y() - HEIGHT * scale / 2)


def paint_mat(painter: QPainter, mat: QRectF, accent: QColor) -> None:
    """The mat, in the figure's units."""
    painter.setBrush(faded(accent, MAT_FILL))
    painter.setPen(QPen(faded(accent, MAT_OUTLINE), 1.0))
    painter.drawRoundedRect(mat, MAT_RADIUS, MAT_RADIUS)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faded(accent, MAT_POINTS))
    columns, rows = int((mat.width() - 18) // MAT_STEP), int((mat.height() - 14) // MAT_STEP)
    left = mat.center().x() - columns * MAT_STEP / 2
    top = mat.center().y() - rows * MAT_STEP / 2
    points = QPainterPath()
    for column in range(columns + 1):
        for row in range(rows + 1):
            center = QPointF(left + column * MAT_STEP, top + row * MAT_STEP)
            points.addEllipse(center, MAT_POINT, MAT_POINT)
    painter.drawPath(points)


def paint_body(
    painter: QPainter, shape: BodyShape, colors: FigureColors, areas: list[str], lit: Lit
) -> None:
    """The body in its own units; areas that are not lit get the quiet overlay."""
    painter.setPen(Qt.PenStyle.NoPen)
    skin = QRadialGradient(150, 170, 370)
    skin.setColorAt(0, colors.body0)
    skin.setColorAt(1, colors.body1)
    painter.fillPath(shape.path("silhouette"), QBrush(skin))
    painter.fillPath(shape.path("hair"), colors.hair)
    for area in areas:
        painter.fillPath(shape.path(area), lit.fills.get(area, colors.overlay))
    if "hair" in lit.fills:
        painter.fillPath(shape.path("hair"), lit.fills["hair"])
    for area, color in lit.outlines.items():
        painter.strokePath(shape.path(area), QPen(color, OUTLINE_WIDTH))
    if lit.hands is not None:
        painter.setBrush(lit.hands)
        for hand in HANDS:
            painter.drawEllipse(QPointF(*hand), HAND_RADIUS, HAND_RADIUS)
    _paint_lines(painter, shape, colors.line)


def paint_hatch(painter: QPainter, region: QPainterPath, color: QColor) -> None:
    """A region that is left out: lines at 45 degrees."""
    brush = QBrush(faded(color, HATCH_OPACITY), Qt.BrushStyle.BDiagPattern)
    brush.setTransform(painter.worldTransform().inverted()[0])
    painter.fillPath(region, brush)


def _paint_lines(painter: QPainter, shape: BodyShape, color: QColor) -> None:
    pen = QPen(color, 1.1)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.strokePath(shape.path("lines"), pen)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillPath(shape.path("spine"), color)

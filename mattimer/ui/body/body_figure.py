"""The body as a picture: beside the steps of Prepare, after a session, and during one."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap, QRadialGradient
from PySide6.QtWidgets import QWidget

from mattimer.ui.body.body_shape import HEIGHT, WIDTH, BodyShape
from mattimer.ui.body.figure_painter import (
    ACTIVE_OPACITY,
    FigureColors,
    Lit,
    paint_body,
    paint_mat,
    placed,
)
from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens, faded

GLOW_RADIUS, GLOW_OPACITY, NEIGHBOUR_OPACITY = 150.0, 0.30, 0.10
STOPPED_OPACITY = 0.62
SIDE_MARGIN = 1.0


class BodyFigure(PaintedWidget, QWidget):
    """A figure that stands still: painted once into a picture, then only copied. Decorative."""

    def __init__(self, theme: Theme, shape: BodyShape, areas: list[str], size: QSize) -> None:
        super().__init__(theme)
        self._shape = shape
        self._areas = areas
        self._size = size
        self._picture: QPixmap | None = None
        self._session = False
        self._dim = 0.0
        self._lit = Lit()
        self._mat = ""
        self._glow = ""
        self.setObjectName("body_figure")

    def sizeHint(self) -> QSize:
        """The size given."""
        return self._size

    def set_size(self, size: QSize) -> None:
        """Another size of the figure, where it follows the window."""
        if size != self._size:
            self._size = size
            self._forget()

    def show_on_mat(self, area: str) -> None:
        """The area in ember on the mat."""
        color = self._theme.color("region_active")
        self._show(Lit({area: faded(color, ACTIVE_OPACITY)}), mat=area)

    def show_afterglow(self, area: str) -> None:
        """The area in the colour of rise, with a glow around it."""
        fills = {area: self._theme.color("rise")}
        for other in self._areas:
            if other != area:
                fills[other] = faded(self._theme.color("rise"), NEIGHBOUR_OPACITY)
        self._show(Lit(fills), glow=area)

    def show_stopped(self, area: str) -> None:
        """The area, quieter: it was enough."""
        color = faded(self._theme.color("region_active"), STOPPED_OPACITY)
        self._show(Lit({area: color}))

    def show_lit(self, lit: Lit) -> None:
        """The night screen's figure with these parts lit."""
        if not self._session:
            self._session = True
            self._forget()
        self._show(lit)

    def set_dim(self, dim: float) -> None:
        """As dark as the rest of the night screen, 0 to 1; ``show_lit`` brings its own colours."""
        if dim != self._dim:
            self._dim = dim
            self._forget()

    def _paint(self, painter: QPainter, _tokens: DesignTokens) -> None:
        ratio = self.devicePixelRatioF()
        wanted = self.size() * ratio
        if self._picture is None or self._picture.size() != wanted:
            self._picture = self._make_picture(wanted, ratio)
        painter.drawPixmap(0, 0, self._picture)

    def _show(self, lit: Lit, *, mat: str = "", glow: str = "") -> None:
        if (lit, mat, glow) != (self._lit, self._mat, self._glow):
            self._lit, self._mat, self._glow = lit, mat, glow
            self._forget()

    def _dress(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._picture = None
        self.update()

    def _make_picture(self, size: QSize, ratio: float) -> QPixmap:
        tokens = self._tokens
        pixmap = QPixmap(size)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(tokens.session_color("bg") if self._session else tokens.color("bg"))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale, origin = placed(self.figure_box())
        painter.translate(origin)
        painter.scale(scale, scale)
        if self._glow:
            self._paint_glow(painter)
        if self._mat:
            paint_mat(painter, self._shape.mat_for(self._mat), tokens.color("accent"))
        if self._session:
            colors = FigureColors.of_session(tokens, self._dim)
        else:
            colors = FigureColors.of_theme(tokens)
        paint_body(painter, self._shape, colors, self._areas, self._lit)
        painter.end()
        return pixmap

    def figure_box(self) -> QRectF:
        """As large as the size given, in the middle, even where the widget is wider."""
        height = min(float(self._size.height()), float(self.height()))
        width = height * WIDTH / HEIGHT
        return QRectF(
            (self.width() - width) / 2, (self.height() - height) / 2, width, height
        ).adjusted(0, SIDE_MARGIN, 0, -SIDE_MARGIN)

    def _paint_glow(self, painter: QPainter) -> None:
        center = QPointF(self._shape.path(self._glow).boundingRect().center())
        accent = self._theme.color("accent")
        glow = QRadialGradient(center, GLOW_RADIUS)
        glow.setColorAt(0, faded(accent, GLOW_OPACITY))
        glow.setColorAt(1, faded(accent, 0.0))
        painter.fillRect(QRectF(center.x() - 150, center.y() - 150, 300, 300), glow)

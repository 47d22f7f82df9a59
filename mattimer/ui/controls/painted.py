"""The base of widgets that follow the theme, and of those that paint themselves.

The classes stand before the Qt class they serve: ``class Switch(PaintedControl, QCheckBox)``. To
Qt the control stays the real one, with its keys, signals and role for screen readers.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen

from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as _Base
else:
    _Base = object
    """A second Qt class among the bases would make a second C++ object."""


class ThemedWidget(_Base):
    """A widget that dresses itself again when the theme changes.

    Attributes:
        focus_corner: Name of the corner radius that the focus ring follows.
    """

    focus_corner = "key"
    holds_themed = False
    """Whether its own dress depends on widgets in it, which then dress before it."""

    def __init__(self, theme: Theme, *args: Any) -> None:  # noqa: ANN401 - Qt's
        """All but the theme goes to the Qt class."""
        # Before Qt's own: it may already ask for a size.
        self._theme = theme
        super().__init__(*args)
        (theme.settled if self.holds_themed else theme.changed).connect(self._dress)

    @property
    def ring_radius(self) -> float:
        """The corner radius that the focus ring follows, in pixels."""
        return self._tokens.radius(self.focus_corner)

    @property
    def _tokens(self) -> DesignTokens:
        return self._theme.tokens

    @property
    def _mirrored(self) -> bool:
        """Whether text runs from right to left here."""
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _dress(self) -> None:
        """Take the theme's sizes, fonts and colours."""
        self.updateGeometry()
        self.update()


class TurningWidget(ThemedWidget):
    """A widget whose margins or parts depend on the direction of the text."""

    def changeEvent(self, event: QEvent) -> None:
        """Dress again for the other direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._dress()


class PaintedWidget(ThemedWidget):
    """A widget that paints itself: a subclass gives its size and ``_paint``."""

    faint = 0.45
    """Opacity while it can't be used."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it smoothly, and faintly where it can't be used."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(self.faint)
        self._paint(painter, self._tokens)

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        """Paint all of it."""
        raise NotImplementedError

    def _turned(self, box: QRectF) -> QRectF:
        """A box, or its mirror image where text runs from right to left."""
        if not self._mirrored:
            return box
        return QRectF(self.width() - box.right(), box.top(), box.width(), box.height())

    @property
    def _leading(self) -> Qt.AlignmentFlag:
        """Where a line of text begins, in the middle of its height."""
        side = Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute

    def _paint_icon(
        self, painter: QPainter, name: str, color: QColor, at: QPointF, side: int
    ) -> None:
        """Paint a line icon, ``side`` pixels square."""
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(at, self._theme.icon(name, color, side, ratio, mirrored=self._mirrored))

    def _paint_ground(
        self,
        painter: QPainter,
        fill: QColor | Qt.BrushStyle,
        radius: float,
        *,
        line: QColor | None = None,
        width: float = 1,
        box: QRectF | None = None,
    ) -> None:
        """Paint a rounded ground, within ``box`` where that is not all of the widget.

        Without ``line`` it has the theme's outline, which most themes do without.
        """
        if line is None and self._tokens.outlined:
            line = self._tokens.color("hair")
        painter.setPen(Qt.PenStyle.NoPen if line is None else QPen(line, width))
        painter.setBrush(fill)
        within = 0.0 if line is None else width / 2
        whole = QRectF(self.rect()) if box is None else box
        painter.drawRoundedRect(whole.adjusted(within, within, -within, -within), radius, radius)


class PaintedControl(PaintedWidget):
    """A painted widget to be pressed: named, read out, with a hand over it. Its text is whole."""

    focus_corner = "segment"

    def __init__(self, theme: Theme, name: str, said: str, *args: Any) -> None:  # noqa: ANN401
        """``said`` is what a screen reader says."""
        super().__init__(theme, *args)
        self.setObjectName(name)
        self.setAccessibleName(said)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Qt then paints it anew as the pointer comes and goes.
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def hovered(self) -> bool:
        """Whether the pointer is over it."""
        return self.underMouse()

    def hitButton(self, point: QPoint) -> bool:
        """Anywhere inside, not only on the platform's box."""
        return self.rect().contains(point)

    def minimumSizeHint(self) -> QSize:
        """A text is never cut."""
        return self.sizeHint()

    def _paint_cell(self, painter: QPainter, radius: float, *, chosen: bool) -> None:
        """A card, cell or chip: quiet, raised under the pointer, warm and outlined when chosen."""
        tokens = self._tokens
        if chosen:
            fill, line = tokens.color("accent_soft"), tokens.color("accent")
            self._paint_ground(painter, fill, radius, line=line, width=2)
        else:
            hovered = self.hovered and self.isEnabled()
            fill = tokens.color("raised" if hovered else "surface")
            self._paint_ground(painter, fill, radius)

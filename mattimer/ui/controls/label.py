"""Text in one of the theme's roles."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from mattimer.ui.controls.painted import ThemedWidget
from mattimer.ui.theme.theme import Theme


class Label(ThemedWidget, QLabel):
    """A line or paragraph whose font and colour follow the theme."""

    def __init__(
        self,
        theme: Theme,
        role: str,
        color: str = "text",
        text: str = "",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, parent)
        self._role = role
        self._color = color
        self._px: float | None = None
        self._one_line = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            self._fold(QSizePolicy.Policy.Minimum)
        self._dress()
        self._align()

    def yield_height(self) -> None:
        """Take as much height as the text needs at its width, no more: for pages that scroll."""
        self._fold(QSizePolicy.Policy.Preferred)

    def prefer_one_line(self) -> None:
        """Break only where there is no room: for a line beside others. It has to wrap."""
        self._one_line = True
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A paragraph's shape is its layout's; a line is as long as it is."""
        if not self._one_line:
            return super().sizeHint()
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def _fold(self, vertical: QSizePolicy.Policy) -> None:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        # Another policy makes a label forget that narrower is higher.
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def changeEvent(self, event: QEvent) -> None:
        """Begin where the page begins, whatever direction the text itself has."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        """Qt would set words of another direction at the other side."""
        sides = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight
        if not self.alignment() & sides:
            return
        side = Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
        upright = self.alignment() & Qt.AlignmentFlag.AlignVertical_Mask
        self.setAlignment(upright | side | Qt.AlignmentFlag.AlignAbsolute)

    def set_color(self, color: str) -> None:
        """Another colour of the palette."""
        self._color = color
        self._dress()

    def set_px(self, px: float | None) -> None:
        """Another size than the role's; None goes back to it."""
        if px != self._px:
            self._px = px
            self._dress()

    @property
    def _font(self) -> QFont:
        return self._tokens.font(self._role, px=self._px)

    @property
    def _paint_color(self) -> QColor:
        return self._tokens.color(self._color)

    def _dress(self) -> None:
        self.setFont(self._font)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._paint_color)
        self.setPalette(palette)


class Paragraphs(QWidget):
    """Labels one under the other, as one thing to lay out; those without text take no room."""

    def __init__(self, *labels: Label) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for label in labels:
            label.yield_height()
            self._column.addWidget(label)

    def set_gap(self, gap: int) -> None:
        """Pixels between two of them."""
        self._column.setSpacing(gap)

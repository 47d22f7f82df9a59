"""Radio buttons and check boxes under their own paint: area labels, layer cards, scale, chips."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from mattimer.ui.theme.theme import Theme

DISABLED = 0.5
NARROWEST_CELL = 42


class Choice(QRadioButton):
    """One of several; arrow keys walk through its group. Subclasses paint it.

    The whole face is clickable, not only the platform's circle.
    """

    def __init__(self, theme: Theme, name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.hovered = False
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._on_look_changed)

    def hitButton(self, point: QPoint) -> bool:
        """Anywhere inside."""
        return self.rect().contains(point)

    def minimumSizeHint(self) -> QSize:
        """A text is never cut."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer came."""
        self.hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer left."""
        self.hovered = False
        self.update()
        super().leaveEvent(event)

    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def _mirrored(self, box: QRectF) -> QRectF:
        """A box as it is, or on the other side where text runs from right to left."""
        return mirrored_box(self, box)

    @property
    def _leading(self) -> Qt.AlignmentFlag:
        return leading(self)


class LayerCard(Choice):
    """A layer between skin and spikes: icon, name, and a word on it."""

    def __init__(self, theme: Theme, layer: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, f"layer_{layer}", layer, parent)
        self.layer = layer
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_radius", theme.tokens.radius("cell"))

    def set_words(self, name: str, note: str) -> None:
        """What it is called here, and the quiet second line."""
        self._note = note
        self.setText(name)
        self.setAccessibleName(f"{name}, {note}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, and the longer of the two lines."""
        tokens = self._theme.tokens
        name = QFontMetrics(tokens.font("strong")).horizontalAdvance(self.text())
        note = QFontMetrics(tokens.font("caption")).horizontalAdvance(self._note)
        return QSize(tokens.px(52) + max(name, note) + tokens.px(12), tokens.px(66))

    def paintEvent(self, _event: object) -> None:
        """Paint the card."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(DISABLED)
        paint_cell(painter, self, self._theme, hovered=self.hovered and self.isEnabled())
        color = tokens.color("accent_text" if self.isChecked() else "text2")
        side = tokens.px(22)
        icon = self._theme.icon(f"layer-{self.layer}", color, side, self.devicePixelRatioF())
        left = self._mirrored(QRectF(tokens.px(17), 0, side, side)).left()
        painter.drawPixmap(QPointF(left, (self.height() - side) / 2 - 2), icon)
        middle = self.height() // 2
        lines = (
            ("strong", "text", self.text(), middle - tokens.px(21)),
            ("caption", "text2", self._note, middle + tokens.px(1)),
        )
        for role, shade, text, top in lines:
            painter.setFont(tokens.font(role))
            painter.setPen(tokens.color(shade))
            words = QRectF(tokens.px(52), top, self.width() - tokens.px(52), tokens.px(20))
            painter.drawText(self._mirrored(words), self._leading, text)


class ScaleCell(Choice):
    """One number of the scale from 1 to 10."""

    def __init__(self, theme: Theme, number: int, fill: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, f"tightness_{number}", str(number), parent)
        self.number = number
        self._fill = fill
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_radius", theme.tokens.radius("cell"))

    def sizeHint(self) -> QSize:
        """The tokens' cell."""
        width, height = self._theme.tokens.values["size"]["scale_cell"]
        return QSize(self._theme.tokens.px(width), self._theme.tokens.px(height))

    def minimumSizeHint(self) -> QSize:
        """Ten side by side may be a little narrower before they take two rows."""
        return QSize(self._theme.tokens.px(NARROWEST_CELL), self.sizeHint().height())

    def paintEvent(self, _event: object) -> None:
        """Paint the cell; the chosen one is filled cool (before) or warm (after)."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            radius = tokens.radius("cell")
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color(self._fill))
            painter.drawRoundedRect(self.rect(), radius, radius)
            painter.setPen(tokens.color("on_cool" if self._fill == "cool" else "on_accent"))
        else:
            paint_cell(painter, self, self._theme, hovered=self.hovered)
            painter.setPen(tokens.color("text" if self.hovered else "text2"))
        painter.setFont(tokens.font("scale"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Chip(QCheckBox):
    """A pill that is on or off; on shows a check as well as the warm outline."""

    def __init__(self, theme: Theme, name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ring_radius", theme.tokens.px(20))
        self.toggled.connect(self.updateGeometry)
        theme.changed.connect(self.updateGeometry)

    def hitButton(self, point: QPoint) -> bool:
        """Anywhere inside."""
        return self.rect().contains(point)

    def sizeHint(self) -> QSize:
        """Text, and the check while it is on."""
        tokens = self._theme.tokens
        width = QFontMetrics(tokens.font("body")).horizontalAdvance(self.text())
        check = tokens.px(22) if self.isChecked() else 0
        return QSize(width + check + tokens.px(34), tokens.px(tokens.values["size"]["chip"]))

    def minimumSizeHint(self) -> QSize:
        """A text is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: object) -> None:
        """Paint the pill."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_cell(painter, self, self._theme, hovered=self.underMouse(), radius=self.height() / 2)
        side, left = tokens.px(16), tokens.px(17)
        if self.isChecked():
            shade, ratio = tokens.color("accent_text"), self.devicePixelRatioF()
            check = mirrored_box(self, QRectF(tokens.px(14), 0, side, side))
            icon = self._theme.icon("check", shade, side, ratio)
            painter.drawPixmap(QPointF(check.left(), (self.height() - side) / 2), icon)
            left = tokens.px(38)
        painter.setFont(tokens.font("body"))
        painter.setPen(tokens.color("text" if self.isChecked() else "text2"))
        box = mirrored_box(self, QRectF(left, 0, self.width() - left, self.height()))
        painter.drawText(box, leading(self), self.text())


def mirrored_box(widget: QWidget, box: QRectF) -> QRectF:
    """A box inside a widget, or its mirror image where text runs from right to left."""
    if widget.layoutDirection() == Qt.LayoutDirection.LeftToRight:
        return box
    return QRectF(widget.width() - box.right(), box.top(), box.width(), box.height())


def leading(widget: QWidget) -> Qt.AlignmentFlag:
    """Where a line of text begins in a widget, in the middle of its height."""
    ltr = widget.layoutDirection() == Qt.LayoutDirection.LeftToRight
    side = Qt.AlignmentFlag.AlignLeft if ltr else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


def paint_cell(
    painter: QPainter,
    control: QAbstractButton,
    theme: Theme,
    *,
    hovered: bool,
    radius: float | None = None,
) -> None:
    """The ground of a card, cell or chip: quiet, raised under the pointer, outlined when chosen."""
    tokens = theme.tokens
    radius = tokens.radius("cell") if radius is None else radius
    chosen = control.isChecked()
    box = QRectF(control.rect())
    pen = QPen(Qt.PenStyle.NoPen)
    if chosen:
        box.adjust(1, 1, -1, -1)
        pen = QPen(tokens.color("accent"), 2)
    elif tokens.outlined:
        box.adjust(0.5, 0.5, -0.5, -0.5)
        pen = QPen(tokens.color("hair"), 1)
    fill: QColor = tokens.color("accent_soft" if chosen else "raised" if hovered else "surface")
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawRoundedRect(box, radius, radius)

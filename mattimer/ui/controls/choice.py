"""Radio buttons and check boxes under their own paint: layer cards, scale cells, chips."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QWidget

from mattimer.ui.controls.painted import PaintedControl
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

NARROWEST_CELL = 42


class Choice(PaintedControl, QRadioButton):
    """One of several; arrow keys walk through its group. Subclasses paint it."""

    focus_corner = "cell"

    def __init__(self, theme: Theme, name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, text, parent)
        self.setText(text)


class LayerCard(Choice):
    """A layer between skin and spikes: icon, name, and a word on it."""

    def __init__(self, theme: Theme, layer: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, f"layer_{layer}", layer, parent)
        self.layer = layer
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_words(self, name: str, note: str) -> None:
        """What it is called here, and the quiet second line."""
        self._note = note
        self.setText(name)
        self.setAccessibleName(f"{name}, {note}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, and the longer of the two lines."""
        tokens = self._tokens
        name = QFontMetrics(tokens.font("strong")).horizontalAdvance(self.text())
        note = QFontMetrics(tokens.font("caption")).horizontalAdvance(self._note)
        return QSize(tokens.px(52) + max(name, note) + tokens.px(12), tokens.px(66))

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        self._paint_cell(painter, tokens.radius("cell"), chosen=self.isChecked())
        color = tokens.color("accent_text" if self.isChecked() else "text2")
        side = tokens.px(22)
        left = self._turned(QRectF(tokens.px(17), 0, side, side)).left()
        at = QPointF(left, (self.height() - side) / 2 - 2)
        self._paint_icon(painter, f"layer-{self.layer}", color, at, side)
        middle = self.height() // 2
        lines = (
            ("strong", "text", self.text(), middle - tokens.px(21)),
            ("caption", "text2", self._note, middle + tokens.px(1)),
        )
        for role, shade, text, top in lines:
            painter.setFont(tokens.font(role))
            painter.setPen(tokens.color(shade))
            words = QRectF(tokens.px(52), top, self.width() - tokens.px(52), tokens.px(20))
            painter.drawText(self._turned(words), self._leading, text)


class ScaleCell(Choice):
    """One number of the scale from 1 to 10."""

    def __init__(self, theme: Theme, number: int, fill: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, f"tightness_{number}", str(number), parent)
        self.number = number
        self._fill = fill
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The tokens' cell."""
        width, height = self._tokens.values["size"]["scale_cell"]
        return QSize(self._tokens.px(width), self._tokens.px(height))

    def minimumSizeHint(self) -> QSize:
        """Ten side by side may be a little narrower before they take two rows."""
        return QSize(self._tokens.px(NARROWEST_CELL), self.sizeHint().height())

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        """The chosen one is filled cool (before) or warm (after)."""
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color(self._fill))
            radius = tokens.radius("cell")
            painter.drawRoundedRect(self.rect(), radius, radius)
            painter.setPen(tokens.color("on_cool" if self._fill == "cool" else "on_accent"))
        else:
            self._paint_cell(painter, tokens.radius("cell"), chosen=self.isChecked())
            painter.setPen(tokens.color("text" if self.hovered else "text2"))
        painter.setFont(tokens.font("scale"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Chip(PaintedControl, QCheckBox):
    """A pill that is on or off; on shows a check as well as the warm outline."""

    def __init__(self, theme: Theme, name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, text, parent)
        self.setText(text)
        self.toggled.connect(self.updateGeometry)

    @property
    def ring_radius(self) -> float:
        """The corner radius that the focus ring follows, in pixels."""
        return self.sizeHint().height() / 2

    def sizeHint(self) -> QSize:
        """Text, and the check while it is on."""
        tokens = self._tokens
        width = QFontMetrics(tokens.font("body")).horizontalAdvance(self.text())
        check = tokens.px(22) if self.isChecked() else 0
        return QSize(width + check + tokens.px(34), tokens.px(tokens.values["size"]["chip"]))

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        self._paint_cell(painter, self.height() / 2, chosen=self.isChecked())
        side, left = tokens.px(16), tokens.px(17)
        if self.isChecked():
            check = self._turned(QRectF(tokens.px(14), (self.height() - side) / 2, side, side))
            color = tokens.color("accent_text")
            self._paint_icon(painter, "check", color, check.topLeft(), side)
            left = tokens.px(38)
        painter.setFont(tokens.font("body"))
        painter.setPen(tokens.color("text" if self.isChecked() else "text2"))
        box = self._turned(QRectF(left, 0, self.width() - left, self.height()))
        painter.drawText(box, self._leading, self.text())

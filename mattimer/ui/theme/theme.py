"""The appearance in force, shared by every widget of a window, and its tinted icons."""

from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from mattimer.ui.theme.tokens import DesignTokens

POINTING = ("chevron-back", "chevron-forward")
"""Icons that point along the text; a triangle for play does not, clocks do not turn back."""

TURNED = QTransform(-1, 0, 0, 1, 0, 0)


class Theme(QObject):
    """Holds the theme and says when it changes; widgets keep this, never a theme.

    Signals:
        changed(): Another theme is in force; repaint and take new fonts.
        settled(): All have heard of it; what holds others may measure them.
    """

    changed = Signal()
    settled = Signal()

    def __init__(
        self, tokens: DesignTokens, resources: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._icons = resources / "icons"
        self._pixmaps: dict[tuple[str, str, int, float, bool], QPixmap] = {}

    @property
    def tokens(self) -> DesignTokens:
        """The theme in force."""
        return self._tokens

    def change(
        self,
        *,
        dark: bool | None = None,
        reduced_motion: bool | None = None,
        text_scale: float | None = None,
        family: str | None = None,
        contrast: bool | None = None,
    ) -> None:
        """Put another theme in force; what is not named stays."""
        wanted = {
            "dark": dark,
            "reduced_motion": reduced_motion,
            "text_scale": text_scale,
            "family": family,
            "contrast": contrast,
        }
        named: dict[str, Any] = {name: to for name, to in wanted.items() if to is not None}
        tokens = replace(self._tokens, **named)
        if tokens != self._tokens:
            self._tokens = tokens
            self.changed.emit()
            self.settled.emit()

    def color(self, name: str) -> QColor:
        """A colour of the palette in force."""
        return self._tokens.color(name)

    def icon(
        self,
        name: str,
        color: QColor,
        size: int,
        ratio: float = 1.0,
        *,
        mirrored: bool = False,
    ) -> QPixmap:
        """A line icon in one colour, ``size`` logical pixels square.

        ``mirrored`` is where it is painted for text that runs from right to left; only an icon
        that points along the text turns round then.
        """
        turns = mirrored and name in POINTING
        key = (name, color.name(QColor.NameFormat.HexArgb), size, ratio, turns)
        if key not in self._pixmaps:
            pixmap = self._tinted(name, color, size, ratio)
            self._pixmaps[key] = pixmap.transformed(TURNED) if turns else pixmap
        return self._pixmaps[key]

    def picture(self, name: str, size: int, ratio: float = 1.0) -> QPixmap:
        """An icon in its own colours, ``size`` logical pixels square."""
        pixels = round(size * ratio)
        pixmap = QPixmap(pixels, pixels)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(str(self._icons / f"{name}.svg")).render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _tinted(self, name: str, color: QColor, size: int, ratio: float) -> QPixmap:
        pixmap = self.picture(name, size, ratio)
        painter = QPainter(pixmap)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(pixmap.rect(), color)
        painter.end()
        return pixmap


def apply_theme(app: QApplication, tokens: DesignTokens) -> None:
    """Give the platform's own controls (fields, menus, scroll bars) the theme's colours."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "bg",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "raised",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ToolTipBase: "raised",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.PlaceholderText: "text2",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.Link: "accent_text",
        QPalette.ColorRole.Mid: "hair",
    }
    for role, name in roles.items():
        palette.setColor(role, tokens.color(name))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, tokens.color("text3"))
    app.setPalette(palette)
    app.setFont(tokens.font("body"))

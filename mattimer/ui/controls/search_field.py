"""A field to look something up in; Esc empties it."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from mattimer.ui.theme.theme import Theme

WIDTH, LEAST, HEIGHT = 220, 120, 38
ICON, ICON_LEFT, TEXT_LEFT = 18, 14, 38


class SearchField(QLineEdit):
    """The platform's field in the theme's colours, with a glass at its start."""

    def __init__(self, theme: Theme, name: str, prompt: str) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(prompt)
        self.setPlaceholderText(prompt)
        self.setClearButtonEnabled(True)
        self.setFrame(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_radius", theme.tokens.radius("button"))
        theme.changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        """The design's size."""
        return QSize(self._theme.tokens.px(WIDTH), self._theme.tokens.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Narrower where the title is long."""
        return QSize(self._theme.tokens.px(LEAST), self._theme.tokens.px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties a field with words; otherwise it is the page's."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another direction of the text: the glass stays at its start."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then the glass."""
        super().paintEvent(event)
        tokens = self._theme.tokens
        side = tokens.px(ICON)
        left = tokens.px(ICON_LEFT)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - side
        icon = self._theme.icon("search", tokens.color("text2"), side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(QPointF(left, (self.height() - side) / 2), icon)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        outline = f"1px solid {tokens.color('hair').name()}" if tokens.outlined else "none"
        inset = tokens.px(TEXT_LEFT)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        padding = f"0 {inset}px 0 8px" if mirrored else f"0 8px 0 {inset}px"
        self.setFont(tokens.font("body"))
        self.setMaximumWidth(tokens.px(WIDTH))
        self.setStyleSheet(
            f"QLineEdit {{ background: {tokens.color('surface').name()};"
            f" color: {tokens.color('text').name()}; border: {outline};"
            f" border-radius: {tokens.radius('button')}px; padding: {padding};"
            f" placeholder-text-color: {tokens.color('text2').name()}; }}"
        )

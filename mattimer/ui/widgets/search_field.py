"""A field to look something up in; Esc empties it."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from mattimer.ui.look import Look

WIDTH, LEAST, HEIGHT = 220, 120, 38
ICON, ICON_LEFT, TEXT_LEFT = 18, 14, 38


class SearchField(QLineEdit):
    """The platform's field in the theme's colours, with a glass at its start."""

    def __init__(self, look: Look, name: str, prompt: str) -> None:
        super().__init__()
        self._look = look
        self.setObjectName(name)
        self.setAccessibleName(prompt)
        self.setPlaceholderText(prompt)
        self.setClearButtonEnabled(True)
        self.setFrame(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_radius", look.theme.radius("button"))
        look.changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        """The design's size."""
        return QSize(self._look.theme.px(WIDTH), self._look.theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Narrower where the title is long."""
        return QSize(self._look.theme.px(LEAST), self._look.theme.px(HEIGHT))

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
        theme = self._look.theme
        side = theme.px(ICON)
        left = theme.px(ICON_LEFT)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - side
        icon = self._look.icon("search", theme.color("text2"), side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(QPointF(left, (self.height() - side) / 2), icon)

    def _dress(self) -> None:
        theme = self._look.theme
        outline = f"1px solid {theme.color('hair').name()}" if theme.outlined else "none"
        inset = theme.px(TEXT_LEFT)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        padding = f"0 {inset}px 0 8px" if mirrored else f"0 8px 0 {inset}px"
        self.setFont(theme.font("body"))
        self.setMaximumWidth(theme.px(WIDTH))
        self.setStyleSheet(
            f"QLineEdit {{ background: {theme.color('surface').name()};"
            f" color: {theme.color('text').name()}; border: {outline};"
            f" border-radius: {theme.radius('button')}px; padding: {padding};"
            f" placeholder-text-color: {theme.color('text2').name()}; }}"
        )

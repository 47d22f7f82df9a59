"""Text in one of the theme's roles."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mattimer.ui.look import Look


class Label(QLabel):
    """A line or paragraph whose font and colour follow the theme."""

    def __init__(
        self,
        look: Look,
        role: str,
        color: str = "text",
        text: str = "",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._look = look
        self._role = role
        self._color = color
        self._px: float | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        look.changed.connect(self._dress)
        self._dress()

    def yield_height(self) -> None:
        """Take as much height as the text needs at its width, no more: for pages that scroll."""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_color(self, color: str) -> None:
        """Another colour of the palette."""
        self._color = color
        self._dress()

    def set_px(self, px: float | None) -> None:
        """Another size than the role's; None goes back to it."""
        if px != self._px:
            self._px = px
            self._dress()

    def _dress(self) -> None:
        self.setFont(self._look.theme.font(self._role, px=self._px))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._look.color(self._color))
        self.setPalette(palette)

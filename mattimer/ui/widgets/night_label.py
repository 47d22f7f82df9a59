"""Text on the night screen, whose colours are the session's in both themes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mattimer.ui.look import Look


class NightLabel(QLabel):
    """A line or paragraph; its size is a role's, or follows the window."""

    def __init__(
        self,
        look: Look,
        role: str,
        *,
        color: str = "text",
        text: str = "",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._look = look
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setFont(look.theme.font(role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, look.theme.session_color(color))
        self.setPalette(palette)

    def set_window_px(self, px: float) -> None:
        """A size that follows the window."""
        self.setFont(self._look.theme.session_font("session_label", px))

"""Text on the night screen, whose colours are the session's in both themes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mattimer.ui.controls.painted import ThemedWidget
from mattimer.ui.theme.theme import Theme


class NightLabel(ThemedWidget, QLabel):
    """A line or paragraph; its size is a role's, or follows the window."""

    def __init__(
        self,
        theme: Theme,
        role: str,
        *,
        color: str = "text",
        text: str = "",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, parent)
        self._color = color
        self._dim = 0.0
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            # Another policy makes a label forget that narrower is higher.
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._role, self._px = role, 0.0
        self._dress()

    def set_window_px(self, px: float, role: str = "session_label") -> None:
        """A size that follows the window."""
        self._role, self._px = role, px
        self._take_font()

    def set_dim(self, dim: float) -> None:
        """As dark as the rest of the page, 0 to 1."""
        if dim != self._dim:
            self._dim = dim
            self._dress()

    def _take_font(self) -> None:
        tokens = self._tokens
        window = self._px > 0
        font = (
            tokens.session_font(self._role, self._px) if window else tokens.night_font(self._role)
        )
        self.setFont(font)

    def _dress(self) -> None:
        self._take_font()
        palette = self.palette()
        color = self._tokens.session_color(self._color, self._dim)
        palette.setColor(QPalette.ColorRole.WindowText, color)
        self.setPalette(palette)

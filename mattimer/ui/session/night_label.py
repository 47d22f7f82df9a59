"""Text on the night screen, whose colours are the session's in both themes."""

from PySide6.QtGui import QColor, QFont

from mattimer.ui.controls.label import Label


class NightLabel(Label):
    """A line or paragraph; its size is a role's, or follows the window."""

    _dim = _window_px = 0.0

    def set_window_px(self, px: float, role: str = "session_label") -> None:
        """A size that follows the window."""
        self._role, self._window_px = role, px
        self.setFont(self._font)

    def set_dim(self, dim: float) -> None:
        """As dark as the rest of the page, 0 to 1."""
        if dim != self._dim:
            self._dim = dim
            self._dress()

    @property
    def _font(self) -> QFont:
        tokens, px = self._tokens, self._window_px
        return tokens.session_font(self._role, px) if px > 0 else tokens.night_font(self._role)

    @property
    def _paint_color(self) -> QColor:
        return self._tokens.session_color(self._color, self._dim)

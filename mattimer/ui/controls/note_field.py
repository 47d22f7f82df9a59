"""One line for a note."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from mattimer.limits import NOTE_LIMIT
from mattimer.ui.theme.theme import Theme


class NoteField(QLineEdit):
    """The platform's field in the theme's colours. Digits typed here are text, not ratings."""

    def __init__(self, theme: Theme, prompt: str) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("note")
        self.setAccessibleName(prompt)
        self.setPlaceholderText(prompt)
        self.setMaxLength(NOTE_LIMIT)
        self.setFrame(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_radius", theme.tokens.radius("button"))
        theme.changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        """A field one can hit."""
        return QSize(200, self._theme.tokens.px(44))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is text; Enter goes on to the page."""
        super().keyPressEvent(event)
        if event.text().isprintable() and event.text():
            event.accept()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        outline = "none" if not tokens.outlined else f"1px solid {tokens.color('hair').name()}"
        self.setFont(tokens.font("body"))
        self.setStyleSheet(
            f"QLineEdit {{ background: {tokens.color('surface').name()};"
            f" color: {tokens.color('text').name()}; border: {outline};"
            f" border-radius: {tokens.radius('button')}px; padding: 0 14px; }}"
        )

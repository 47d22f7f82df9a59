"""One line for a note."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from mattimer.ui.look import Look

LONGEST = 2000


class NoteField(QLineEdit):
    """The platform's field in the theme's colours. Digits typed here are text, not ratings."""

    def __init__(self, look: Look, prompt: str) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("note")
        self.setAccessibleName(prompt)
        self.setPlaceholderText(prompt)
        self.setMaxLength(LONGEST)
        self.setFrame(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_radius", look.theme.radius("button"))
        look.changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        """A field one can hit."""
        return QSize(200, self._look.theme.px(44))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is text; Enter goes on to the page."""
        super().keyPressEvent(event)
        if event.text().isprintable() and event.text():
            event.accept()

    def _dress(self) -> None:
        theme = self._look.theme
        outline = "none" if not theme.outlined else f"1px solid {theme.color('hair').name()}"
        self.setFont(theme.font("body"))
        self.setStyleSheet(
            f"QLineEdit {{ background: {theme.color('surface').name()};"
            f" color: {theme.color('text').name()}; border: {outline};"
            f" border-radius: {theme.radius('button')}px; padding: 0 14px; }}"
        )

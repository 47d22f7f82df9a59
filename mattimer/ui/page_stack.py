"""Pages on top of each other, cross-fading."""

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QStackedWidget, QWidget

from mattimer.ui.theme.theme import Theme

FRAME_MS = 16


class Fading(QWidget):
    """A picture of the page that leaves, growing fainter over the one that comes."""

    def __init__(self, parent: QWidget, picture: QPixmap, length_ms: int) -> None:
        super().__init__(parent)
        self._picture = picture
        self._length = length_ms
        self._since = QElapsedTimer()
        self._since.start()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.setObjectName("fade_frames")
        self._frames.timeout.connect(self._on_frames_timeout)
        self._frames.start()
        self.setGeometry(parent.rect())
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is left of it."""
        painter = QPainter(self)
        painter.setOpacity(max(0.0, 1 - self._since.elapsed() / self._length))
        painter.drawPixmap(0, 0, self._picture)

    def hideEvent(self, event: QHideEvent) -> None:
        """A fade does not outlive what it lies on."""
        self._frames.stop()
        self.deleteLater()
        super().hideEvent(event)

    def _on_frames_timeout(self) -> None:
        if self._since.elapsed() >= self._length:
            self.hide()
        else:
            self.update()


class PageStack(QStackedWidget):
    """Shows one widget at a time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def go_to(self, page: QWidget) -> None:
        """Bring a page up; the one before fades unless motion is reduced."""
        leaving = self.currentWidget()
        if leaving is page:
            return
        length = self._theme.tokens.motion("page")
        picture = leaving.grab() if leaving is not None and self.isVisible() and length else None
        self.setCurrentWidget(page)
        if picture is not None:
            Fading(self, picture, length)

"""A bare window with a flat circle that breathes at 30 frames a second; repaints its square."""

import math
import signal
import sys
import time

from PySide6.QtCore import QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

FRAME_MS = 33
BREATH_S = 10.0
CENTER = (396, 380)


class Circle(QWidget):
    def __init__(self, least: float, most: float) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.resize(1100, 760)
        self._began = time.monotonic()
        self._ground, self._color = QColor("#101216"), QColor("#7a4a2a")
        self._frames = QTimer(self)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self._on_frames_timeout)
        self._frames.start(FRAME_MS)

    def _on_frames_timeout(self) -> None:
        half = math.ceil(self._most) + 1
        x, y = CENTER
        self.update(QRect(x - half, y - half, 2 * half, 2 * half))

    def paintEvent(self, event: QPaintEvent) -> None:
        share = (time.monotonic() - self._began) % BREATH_S / BREATH_S
        fullness = (1 - math.cos(2 * math.pi * share)) / 2
        radius = self._least + (self._most - self._least) * fullness
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color)
        painter.drawEllipse(QPointF(*CENTER), radius, radius)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    app = QApplication(sys.argv[:1])
    window = Circle(float(sys.argv[1]), float(sys.argv[2]))
    window.show()
    sys.exit(app.exec())

"""A bare window whose precise timer aims at absolute moments: how late it is, and how stalled.

``timer.py due EVERY_S COUNT``: milliseconds late, each. ``timer.py gaps``: prints, whenever a line
is read, the longest gap of a 5 ms timer since the line before.
"""

import json
import math
import os
import sys
import time

from PySide6.QtCore import QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel

GAP_MS = 5


class Due:
    def __init__(self, every_s: float, count: int) -> None:
        self._every, self._count = every_s, count
        self._began = time.perf_counter()
        self._late: list[float] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._arm()

    def _due(self) -> float:
        return self._began + (len(self._late) + 1) * self._every

    def _arm(self) -> None:
        wait = self._due() - time.perf_counter()
        self._timer.start(max(0, math.ceil(wait * 1000)))

    def _on_timer_timeout(self) -> None:
        self._late.append((time.perf_counter() - self._due()) * 1000)
        if len(self._late) == self._count:
            sys.stdout.write(json.dumps({"late": self._late}) + "\n")
            sys.stdout.flush()
            QApplication.quit()
        else:
            self._arm()


class Gaps:
    def __init__(self) -> None:
        self._worst, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(interval=GAP_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start()
        self._asked = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._asked.activated.connect(self._on_asked)

    def _on_timer_timeout(self) -> None:
        now = time.perf_counter()
        self._worst = max(self._worst, (now - self._last) * 1000 - GAP_MS)
        self._last = now

    def _on_asked(self) -> None:
        if not os.read(sys.stdin.fileno(), 100):
            QApplication.quit()
            return
        sys.stdout.write(json.dumps({"worst": self._worst}) + "\n")
        sys.stdout.flush()
        self._worst = 0.0


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    window = QLabel("A window")
    window.resize(400, 300)
    window.show()
    kept = Gaps() if sys.argv[1] == "gaps" else Due(float(sys.argv[2]), int(sys.argv[3]))
    sys.exit(app.exec())

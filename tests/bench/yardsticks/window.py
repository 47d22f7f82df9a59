"""A bare window of the app's size with one line of text."""

import signal
import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    app = QApplication(sys.argv[:1])
    window = QLabel("A window")
    window.setAlignment(Qt.AlignmentFlag.AlignCenter)
    window.resize(1100, 760)
    window.show()
    sys.exit(app.exec())

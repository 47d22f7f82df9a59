"""The newest 60 rows of a database by bare sqlite3, painted in a bare table."""

import json
import signal
import sqlite3
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

NEWEST = "SELECT * FROM session WHERE deleted = 0 ORDER BY started_us DESC, id DESC LIMIT 60"
COUNT = "SELECT count(*) FROM session WHERE deleted = 0"
COLUMNS = 7
SETTLED_MS = 500


class Opening(QObject):
    def __init__(self, table: QTableView, path: str) -> None:
        super().__init__()
        self._table = table
        self._connection = sqlite3.connect(path)
        self._began = 0.0
        table.viewport().installEventFilter(self)

    def open(self) -> None:
        self._began = time.perf_counter()
        found = self._connection.execute(NEWEST).fetchall()
        self._connection.execute(COUNT).fetchone()
        model = QStandardItemModel(self)
        for row in found:
            model.appendRow([QStandardItem(str(value)) for value in row[:COLUMNS]])
        self._table.setModel(model)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._began:
            QTimer.singleShot(0, self._say)
        return False

    def _say(self) -> None:
        if self._began:
            took = (time.perf_counter() - self._began) * 1000
            self._began = 0.0
            sys.stdout.write(json.dumps({"ms": took}) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    app = QApplication(sys.argv[:1])
    table = QTableView()
    table.resize(1100, 760)
    table.show()
    opening = Opening(table, sys.argv[1])
    QTimer.singleShot(SETTLED_MS, opening.open)
    sys.exit(app.exec())

"""What a control says under the resting pointer."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QLabel, QWidget

from mattimer.ui.theme.theme import Theme

AWAY = QPoint(2, 20)
"""Clear of the pointer."""

READ_MS, A_CHARACTER_MS = 8000, 40

ENDING = (
    QEvent.Type.Leave,
    QEvent.Type.Hide,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.KeyPress,
    QEvent.Type.FocusOut,
    QEvent.Type.WindowDeactivate,
)


class Tip(QObject):
    """Shows a widget's tool tip in the theme's colours; the widget owns it.

    The text stays Qt's own ``toolTip``, which screen readers know as a description.
    """

    def __init__(self, theme: Theme, owner: QWidget) -> None:
        super().__init__(owner)
        self._theme = theme
        self._owner = owner
        self._label: QLabel | None = None
        self._read = QTimer(self)
        self._read.setSingleShot(True)
        self._read.timeout.connect(self.hide)
        owner.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Show it where Qt would show its own, until the person turns to something else."""
        kind = event.type()
        words = self._owner.toolTip() if kind == QEvent.Type.ToolTip else ""
        if words and isinstance(event, QHelpEvent):
            self.show(event.globalPos(), words)
            return True
        if kind in ENDING:
            self.hide()
        return False

    def show(self, at: QPoint, text: str) -> None:
        """Say something near a point of the screen; nothing where the text is empty."""
        if not text:
            self.hide()
            return
        label = self._label
        if label is None:
            from mattimer.ui.controls.popup import TipLabel  # noqa: PLC0415 - on first use

            label = self._label = TipLabel(self._theme, self._owner)
        label.setText(text)
        label.adjustSize()
        label.move(self._beside(at, label))
        label.show()
        self._read.start(READ_MS + A_CHARACTER_MS * len(text))

    def hide(self) -> None:
        """Say nothing."""
        self._read.stop()
        if self._label is not None:
            self._label.hide()

    def _beside(self, at: QPoint, label: QLabel) -> QPoint:
        """Under the point and on the screen, above the point where there is no room."""
        screen, size = self._owner.screen().availableGeometry(), label.size()
        place = at + AWAY
        if self._owner.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            place = at + QPoint(-AWAY.x() - size.width(), AWAY.y())
        if place.y() + size.height() > screen.bottom():
            place.setY(at.y() - size.height() - AWAY.x())
        most = max(screen.left(), screen.right() + 1 - size.width())
        place.setX(min(max(screen.left(), place.x()), most))
        return place

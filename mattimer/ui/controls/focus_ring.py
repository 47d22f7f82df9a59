"""The focus ring: shown outside the focused control, after keyboard use only."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from mattimer.ui.theme.theme import Theme

WIDTH, OFFSET = 2, 3
MARGIN = WIDTH + OFFSET


class FocusRing(QWidget):
    """Lies over a window and draws a ring around whatever has the focus."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._keyboard = False
        self._target: QWidget | None = None
        self._followed: list[QWidget] = []
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        theme.changed.connect(self.update)

    def watch(self) -> None:
        """Begin to tell keys from clicks; the window has to be on its way to the screen."""
        handle = self.window().windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        self._on_focus_changed(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys show the ring, clicks hide it; a control that moves takes the ring along."""
        kind = event.type()
        if isinstance(watched, QWidget):
            if kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show):
                self._place()
        elif kind == QEvent.Type.KeyPress:
            self._keyboard = True
            self._place()
        elif kind == QEvent.Type.MouseButtonPress:
            self._keyboard = False
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring."""
        if self._target is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("focus"), WIDTH))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = float(self._target.property("ring_radius") or 6) + OFFSET
        painter.drawRoundedRect(box, radius, radius)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        for widget in self._followed:
            if isValid(widget):
                widget.removeEventFilter(self)
        inside = now is not None and now is not self.window() and self.window().isAncestorOf(now)
        self._target = now if inside else None
        self._followed = self._up_to_window()
        for widget in self._followed:
            widget.installEventFilter(self)
        self._place()

    def _up_to_window(self) -> list[QWidget]:
        """The target and all that carries it: whichever moves, the target moves on the screen."""
        found, widget = [], self._target
        while widget is not None and widget is not self.window():
            found.append(widget)
            widget = widget.parentWidget()
        return found

    def _place(self) -> None:
        target = self._target
        shown = self._keyboard and target is not None and target.isVisible()
        self.setVisible(shown)
        if target is None or not shown:
            return
        corner = target.mapTo(self.window(), QPoint(0, 0))
        box = QRect(corner, target.size()).adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        self.setGeometry(box)
        self.raise_()
        self.update()

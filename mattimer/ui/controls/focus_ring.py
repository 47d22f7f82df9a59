"""The focus ring: shown outside the focused control, after keyboard use only."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from mattimer.ui.controls.painted import PaintedWidget, ThemedWidget
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

WIDTH, OFFSET = 2, 3
MARGIN = WIDTH + OFFSET


class FocusRing(PaintedWidget, QWidget):
    """Lies over a window and draws a ring around whatever has the focus."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window)
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

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        target = self._target
        own = (
            target.ring_radius
            if isinstance(target, ThemedWidget)
            else tokens.radius(self.focus_corner)
        )
        color, empty = tokens.color("focus"), Qt.BrushStyle.NoBrush
        self._paint_ground(painter, empty, own + OFFSET, line=color, width=WIDTH)

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

"""Windows that open over a page: rounded, with a hairline, in the theme's colours."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QBitmap, QGuiApplication, QPainter, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from mattimer.ui.controls.painted import PaintedWidget, ThemedWidget
from mattimer.ui.theme.stylesheet import POPUP_PADDING, POPUP_RADIUS, menu_style, popup_edge
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

X11 = "libX11.so.6"
"""Loaded by Qt's own platform for X11 already."""


class PopupShape(QObject):
    """Rounds a window, which owns it: clear corners, or a mask where nothing composes windows."""

    def __init__(self, window: QWidget) -> None:
        """The window must not be on the screen yet."""
        super().__init__(window)
        window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        window.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
        if is_composited():
            window.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        else:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cut the corners off whenever the window has another size."""
        if isinstance(event, QResizeEvent) and isinstance(watched, QWidget):
            shape = QBitmap(event.size())
            shape.clear()
            painter = QPainter(shape)
            painter.setBrush(Qt.GlobalColor.color1)
            painter.drawRoundedRect(shape.rect().adjusted(0, 0, -1, -1), POPUP_RADIUS, POPUP_RADIUS)
            painter.end()
            watched.setMask(shape)
        return False


class Menu(ThemedWidget, QMenu):
    """A menu that is gone once it is closed."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName(name)
        PopupShape(self)
        self.aboutToHide.connect(self.deleteLater)
        self._dress()

    def open_below(self, button: QWidget) -> None:
        """Open where the button's words begin."""
        at = button.rect().bottomLeft()
        if self._mirrored:
            at += QPoint(button.width() - self.sizeHint().width(), 0)
        self.popup(button.mapToGlobal(at))

    def _dress(self) -> None:
        self.setFont(self._tokens.font("body"))
        self.setStyleSheet(menu_style(self._tokens))


class TipLabel(PaintedWidget, QLabel):
    """A few words in a window of their own, which lets the pointer through."""

    def __init__(self, theme: Theme, owner: QWidget) -> None:
        super().__init__(theme, owner, Qt.WindowType.ToolTip)
        self.setObjectName("tip")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        PopupShape(self)
        padding = POPUP_PADDING + 1  # the hairline
        self.setContentsMargins(padding, padding, padding, padding)
        self._dress()

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        edge = popup_edge(tokens)
        self._paint_ground(painter, tokens.color("raised"), POPUP_RADIUS, line=edge)
        painter.setPen(tokens.color("text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _dress(self) -> None:
        self.setFont(self._tokens.font("caption"))
        super()._dress()


def is_composited() -> bool:
    """Whether a window can have clear corners; only X11 works without."""
    if QGuiApplication.platformName() != "xcb":
        return True
    import ctypes  # noqa: PLC0415 - seldom

    from PySide6.QtGui import QNativeInterface  # noqa: PLC0415 - X11 alone has it

    app = QGuiApplication.instance()
    native = app.nativeInterface() if isinstance(app, QGuiApplication) else None
    if not isinstance(native, QNativeInterface.QX11Application):
        return False
    try:
        x11 = ctypes.CDLL(X11)
    except OSError:
        return False
    x11.XInternAtom.restype = x11.XGetSelectionOwner.restype = ctypes.c_ulong
    display = ctypes.c_void_p(int(native.display()))
    name = f"_NET_WM_CM_S{x11.XDefaultScreen(display)}".encode()
    owner = x11.XInternAtom(display, name, 0)
    return bool(x11.XGetSelectionOwner(display, ctypes.c_ulong(owner)))

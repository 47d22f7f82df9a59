"""Startup notification on X11, ended for a second start, which has no window to end it with.

Qt tells it of an app's first window only. Told of here as well, the launcher's busy pointer goes,
and the window manager learns when the person asked, so that it lets the window come forward.
"""

import ctypes
import re
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QNativeInterface

LIBRARY = "libX11.so.6"
CLIENT_MESSAGE = 33
PROPERTY_CHANGE, SUBSTRUCTURE = 1 << 22, 1 << 19 | 1 << 20
BY_A_PERSON = 2
CHUNK = 20
EVENT_SIZE = 24 * ctypes.sizeof(ctypes.c_long)
ASKED_AT = re.compile(r"_TIME(\d{1,10})$")


Data = ctypes.c_long * 5


class ClientMessage(ctypes.Structure):
    """Xlib's XClientMessageEvent, in an XEvent's room."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", Data),
        ("rest", ctypes.c_char * EVENT_SIZE),
    )


def end_startup(startup_id: str) -> None:
    """Bring the app's window forward in the name of a start, and say that the start is over.

    Nothing happens where there is no X server, or no window yet.
    """
    native = QGuiApplication.instance().nativeInterface()  # type: ignore[union-attr]
    display = native.display() if isinstance(native, _X11) else 0
    window = next(iter(_windows()), 0)
    if not (window and display and QGuiApplication.platformName() == "xcb"):
        return
    try:
        xlib = ctypes.CDLL(LIBRARY)
    except OSError:
        return
    server = _StartupDisplay(xlib, display, window)
    asked = ASKED_AT.search(startup_id)
    if asked is not None:
        server.activate(int(asked[1]) & 0xFFFFFFFF)
    server.tell_launchers(f'remove: ID="{startup_id.translate(QUOTED)}"')
    server.flush()


QUOTED = str.maketrans({'"': '\\"', "\\": "\\\\"})
_X11 = getattr(QNativeInterface, "QX11Application", ())


def _windows() -> list[int]:
    windows = QGuiApplication.topLevelWindows()
    wanted = [one for one in windows if one.isVisible() and one.type() is Qt.WindowType.Window]
    return [int(one.winId()) for one in wanted]


class _StartupDisplay:
    """The X server behind Qt's own connection; all in the one thread that Qt uses it from."""

    def __init__(self, xlib: Any, display: int, window: int) -> None:  # noqa: ANN401 - a library
        self._xlib, self._window = xlib, window
        self._display = ctypes.c_void_p(display)
        xlib.XInternAtom.restype = xlib.XDefaultRootWindow.restype = ctypes.c_ulong
        self._root = xlib.XDefaultRootWindow(self._display)

    def activate(self, asked_at: int) -> None:
        """Ask the window manager for the keyboard, for a wish of that time of the server."""
        words = Data(BY_A_PERSON, asked_at, 0, 0, 0)
        self._send("_NET_ACTIVE_WINDOW", 32, bytes(words), SUBSTRUCTURE)

    def tell_launchers(self, text: str) -> None:
        """Say a line of the startup notification protocol, piece by piece."""
        said = text.encode() + b"\0"
        for at in range(0, len(said), CHUNK):
            name = "_NET_STARTUP_INFO" if at else "_NET_STARTUP_INFO_BEGIN"
            self._send(name, 8, said[at : at + CHUNK], PROPERTY_CHANGE)

    def flush(self) -> None:
        """Let it go out."""
        self._xlib.XFlush(self._display)

    def _send(self, name: str, bits: int, data: bytes, mask: int) -> None:
        atom = self._xlib.XInternAtom(self._display, name.encode(), 0)
        event = ClientMessage(
            type=CLIENT_MESSAGE,
            window=self._window,
            message_type=atom,
            format=bits,
            data=Data.from_buffer_copy(data.ljust(ctypes.sizeof(Data), b"\0")),
        )
        self._xlib.XSendEvent(
            self._display, ctypes.c_ulong(self._root), 0, ctypes.c_long(mask), ctypes.byref(event)
        )

"""The tray of an X server: whoever owns the selection of its screen (XEmbed).

A connection of its own, because Qt's is known to Qt alone, and because the first question to
QSystemTrayIcon settles which kind of tray it uses (see tray_watch.py). The server tells of every
change, so nothing is asked in vain. XCB rather than Xlib, which ends a process that loses its
server.
"""

import ctypes
from collections.abc import Callable
from ctypes import byref, c_char_p, c_int, c_uint8, c_uint16, c_uint32, c_void_p

from PySide6.QtCore import QObject, QSocketNotifier, Signal

XCB, XFIXES = "libxcb.so.1", "libxcb-xfixes.so.0"
"""Qt's own platform for X11 needs both."""

SELECTION = "_NET_SYSTEM_TRAY_S{screen}"
XFIXES_VERSION = (5, 0)
ANY_CHANGE = 0b111
"""Another owner, an owner's window that is gone, an owner that is gone."""


class XEmbedWatch(QObject):
    """Follows the owner of the tray selection on the screen that ``DISPLAY`` names.

    Signals:
        changed(): There is a tray now, or there is none any more.

    Attributes:
        there: Whether there is one.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.there = False
        self._server: _XConnection | None = None
        self._incoming: QSocketNotifier | None = None

    def start(self) -> None:
        """Begin to watch; where there is no X server or no library for it, nothing comes of it."""
        try:
            self._server = _XConnection()
        except OSError:
            return
        self._incoming = QSocketNotifier(self._server.descriptor, QSocketNotifier.Type.Read, self)
        self._incoming.activated.connect(self._on_incoming_activated)
        self.there = self._server.has_tray()

    def close(self) -> None:
        """Watch no more; safe at any time."""
        if self._incoming is not None:
            self._incoming.setEnabled(False)
            self._incoming = None
        if self._server is not None:
            self._server.close()
            self._server = None

    def _on_incoming_activated(self) -> None:
        if self._server is None:
            return
        before = self.there
        while self._server.take_event():
            # What comes while an answer is awaited is taken in as well, so it is looked at again.
            self.there = self._server.has_tray()
        if self._server.gone:
            self.close()
            self.there = False
        if self.there != before:
            self.changed.emit()


def has_xembed_tray() -> bool:
    """Whether the X server that ``DISPLAY`` names has a tray at this moment."""
    try:
        server = _XConnection()
    except OSError:
        return False
    try:
        return server.has_tray()
    finally:
        server.close()


class _SelectionReply(ctypes.Structure):
    """Of InternAtom and of GetSelectionOwner alike: a head of eight bytes, then a number."""

    _fields_ = (
        ("kind", c_uint8),
        ("pad", c_uint8),
        ("sequence", c_uint16),
        ("length", c_uint32),
        ("value", c_uint32),
    )


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", c_uint32),)


class _Screens(ctypes.Structure):
    """An iterator over the screens; each begins with its root window."""

    _fields_ = (("data", ctypes.POINTER(c_uint32)), ("rem", c_int), ("index", c_int))


class _XConnection:
    """A connection that hears when a screen's tray comes or goes."""

    def __init__(self) -> None:
        """Connect.

        Raises:
            OSError: No library, or no server.
        """
        self._xcb, self._xfixes, self._libc = _libraries()
        screen = c_int()
        self._connection = self._xcb.xcb_connect(None, byref(screen))
        if self.gone:
            self.close()
            raise OSError("The X server lets nobody in.")
        self._selection = self._atom(SELECTION.format(screen=screen.value))
        self._listen(self._root(screen.value))

    @property
    def descriptor(self) -> int:
        """Readable when something came."""
        return int(self._xcb.xcb_get_file_descriptor(self._connection))

    @property
    def gone(self) -> bool:
        """Whether the connection is lost."""
        return bool(self._xcb.xcb_connection_has_error(self._connection))

    def has_tray(self) -> bool:
        """Whether somebody owns the selection."""
        cookie = self._xcb.xcb_get_selection_owner(self._connection, self._selection)
        return bool(self._value(self._xcb.xcb_get_selection_owner_reply, cookie))

    def take_event(self) -> bool:
        """Take one event that came, if any; there is only one kind."""
        event = self._xcb.xcb_poll_for_event(self._connection)
        self._libc.free(event)
        return bool(event)

    def close(self) -> None:
        """Leave."""
        self._xcb.xcb_disconnect(self._connection)

    def _atom(self, name: str) -> int:
        cookie = self._xcb.xcb_intern_atom(self._connection, 0, len(name), name.encode())
        return self._value(self._xcb.xcb_intern_atom_reply, cookie)

    def _root(self, screen: int) -> int:
        screens = self._xcb.xcb_setup_roots_iterator(self._xcb.xcb_get_setup(self._connection))
        for _ in range(screen):
            self._xcb.xcb_screen_next(byref(screens))
        return int(screens.data[0])

    def _listen(self, root: int) -> None:
        connection = self._connection
        cookie = self._xfixes.xcb_xfixes_query_version(connection, *XFIXES_VERSION)
        self._value(self._xfixes.xcb_xfixes_query_version_reply, cookie)
        self._xfixes.xcb_xfixes_select_selection_input(
            connection, root, self._selection, ANY_CHANGE
        )
        self._xcb.xcb_flush(connection)

    def _value(self, reply: Callable[..., int | None], cookie: _Cookie) -> int:
        """Await an answer; 0 where none comes."""
        found = reply(self._connection, cookie, None)
        if not found:
            return 0
        value = int(ctypes.cast(found, ctypes.POINTER(_SelectionReply)).contents.value)
        self._libc.free(found)
        return value


def _libraries() -> tuple[ctypes.CDLL, ctypes.CDLL, ctypes.CDLL]:
    """XCB, its XFixes and the C library, told what goes in and what comes out.

    Raises:
        OSError: One is not installed.
    """
    xcb, xfixes, libc = ctypes.CDLL(XCB), ctypes.CDLL(XFIXES), ctypes.CDLL(None)
    libc.free.argtypes, libc.free.restype = [c_void_p], None
    connection = c_void_p
    for library, name, result, *words in (
        (xcb, "xcb_connect", connection, c_char_p, ctypes.POINTER(c_int)),
        (xcb, "xcb_connection_has_error", c_int, connection),
        (xcb, "xcb_get_file_descriptor", c_int, connection),
        (xcb, "xcb_get_setup", c_void_p, connection),
        (xcb, "xcb_setup_roots_iterator", _Screens, c_void_p),
        (xcb, "xcb_screen_next", None, ctypes.POINTER(_Screens)),
        (xcb, "xcb_intern_atom", _Cookie, connection, c_uint8, c_uint16, c_char_p),
        (xcb, "xcb_intern_atom_reply", c_void_p, connection, _Cookie, c_void_p),
        (xcb, "xcb_get_selection_owner", _Cookie, connection, c_uint32),
        (xcb, "xcb_get_selection_owner_reply", c_void_p, connection, _Cookie, c_void_p),
        (xcb, "xcb_poll_for_event", c_void_p, connection),
        (xcb, "xcb_flush", c_int, connection),
        (xcb, "xcb_disconnect", None, connection),
        (xfixes, "xcb_xfixes_query_version", _Cookie, connection, c_uint32, c_uint32),
        (xfixes, "xcb_xfixes_query_version_reply", c_void_p, connection, _Cookie, c_void_p),
        (
            xfixes,
            "xcb_xfixes_select_selection_input",
            _Cookie,
            connection,
            c_uint32,
            c_uint32,
            c_uint32,
        ),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, list(words)
    return xcb, xfixes, libc

"""Prints what clients tell the root window of an X server, a line each: a program of its own.

Like a window manager and a launcher it hears what is sent to the root window.
"""

import ctypes
import sys

from mattimer.desktop.linux.x11_startup import (
    CHUNK,
    CLIENT_MESSAGE,
    LIBRARY,
    PROPERTY_CHANGE,
    ClientMessage,
)

SUBSTRUCTURE_NOTIFY = 1 << 19
WORDS = 32


def main() -> None:
    xlib = ctypes.CDLL(LIBRARY)
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xlib.XDefaultRootWindow.restype = ctypes.c_ulong
    xlib.XGetAtomName.restype = ctypes.c_char_p
    display = ctypes.c_void_p(xlib.XOpenDisplay(None))
    root = ctypes.c_ulong(xlib.XDefaultRootWindow(display))
    xlib.XSelectInput(display, root, ctypes.c_long(SUBSTRUCTURE_NOTIFY | PROPERTY_CHANGE))
    event = ClientMessage()
    sys.stdout.write("ready\n")
    while True:
        sys.stdout.flush()
        xlib.XNextEvent(display, ctypes.byref(event))
        if event.type != CLIENT_MESSAGE:
            continue
        name = xlib.XGetAtomName(display, ctypes.c_ulong(event.message_type)).decode()
        piece = bytes(event.data)[:CHUNK].partition(b"\0")[0]
        words = event.format == WORDS
        said = " ".join(map(str, event.data)) if words else repr(piece.decode())
        sys.stdout.write(f"{name} {event.window} {said}\n")


if __name__ == "__main__":
    main()

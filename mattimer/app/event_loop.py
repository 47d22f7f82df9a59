"""The event loop of the interface's thread: asyncio on Qt's own."""

import os
from collections.abc import Callable

import qasync  # type: ignore[import-untyped]


class EventLoop(qasync.QEventLoop):  # type: ignore[misc] # qasync has no types
    """Watches only sockets that are open.

    A bus that breaks while dbus-fast writes to it is closed, and then watched: Qt would complain,
    or wake us for a file that has the same number by now.
    """

    def add_writer(self, fd: int, callback: Callable[..., object], *args: object) -> None:
        """Have a callback called whenever something can be written."""
        try:
            os.fstat(fd)
        except OSError:
            return
        super().add_writer(fd, callback, *args)

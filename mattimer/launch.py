"""Becomes the running app: display, lock and database first, then the window."""

import os
import sys
from collections.abc import Mapping
from concurrent.futures import Future
from typing import Any

from mattimer.desktop.caller import ask
from mattimer.desktop.instance_lock import InstanceLock
from mattimer.history.errors import UnwritableData
from mattimer.history.journal import Journal
from mattimer.paths import Paths, device_id
from mattimer.session.clock import Clock
from mattimer.system_clock import FastClock, SystemClock

DONE, NO_DATA, NO_DISPLAY = 0, 5, 6
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def launch(paths: Paths, *, speed: float = 1.0, start: Mapping[str, Any] | None = None) -> int:
    """Run the app until the person quits, and return the exit status.

    Raises:
        DataError: The data folder or the database cannot be used.
    """
    if not has_display():
        sys.stderr.write("mattimer: there is no display here; log in to a desktop first.\n")
        return NO_DISPLAY
    paths.prepare()
    lock = InstanceLock(paths.lock)
    try:
        taken = lock.take()
    except OSError as error:
        raise UnwritableData(paths.lock, (error.strerror or "").lower()) from error
    if not taken:
        return _reach_other(paths, start)
    # The database opens on its own thread while Qt is still being loaded.
    device = device_id(paths)
    journal = Journal(paths.database, device)
    opening = journal.open()
    try:
        return _run(paths, journal, device, speed=speed, start=start, opening=opening)
    finally:
        journal.close()
        lock.release()


def has_display() -> bool:
    """Whether windows can be shown; on Linux the session says so in its environment."""
    return not sys.platform.startswith("linux") or any(map(os.environ.get, DISPLAYS))


def _reach_other(paths: Paths, start: Mapping[str, Any] | None) -> int:
    """Another app holds the lock but did not answer before: it is just starting or ending."""
    message = {"command": "raise"} if start is None else {"command": "start", **start}
    answer = ask(paths.socket, message)
    if answer is None:
        sys.stderr.write("mattimer: another Mat Timer is just starting here; try again.\n")
        return 3
    if answer.get("status"):
        sys.stderr.write(f"mattimer: {answer.get('error')}\n")
    return int(answer.get("status", DONE))


def _run(
    paths: Paths,
    journal: Journal,
    device: str,
    *,
    speed: float,
    start: Mapping[str, Any] | None,
    opening: "Future[None]",
) -> int:
    from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415 - heavy

    from mattimer.app import App, make_qt  # noqa: PLC0415 - heavy
    from mattimer.guide.content import ContentError  # noqa: PLC0415
    from mattimer.ui.theme import TokenError  # noqa: PLC0415
    from mattimer.ui.widgets.body_shape import FigureError  # noqa: PLC0415

    qInstallMessageHandler(_on_qt_message)
    qt = make_qt(sys.argv[:1])
    opening.result()
    try:
        app = App(qt, paths, journal, make_clock(speed), device=device, speed=speed)
    except (ContentError, TokenError, FigureError) as error:
        sys.stderr.write(f"mattimer: {error} Install Mat Timer again.\n")
        return NO_DATA
    app.show()
    return app.run(start)


def make_clock(speed: float) -> Clock:
    """The computer's clocks, or faster ones."""
    return SystemClock() if speed == 1 else FastClock(SystemClock(), speed)


def _on_qt_message(kind: object, _context: object, text: str) -> None:
    """Pass Qt's words on; where it is about to abort, leave with one line instead."""
    if getattr(kind, "name", "") != "QtFatalMsg":
        sys.stderr.write(f"{text}\n")
        return
    sys.stderr.write("mattimer: the display does not let windows in; check DISPLAY.\n")
    sys.stderr.flush()
    os._exit(NO_DISPLAY)

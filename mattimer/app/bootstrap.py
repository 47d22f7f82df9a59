"""Bootstrap: checks display, lock and database, then becomes the running app."""

import gc
import os
import sys
import time
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from mattimer import APP_ID
from mattimer.app.import_hook import plain_import, without_ssl
from mattimer.app.ipc_client import reach_running
from mattimer.app.paths import Paths, device_id
from mattimer.app.startup_errors import StartupError, asked_by_desktop, notify, say
from mattimer.desktop.exit_status import NO_DATA, NO_DISPLAY, NOT_RUNNING
from mattimer.desktop.instance_lock import InstanceLock
from mattimer.desktop.linux.activation import drop_activation
from mattimer.desktop.system_clock import FastClock, SystemClock
from mattimer.session.clock import Clock
from mattimer.storage.errors import UnwritableData
from mattimer.storage.store import Store

if TYPE_CHECKING:
    from mattimer.services.start_request import StartRequest
    from mattimer.ui.theme.theme import Theme

STARTING_S = 10.0
"""How long a second start waits for the first one to answer, or to be gone."""

ASK_AGAIN_S = 0.05
STDERR = 2
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def launch(
    paths: Paths,
    *,
    speed: float = 1.0,
    mute: bool = False,
    start: "StartRequest | None" = None,
    hidden: bool = False,
) -> int:
    """Run the app until the person quits, and return the exit status.

    Args:
        paths: The folders of this instance.
        speed: How many times as fast as the clock a session runs.
        mute: Whether nothing is heard.
        start: The session to begin with; None for none.
        hidden: Whether the window stays away until somebody asks for it.

    Raises:
        DataError: The data folder or the database cannot be used.
        StartupError: There is no display, another app stands in the way, or a part of this one is
            missing.
    """
    if not has_display():
        raise StartupError("there is no display here; log in to a desktop first.", NO_DISPLAY)
    paths.prepare()
    lock = InstanceLock(paths.lock)
    until = time.monotonic() + STARTING_S
    while not _taken(lock, paths):
        # None as well while that one is still starting, or already ending.
        status = reach_running(paths, start, hidden=hidden)
        if status is not None:
            return status
        if time.monotonic() > until:
            raise StartupError(
                "another Mat Timer holds this folder but does not answer; "
                "wait a little, or end it.",
                NOT_RUNNING,
            )
        time.sleep(ASK_AGAIN_S)
    # The database opens on its own thread while Qt is still being loaded.
    store = Store(paths.database, device_id(paths))
    opening = store.open()
    try:
        return _run(
            paths,
            store,
            speed=speed,
            mute=mute,
            start=start,
            hidden=hidden,
            opening=opening,
        )
    finally:
        store.close()
        lock.release()


def has_display() -> bool:
    """Whether windows can be shown; on Linux the session says so in its environment."""
    return not sys.platform.startswith("linux") or any(map(os.environ.get, DISPLAYS))


def _taken(lock: InstanceLock, paths: Paths) -> bool:
    try:
        return lock.take()
    except OSError as error:
        raise UnwritableData(paths.lock, (error.strerror or "").lower()) from error


def _run(
    paths: Paths,
    store: Store,
    *,
    speed: float,
    mute: bool,
    start: "StartRequest | None",
    hidden: bool,
    opening: "Future[None]",
) -> int:
    # What is imported stays for good: looking through it for garbage finds none and takes 5 ms.
    # After the first frame the app collects at moments of its own.
    gc.disable()
    with plain_import():
        from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415 - heavy
    from mattimer.app.first_frame import FirstFrame, make_qt  # noqa: PLC0415 - heavy
    from mattimer.content.loader import ContentError  # noqa: PLC0415
    from mattimer.services.state_snapshot import SnapshotRequest, accept_at_once  # noqa: PLC0415
    from mattimer.ui.body.body_shape import FigureError  # noqa: PLC0415
    from mattimer.ui.theme.tokens import TokenError  # noqa: PLC0415

    listener = QtListener(paths.resources, by_click=not hidden and asked_by_desktop(os.environ))
    qInstallMessageHandler(listener.on_message)
    qt = make_qt([APP_ID])
    listener.pass_on()
    clock = make_clock(speed)
    opening.result()
    if start is not None and start.accept_safety:
        accept_at_once(store, clock.read())
    snapshot = SnapshotRequest(store, clock.read(), first=True)
    try:
        first = FirstFrame(qt, paths, clock, store, snapshot.result())
        first.arrange() if hidden else first.show()
        drop_activation()
        with without_ssl():
            from mattimer.app.app import App  # noqa: PLC0415 - after the first frame

        app = App(first, mute=mute)
    except (ContentError, TokenError, FigureError) as error:
        raise StartupError(f"{error} Install Mat Timer again.", NO_DATA) from error
    status = app.run(start)
    if app.to_erase is not None:
        store.close()
        _erase(paths, app.to_erase, first.context.theme)
    return status


def _erase(paths: Paths, also: tuple[Path, ...], theme: "Theme") -> None:
    """Remove everything, and say what cannot be removed."""
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415 - seldom

    from mattimer.app.erase import erase  # noqa: PLC0415 - seldom

    # Told to be gone before; where that failed, the person hears of it here.
    login_entry = paths.autostart / f"{APP_ID}.desktop"
    if kept := erase(paths, also=(*also, login_entry) if login_entry.is_file() else also):
        from mattimer.ui.controls.dialog import Question  # noqa: PLC0415 - seldom

        text = QCoreApplication.translate(
            "Erase", "Everything is erased but what cannot be removed: {0}."
        )
        names = ", ".join(str(path) for path in kept)
        box = Question(theme, "erase_kept", None, text.format(names))
        box.setWindowTitle("Mat Timer")
        close = QCoreApplication.translate("Erase", "Close")
        box.add_answer("erase_close", close, accept=False, default=True)
        box.exec()


def make_clock(speed: float) -> Clock:
    """The computer's clocks, or faster ones."""
    return SystemClock() if speed == 1 else FastClock(SystemClock(), speed)


SUPPRESSED = (
    "PulseAudioService:",
    "No QtMultimedia backends found.",
    "Wayland does not support QWindow::requestActivate()",
    "QSocketNotifier: Invalid socket",
    "Detected locale",
)
"""Beginnings of Qt's messages that are not passed on to stderr.

In their order: there is no sound server (the person is told in words); films cannot be decoded (a
raw sound needs none of it); a compositor lets no window come forward (a person sees it); a bus was
left while something was to be written to it; a session without a language gets UTF-8.
"""


class QtListener:
    """Message handler of Qt: passes messages on; a fatal one ends the start with one line."""

    def __init__(self, resources: Path, *, by_click: bool = False) -> None:
        """Hold messages back until ``pass_on``; hide what libraries write to stderr themselves.

        Args:
            resources: What came with the program.
            by_click: Whether a person started it who sees no stderr.
        """
        self._resources = resources
        self._by_click = by_click
        self._held: list[str] | None = []
        self._stderr = self._hide_stderr()

    def _hide_stderr(self) -> int | None:
        """Libraries below Qt write there themselves why a display refuses."""
        try:
            kept = os.dup(STDERR)
        except OSError:
            return None
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, STDERR)
        os.close(nowhere)
        return kept

    def _show_stderr(self) -> None:
        if self._stderr is not None:
            os.dup2(self._stderr, STDERR)
            os.close(self._stderr)
            self._stderr = None

    def on_message(self, kind: object, _context: object, text: str) -> None:
        """Take one message of Qt's."""
        if getattr(kind, "name", "") == "QtFatalMsg":
            self._show_stderr()
            sentence = self._why_no_window()
            say(sentence)
            if self._by_click:
                notify(sentence)
            os._exit(NO_DISPLAY)
        if text.startswith(SUPPRESSED):
            return
        if self._held is None:
            sys.stderr.write(f"{text}\n")
        else:
            self._held.append(text)

    def _why_no_window(self) -> str:
        from mattimer.desktop.system_libraries import (  # noqa: PLC0415 - seldom
            missing_for_display,
            missing_sentence,
        )

        if missing := missing_for_display(os.environ, self._resources):
            return missing_sentence(missing)
        why = f" ({self._held[0].rstrip('.')})" if self._held else ""
        return f"the display lets no windows in{why}; check DISPLAY."

    def pass_on(self) -> None:
        """The display lets windows in, so what was said until now is no explanation."""
        self._show_stderr()
        held, self._held = self._held, None
        for text in held or ():
            sys.stderr.write(f"{text}\n")

"""Startup errors: one line on stderr, and a window for a person who clicked."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISFIFO

from mattimer import APP_ID
from mattimer.desktop.exit_status import NO_DATA, NO_DISPLAY
from mattimer.desktop.linux.activation import activation_of

TITLE = "Mat Timer"
FOR_NOBODY = ("offscreen", "minimal", "vnc")
"""Platforms of Qt on which nobody would see a window, let alone close it."""


class StartupError(Exception):
    """The start comes to nothing. Its text is one sentence that says what to do.

    Attributes:
        status: The exit status.
    """

    def __init__(self, sentence: str, status: int) -> None:
        # What a person typed may be quoted in it, line breaks and all.
        super().__init__(" ".join(sentence.splitlines()))
        self.status = status


@contextmanager
def libraries_named(resources: Path) -> Iterator[None]:
    """Turn an import that a missing library stops into a startup error.

    Raises:
        StartupError: A library is missing.
    """
    try:
        yield
    except ImportError as error:
        from mattimer.desktop.system_libraries import missing_for_import, missing_sentence  # noqa: PLC0415

        missing = missing_for_import(error, resources)
        if not missing:
            raise
        status = NO_DATA if any(one.ours for one in missing) else NO_DISPLAY
        raise StartupError(missing_sentence(missing), status) from error


def say(sentence: str) -> None:
    """Write the line, where there is somewhere to write it."""
    if sys.stderr is not None:
        sys.stderr.write(f"mattimer: {sentence}\n")
        sys.stderr.flush()


def asked_by_desktop(environment: Mapping[str, str]) -> bool:
    """Whether a person started this process by a click, and no script waits for its end.

    A launcher leaves its mark in the environment. Programs that it started hand the mark on to
    their own children now and then, so a terminal or a reader of a pipe weighs more.
    """
    if environment.get("QT_QPA_PLATFORM", "").startswith(FOR_NOBODY):
        return False
    if not sys.platform.startswith("linux"):
        return sys.stderr is None
    # GLib names the process that it meant.
    launched = environment.get("GIO_LAUNCHED_DESKTOP_FILE_PID") == str(os.getpid())
    return (launched or bool(activation_of(environment))) and not _somebody_listens()


def show(sentence: str, status: int) -> None:
    """Show a sentence in a window until it is closed; no window to be had, as a notification.

    Where Qt gives up, the process ends with the status.
    """
    try:
        from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415 - seldom
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - seldom

        from mattimer.app.first_frame import make_qt  # noqa: PLC0415 - seldom
    except ImportError:
        notify(sentence)
        return

    def on_message(kind: object, _context: object, _text: str) -> None:
        if getattr(kind, "name", "") == "QtFatalMsg":
            notify(sentence)
            os._exit(status)

    qInstallMessageHandler(on_message)
    _qt = QApplication.instance() or make_qt([APP_ID])
    for window in QApplication.topLevelWidgets():
        # Nothing stands behind it any more.
        window.hide()
    _show_box(sentence)


def notify(sentence: str) -> None:
    """Have the desktop show a sentence; where it cannot, nothing happens."""
    import asyncio  # noqa: PLC0415 - seldom

    with suppress(ImportError):
        from mattimer.desktop.linux.bus_errors import BusError  # noqa: PLC0415 - seldom

        with suppress(BusError):
            asyncio.run(_notify(_as_sentence(sentence)))


async def _notify(sentence: str) -> None:
    from mattimer.desktop.linux.notification_service import (  # noqa: PLC0415 - seldom
        CRITICAL,
        NAME,
        PATH,
        WE,
        notify,
    )
    from mattimer.desktop.linux.remote_service import RemoteService  # noqa: PLC0415 - seldom
    from mattimer.desktop.linux.shared_bus import session_bus  # noqa: PLC0415 - seldom

    # Services read marks of HTML in it.
    plain = sentence.replace("&", "&amp;").replace("<", "&lt;")
    async with session_bus().joined() as client:
        service = RemoteService(client, NAME, PATH, whom=WE)
        await notify(service, APP_ID, TITLE, plain, actions=[], urgency=CRITICAL)


def _show_box(sentence: str) -> None:
    from PySide6.QtCore import QCoreApplication, Qt  # noqa: PLC0415 - seldom
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - seldom

    # Qt's own look: what is missing or damaged may be what the theme is made of.
    box = QMessageBox()
    box.setObjectName("refusal")
    box.setWindowTitle(TITLE)
    box.setAccessibleName(TITLE)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    # So that a command or a path in it can be copied.
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    box.setText(_as_sentence(sentence))
    box.setAccessibleDescription(box.text())
    close = box.addButton(
        QCoreApplication.translate("Refusal", "Close"), QMessageBox.ButtonRole.RejectRole
    )
    close.setObjectName("refusal_close")
    close.setAccessibleName(close.text())
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    close.setFocus()
    box.exec()


def _somebody_listens() -> bool:
    """Whether a terminal started this, or a program that reads what is written."""
    try:
        os.close(os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY))
    except OSError:
        return any(map(_is_listened_to, (0, 1, 2)))
    return True


def _is_listened_to(stream: int) -> bool:
    try:
        return os.isatty(stream) or (stream > 0 and S_ISFIFO(os.fstat(stream).st_mode))
    except OSError:
        return False


def _as_sentence(text: str) -> str:
    return text[:1].upper() + text[1:]

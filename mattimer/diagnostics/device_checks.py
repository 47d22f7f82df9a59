"""Device checks of the doctor: sound, voice, wake lock and buses, each tried for real."""

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, qInstallMessageHandler

from mattimer.app.paths import Paths
from mattimer.desktop.adapter_task import DesktopError
from mattimer.desktop.adapters import DesktopAdapters
from mattimer.desktop.own_program import child_command
from mattimer.preferences.settings_values import Awake

if TYPE_CHECKING:
    from mattimer.desktop.linux.shared_bus import SharedBus

Found = tuple[bool, str]


def try_sounds(paths: Paths) -> Found:
    """Whether every bell can be read from its file."""
    from mattimer.session.breath import Pattern  # noqa: PLC0415 - heavy only where asked
    from mattimer.sound.loading import load_sounds  # noqa: PLC0415

    loaded = load_sounds(paths.resources / "sounds", Pattern(), speed=1.0)
    if loaded.troubles:
        return False, " ".join(loaded.troubles)
    return True, f"{len(loaded.sounds)} tones"


def try_sound_device(device: str) -> Found:
    """Whether there is a sound device, and the one that is set.

    Raises:
        ImportError: QtMultimedia or a library below it is not there.
    """
    from mattimer.sound.output import DeviceOutput  # noqa: PLC0415

    _application()
    output = DeviceOutput()
    try:
        names = dict(output.outputs())
    finally:
        output.close()
    if not names:
        return False, "no sound device; the timer runs without tones"
    if device and device not in names:
        return True, "the chosen device is not connected; the system's default plays"
    return True, ", ".join(names.values())


def try_voice() -> Found:
    """Whether the system can speak; a speech engine that starts may need some seconds."""
    from mattimer.sound.voice import SPEAKER, SpeakingProcess  # noqa: PLC0415

    _application()
    voice, waiting = SpeakingProcess(child_command(SPEAKER)), QEventLoop()
    found: list[Found] = []

    def answer(ok: bool, detail: str) -> None:  # noqa: FBT001 - one of two answers
        found.append((ok, detail))
        waiting.quit()

    voice.ready.connect(lambda voices: answer(True, f"{len(voices)} voices"))  # noqa: FBT003
    voice.failed.connect(lambda sentence: answer(False, f"{sentence} Tones carry on."))  # noqa: FBT003
    voice.start()
    if not found:
        waiting.exec()
    voice.close()
    return found[0]


def try_wake_lock() -> Found:
    """Whether the screen can be kept on, asked for and given back."""

    async def keep() -> bool:
        async with DesktopAdapters().wake_keeper()(Awake.SCREEN) as granted:
            return granted

    granted = asyncio.run(keep())
    return granted, "the screen can stay on" if granted else "refused; the screen may go dark"


def try_media_keys() -> Found:
    """Whether there is a session bus for media keys and headset buttons.

    Raises:
        ImportError: Not on this system.
    """
    from mattimer.desktop.linux.shared_bus import session_bus  # noqa: PLC0415

    return asyncio.run(_join(session_bus(), "", "ready"))


def try_sleep_watch() -> Found:
    """Whether logind tells of the computer's sleep; the gap between the clocks tells anyway.

    Raises:
        ImportError: Not on this system.
    """
    from mattimer.desktop.linux.logind import LOGIND  # noqa: PLC0415
    from mattimer.desktop.linux.shared_bus import system_bus  # noqa: PLC0415

    return asyncio.run(_join(system_bus(), LOGIND, "logind tells of it"))


def try_tray() -> Found:
    """Whether there is a tray, and of what kind; without one, closing the window quits.

    Raises:
        ImportError: Not on this system.
    """
    from mattimer.desktop.linux.xembed_watch import has_xembed_tray  # noqa: PLC0415

    if not sys.platform.startswith("linux"):
        return True, "the system's own"
    watched, there = asyncio.run(_look_for_host())
    if there:
        return True, "a status notifier"
    # Qt asks the X server only where nobody on the bus says to be a tray.
    on_x = bool(os.environ.get("DISPLAY")) and not os.environ.get("WAYLAND_DISPLAY")
    if on_x and not watched and has_xembed_tray():
        return True, "the X server's"
    return False, "none; closing the window quits"


def try_notifications() -> Found:
    """Whether somebody shows reminders, and with buttons; nothing is shown.

    Raises:
        ImportError: Not on this system.
    """
    return asyncio.run(_look_for_notifications())


async def _look_for_notifications() -> Found:
    from mattimer.desktop.linux.notification_service import open_service  # noqa: PLC0415
    from mattimer.desktop.linux.shared_bus import session_bus  # noqa: PLC0415

    try:
        async with open_service(session_bus(), Path()) as service:
            return True, "with buttons" if service.buttons else "without buttons"
    except DesktopError as error:
        return False, str(error)


async def _look_for_host() -> tuple[bool, bool]:
    from mattimer.desktop.linux.notifier_watch import look_for_host  # noqa: PLC0415
    from mattimer.desktop.linux.shared_bus import session_bus  # noqa: PLC0415

    try:
        async with session_bus().joined() as client:
            return await look_for_host(client)
    except DesktopError:
        return False, False


async def _join(bus: "SharedBus", owner: str, detail: str) -> Found:
    try:
        async with bus.joined() as client:
            if owner:
                await client.ask("GetNameOwner", "s", owner)
    except DesktopError as error:
        return False, str(error)
    return True, detail


def _application() -> QCoreApplication:
    # What Qt has to say of a missing sound server, the answer says in words.
    qInstallMessageHandler(lambda *_: None)
    return QCoreApplication.instance() or QCoreApplication(["mattimer"])

"""Doctor: runs every check and prints a line for each.

First what was installed, which a frozen application answers for itself, then what is around it.
"""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from mattimer import __version__
from mattimer.app.bootstrap import has_display
from mattimer.app.ipc_client import ask
from mattimer.app.paths import Paths, device_id
from mattimer.content.loader import ContentError
from mattimer.desktop.ipc_socket import MessageError
from mattimer.desktop.system_libraries import missing_libraries, missing_sentence
from mattimer.diagnostics.device_checks import (
    try_media_keys,
    try_notifications,
    try_sleep_watch,
    try_sound_device,
    try_sounds,
    try_tray,
    try_voice,
    try_wake_lock,
)
from mattimer.diagnostics.installation_checks import (
    try_figures,
    try_guide,
    try_modules,
    try_painting,
)
from mattimer.storage.errors import DataError
from mattimer.storage.state_files.settings_file import load_settings
from mattimer.storage.store import Store
from mattimer.ui.body.body_shape import FigureError
from mattimer.ui.theme.tokens import TokenError

GOOD = 0
BROKEN = (
    ContentError,
    DataError,
    FigureError,
    ImportError,
    MessageError,
    OSError,
    TokenError,
)
"""What a check may meet; the sentence is its detail."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried."""

    name: str
    ok: bool
    detail: str


def report(paths: Paths, *, as_json: bool) -> int:
    """Print all checks and return 0; a doctor who found something has done the job."""
    checks = list(examine(paths))
    if as_json:
        found = {
            "version": __version__,
            "data_dir": str(paths.data),
            "checks": [asdict(check) for check in checks],
        }
        sys.stdout.write(json.dumps(found, indent=2) + "\n")
        return GOOD
    for check in checks:
        sys.stdout.write(f"{'ok  ' if check.ok else 'FAIL'}  {check.name}: {check.detail}\n")
    return GOOD


def examine(paths: Paths) -> Iterator[Check]:
    """Try one thing after the other."""
    for name, look in (
        ("display", _display),
        ("qt", _qt),
        ("libraries", lambda: _libraries(paths)),
        ("modules", try_modules),
        ("guide", lambda: try_guide(paths)),
        ("figures", lambda: try_figures(paths)),
        ("painting", try_painting),
        ("database", lambda: _database(paths)),
        ("instance", lambda: _instance(paths)),
        ("tray", try_tray),
        ("tones", lambda: try_sounds(paths)),
        ("sound", lambda: try_sound_device(load_settings(paths.settings).settings.output)),
        ("voice", try_voice),
        ("wake lock", try_wake_lock),
        ("media keys", try_media_keys),
        ("sleep", try_sleep_watch),
        ("notifications", try_notifications),
    ):
        yield _tried(name, look)


def _tried(name: str, look: Callable[[], tuple[bool, str]]) -> Check:
    try:
        ok, detail = look()
    except BROKEN as error:
        return Check(name, ok=False, detail=str(error))
    return Check(name, ok=ok, detail=detail)


def _display() -> tuple[bool, str]:
    return (True, "named") if has_display() else (False, "none; windows cannot be shown")


def _qt() -> tuple[bool, str]:
    from PySide6 import QtSvg, QtWidgets  # noqa: F401, PLC0415 - whether they load is the question
    from PySide6.QtCore import qVersion  # noqa: PLC0415

    return True, f"Qt {qVersion()}"


def _libraries(paths: Paths) -> tuple[bool, str]:
    missing = missing_libraries(paths.resources)
    return not missing, missing_sentence(missing) if missing else "all that Qt asks of the system"


def _database(paths: Paths) -> tuple[bool, str]:
    paths.prepare()
    store = Store(paths.database, device_id(paths))
    try:
        store.open().result()
        return True, f"{store.count().result()} sessions"
    finally:
        store.close()


def _instance(paths: Paths) -> tuple[bool, str]:
    answer = ask(paths.socket, {"command": "status"})
    return True, "not running" if answer is None else "running"

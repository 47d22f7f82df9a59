"""Which files of Qt and of the system go into the frozen application.

PyInstaller takes every plugin of a Qt module in use and all that these are linked to: QML, PDF,
video decoders, GTK and half of X11. The app uses little of it, and what a desktop has belongs to
the desktop: a library of its own, updated with it, in step with its sound server and its driver.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import PurePosixPath

from PyInstaller.depend.bindepend import get_imports

Entry = tuple[str, str, str]
"""PyInstaller's own: where it goes, where it is, of which kind."""

PLUGINS = (
    "platforms/*qoffscreen.*",
    "platforms/*qxcb.*",
    "platforms/*qwayland*",
    "platforms/*qwindows.*",
    "platforms/*qcocoa.*",
    "xcbglintegrations/*",  # how xcb finds out about OpenGL; without them it warns
    "wayland-shell-integration/*xdg-shell*",
    "wayland-graphics-integration-client/*",
    "wayland-decoration-client/*",
    "platforminputcontexts/*composeplatforminputcontextplugin.*",
    "platforminputcontexts/*ibusplatforminputcontextplugin.*",
    # Not GTK's: it costs the start half as much again, and 46 MiB.
    "platformthemes/*qxdgdesktopportal.*",
    "styles/*",  # of Windows and macOS
    "iconengines/*qsvgicon.*",
    "imageformats/*qsvg.*",
    "texttospeech/*_speechd.*",
    "texttospeech/*_sapi.*",
    "texttospeech/*_winrt.*",
    "texttospeech/*_darwin.*",
)
"""Qt's plugins that the app uses. Of multimedia none: a raw sound sink needs no decoder, and Qt's
module itself speaks to PulseAudio, PipeWire, WASAPI and Core Audio."""

EXCLUDED_MODULES = (
    "PySide6.QtOpenGL",  # charts draw without it, and it is 9 MB
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtMultimediaWidgets",
    # Parts of the standard library that a dependency would take where they are there. Nothing
    # here goes to a network, so there is nothing to encrypt; hashes come without OpenSSL too.
    "_hashlib",
    "_ssl",
    "curses",
    "pydoc",
    "readline",
    "setuptools",  # the freezer would take it for its tomli, msgspec's on Python 3.10
    "tkinter",
    "unittest",
)

TEXTS_OF_QT = "*/translations/*"
"""Qt's own words in other languages; the app speaks English as yet, and so must Qt's dialogs."""


def kept_binaries(binaries: Iterable[Entry]) -> list[Entry]:
    """Modules of Python, Qt's plugins in use, and the libraries that these need.

    On Linux a library comes along where it is Qt's or where a module of Python is linked to it
    (SQLite, libffi); what else Qt is linked to, the system has: resources/system-libraries.txt.
    """
    found = {entry[0]: entry for entry in binaries if _in_use(entry[0])}
    by_name = defaultdict(list)
    for place in found:
        by_name[PurePosixPath(place).name.lower()].append(place)
    kept = {place for place, (_, _, kind) in found.items() if kind == "EXTENSION"}
    kept |= {place for place in found if _is_root(place)}
    waiting = list(kept)
    while waiting:
        place = waiting.pop()
        for name in _needed_by(found[place]):
            fresh = {it for it in by_name[name] if _may_come(it, asked_by=place)} - kept
            kept |= fresh
            waiting.extend(fresh)
    return [entry for place, entry in found.items() if place in kept]


def kept_data(data: Iterable[Entry], binaries: Iterable[Entry]) -> list[Entry]:
    """What is no program, but for Qt's translations and links to what stays away."""
    there = {place for place, _, _ in binaries}
    return [
        (place, source, kind)
        for place, source, kind in data
        if not fnmatch(place, TEXTS_OF_QT) and (kind != "SYMLINK" or source in there)
    ]


def _in_use(place: str) -> bool:
    _, plugin, name = place.replace("\\", "/").partition("/plugins/")
    return not plugin or any(fnmatch(name, pattern) for pattern in PLUGINS)


def _is_root(place: str) -> bool:
    """Asked for by the program that starts it all, or by nobody but at run time."""
    name = PurePosixPath(place.replace("\\", "/")).name.lower()
    return "/plugins/" in place.replace("\\", "/") or name.startswith(("libpython", "python3"))


def _needed_by(entry: Entry) -> list[str]:
    return [PurePosixPath(name).name.lower() for name, _ in get_imports(entry[1])]  # type: ignore[no-untyped-call]


def _may_come(place: str, *, asked_by: str) -> bool:
    return sys.platform != "linux" or _of_qt(place) or not _of_qt(asked_by)


def _of_qt(place: str) -> bool:
    return place.startswith(("PySide6/", "shiboken6/")) or PurePosixPath(place).name.startswith(
        ("libQt6", "libicu", "libpyside6", "libshiboken6")
    )

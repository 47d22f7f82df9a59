"""Missing shared libraries of the system, and the package that brings each.

Qt comes along, what it stands on does not: a sound server's library, a display's, a driver's.
"""

import ctypes
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

TABLE = "system-libraries.txt"
ABSENT = re.compile(r"(?:^|\s)([^\s/]+): cannot open shared object file")
NOT_FOUND = re.compile(r"^\s*(\S+) => not found$", re.MULTILINE)
OURS = ("libQt6", "libpyside6", "libshiboken6", "libicu")
PATIENCE_S = 10.0

IN_USE = (
    "QtWidgets.*",
    "QtSvg.*",
    "QtNetwork.*",
    "QtCharts.*",
    "QtMultimedia.*",
    "QtTextToSpeech.*",
    "Qt/plugins/platforms/libqxcb.*",
    "Qt/plugins/platforms/libqwayland*",
    "Qt/plugins/xcbglintegrations/*",
    "Qt/plugins/wayland-shell-integration/libxdg-shell.*",
    "Qt/plugins/iconengines/*",
    "Qt/plugins/imageformats/libqsvg.*",
    "Qt/plugins/texttospeech/*",
)
"""The modules and plugins that the app uses, below PySide6's folder."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A library that is not there.

    Attributes:
        library: Its name, as whoever needs it calls it.
        package: Debian's and Ubuntu's package with it; empty where that is not known.
    """

    library: str
    package: str = ""

    @property
    def ours(self) -> bool:
        """Whether it should have come with Mat Timer."""
        return self.library.startswith(OURS)


def missing_libraries(resources: Path) -> tuple[Missing, ...]:
    """What the parts of Qt that the app uses lack here; each is loaded to find out."""
    return find_missing([file for part in IN_USE for file in _parts_of_qt(part)], resources)


def missing_for_display(environment: Mapping[str, str], resources: Path) -> tuple[Missing, ...]:
    """What the first of the display's plugins lacks that lacks anything."""
    for name in _platforms(environment):
        found = find_missing(_parts_of_qt(f"Qt/plugins/platforms/libq{name}*"), resources)
        if found:
            return found
    return ()


def missing_for_import(error: ImportError, resources: Path) -> tuple[Missing, ...]:
    """What stood in the way of an import; nothing where no library did."""
    named = library_named_in(error)
    if not named:
        return ()
    everything = find_missing([Path(error.path)], resources) if error.path else ()
    return everything or _looked_up([named], resources)


def library_named_in(error: ImportError) -> str:
    """The missing library that an import stopped at; empty where it was something else."""
    found = ABSENT.search(str(error))
    return found[1] if found else ""


def find_missing(files: Iterable[Path], resources: Path) -> tuple[Missing, ...]:
    """What these modules and plugins need and this computer does not have.

    Args:
        files: Shared objects; those that load are not looked at further.
        resources: The folder with the table of packages.
    """
    names: list[str] = []
    refusing: list[Path] = []
    for file in files:
        named = _refusal_to_load(file)
        if named:
            names.extend(named)
            refusing.append(file)
    return _looked_up([*_all_missing(refusing), *names], resources) if refusing else ()


def missing_sentence(missing: Iterable[Missing]) -> str:
    """One sentence: what is missing, and what to install."""
    missing = tuple(missing)
    ours = [one.library for one in missing if one.ours]
    if ours:
        be = "is" if len(ours) == 1 else "are"
        return (
            f"Mat Timer's own {_joined(ours)} {be} missing; your data is untouched: "
            "install it again."
        )
    packages = dict.fromkeys(one.package for one in missing if one.package)
    one = len(missing) == 1
    rest = "the package that has it" if one else "the packages that have them"
    known = f"{_joined(packages)} (Debian, Ubuntu) or " if packages else ""
    needed = _joined(item.library for item in missing)
    return f"Mat Timer needs {needed}, which this system lacks; install {known}{rest}."


def packages_in(table: str) -> dict[str, str]:
    """The package that brings each library."""
    rows = (line.split() for line in table.splitlines() if not line.startswith("#"))
    return {row[0]: row[1] for row in rows if len(row) > 1}


def _looked_up(names: Iterable[str], resources: Path) -> tuple[Missing, ...]:
    try:
        packages = packages_in((resources / TABLE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        packages = {}
    return tuple(Missing(name, packages.get(name, "")) for name in dict.fromkeys(names))


def _refusal_to_load(file: Path) -> list[str]:
    """The first library that it misses."""
    try:
        ctypes.CDLL(str(file))
    except OSError as error:
        # A frozen program has an error of its own put before the loader's.
        return ABSENT.findall(f"{error} {error.__context__}")
    return []


def _all_missing(files: Iterable[Path]) -> list[str]:
    """Every library that they miss; the loader itself stops at the first."""
    try:
        done = subprocess.run(  # noqa: S603 - our own files
            ["ldd", *map(str, files)],  # noqa: S607 - wherever the C library has it
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return NOT_FOUND.findall(done.stdout)


def _parts_of_qt(pattern: str) -> Iterator[Path]:
    # Not asked of Qt itself, which may be what cannot be loaded.
    spec = find_spec("PySide6")
    for folder in (spec and spec.submodule_search_locations) or ():
        yield from (file for file in sorted(Path(folder).glob(pattern)) if _is_library(file))


def _is_library(file: Path) -> bool:
    return file.suffix == ".so"


def _platforms(environment: Mapping[str, str]) -> list[str]:
    """Qt's names of the displays that it may have tried."""
    wanted = environment.get("QT_QPA_PLATFORM", "")
    if wanted:
        return re.findall(r"(?:^|;)([a-z]+)", wanted)
    return ["wayland", "xcb"] if environment.get("WAYLAND_DISPLAY") else ["xcb"]


def _joined(names: Iterable[str]) -> str:
    *front, last = names
    return f"{', '.join(front)} and {last}" if front else last

"""What a licence is here, and those that no metadata tells: Python's, Qt's, the system's."""

import platform
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from project import ROOT, version

TEXTS = Path(__file__).parent / "licences"
GPL_3 = ROOT / "LICENSE"
LGPL_3 = TEXTS / "LGPL-3.0.txt"


class LicenceMissingError(Exception):
    """A part has no licence, or no text of it; one sentence says which."""


@dataclass(frozen=True, slots=True, order=True)
class Licence:
    """Under which licence one part is.

    Attributes:
        part: What it is called.
        version: Which one comes along.
        expression: The licence, as SPDX writes it.
        files: Where its texts lie.
        holders: Who holds the copyright, where the texts do not say.
    """

    part: str
    version: str
    expression: str
    files: tuple[Path, ...]
    holders: str = ""


def application() -> Licence:
    """Mat Timer itself."""
    holders = "The Mat Timer founders"
    return Licence("mattimer", version(), "GPL-3.0-or-later", (GPL_3,), holders)


def python(_library: str = "") -> Licence:
    """Python: its library and what starts it."""
    places = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path(f"/usr/share/doc/python3.{sys.version_info.minor}/copyright"),
    )
    own = next((place for place in places if place.is_file()), places[0])
    texts = (own, TEXTS / "Python-incorporated.txt")
    holders = "2001 Python Software Foundation"
    return Licence("python", platform.python_version(), "PSF-2.0", texts, holders)


def qt(_library: str) -> Licence:
    """Qt, with what its libraries contain of other people's."""
    names = ("Qt-third-party.txt", "Apache-2.0.txt", "MPL-2.0.txt")
    texts = (LGPL_3, GPL_3, *(TEXTS / name for name in names))
    return Licence("qt", _version_of_qt(), "LGPL-3.0-only", texts, QT_HOLDERS)


def qt_charts(_library: str) -> Licence:
    """The one module in use that Qt gives under the GPL alone."""
    return Licence("qt-charts", _version_of_qt(), "GPL-3.0-only", (GPL_3,), QT_HOLDERS)


def icu(library: str) -> Licence:
    """What Qt knows the world's languages by."""
    number = library.rpartition(".so.")[2]
    return Licence("icu", number, "Unicode-DFS-2016", (TEXTS / "ICU.txt",))


def _version_of_qt() -> str:
    return metadata.version("PySide6_Essentials")


QT_HOLDERS = "The Qt Company Ltd. and other contributors"
BY_LIBRARY: dict[str, Callable[[str], Licence]] = {
    "libQt6Charts": qt_charts,
    "libQt6": qt,
    "libicu": icu,
    "libpython": python,
}
"""By how a library's name begins; the longer first."""

FROM_DEBIAN = {
    "libbz2": "bzip2-1.0.6",
    "libexpat": "MIT",
    "libffi": "MIT",
    "liblzma": "LicenseRef-public-domain",
    "libmpdec": "BSD-2-Clause",
    "libsqlite3": "blessing",
    "libuuid": "BSD-3-Clause",
    "libz": "Zlib",
    "libzstd": "BSD-3-Clause",
}
"""Libraries that modules of Python are linked to; the texts come from Debian's packages."""

SPELT = {
    "MIT License": "MIT",
    "GPLv2-or-later with a special exception which allows to use PyInstaller to build and "
    "distribute non-free programs (including commercial ones)": (
        "GPL-2.0-or-later WITH Bootloader-exception"
    ),
}
"""As SPDX writes what older metadata spells out."""

QT_FOR_PYTHON = ("pyside6", "shiboken6")
"""How distributions begin that bring no texts, being under the licence of the Qt beside them."""

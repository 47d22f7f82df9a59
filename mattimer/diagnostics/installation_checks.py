"""Installation checks of the doctor: modules, figures, guide, and one painted frame.

A frozen application lacks whatever nobody named when it was frozen; it notices when a person
presses the button. This asks for all of it beforehand.
"""

import pkgutil
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

import mattimer
from mattimer import APP_ID
from mattimer.app.paths import Paths, device_id
from mattimer.content.loader import COACH_FILES, load, load_areas
from mattimer.content.topics import TOPIC_FILES
from mattimer.desktop.system_clock import SystemClock
from mattimer.storage.store import Store
from mattimer.ui.body.body_shape import load_body

Found = tuple[bool, str]

LATE_MODULES = (
    "PySide6.QtCharts",
    "PySide6.QtMultimedia",
    "PySide6.QtTest",
    "PySide6.QtTextToSpeech",
    "dbus_fast.aio.proxy_object",
    "icalendar",
    "platformdirs",
    "psutil",
    "pulsectl",
)
"""What others wrote and the app imports only when it is needed."""

SIZE = 64
FEW_COLOURS = 8
"""A frame with less than that shows no page."""


GUIDE_FILES = {**COACH_FILES, **TOPIC_FILES}


def try_modules() -> Found:
    """Whether every module of the app, and whatever these import late, is there."""
    linux = sys.platform.startswith("linux")
    # Not the start itself, and no adapter to another system.
    left_out = ("__main__", "_windows", "notification_center") if linux else ("__main__",)
    rooms = pkgutil.walk_packages(mattimer.__path__, "mattimer.")
    names = [room.name for room in rooms if not room.name.endswith(left_out)]
    if linux:
        names += LATE_MODULES
    else:
        names = [name for name in names if not name.startswith("mattimer.desktop.")]
    troubles = [trouble for name in names if (trouble := _import(name))]
    return not troubles, " ".join(troubles) or f"{len(names)} modules"


def _import(name: str) -> str:
    try:
        import_module(name)
    except ImportError as error:
        return f"{name}: {error}."
    return ""


def try_guide(paths: Paths) -> Found:
    """Whether every file of the guide says what it must, and the figure has every area.

    Raises:
        ContentError: One is not, or does not.
        FigureError: The figure lacks an area.
    """
    guide = paths.resources / "guide"
    for kind in GUIDE_FILES:
        load(guide, kind)
    areas = load_areas(guide)
    load_body(paths.figure, areas)
    return True, f"{len(areas)} areas, {len(GUIDE_FILES)} files"


def try_figures(paths: Paths) -> Found:
    """Whether every figure and icon can be drawn."""
    files = [
        file
        for folder in ("figures", "icons")
        for file in sorted((paths.resources / folder).glob("*.svg"))
    ]
    blank = [file.name for file in files if not _draws(file)]
    if blank or not files:
        return False, f"cannot be drawn: {', '.join(blank) or 'none is there'}"
    return True, f"{len(files)} drawings"


def _draws(file: Path) -> bool:
    image = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    renderer = QSvgRenderer(str(file))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return renderer.isValid() and any(image.constBits())


def try_painting() -> Found:
    """Whether the first frame can be painted: the real window, out of sight, on its own data."""
    application = _application()
    if application is None:
        return False, "Qt's offscreen platform is missing"
    with TemporaryDirectory(prefix="mattimer-doctor-") as folder:
        picture = _first_frame(application, Paths.under(Path(folder)))
    colours = _colours(picture)
    if colours < FEW_COLOURS:
        return False, f"a frame with {colours} colours"
    return True, f"a frame of {picture.width()} by {picture.height()}"


def _application() -> QApplication | None:
    """The one there is, or one out of sight; None where Qt would abort."""
    from mattimer.app.first_frame import make_qt  # noqa: PLC0415 - heavy only where asked

    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    if not any(plugins.glob("platforms/*qoffscreen*")):
        return None
    return make_qt([APP_ID, "-platform", "offscreen"])


def _first_frame(application: QApplication, paths: Paths) -> QImage:
    from mattimer.app.first_frame import FirstFrame  # noqa: PLC0415
    from mattimer.services.state_snapshot import SnapshotRequest  # noqa: PLC0415 - heavy only where asked

    paths.prepare()
    clock = SystemClock()
    store = Store(paths.database, device_id(paths))
    try:
        store.open().result()
        snapshot = SnapshotRequest(store, clock.read(), first=True).result()
        first = FirstFrame(application, paths, clock, store, snapshot)
        first.arrange()
        picture = first.window.grab().toImage()
        first.window.deleteLater()
        return picture
    finally:
        store.close()


def _colours(picture: QImage) -> int:
    across, down = max(1, picture.width() // SIZE), max(1, picture.height() // SIZE)
    return len(
        {
            picture.pixel(x, y)
            for x in range(0, picture.width(), across)
            for y in range(0, picture.height(), down)
        }
    )

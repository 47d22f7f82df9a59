"""Makes the app's icons as desktops look for them: hicolor, at every size and as drawings."""

import shutil
from pathlib import Path

from project import APP_ID, ROOT
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

LINUX = ROOT / "packaging" / "linux"
ICON = ROOT / "resources" / "icons" / "icon.svg"
SMALL_ICON = LINUX / "icon-small.svg"
"""The same with a closed ring: below 32 pixels its points run into each other."""

DRAWINGS = {"scalable": ICON, "symbolic": LINUX / f"{APP_ID}-symbolic.svg"}
SIZES = {
    16: SMALL_ICON,
    22: SMALL_ICON,
    24: SMALL_ICON,
    32: ICON,
    48: ICON,
    64: ICON,
    128: ICON,
    256: ICON,
    512: ICON,
}

DOTS_PER_METRE = 3780
"""96 to the inch."""


def write_icons(theme: Path) -> None:
    """Write every icon below the folder of a theme.

    Raises:
        OSError: A file cannot be written.
    """
    for size, source in SIZES.items():
        _paint(source, size, _apps(theme, f"{size}x{size}") / f"{APP_ID}.png")
    for kind, source in DRAWINGS.items():
        name = source.name if source.name.startswith(APP_ID) else f"{APP_ID}.svg"
        shutil.copyfile(source, _apps(theme, kind) / name)


def _apps(theme: Path, folder: str) -> Path:
    apps = theme / folder / "apps"
    apps.mkdir(parents=True, exist_ok=True)
    return apps


def _paint(source: Path, size: int, target: Path) -> None:
    drawing = QSvgRenderer(str(source))
    if not drawing.isValid():
        raise AssertionError(f"{source} is no drawing.")
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    # Left alone, the file would name the density of a display that may be there.
    image.setDotsPerMeterX(DOTS_PER_METRE)
    image.setDotsPerMeterY(DOTS_PER_METRE)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    if not image.save(str(target)):
        raise OSError(f"{target} cannot be written.")

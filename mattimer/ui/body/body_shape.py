"""The body seen from behind, as painter paths read from its SVG file."""

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec
from PySide6.QtCore import QPointF, QRectF, QXmlStreamReader
from PySide6.QtGui import QPainterPath

WIDTH, HEIGHT = 300.0, 560.0
"""The figure's own units; regions, mat and lights are all given in them."""

MAT_SIDE, MAT_WIDTH, MAT_LEAST_HEIGHT = 42.0, 216.0, 70.0
FEET_MAT = QRectF(75.0, 488.0, 150.0, 70.0)
UPPER_BACK_MAT = QRectF(42.0, 118.0, 216.0, 86.0)
HANDS = ((57.0, 312.0), (243.0, 312.0))
HAND_RADIUS = 12.0

_PARTS = re.compile(r"[MCZ]|-?\d*\.?\d+")


class FigureError(Exception):
    """The figure's file is missing or damaged, or lacks an area; the message names the file."""


class BodyShape(msgspec.Struct, frozen=True):
    """The figure's paths by their id in the file: silhouette, hair, lines, spine, the regions."""

    paths: dict[str, QPainterPath]

    def path(self, name: str) -> QPainterPath:
        """A part of the figure, or an empty path for an area the figure does not draw."""
        return self.paths.get(name, QPainterPath())

    def region_at(self, point: QPointF, areas: list[str]) -> str | None:
        """The area under a point in the figure's units; None beside all of them."""
        return next((area for area in areas if self.path(area).contains(point)), None)

    def center_y(self, area: str) -> float:
        """The height at which an area's label stands."""
        return self.path(area).boundingRect().center().y()

    def mat_for(self, area: str) -> QRectF:
        """Where the mat lies under an area."""
        if area == "upper-back":
            return UPPER_BACK_MAT
        if area == "feet":
            return FEET_MAT
        region = self.path(area).boundingRect()
        height = max(MAT_LEAST_HEIGHT, region.height())
        return QRectF(MAT_SIDE, region.center().y() - height / 2, MAT_WIDTH, height)


def load_body(file: Path, areas: Iterable[str] = ()) -> BodyShape:
    """Read the figure.

    Args:
        file: The drawing.
        areas: Those of areas.toml; each has to have a region of its id.

    Raises:
        FigureError: The file is missing, or lacks the silhouette or a region.
    """
    try:
        reader = QXmlStreamReader(file.read_text("utf-8", "replace"))
    except OSError as error:
        raise FigureError(f"{file.name} is missing.") from error
    paths: dict[str, QPainterPath] = {}
    while not reader.atEnd():
        reader.readNext()
        if reader.isStartElement() and reader.name() == "path":
            attributes = reader.attributes()
            paths[str(attributes.value("id"))] = parse_path(str(attributes.value("d")))
    if reader.hasError() or "silhouette" not in paths:
        raise FigureError(f"{file.name} is damaged.")
    for area in areas:
        if area not in paths:
            raise FigureError(f"areas.toml, area {area}: {file.name} has no path of this id.")
    return BodyShape(paths)


def parse_path(data: str) -> QPainterPath:
    """A path of absolute M, C and Z commands, with repeated coordinates after each letter."""
    path = QPainterPath()
    numbers: list[float] = []
    command = ""
    for part in _PARTS.findall(data):
        if part in "MCZ":
            command = part
            if part == "Z":
                path.closeSubpath()
            continue
        numbers.append(float(part))
        if command == "M" and len(numbers) == 2:  # noqa: PLR2004 - one point
            path.moveTo(*numbers)
            numbers.clear()
        elif command == "C" and len(numbers) == 6:  # noqa: PLR2004 - two controls and an end
            path.cubicTo(*numbers)
            numbers.clear()
    return path

"""Fills the metainfo file, which software centres show, with the releases of CHANGELOG.md."""

import sys
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from changelog import ChangelogError, Release, releases
from project import APP_ID, ROOT

TEMPLATE = ROOT / "packaging" / "linux" / f"{APP_ID}.metainfo.xml"
CHANGELOG = ROOT / "CHANGELOG.md"


def metainfo() -> bytes:
    """The whole file.

    Raises:
        ChangelogError: The changelog cannot be read.
    """
    return fill(TEMPLATE.read_bytes(), sections())


def sections() -> tuple[Release, ...]:
    """The project's changelog.

    Raises:
        ChangelogError: It cannot be read.
    """
    return releases(CHANGELOG.read_text(encoding="utf-8"))


def fill(template: bytes, told: Iterable[Release]) -> bytes:
    """Put what is released into a template, whose comments stay behind.

    Args:
        template: A component with an empty ``releases``.
        told: Newest first; what is unreleased is left out.
    """
    component = ET.fromstring(template)  # noqa: S314 - our own file
    place = component.find("releases")
    if place is None:
        raise AssertionError("The template has no place for releases.")
    for section in told:
        if section.date is not None:
            _add(place, section)
    if not len(place):
        component.remove(place)
    ET.indent(component)
    # Only now: a space that indents would stand inside the words.
    for element in (*place.iter("p"), *place.iter("li")):
        _mark_code(element)
    written: bytes = ET.tostring(component, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _add(place: ET.Element, section: Release) -> None:
    day = str(section.date)
    release = ET.SubElement(
        place, "release", {"version": section.version, "type": "stable", "date": day}
    )
    if not section.opening and not section.entries:
        return
    description = ET.SubElement(release, "description")
    if section.opening:
        ET.SubElement(description, "p").text = section.opening
    if section.entries:
        entries = ET.SubElement(description, "ul")
        for entry in section.entries:
            ET.SubElement(entries, "li").text = entry


def _mark_code(element: ET.Element) -> None:
    """What stands in backticks, the only mark that the changelog uses."""
    element.text, *rest = (element.text or "").split("`")
    for code, after in zip(rest[::2], rest[1::2], strict=True):
        span = ET.SubElement(element, "code")
        span.text, span.tail = code, after


def main() -> int:
    """Print the file."""
    try:
        sys.stdout.buffer.write(metainfo())
    except ChangelogError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

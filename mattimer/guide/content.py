"""Reads the guide's files and checks every key, naming file and key where something is wrong."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from mattimer.guide.areas import MINUTES_HARD_CAP, MINUTES_SHORTEST, Area, Caution, Range
from mattimer.guide.lines import Notice, ScanPart, Sensation, SessionLines, StopAdvice
from mattimer.session.plan import Layer
from mattimer.session.reasons import StopReason
from mattimer.session.timeline import RISE_STEPS

LAYER_NAMES = {Layer.TOWEL: "Towel", Layer.SHIRT: "Thin shirt", Layer.BARE: "Bare skin"}
SPOTS = ("", "hands", "jaw", "face")

Choice = TypeVar("Choice", bound=StrEnum)


class ContentError(Exception):
    """A file of the guide is missing or wrong; the message names file and key."""


class _Entry:
    """One table of a file, read key by key. Unknown keys are named too: they are misspellings."""

    def __init__(self, where: str, table: Mapping[str, Any]) -> None:
        self._where = where
        self._table = dict(table)

    def fail(self, key: str, why: str) -> ContentError:
        return ContentError(f"{self._where}, {key}: {why}.")

    def text(self, key: str, default: str | None = None) -> str:
        value = self._table.pop(key, default)
        if not isinstance(value, str) or (default is None and not value):
            raise self.fail(key, "a text is needed")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._table.pop(key, None)
        if not isinstance(value, list) or not value:
            raise self.fail(key, "a list of texts is needed")
        if not all(isinstance(text, str) and text for text in value):
            raise self.fail(key, "every line has to be a text")
        return tuple(value)

    def has(self, key: str) -> bool:
        return key in self._table

    def number(self, key: str, low: int, high: int) -> int | None:
        return self.whole(key, low, high) if self.has(key) else None

    def whole(self, key: str, low: int, high: int) -> int:
        return self._bounded(key, self._table.pop(key, None), low, high)

    def _bounded(self, key: str, value: object, low: int, high: int) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.fail(key, f"a whole number from {low} to {high} is needed")
        return value

    def range(self, key: str, cap: int) -> Range:
        value = self._table.pop(key, None)
        if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - from and to
            raise self.fail(key, "two numbers are needed, from and to")
        low, high = (self._bounded(key, end, MINUTES_SHORTEST, cap) for end in value)
        if low > high:
            raise self.fail(key, "the first number is above the second")
        return Range(low, high)

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        value = self._table.pop(key, None)
        if value not in list(choices):
            raise self.fail(key, f"one of {', '.join(choices)} is needed")
        return choices(value)

    def table(self, key: str) -> dict[str, Any]:
        value = self._table.pop(key, {})
        if not isinstance(value, dict):
            raise self.fail(key, "a table is needed")
        return value

    def done(self) -> None:
        for key in self._table:
            raise self.fail(key, "this key is not known")


def load_areas(guide: Path) -> dict[str, Area]:
    """The areas of ``areas.toml`` by id, in the file's order, which is the figure's.

    Raises:
        ContentError: The file is missing, no TOML, or a key is missing or out of bounds.
    """
    entries = _entries(_read(guide / "areas.toml"), "areas.toml", "area")
    areas = {area.id: area for area in map(_area, entries)}
    if not areas:
        raise ContentError("areas.toml, area: at least one is needed.")
    return areas


def load_session_lines(guide: Path) -> SessionLines:
    """What a session says, from ``session.toml``.

    Raises:
        ContentError: The file is missing, no TOML, or a key is missing or out of bounds.
    """
    name = "session.toml"
    tables = _read(guide / name)
    rise = _Entry(f"{name}, rise", tables.get("rise", {}))
    lines = SessionLines(
        sensations=_each(tables, name, "sensation", _sensation),
        scan=_each(tables, name, "scan", _scan_part),
        rise={step: rise.text(step) for step in RISE_STEPS},
        stops=_each(tables, name, "stop", _stop),
        notices=_each(tables, name, "notice", _notice),
    )
    rise.done()
    return lines


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise ContentError(f"{path.name}: the file cannot be read.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"{path.name}: {error}.") from error


Made = TypeVar("Made")


def _each(
    tables: Mapping[str, Any], name: str, key: str, make: Callable[[_Entry], Made]
) -> tuple[Made, ...]:
    made = tuple(make(entry) for entry in _entries(tables, name, key))
    if not made:
        raise ContentError(f"{name}, {key}: at least one is needed.")
    return made


def _entries(tables: Mapping[str, Any], name: str, key: str) -> Iterator[_Entry]:
    rows = tables.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ContentError(f"{name}, {key}: write [[{key}]] above each.")
    for index, row in enumerate(rows, 1):
        yield _Entry(f"{name}, {key} {row.get('id', index)}", row)


def _area(entry: _Entry) -> Area:
    cap = entry.whole("cap", MINUTES_SHORTEST, MINUTES_HARD_CAP)
    named = entry.table("layers")
    for layer in named:
        if layer not in LAYER_NAMES:
            raise entry.fail(f"layers.{layer}", "this layer is not known")
    beginner = entry.range("beginner", cap)
    area = Area(
        id=entry.text("id"),
        name=entry.text("name"),
        place=entry.text("place"),
        first=entry.range("first", cap) if entry.has("first") else beginner,
        beginner=beginner,
        usual=entry.range("usual", cap),
        cap=cap,
        layer=entry.choice("layer", Layer),
        layers={**LAYER_NAMES, **{Layer(layer): text for layer, text in named.items()}},
        caution=entry.choice("caution", Caution),
        steps=entry.texts("steps"),
    )
    entry.done()
    return area


def _sensation(entry: _Entry) -> Sensation:
    sensation = Sensation(entry.number("until", 1, MINUTES_HARD_CAP * 60), entry.text("text"))
    entry.done()
    return sensation


def _scan_part(entry: _Entry) -> ScanPart:
    part = ScanPart(
        entry.text("id"),
        entry.text("text"),
        entry.text("lights", ""),
        entry.text("outline", ""),
        entry.text("spot", ""),
    )
    if part.spot not in SPOTS:
        raise entry.fail("spot", f"one of {', '.join(SPOTS[1:])} is needed")
    entry.done()
    return part


def _stop(entry: _Entry) -> StopAdvice:
    advice = StopAdvice(
        entry.choice("id", StopReason),
        entry.text("name"),
        entry.text("now", ""),
        entry.text("next", ""),
    )
    entry.done()
    return advice


def _notice(entry: _Entry) -> Notice:
    notice = Notice(entry.text("id"), entry.text("text"))
    entry.done()
    return notice

"""The guide's files as checked values; what is wrong is said with file and key."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args

import msgspec
from msgspec import Meta, Struct, field, structs

from mattimer.coach.advice import CoachContent
from mattimer.coach.areas import Area
from mattimer.coach.coach_words import CoachWords, plain_words
from mattimer.coach.safety import ScreeningText
from mattimer.coach.session_lines import SessionLines
from mattimer.coach.starter_plan import Program
from mattimer.coach.values import AreaId

T = TypeVar("T", bound=Struct)


class Areas(Struct, frozen=True, forbid_unknown_fields=True):
    """All areas, in the file's order, which is the figure's."""

    areas: Annotated[tuple[Area, ...], Meta(min_length=1)] = field(name="area")


COACH_FILES: Mapping[type[Struct], str] = {
    Areas: "areas.toml",
    CoachWords: "coach.toml",
    Program: "plan.toml",
    ScreeningText: "screening.toml",
    SessionLines: "session.toml",
}
"""Which file holds what the coach and a session go by; ``TOPIC_FILES`` has the guide's pages."""


class ContentError(Exception):
    """A file of the guide is missing or wrong; the message names file and key."""


def load(guide: Path, kind: type[T], areas: Collection[str] | None = None) -> T:
    """What one file holds.

    Args:
        guide: The folder of the guide.
        kind: What to read.
        areas: The ids of the areas, where they are known; otherwise areas.toml tells them.

    Raises:
        ContentError: The file is missing, no TOML, or a key is missing, unknown or wrong, or an
            area is named that there is none of.
    """
    name = _file_of(kind)
    try:
        raw = tomllib.loads((guide / name).read_text("utf-8"))
    except OSError as error:
        raise ContentError(f"{name}: the file cannot be read.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"{name}: {error}.") from error
    try:
        value = msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        from mattimer.content.complaint import complaint  # noqa: PLC0415 - seldom needed

        raise ContentError(f"{name}, {complaint(error, kind, raw)}.") from error
    for twice in _duplicates(raw):
        raise ContentError(f"{name}, {twice}: this id is there twice.")
    _check_areas(name, list(_named_areas(value)), guide, areas)
    return value


def _file_of(kind: type[Struct]) -> str:
    if kind in COACH_FILES:
        return COACH_FILES[kind]
    from mattimer.content.topics import TOPIC_FILES  # noqa: PLC0415 - no first frame needs them

    return TOPIC_FILES[kind]


def load_areas(guide: Path) -> dict[str, Area]:
    """The areas by id, in the file's order.

    Raises:
        ContentError: The file is missing, no TOML, or a key is missing, unknown or wrong.
    """
    return {area.id: area for area in load(guide, Areas).areas}


def load_or_none(
    guide: Path, kind: type[T], troubles: list[str], areas: Collection[str] | None = None
) -> T | None:
    """What a file holds, or None and a sentence among the troubles."""
    try:
        return load(guide, kind, areas)
    except ContentError as error:
        troubles.append(str(error))
        return None


def _duplicates(raw: Mapping[str, Any]) -> Iterator[str]:
    """Names of rows whose id is there twice."""
    for key, rows in raw.items():
        ids = [row["id"] for row in rows if "id" in row] if _are_rows(rows) else []
        for index, name in enumerate(ids):
            if name in ids[:index]:
                yield f"{key} {name}"


def _are_rows(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _check_areas(
    name: str, named: list[tuple[str, str]], guide: Path, areas: Collection[str] | None
) -> None:
    """Raise ContentError where a file names an area that there is none of."""
    if named and areas is None:
        found = load_or_none(guide, Areas, [])
        if found is None:
            return  # Its own error: without areas there is no app.
        areas = {area.id for area in found.areas}
    for keys, area in named:
        if area not in (areas or ()):
            raise ContentError(f"{name}, {keys}: no area is called {area}.")


def _named_areas(table: Struct, above: str = "") -> Iterator[tuple[str, str]]:
    """Every value of a field of the type AreaId, with the keys down to it."""
    for name, key, names_areas in _fields(type(table)):
        value = getattr(table, name)
        if names_areas:
            for area in (value,) if isinstance(value, str) else value or ():
                yield above + key, area
        for row in value if isinstance(value, tuple) else (value,):
            if isinstance(row, Struct):
                row_name = f"{key} {getattr(row, 'id', '')}".rstrip()
                yield from _named_areas(row, f"{above}{row_name}, ")


@cache
def _fields(kind: type[Struct]) -> tuple[tuple[str, str, bool], ...]:
    """Each field's name, its key in the file, and whether it names areas."""
    return tuple(
        (one.name, one.encode_name, _mentions(AreaId, one.type)) for one in structs.fields(kind)
    )


def _mentions(wanted: object, hint: object) -> bool:
    return hint is wanted or any(_mentions(wanted, part) for part in get_args(hint))


class LoadedContent(Struct, frozen=True):
    """Content as loaded. Areas are needed; the rest has a stand-in or is done without.

    Attributes:
        content: What the coach goes by.
        screening: The safety questions; without them no session is offered.
        troubles: One sentence for each file that could not be used.
    """

    content: CoachContent
    screening: ScreeningText | None
    troubles: tuple[str, ...]

    @property
    def areas(self) -> Mapping[str, Area]:
        """The body areas by id."""
        return self.content.areas


def load_content(guide: Path) -> LoadedContent:
    """Read the content that the first frame needs: what the coach goes by, and the screening.

    Raises:
        ContentError: The areas cannot be used.
    """
    troubles: list[str] = []
    content = CoachContent(
        areas=(areas := load_areas(guide)),
        program=load_or_none(guide, Program, troubles),
        words=load_or_none(guide, CoachWords, troubles) or plain_words(),
    )
    screening = load_or_none(guide, ScreeningText, troubles, areas)
    return LoadedContent(content, screening, tuple(troubles))

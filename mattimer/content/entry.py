"""One table of a file, read key by key, naming file and key where something is wrong."""

import tomllib
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from mattimer.coach.areas import Range
from mattimer.limits import MINUTES_SHORTEST

Choice = TypeVar("Choice", bound=StrEnum)
Made = TypeVar("Made")


class ContentError(Exception):
    """A file of the guide is missing or wrong; the message names file and key."""


def read_file(path: Path) -> "TomlTable":
    """The whole of a file as one entry.

    Raises:
        ContentError: The file is missing or no TOML.
    """
    try:
        with path.open("rb") as file:
            return TomlTable(path.name, tomllib.load(file))
    except OSError as error:
        raise ContentError(f"{path.name}: the file cannot be read.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"{path.name}: {error}.") from error


class TomlTable:
    """One table of a file, emptied while it is read.

    What is left at ``done`` is named too: it is a misspelling. Every method raises ContentError
    where its key does not hold what is asked for.
    """

    def __init__(self, where: str, table: Mapping[str, Any]) -> None:
        self._where = where
        self._table = dict(table)

    def fail(self, key: str, why: str) -> ContentError:
        """What to raise about a key."""
        return ContentError(f"{self._where}, {key}: {why}.")

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._table

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it is needed and says something."""
        value = self._table.pop(key, default)
        if not isinstance(value, str) or (default is None and not value):
            raise self.fail(key, "a text is needed")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """One text or more."""
        value = self._table.pop(key, None)
        if not isinstance(value, list) or not value:
            raise self.fail(key, "a list of texts is needed")
        if not all(isinstance(text, str) and text for text in value):
            raise self.fail(key, "every line has to be a text")
        return tuple(value)

    def texts_if_any(self, key: str) -> tuple[str, ...]:
        """Texts, or none where the key is left out."""
        return self.texts(key) if self.has(key) else ()

    def flag(self, key: str) -> bool:
        """True or false; left out is false."""
        value = self._table.pop(key, False)
        if not isinstance(value, bool):
            raise self.fail(key, "true or false is needed")
        return value

    def number(self, key: str, low: int, high: int) -> int | None:
        """A whole number, or None where the key is left out."""
        return self.whole(key, low, high) if self.has(key) else None

    def whole(self, key: str, low: int, high: int) -> int:
        """A whole number within bounds."""
        return self._bounded(key, self._table.pop(key, None), low, high)

    def _bounded(self, key: str, value: object, low: int, high: int) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.fail(key, f"a whole number from {low} to {high} is needed")
        return value

    def range(self, key: str, cap: int) -> Range:
        """From and to, whole numbers from 1 to the cap."""
        value = self._table.pop(key, None)
        if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - from and to
            raise self.fail(key, "two numbers are needed, from and to")
        low, high = (self._bounded(key, end, MINUTES_SHORTEST, cap) for end in value)
        if low > high:
            raise self.fail(key, "the first number is above the second")
        return Range(low, high)

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        """One of a few words."""
        value = self._table.pop(key, None)
        if value not in list(choices):
            raise self.fail(key, f"one of {', '.join(choices)} is needed")
        return choices(value)

    def table(self, key: str) -> dict[str, Any]:
        """A table as it stands; empty where the key is left out."""
        value = self._table.pop(key, {})
        if not isinstance(value, dict):
            raise self.fail(key, "a table is needed")
        return value

    def section(self, key: str) -> "TomlTable":
        """A table to be read key by key."""
        return TomlTable(f"{self._where}, {key}", self.table(key))

    def rows(self, key: str, make: Callable[["TomlTable"], Made]) -> tuple[Made, ...]:
        """Every ``[[key]]`` made into something; at least one, and no id twice."""
        rows = self._table.pop(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self.fail(key, f"write [[{key}]] above each")
        if not rows:
            raise self.fail(key, "at least one is needed")
        names = [str(row.get("id", index)) for index, row in enumerate(rows, 1)]
        for index, name in enumerate(names):
            if name in names[:index]:
                raise self.fail(f"{key} {name}", "this id is there twice")
        return tuple(
            self._row(f"{key} {name}", row, make) for name, row in zip(names, rows, strict=True)
        )

    def _row(self, name: str, row: Mapping[str, Any], make: Callable[["TomlTable"], Made]) -> Made:
        entry = TomlTable(f"{self._where}, {name}", row)
        made = make(entry)
        entry.done()
        return made

    def done(self) -> None:
        """Nothing may be left."""
        for key in self._table:
            raise self.fail(key, "this key is not known")

"""Reads a JSON object of any size piece by piece, in little memory.

The object's members come one after the other, and of those that are lists or objects each entry
by itself. Only one entry has to be in memory, and one that is too long is refused.
"""

import json
import re
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any

CHUNK = 1 << 20
"""Characters read at a time."""
ENTRY_LIMIT = 1 << 20
"""Characters in one entry; the longest that an export has are below 100,000."""

_AFTER = (*" \t\n\r,]}:",)
_WHITESPACE = re.compile(r"[ \t\n\r]*")

Read = Callable[[int], str]
"""Gives up to so many characters of the text, none at its end."""


class Unreadable(ValueError):  # noqa: N818  what it says of a text
    """A text that can't be read as JSON; the message says why in plain words."""


class Shape(Enum):
    """What a member is."""

    LIST = "["
    OBJECT = "{"
    VALUE = ""


Entries = Iterator[tuple[int | str | None, Any]]
"""The entries of a member: by number in a list, by name in an object, alone in a value."""


class JsonStream:
    """One JSON object, read from its beginning to its end."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._text = ""
        self._at = 0
        self._decode = json.JSONDecoder(parse_constant=_refuse).raw_decode

    def members(self) -> Iterator[tuple[str, Shape, Entries]]:
        """Each member by name; its entries have to be taken before the next member.

        Raises:
            Unreadable: The text is not one JSON object. What came before that was read.
        """
        self._require("{", "it is not an object in curly brackets")
        for name in self._names():
            entries: Entries
            if self._next() == "[":
                shape, entries = Shape.LIST, self._elements()
            elif self._next() == "{":
                self._at += 1
                shape, entries = Shape.OBJECT, ((name, self._value()) for name in self._names())
            else:
                shape, entries = Shape.VALUE, iter([(None, self._value())])
            yield name, shape, entries
            for _ in entries:
                pass
        if self._next():
            raise Unreadable("something follows its end")

    def _names(self) -> Iterator[str]:
        """The names of an object whose bracket was read; its value is read before the next."""
        if self._next() == "}":
            self._at += 1
            return
        while True:
            name = self._value() if self._next() == '"' else None
            if not isinstance(name, str):
                raise self._broken()
            self._require(":")
            yield name
            if not self._goes_on("}"):
                return

    def _elements(self) -> Entries:
        self._require("[")
        if self._next() == "]":
            self._at += 1
            return
        number = 0
        while True:
            yield number, self._value()
            number += 1
            if not self._goes_on("]"):
                return

    def _goes_on(self, end: str) -> bool:
        """Whether a comma follows; otherwise the bracket has to."""
        found = self._next()
        if found not in {",", end}:
            raise self._broken()
        self._at += 1
        return found == ","

    def _require(self, mark: str, why: str = "") -> None:
        if self._next() != mark:
            raise Unreadable(why) if why else self._broken()
        self._at += 1

    def _value(self) -> Any:  # noqa: ANN401  what JSON can hold
        """The value that stands here."""
        while True:
            self._next()
            try:
                value, end = self._decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._here > ENTRY_LIMIT:
                    raise Unreadable("one of its entries is broken or far too long") from error
                if not self._more():
                    raise Unreadable("it is broken or ends too early") from error
                continue
            except RecursionError as error:
                raise Unreadable("it is nested too deeply") from error
            except ValueError as error:
                raise Unreadable("it has a number that is none or far too long") from error
            # A number may go on: of a piece that ends with "0." the decoder takes the 0.
            over = self._text[end : end + 1] in _AFTER
            if not over and self._here <= ENTRY_LIMIT and self._more():
                continue
            self._at = end
            return value

    def _next(self) -> str:
        """The next character that is not whitespace, not taken yet; none at the end."""
        while True:
            found = _WHITESPACE.match(self._text, self._at)
            self._at = self._at if found is None else found.end()
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    @property
    def _here(self) -> int:
        """How many characters wait to be taken."""
        return len(self._text) - self._at

    def _more(self) -> bool:
        piece = self._read(CHUNK)
        self._text = self._text[self._at :] + piece
        self._at = 0
        return bool(piece)

    def _broken(self) -> Unreadable:
        return Unreadable("it is not JSON all through" if self._next() else "it ends too early")


def _refuse(constant: str) -> None:
    raise ValueError(constant)

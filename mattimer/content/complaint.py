"""Validation messages for the guide's files: which key is wrong, and what is needed there."""

import re
from collections.abc import Mapping
from typing import Any

from msgspec import ValidationError, inspect

from mattimer.coach.values import whole_number

_PLACE = re.compile(r" - at (?:(`key`) in )?`\$([^`]*)`$")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")
_FIELD = re.compile(r"field `([^`]+)`")
_WORDS = {
    inspect.StrType: "a text",
    inspect.BoolType: "true or false",
    inspect.VarTupleType: "a list of texts",
}


def complaint(error: ValidationError, kind: type[object], raw: Mapping[str, Any]) -> str:
    """One message: the keys from the top of the file down to the wrong one, and what it needs.

    Only the place is taken from the library's message; the words follow from the type there.

    Args:
        error: What msgspec found.
        kind: The type of the whole file.
        raw: What the file holds.
    """
    message = str(error)
    at = _PLACE.search(message)
    place = _Place(inspect.type_info(kind), raw)
    for key, index in _STEP.findall(at[2] if at else ""):
        place.enter(key or index)
    if error.__cause__ is not None:
        return place.own_message(str(error.__cause__))
    lacking = _FIELD.search(message)
    if lacking is not None:
        return place.field_message(lacking[1])
    return place.key_message() if at and at[1] else place.value_message()


class _Place:
    """A value in a file, the type it is to have, and the names on the way to it."""

    def __init__(self, kind: inspect.Type, value: Any) -> None:  # noqa: ANN401 - what TOML holds
        self._kind = kind
        self._value = value
        self._names: list[str] = []
        self._listed = False

    def enter(self, step: str) -> None:
        """Go one step down: to a key, to a number in a list, or "..." to whatever is wrong."""
        self._listed = isinstance(self._kind, inspect.VarTupleType)
        match self._kind:
            case inspect.StructType(array_like=False):
                self._go(step, self._field(step), self._value[step])
            case inspect.StructType():
                self._kind, self._value = self._kind.fields[int(step)].type, None
            case inspect.VarTupleType():
                self._kind, self._value = self._kind.item_type, self._value[int(step)]
                if isinstance(self._value, dict):
                    self._names[-1] += f" {self._value.get('id', int(step) + 1)}"
            case inspect.DictType():
                wrong = (key for key, text in self._value.items() if not _is_text(text))
                self._go(key := next(wrong), self._kind.value_type, self._value[key])
        if isinstance(self._kind, inspect.UnionType):
            self._kind = self._kind.types[0]

    def _go(self, name: str, kind: inspect.Type, value: object) -> None:
        self._names.append(name)
        self._kind, self._value = kind, value

    def _field(self, key: str) -> inspect.Type:
        assert isinstance(self._kind, inspect.StructType)
        return next(one.type for one in self._kind.fields if one.encode_name == key)

    def _message(self, *more: str) -> str:
        *keys, why = (*self._names, *more)
        return f"{', '.join(keys)}: {why}"

    def own_message(self, why: str) -> str:
        """The message of a type's own check; that of a table begins with a key of it."""
        if isinstance(self._kind, inspect.StructType) and not self._kind.array_like:
            return ", ".join((*self._names, why))
        return self._message(why)

    def field_message(self, key: str) -> str:
        """The message for a key of this table that is missing or unknown."""
        if key in self._value:
            return self._message(key, "this key is not known")
        return self._message(key, _needed(self._field(key), key, None))

    def key_message(self) -> str:
        """The message for a key of this table that is none of an enumeration."""
        assert isinstance(self._kind, inspect.DictType)
        assert isinstance(self._kind.key_type, inspect.EnumType)
        known = list(self._kind.key_type.cls)
        key = next(key for key in self._value if key not in known)
        return self._message(key, "this key is not known")

    def value_message(self) -> str:
        """The message for a wrong value."""
        if self._listed:
            rows = isinstance(self._kind, inspect.StructType)
            above = f"write [[{self._names[-1]}]] above each"
            return self._message(above if rows else "every line has to be a text")
        return self._message(_needed(self._kind, self._names[-1], self._value))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _needed(kind: inspect.Type, key: str, value: object) -> str:
    match kind:
        case inspect.IntType():
            return whole_number(kind.ge or 0, kind.le)
        case inspect.EnumType():
            return f"one of {', '.join(kind.cls)} is needed"
        case inspect.LiteralType():
            return f"one of {', '.join(str(word) for word in kind.values if word)} is needed"
        case inspect.VarTupleType(item_type=inspect.StructType()):
            return f"write [[{key}]] above each" if value else "at least one is needed"
        case inspect.StructType(array_like=True):
            return "two numbers are needed, from and to"
    return f"{_WORDS.get(type(kind), 'a table')} is needed"

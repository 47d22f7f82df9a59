"""The two ways in which records are written as JSON, and how both are read and checked.

A line of a shared folder holds the values of the database, to the microsecond. An entry of an
export is for other programs: RFC 3339, seconds, and the stages in an object of their own.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any, Generic, TypeVar, get_args

import msgspec

from mattimer.session.clock import MILLISECOND
from mattimer.session.records import FollowUp, SessionRecord
from mattimer.storage.codec.json_text import Text, ValidationError, read_json
from mattimer.storage.codec.kinds import WRONG
from mattimer.storage.codec.tables import (
    CHECK_INS,
    DOCUMENTS,
    FOLLOW_UPS,
    SCREENINGS,
    SESSIONS,
    Conversions,
    Row,
    Table,
    conversions,
    converted,
)
from mattimer.storage.merge import fitted

T = TypeVar("T")

SLACK_US = 3 * MILLISECOND
"""How much the rounding of several lengths may add to their sum."""

_PLACE = re.compile(r"field `(\w+)`|\.(\w+)[^.]*$")
_UNKNOWN = "Object contains unknown field"

Tree = dict[str, Any]
"""What an object has by its keys: a tree for an object in it, None for any other value."""


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What a text says.

    Attributes:
        record: As it can be kept.
        follow_ups: What was said of a session; none of anything else.
        unknown: How many keys only a later version knows.
    """

    record: T
    follow_ups: tuple[FollowUp, ...] = ()
    unknown: int = 0


class JsonForm(Generic[T]):
    """One way of writing the records of a table as JSON."""

    def __init__(
        self,
        table: Table[T],
        *,
        exported: bool,
        outside: int = 0,
        check: Callable[[T], T] | None = None,
        follow_ups: "JsonForm[FollowUp] | None" = None,
    ) -> None:
        """Put the form together.

        Args:
            table: Whose records they are.
            exported: Whether it is an entry of an export, or else a line.
            outside: How many of the first columns stand elsewhere.
            check: What values have to do with each other; raises ValidationError.
            follow_ups: How those are written that a session holds.
        """
        self.table = table
        self._exported = exported
        self._columns = table.columns[outside:]
        self._check = check
        self._follow_ups = follow_ups
        self._paths = tuple(one.path if exported else one.name for one in self._columns)

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Of all that is written.

        Of two columns with one path the first is meant: an offset stands within its moment.
        """
        return tuple(dict.fromkeys(self._paths))

    def read(self, text: Text, *outside: object) -> Read[T]:
        """What a text says; ``outside`` are the values that it does not hold itself.

        Raises:
            ValidationError: It can't be kept, or is not JSON.
        """
        unknown = 0
        try:
            try:
                found = read_json(text, self._known_alone)
            except msgspec.ValidationError as error:
                if not str(error).startswith(_UNKNOWN):
                    raise
                found = read_json(text, self._known_among_others)
                unknown = _unknown(read_json(text, Tree), self._known_alone)
        except msgspec.ValidationError as error:
            raise ValidationError(self._sentence(str(error))) from error
        record = self.record_of(found, outside)
        if self._follow_ups is None:
            return Read(record, unknown=unknown)
        owner = self.table.values(record)[:1]
        said = tuple(self._follow_ups.record_of(one, owner) for one in found.follow_ups)
        return Read(record, said, unknown)

    def record_of(self, found: object, outside: Row = ()) -> T:
        """What msgspec took, as a record.

        Raises:
            ValidationError: A value is of the right type and can't be kept all the same.
        """
        values = self._values(found)
        try:
            record = self.table.record(*outside, *converted(values, self._of_json))
        except (ValueError, RecursionError) as error:
            raise ValidationError(self._unfit(values)) from error
        return record if self._check is None else self._check(record)

    def written(
        self, record: T, follow_ups: Iterable[FollowUp] | None = None, utc_offset_s: int = 0
    ) -> dict[str, Any]:
        """A record as an object for JSON; ``utc_offset_s`` is that of an export's moments."""
        values = self._written(record, utc_offset_s)
        for place, keys in self._inner:
            end = place + len(keys)
            values[place:end] = [dict(zip(keys, values[place:end], strict=True))]
        found = dict(zip(self._keys, values, strict=True))
        if self._follow_ups is not None and follow_ups is not None:
            found["follow_ups"] = [
                self._follow_ups.written(one, utc_offset_s=utc_offset_s) for one in follow_ups
            ]
        return found

    def writer(self, paths: Iterable[str]) -> Callable[[T, int], list[Any]]:
        """Makes some values of a record, named by their paths, what they are in the text.

        It takes a record and the offset of its moments, and is prepared once for many records.
        """
        columns = dict(reversed([*zip(self._paths, self._columns, strict=True)]))
        taken = [columns[path] for path in paths]
        values = attrgetter(*(column.name for column in taken))
        due = conversions(column.kind.to_entry if self._exported else None for column in taken)

        def written(record: T, utc_offset_s: int) -> list[Any]:
            found = list(values(record))
            for place, convert in due:
                found[place] = convert(found[place], utc_offset_s)
            return found

        return written

    @cached_property
    def _values(self) -> Callable[[object], Row]:
        """The values of what msgspec took."""
        return attrgetter(*self._paths)

    @cached_property
    def _written(self) -> Callable[[T, int], list[Any]]:
        """All values that are written, objects within taken apart."""
        return self.writer(self.paths)

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        """The keys of the text, objects within as one."""
        return tuple(dict.fromkeys(path.partition(".")[0] for path in self.paths))

    @cached_property
    def _inner(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Where the values of objects within begin, each with its keys; the last comes first."""
        found: dict[str, tuple[int, tuple[str, ...]]] = {}
        for number, path in enumerate(self.paths):
            outer, inside, key = path.partition(".")
            if inside:
                place, keys = found.get(outer, (number, ()))
                found[outer] = place, (*keys, key)
        return tuple(reversed(found.values()))

    @cached_property
    def _of_json(self) -> Conversions:
        return conversions(
            column.kind.of_entry if self._exported else column.kind.of_line
            for column in self._columns
        )

    @cached_property
    def _tree(self) -> Tree:
        """What msgspec is to take: type and default by key, and trees for objects."""
        tree: Tree = {}
        for path, column in zip(self._paths, self._columns, strict=True):
            outer, _, key = path.rpartition(".")
            kind = column.kind
            taken = kind.entry if self._exported and kind.entry is not None else kind.line
            inner = tree.setdefault(outer, {}) if outer else tree
            inner.setdefault(key, (taken, column.default))
        return tree

    @cached_property
    def _known_alone(self) -> type[msgspec.Struct]:
        return self.struct_of(strict=True)

    @cached_property
    def _known_among_others(self) -> type[msgspec.Struct]:
        return self.struct_of(strict=False)

    def struct_of(self, *, strict: bool) -> type[msgspec.Struct]:
        """What msgspec makes of a text; strict takes no keys that are not known."""
        more: Tree = {}
        if self._follow_ups is not None:
            inner = self._follow_ups.struct_of(strict=strict)
            more["follow_ups"] = (list[inner], [])  # type: ignore[valid-type]
        return _struct_of(self.table.name, self._tree | more, strict=strict)

    def _sentence(self, message: str) -> str:
        """What msgspec complains of, in our words and without the value."""
        found = _PLACE.search(message)
        if found is None:
            return "it is not an object in curly brackets"
        return self._wrong(found[1] or found[2])

    def _unfit(self, values: Row) -> str:
        """The value that can't be made what it should be."""
        for place, convert in self._of_json:
            try:
                convert(values[place])
            except (ValueError, RecursionError):
                return self._wrong(self._paths[place])
        return "it can't be kept"

    def _wrong(self, key: str) -> str:
        for path, column in zip(self._paths, self._columns, strict=True):
            if path == key:
                return f'its "{key}" {column.kind.wrong}'
        return f'its "{key}" {WRONG}'


def _struct_of(name: str, tree: Tree, *, strict: bool) -> type[msgspec.Struct]:
    fields: list[tuple[str, Any, Any]] = []
    for key, leaf in tree.items():
        if isinstance(leaf, dict):
            inner = _struct_of(key, leaf, strict=strict)
            fields.append((key, inner, msgspec.field(default_factory=inner)))
        else:
            taken, default = leaf
            fields.append((key, taken, msgspec.field(default=default)))
    return msgspec.defstruct(name, fields, kw_only=True, frozen=True, forbid_unknown_fields=strict)


def _unknown(found: Mapping[str, Any], struct: type[msgspec.Struct]) -> int:
    """How many keys of an object and of those in it are not known."""
    count = len(found.keys() - {field.name for field in msgspec.structs.fields(struct)})
    for field in msgspec.structs.fields(struct):
        inner = (*get_args(field.type), field.type)[0]
        value = found.get(field.name)
        if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            count += sum(_unknown(one, inner) for one in _objects(value))
    return count


def _objects(value: object) -> list[dict[str, Any]]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


def _sound(record: SessionRecord) -> SessionRecord:
    """A session whose lengths go together."""
    if record.mat_us > record.planned_us:
        raise ValidationError('its "mat_s" is more than its "planned_s"')
    if record.settle_us + record.still_us + record.rise_us > record.planned_us:
        raise ValidationError('its "stages" are more than its "planned_s"')
    return record


def _rounded(record: SessionRecord) -> SessionRecord:
    """The same for one that was rounded: its parts may be a hair too long together."""
    stages = record.settle_us + record.still_us + record.rise_us
    if 0 < max(stages, record.mat_us) - record.planned_us <= SLACK_US:
        return fitted(record)
    return _sound(record)


SESSION_ENTRY = JsonForm(
    SESSIONS,
    exported=True,
    check=_rounded,
    follow_ups=JsonForm(FOLLOW_UPS, exported=True, outside=1),
)
SCREENING_ENTRY = JsonForm(SCREENINGS, exported=True)
CHECK_IN_ENTRY = JsonForm(CHECK_INS, exported=True)
DOCUMENT_ENTRY = JsonForm(DOCUMENTS, exported=True, outside=1)

SESSION_LINE = JsonForm(
    SESSIONS,
    exported=False,
    check=_sound,
    follow_ups=JsonForm(FOLLOW_UPS, exported=False, outside=1),
)
SCREENING_LINE = JsonForm(SCREENINGS, exported=False)
CHECK_IN_LINE = JsonForm(CHECK_INS, exported=False)
DOCUMENT_LINE = JsonForm(DOCUMENTS, exported=False)

"""Checks what an export says, entry by entry, and hands it on as rows.

A session is read when it is checked and once more when it is merged: its text lies in memory all
the while, and its row would take more than that again.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Raw

from mattimer.storage.codec import kinds
from mattimer.storage.codec.json_forms import (
    CHECK_IN_ENTRY,
    DOCUMENT_ENTRY,
    SCREENING_ENTRY,
    SESSION_ENTRY,
    JsonForm,
)
from mattimer.storage.codec.json_text import Text, ValidationError, read_json
from mattimer.storage.codec.tables import FOLLOW_UPS, SESSIONS, TABLES, Row, Table
from mattimer.storage.errors import ImportFileError, NewerExport
from mattimer.storage.exchange.json_export import APP, FORMAT
from mattimer.storage.upsert import BATCH, Batch

_HEAD = frozenset({"app", "format", "exported_at", "device"})
_LISTS: Mapping[str, tuple[str, JsonForm[Any]]] = {
    "sessions": ("session", SESSION_ENTRY),
    "screenings": ("screening", SCREENING_ENTRY),
    "check_ins": ("check-in", CHECK_IN_ENTRY),
}
_PROFILE = "profile"

Members = Mapping[str, Raw]


def check_export(
    source: Path, content: Text, progress: Callable[[float], object]
) -> "CheckedExport":
    """Check all of a file.

    Args:
        source: Its path, for what is said of it.
        content: Its text.
        progress: Told of the share that is done; what it raises ends it.

    Raises:
        DataError: ImportFileError or NewerExport, with the place in the file.
    """
    with _said_of(source):
        members = read_json(content, dict[str, Raw])
    with _said_of(source):
        _refuse_foreign(source, members)
    checked = CheckedExport(source)
    checked.take(members, progress)
    return checked


class CheckedExport:
    """What can be merged of an export; of several versions of one thing the one that remains.

    Attributes:
        unknown: How many keys were left out because this version does not know them.
    """

    def __init__(self, source: Path) -> None:
        self.unknown = 0
        self._source = source
        self._sessions: dict[UUID, Raw] = {}
        self._rows: dict[str, dict[Row, Row]] = {table.name: {} for table in TABLES}

    @property
    def rows(self) -> int:
        """How many rows there are to merge."""
        return len(self._sessions) + sum(map(len, self._rows.values()))

    def batches(self) -> Iterator[Batch]:
        """Everything, sessions first."""
        for texts in _pieces(list(self._sessions.values())):
            records = (SESSION_ENTRY.read(text).record for text in texts)
            yield SESSIONS, [SESSIONS.row_of(record) for record in records]
        for table in TABLES:
            for rows in _pieces(list(self._rows[table.name].values())):
                yield table, rows

    def take(self, members: Members, progress: Callable[[float], object]) -> None:
        """Check the members of an export.

        Raises:
            ImportFileError: One of them can't be kept.
        """
        entries: dict[str, list[Raw]] = {}
        for name, text in members.items():
            with _said_of(self._source, f'its "{name}" is of the wrong kind'):
                if name in _LISTS:
                    entries[name] = read_json(text, list[Raw])
                elif name == _PROFILE:
                    self._take_profile(read_json(text, dict[str, Raw]))
                elif name not in _HEAD:
                    read_json(text, Any)
                    self.unknown += 1
        done, total = 0, max(1, sum(map(len, entries.values())))
        for name, texts in entries.items():
            for number, text in enumerate(texts, 1):
                if done % BATCH == 0:
                    progress(done / total)
                self._take_entry(name, number, text)
                done += 1
        progress(1.0)

    def _take_entry(self, name: str, number: int, text: Raw) -> None:
        word, form = _LISTS[name]
        try:
            read = form.read(text)
        except ValidationError as error:
            raise ImportFileError(self._source, f"{word} {number}: {error}") from error
        self.unknown += read.unknown
        if form is SESSION_ENTRY:
            self._take_session(read.record, text)
            for said in read.follow_ups:
                self._add(FOLLOW_UPS, said)
        else:
            self._add(form.table, read.record)

    def _take_session(self, record: Any, text: Raw) -> None:  # noqa: ANN401  of SESSION_ENTRY
        there = self._sessions.get(record.id)
        if there is not None:
            other = SESSION_ENTRY.read(there).record
            if SESSIONS.rank(record) <= SESSIONS.rank(other):
                return
        self._sessions[record.id] = text

    def _take_profile(self, documents: Members) -> None:
        for key, text in documents.items():
            try:
                msgspec.convert(key, kinds.NAME.line)
                read = DOCUMENT_ENTRY.read(text, key)
            except msgspec.ValidationError as error:
                said = f'a document: its "key" {kinds.WRONG}'
                raise ImportFileError(self._source, said) from error
            except ValidationError as error:
                raise ImportFileError(self._source, f"a document: {error}") from error
            self.unknown += read.unknown
            self._add(DOCUMENT_ENTRY.table, read.record)

    def _add(self, table: Table[Any], record: object) -> None:
        row = table.row_of(record)
        rows, key = self._rows[table.name], row[: table.keys]
        rows[key] = row if key not in rows else table.greater(rows[key], row)


def _refuse_foreign(source: Path, members: Members) -> None:
    if not {"app", "format"} <= members.keys():
        raise ImportFileError(source, "it is not an export of Mat Timer")
    app = read_json(members["app"], Any)
    if isinstance(app, (list, dict)):
        raise ImportFileError(source, 'its "app" is of the wrong kind')
    if app != APP:
        raise ImportFileError(source, "it is not from Mat Timer")
    try:
        version = read_json(members["format"], int | float)
    except msgspec.ValidationError as error:
        raise ImportFileError(source, 'its "format" is of the wrong kind') from error
    if version > FORMAT:
        raise NewerExport(source)
    if version != FORMAT:
        raise ImportFileError(source, 'its "format" is of the wrong kind')


@contextmanager
def _said_of(source: Path, wrong: str = "it is not an object in curly brackets") -> Iterator[None]:
    """Says of the file what is wrong with its JSON."""
    try:
        yield
    except ValidationError as error:
        raise ImportFileError(source, str(error)) from error
    except msgspec.ValidationError as error:
        raise ImportFileError(source, wrong) from error


def _pieces(found: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(found), BATCH):
        yield found[start : start + BATCH]

"""Checks what an export says entry by entry, and puts it where nobody else sees it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mattimer.storage.errors import ImportFileError, NewerExport
from mattimer.storage.exchange.import_entries import Entries
from mattimer.storage.exchange.json_export import APP, FORMAT
from mattimer.storage.exchange.json_stream import Shape
from mattimer.storage.schema import STEPS
from mattimer.storage.upsert import (
    BATCH,
    CHECK_INS,
    DOCUMENTS,
    FOLLOW_UPS,
    SCREENINGS,
    SESSIONS,
    TABLES,
    Row,
    Table,
    absorb,
)
from mattimer.storage.validation import ValidationError

_SHAPES = {
    "app": Shape.VALUE,
    "format": Shape.VALUE,
    "exported_at": Shape.VALUE,
    "device": Shape.VALUE,
    "sessions": Shape.LIST,
    "screenings": Shape.LIST,
    "check_ins": Shape.LIST,
    "profile": Shape.OBJECT,
}
_NAMES = {
    "sessions": "session",
    "screenings": "screening",
    "check_ins": "check-in",
    "profile": "a document",
}


def private_database() -> sqlite3.Connection:
    """Tables like ours in a file without a name, in the system's folder for such files."""
    connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    for step in STEPS:
        for statement in step:
            connection.execute(statement)
    connection.execute("DROP INDEX session_newest")
    return connection


class ImportStaging:
    """Checks entries one by one and puts them into the private database."""

    def __init__(self, source: Path, staged: sqlite3.Connection) -> None:
        self._source = source
        self._staged = staged
        self._entries = Entries()
        self._members = 0
        self._said: dict[str, Any] = {}
        self._waiting: dict[str, list[Row]] = {table.name: [] for table in TABLES}

    @property
    def unknown(self) -> int:
        """How many keys this version does not know."""
        return self._members + self._entries.unknown

    def member(self, name: str, shape: Shape, entries: Iterator[tuple[Any, Any]]) -> None:
        """Take a member of the export.

        Raises:
            DataError: It can't be taken.
        """
        wanted = _SHAPES.get(name)
        if wanted is None:
            self._members += 1
            return
        if shape is not wanted:
            raise ImportFileError(self._source, f'its "{name}" is of the wrong kind')
        for inner, value in entries:
            if shape is Shape.VALUE:
                self._said[name] = value
                self._check_origin()
                continue
            try:
                self._entry(name, inner, value)
            except ValidationError as error:
                where = f"{_NAMES[name]} {inner + 1}" if shape is Shape.LIST else _NAMES[name]
                raise ImportFileError(self._source, f"{where}: {error}") from error

    def end(self) -> None:
        """Nothing follows.

        Raises:
            DataError: It never said that it is an export.
        """
        if not {"app", "format"} <= self._said.keys():
            raise ImportFileError(self._source, "it is not an export of Mat Timer")
        for table in TABLES:
            self._stage(table)

    def _entry(self, name: str, inner: Any, value: Any) -> None:  # noqa: ANN401  see JsonStream
        if name == "sessions":
            row, said = self._entries.session(value)
            self._add(SESSIONS, row)
            for word in said:
                self._add(FOLLOW_UPS, word)
        elif name == "screenings":
            self._add(SCREENINGS, self._entries.screening(value))
        elif name == "check_ins":
            self._add(CHECK_INS, self._entries.check_in(value))
        else:
            self._add(DOCUMENTS, self._entries.document(inner, value))

    def _add(self, table: Table, row: Row) -> None:
        waiting = self._waiting[table.name]
        waiting.append(row)
        if len(waiting) == BATCH:
            self._stage(table)

    def _stage(self, table: Table) -> None:
        absorb(self._staged, table, self._waiting[table.name])
        self._waiting[table.name].clear()

    def _check_origin(self) -> None:
        if self._said.get("app", APP) != APP:
            raise ImportFileError(self._source, "it is not from Mat Timer")
        version = self._said.get("format", FORMAT)
        if type(version) is not int or version < FORMAT:
            raise ImportFileError(self._source, 'its "format" is of the wrong kind')
        if version > FORMAT:
            raise NewerExport(self._source)

"""How the rows of each table lie in a file, which depends on the version that wrote them.

A column that is added later stands at the end, and rows that were written before lack it.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from typing import Any

import msgspec

from mattimer.storage.codec.tables import TABLES, Row, Table
from mattimer.storage.schema import STEPS, Step


class RowShape(msgspec.Struct, frozen=True):
    """The values of a table's rows, in the order of the file.

    Attributes:
        table: Whose rows they are.
        numbered: Whether the table has row numbers; otherwise it lies in the file as an index.
        fewest: How many values the first version of the table had.
        defaults: For each column of the newest version, what stands for a missing value.
        places: Where the columns of the record stand among them.
    """

    table: Table[Any]
    numbered: bool
    fewest: int
    defaults: Row
    places: tuple[int, ...]

    def fits(self, row: Row, *, numbered: bool) -> bool:
        """Whether a row may be one of the table. Every table begins with a text."""
        count = self.fewest <= len(row) <= len(self.defaults)
        return count and numbered == self.numbered and isinstance(row[0], str)

    def record_of(self, row: Row) -> Any:  # noqa: ANN401  of the table
        """A row of any version as a record.

        Raises:
            ValueError: No program of ours wrote this.
        """
        whole = (*row, *self.defaults[len(row) :])
        return self.table.record_of(tuple(whole[place] for place in self.places))


def row_shapes(steps: Iterable[Step] = STEPS) -> tuple[RowShape, ...]:
    """The shapes of all tables, as the steps make them."""
    fewest: dict[str, int] = {}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for step in steps:
            for statement in step:
                connection.execute(statement)
            for table in TABLES:
                if columns := _columns(connection, table):
                    fewest.setdefault(table.name, len(columns))
        return tuple(_shape(connection, table, fewest[table.name]) for table in TABLES)


def _columns(connection: sqlite3.Connection, table: Table[Any]) -> list[tuple[str, str | None]]:
    """The names of the columns, each with the SQL of its default."""
    statement = "SELECT name, dflt_value FROM pragma_table_info(?)"
    return connection.execute(statement, (table.name,)).fetchall()


def _shape(connection: sqlite3.Connection, table: Table[Any], fewest: int) -> RowShape:
    columns = _columns(connection, table)
    names = [name for name, _default in columns]
    defaults = ", ".join(default or "NULL" for _name, default in columns)
    (without_numbers,) = connection.execute(
        "SELECT wr FROM pragma_table_list(?)", (table.name,)
    ).fetchone()
    return RowShape(
        table,
        numbered=not without_numbers,
        fewest=fewest,
        defaults=connection.execute(f"SELECT {defaults}").fetchone(),
        places=tuple(map(names.index, table.names)),
    )

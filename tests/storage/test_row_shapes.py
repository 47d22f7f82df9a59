"""Rows of every version are told from one another and read, whatever they lack."""

import sqlite3
from contextlib import closing

from mattimer.storage.codec.tables import CHECK_INS, SESSIONS, TABLES
from mattimer.storage.row_shapes import RowShape, row_shapes
from mattimer.storage.schema import STEPS
from tests.storage.factories import FINISHED, numbered

LATER = ("ALTER TABLE session ADD COLUMN mood INTEGER NOT NULL DEFAULT 7",)


def shape_of(name: str, shapes: tuple[RowShape, ...]) -> RowShape:
    (found,) = (shape for shape in shapes if shape.table.name == name)
    return found


def test_each_table_lies_in_the_file_in_its_own_way() -> None:
    found = {
        shape.table.name: (shape.numbered, shape.fewest, len(shape.defaults))
        for shape in row_shapes()
    }
    assert found == {
        "session": (True, 24, 24),
        "follow_up": (False, 4, 4),
        "screening": (True, 5, 5),
        "check_in": (False, 6, 7),
        "profile": (True, 4, 4),
    }


def test_no_two_tables_can_be_mistaken_for_each_other() -> None:
    for shape in row_shapes():
        row = ("x", *shape.defaults[1:])
        fitting = [other for other in row_shapes() if other.fits(row, numbered=shape.numbered)]
        assert fitting == [shape]


def test_what_an_older_row_lacks_is_the_default() -> None:
    shape = shape_of(CHECK_INS.name, row_shapes())
    assert not shape.record_of(("2026-09-21", 5, 0, 0, "device", 0)).deleted
    assert shape.record_of(("2026-09-21", 5, 0, 0, "device", 0, 1)).deleted


def test_a_row_from_before_a_column_is_still_one_of_the_table() -> None:
    shape = shape_of(SESSIONS.name, row_shapes((*STEPS, LATER)))
    row = SESSIONS.row_of(FINISHED)
    assert shape.defaults[-1] == 7
    for lying in (row, (*row, 3)):
        assert shape.fits(lying, numbered=True)
        assert shape.record_of(lying) == FINISHED


def test_later_columns_come_last_in_every_table() -> None:
    """A version that put one elsewhere would make older rows unreadable for a salvage."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        before: dict[str, list[str]] = {}
        for step in STEPS:
            for statement in step:
                connection.execute(statement)
            for table in TABLES:
                statement = f"SELECT name FROM pragma_table_info('{table.name}')"  # noqa: S608
                names = [name for (name,) in connection.execute(statement)]
                assert names[: len(before.get(table.name, ()))] == before.get(table.name, [])
                before[table.name] = names


def test_a_number_where_a_name_belongs_is_no_row_of_ours() -> None:
    row = (5, *SESSIONS.row_of(numbered(1))[1:])
    assert not any(shape.fits(row, numbered=True) for shape in row_shapes())

"""The tables that the guide's files are made of."""

from collections.abc import Iterator

from msgspec import Struct, inspect


def structs_in(kind: inspect.Type) -> Iterator[type[Struct]]:
    """Every kind of table that a file is made of."""
    if isinstance(kind, inspect.StructType):
        yield kind.cls
        for one in kind.fields:
            yield from structs_in(one.type)
    elif isinstance(kind, inspect.VarTupleType):
        yield from structs_in(kind.item_type)
    elif isinstance(kind, inspect.UnionType):
        for option in kind.types:
            yield from structs_in(option)

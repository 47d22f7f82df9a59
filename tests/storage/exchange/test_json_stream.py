import io
import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mattimer.storage.exchange.json_stream import CHUNK, JsonStream, Read, Shape, Unreadable
from tests.storage.factories import documents


def in_pieces(text: str, size: int) -> Read:
    file = io.StringIO(text)
    return lambda _wanted: file.read(size)


def whole(text: str, size: int = CHUNK) -> Any:  # noqa: ANN401
    found: dict[str, Any] = {}
    for name, shape, entries in JsonStream(in_pieces(text, size)).members():
        taken = list(entries)
        if shape is Shape.LIST:
            assert [number for number, _ in taken] == list(range(len(taken)))
            found[name] = [value for _, value in taken]
        elif shape is Shape.OBJECT:
            found[name] = dict(taken)
        else:
            found[name] = taken[0][1]
    return found


@given(
    content=st.dictionaries(st.text(), documents, max_size=4),
    indent=st.sampled_from([None, 1, "\t"]),
    escaped=st.booleans(),
    size=st.integers(1, 40),
)
@example(content={"": 0.0}, indent=None, escaped=False, size=1)
@example(content={"": -1.5e-300}, indent=None, escaped=False, size=1)
def test_read_in_pieces_it_is_what_it_is_read_at_once(
    *, content: dict[str, Any], indent: int | str | None, escaped: bool, size: int
) -> None:
    text = json.dumps(content, indent=indent, ensure_ascii=escaped)
    assert whole(f" {text}\n", size) == content


@given(st.dictionaries(st.text(), documents, max_size=3), st.data())
def test_a_piece_of_it_alone_is_refused(content: dict[str, Any], data: st.DataObject) -> None:
    text = json.dumps(content)
    end = data.draw(st.integers(0, len(text) - 1))
    with pytest.raises(Unreadable):
        whole(text[:end], data.draw(st.integers(1, 9)))


def test_entries_that_nobody_takes_are_skipped() -> None:
    stream = JsonStream(in_pieces('{"a": [1, {"b": 2}], "c": {"d": [3]}, "e": 4}', 3))
    assert [(name, shape) for name, shape, _ in stream.members()] == [
        ("a", Shape.LIST),
        ("c", Shape.OBJECT),
        ("e", Shape.VALUE),
    ]


def test_what_came_before_the_end_was_read() -> None:
    members = JsonStream(in_pieces('{"a": [1, 2], "b": [3', 4)).members()
    _, _, entries = next(members)
    assert list(entries) == [(0, 1), (1, 2)]
    _, _, entries = next(members)
    with pytest.raises(Unreadable, match="too early"):
        list(entries)


@pytest.mark.parametrize(
    "text", ['{"a": 0.}', '{"a": 1e}', '{"a": 0x1}', '{"a": 01}', '{"a": 1 2}']
)
def test_numbers_that_are_none_are_refused(text: str) -> None:
    for size in (1, 100):
        with pytest.raises(Unreadable):
            whole(text, size)

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.desktop.ipc_messages import LONGEST, MessageError, decode, encode

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), VALUES, max_size=8))
def test_a_message_is_one_line_and_comes_back_as_it_was(message: dict[str, object]) -> None:
    line = encode(message)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert decode(line) == message


@pytest.mark.parametrize(
    "line",
    [b"", b"\n", b"pause\n", b"\xff\xfe\n", b'{"a": 1} {"b": 2}\n', b"[" * 60_000, b"9" * 5000],
)
def test_what_is_no_json_is_no_message(line: bytes) -> None:
    with pytest.raises(MessageError, match="JSON"):
        decode(line)


@pytest.mark.parametrize("line", [b"[]", b"null", b'"pause"', b"1"])
def test_only_an_object_is_a_message(line: bytes) -> None:
    with pytest.raises(MessageError, match="object"):
        decode(line)


def test_a_message_has_64_kib_at_most() -> None:
    frame = len(json.dumps({"a": ""}))
    longest = json.dumps({"a": "b" * (LONGEST - frame)}).encode()
    assert len(longest) == LONGEST
    assert decode(longest)["a"]
    with pytest.raises(MessageError, match="too long"):
        decode(longest + b" ")

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.storage.ordinary_file import ordinary_file
from mattimer.storage.sync import folder_files as sync_files
from mattimer.storage.sync.folder_files import (
    TOO_LONG,
    add_to,
    appending,
    ends_line,
    lines_from,
    mark_at,
    names_in,
    replacing,
    size_of,
)
from mattimer.storage.sync.lines import header_line, header_of


@given(st.lists(st.binary(max_size=30), max_size=6), st.integers(1, 20), st.data())
def test_lines_are_whole_and_know_where_they_end(
    parts: list[bytes], block: int, data: st.DataObject
) -> None:
    content = b"\n".join(parts)
    starts = [0] + [place + 1 for place, byte in enumerate(content) if byte == 10]
    start = data.draw(st.sampled_from(starts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sync_files, "BLOCK", block)
        found = list(lines_from(io.BytesIO(content), start))
    assert [line.text for line in found] == content[start:].split(b"\n")[:-1]
    place = start
    for line in found:
        place += len(line.text) + 1
        assert line.end == place


def test_a_line_that_is_too_long_is_one_line_and_never_held(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sync_files, "BLOCK", 8)
    monkeypatch.setattr(sync_files, "LINE_LIMIT", 20)
    content = b"a\n" + b"x" * 100 + b"\nb\n" + b"y" * 100
    found = list(lines_from(io.BytesIO(content), 0))
    assert [line.text for line in found] == [b"a", TOO_LONG, b"b"]
    assert [line.end for line in found] == [2, 103, 105]


def test_what_stands_before_a_place_marks_it(tmp_path: Path) -> None:
    path = tmp_path / "mattimer-a.jsonl"
    path.write_bytes(b"one\ntwo\nthree\n")
    with ordinary_file(path, links=False) as file:
        marks = {mark_at(file, place) for place in (0, 4, 8)}
        file.seek(4)
        assert file.read(3) == b"two"
        assert mark_at(file, 8) in marks
    assert len(marks) == 3
    path.write_bytes(b"one\nTWO\nthree\n")
    with ordinary_file(path, links=False) as file:
        assert mark_at(file, 4) in marks
        assert mark_at(file, 8) not in marks


def test_a_file_that_cannot_be_made_whole_leaves_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "mattimer-a.jsonl"
    (tmp_path / ".mattimer-a.jsonl.part").write_bytes(b"left by a crash")
    with replacing(path) as file:
        add_to(file, b"first\n")
    with pytest.raises(TypeError), replacing(path) as file:
        add_to(file, "second")  # type: ignore[arg-type]
    assert path.read_bytes() == b"first\n"
    assert [one.name for one in tmp_path.glob("*mattimer*")] == [path.name]


def test_what_is_added_comes_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "mattimer-a.jsonl"
    with pytest.raises(FileNotFoundError), appending(path):
        pass
    path.write_bytes(b"half")
    with appending(path) as file:
        assert not ends_line(file)
        with path.open("ab") as other:
            other.write(b" of it")
        assert add_to(file, b"\nwhole\n") == 7
        assert ends_line(file)
        assert size_of(file) == 17
    assert path.read_bytes() == b"half of it\nwhole\n"


def test_only_files_of_our_names_are_looked_at(tmp_path: Path) -> None:
    for name in (
        "mattimer-b.jsonl",
        "mattimer-a (conflicted copy).jsonl",
        "mattimer.sqlite3",
        ".mattimer-c.jsonl.part",
        "mattimer-d.jsonl.tmp",
        "mattimer-\udcff.jsonl",
    ):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "mattimer-e.jsonl").mkdir()
    (tmp_path / "mattimer-f.jsonl").symlink_to("mattimer-b.jsonl")
    assert names_in(tmp_path) == ["mattimer-a (conflicted copy).jsonl", "mattimer-b.jsonl"]


@pytest.mark.parametrize(
    "line", [b"", b"{}", b"[]", b"\xff", b'{"app":"mattimer","format":"1","device":"a"}']
)
def test_first_lines_that_are_not_ours(line: bytes) -> None:
    assert header_of(line) is None
    ours = header_of(header_line("a"))
    assert ours is not None
    assert (ours.device, ours.readable) == ("a", True)

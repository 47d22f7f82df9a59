"""What is said once is said once."""

import stat
from pathlib import Path

import pytest

from mattimer.services.one_time_hints import OneTimeHints


def test_it_is_said_once_for_all_starts(tmp_path: Path) -> None:
    file = tmp_path / "told.json"
    told = OneTimeHints(file)
    assert [told.is_first("tray"), told.is_first("tray")] == [True, False]
    again = OneTimeHints(file)
    assert [again.is_first("tray"), again.is_first("key")] == [False, True]
    assert not OneTimeHints(file).is_first("key")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"\xff", b"{}", b"7", b"[1, null]", b"[" * 100_000])
def test_a_file_that_makes_no_sense_says_nothing(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "told.json"
    file.write_bytes(content)
    assert OneTimeHints(file).is_first("tray")
    assert not OneTimeHints(file).is_first("tray")


def test_where_nothing_can_be_written_it_is_said_once_a_start(tmp_path: Path) -> None:
    told = OneTimeHints(tmp_path / "nowhere" / "told.json")
    assert [told.is_first("tray"), told.is_first("tray")] == [True, False]

import os
import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest

from mattimer.storage.database import open_database
from mattimer.storage.integrity_marker import (
    CHECK_EVERY_S,
    is_unchanged,
    mark_checked,
    mark_closed,
    marker_file,
)
from tests.storage.factories import numbered, open_store

WEEK_AND_MORE = CHECK_EVERY_S + 60


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    path.write_bytes(b"content")
    return path


def back_to(file: Path, seconds: int) -> None:
    """Move the moment of the last check into the past."""
    checked, look = marker_file(file).read_text().split(" ", 1)
    marker_file(file).write_text(f"{int(checked) - seconds} {look}")


def test_a_sealed_file_is_unbroken_until_it_changes(file: Path) -> None:
    assert not is_unchanged(file)
    mark_checked(file)
    assert is_unchanged(file)
    file.write_bytes(b"CONTENT")
    assert not is_unchanged(file)


def test_setting_the_clock_of_the_file_back_is_noticed(file: Path) -> None:
    mark_checked(file)
    before = file.stat()
    file.write_bytes(b"CONTENT")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not is_unchanged(file)


def test_another_file_in_its_place_is_noticed(file: Path, tmp_path: Path) -> None:
    mark_checked(file)
    other = tmp_path / "other"
    other.write_bytes(b"CONTENT")
    other.replace(file)
    assert not is_unchanged(file)


@pytest.mark.parametrize("seconds", [WEEK_AND_MORE, -WEEK_AND_MORE])
def test_after_a_week_and_after_a_clock_gone_wrong_it_is_checked_again(
    file: Path, seconds: int
) -> None:
    mark_checked(file)
    back_to(file, seconds)
    assert not is_unchanged(file)


def test_renewing_does_not_count_as_checking(file: Path) -> None:
    mark_checked(file)
    back_to(file, WEEK_AND_MORE)
    mark_closed(file)
    assert not is_unchanged(file)
    mark_closed(file.with_name("never checked"))


@pytest.mark.parametrize("content", ["", "x", "1 2", "soon 1 2 3", "\xe9"])
def test_a_garbled_seal_only_costs_a_check(file: Path, content: str) -> None:
    marker_file(file).write_text(content, encoding="latin-1")
    assert not is_unchanged(file)


def test_a_seal_is_private(file: Path) -> None:
    mark_checked(file)
    assert stat.S_IMODE(marker_file(file).stat().st_mode) == 0o600


def test_the_whole_file_is_read_after_a_crash_only(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    connect = sqlite3.connect

    def note(statement: str) -> None:
        if statement.startswith("PRAGMA quick_check"):
            checked.append(statement)

    def noted(path: Path, **options: Any) -> sqlite3.Connection:  # noqa: ANN401 - as given
        connection: sqlite3.Connection = connect(path, **options)
        connection.set_trace_callback(note)
        return connection

    monkeypatch.setattr(sqlite3, "connect", noted)
    for number in (1, 2, 3):
        with open_store(database) as store:
            store.begin(numbered(number)).result()
    # The first start made the file, the second knew nothing of it yet.
    assert len(checked) == 1
    connection = open_database(database)
    connection.execute("UPDATE session SET note = 'a crash follows'")
    connection.close()
    open_database(database).close()
    assert len(checked) == 2

"""On a disk that is really full: a sentence each, and nothing is lost or half done."""

import os
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from mattimer.storage.backup.daily_backups import back_up_daily, backups_folder, backups_of
from mattimer.storage.backup.restore import recover, restore
from mattimer.storage.database import open_database
from mattimer.storage.errors import DiskFull
from tests.stats.made_up_year import fill
from tests.storage.factories import numbered, open_store, saved

TODAY = date(2026, 9, 21)
SESSIONS = tuple(numbered(number, note="word " * 300) for number in range(1, 101))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=0700", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only where one may mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.fixture
def database(disk: Path) -> Path:
    path = disk / "mattimer.sqlite3"
    fill(path, SESSIONS)
    return path


def stuff(disk: Path, leave: int = 0) -> Path:
    """Fill the disk; some bytes may stay free."""
    filler = disk / "holiday.mov"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            pass
        file.truncate(max(0, file.tell() - leave))
    return filler


def listing(disk: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(disk)): path.read_bytes()
        for path in disk.rglob("*")
        if path.is_file() and not path.name.endswith((".checked", ".mov"))
    }


def test_a_session_that_could_not_be_written_is_owed_and_saved_later(
    disk: Path, database: Path
) -> None:
    late = [numbered(number, note="word " * 300) for number in range(200, 230)]
    with open_store(database) as store:
        filler = stuff(disk)
        errors = [store.begin(record).exception() for record in late]
        assert any(isinstance(error, DiskFull) for error in errors)
        assert all(error is None or isinstance(error, DiskFull) for error in errors)
        assert store.count().result() >= len(SESSIONS)
        filler.unlink()
        store.begin(numbered(999)).result()
    assert set(saved(database)) == {*SESSIONS, *late, numbered(999)}


@pytest.mark.parametrize("leave", [0, 4096, 100_000])
def test_a_backup_that_does_not_fit_leaves_the_older_ones(
    disk: Path, database: Path, leave: int
) -> None:
    back_up_daily(database, TODAY)
    filler = stuff(disk, leave)
    before = listing(disk)
    with pytest.raises(DiskFull, match="The disk is full"):
        back_up_daily(database, TODAY + timedelta(days=1))
    assert listing(disk) == before
    filler.unlink()
    assert set(saved(backups_of(database)[0].path)) == set(SESSIONS)


@pytest.mark.parametrize("leave", [0, 4096, 100_000])
def test_restoring_without_room_changes_nothing(disk: Path, database: Path, leave: int) -> None:
    back_up_daily(database, TODAY)
    filler = stuff(disk, leave)
    before = listing(disk)
    with pytest.raises(DiskFull):
        restore(database, backups_of(database)[0].path, TODAY)
    assert listing(disk) == before
    filler.unlink()
    restore(database, backups_of(database)[0].path, TODAY)


@pytest.mark.parametrize("leave", [0, 4096, 100_000, 250_000])
def test_recovering_without_room_changes_nothing(disk: Path, database: Path, leave: int) -> None:
    back_up_daily(database, TODAY)
    content = database.read_bytes()
    database.write_bytes(content[:8192] + b"\xa5" * 8192 + content[16384:])
    filler = stuff(disk, leave)
    before = listing(disk)
    try:
        recover(database, TODAY)
    except DiskFull:
        assert listing(disk) == before
        filler.unlink()
        recover(database, TODAY)
    assert {record.id for record in saved(database)} == {record.id for record in SESSIONS}


def test_the_first_start_on_a_full_disk_is_told(disk: Path) -> None:
    stuff(disk)
    with pytest.raises(DiskFull):
        open_database(disk / "mattimer.sqlite3")
    assert not backups_folder(disk / "mattimer.sqlite3").exists()

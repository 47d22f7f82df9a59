"""Daily copies: whole or not there, out of everybody's way, and never the last one gone."""

import sqlite3
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from mattimer.storage.backup import daily_backups as backups_module
from mattimer.storage.backup import database_copy as copying
from mattimer.storage.backup.daily_backups import (
    DailyBackups,
    back_up_daily,
    backups_folder,
    backups_of,
)
from mattimer.storage.backup.database_copy import checked_copy, journal_of
from mattimer.storage.backup.retention import DAILY, WEEKLY, Made
from mattimer.storage.errors import (
    DamagedData,
    DiskFull,
    LockedData,
    NotOurData,
    UnwritableData,
)
from mattimer.storage.schema import STEPS
from tests.stats.made_up_year import fill
from tests.storage.factories import numbered, open_repository, open_store, saved

TODAY = date(2026, 9, 21)


@pytest.fixture
def used(database: Path) -> Path:
    fill(database, (numbered(number, note="word " * 300) for number in range(1, 41)))
    return database


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(database: Path) -> list[str]:
    folder = backups_folder(database)
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_backup_is_a_private_whole_copy(used: Path) -> None:
    backup = back_up_daily(used, TODAY)
    assert backup is not None
    assert backup.path.name == "mattimer-00001-2026-09-21.sqlite3"
    assert (mode(backup.path), mode(backups_folder(used))) == (0o600, 0o700)
    assert saved(backup.path) == saved(used)
    assert backup.size == backup.path.stat().st_size
    assert backups_of(used)[0] == backup


def test_one_a_day_and_none_when_there_is_one(used: Path) -> None:
    assert back_up_daily(used, TODAY) is not None
    assert back_up_daily(used, TODAY) is None
    assert back_up_daily(used, TODAY + timedelta(days=1)) is not None
    assert names(used) == [
        "mattimer-00001-2026-09-21.sqlite3",
        "mattimer-00002-2026-09-22.sqlite3",
    ]


def test_one_made_anew_takes_the_place_of_the_same_days(used: Path) -> None:
    back_up_daily(used, TODAY)
    back_up_daily(used, TODAY + timedelta(days=1))
    back_up_daily(used, TODAY + timedelta(days=1), anew=True)
    assert [backup.made for backup in backups_of(used)] == [
        Made(3, TODAY + timedelta(days=1)),
        Made(1, TODAY),
    ]


def test_told_to_end_while_made_anew_the_older_one_stays(used: Path) -> None:
    first = back_up_daily(used, TODAY)
    assert back_up_daily(used, TODAY, anew=True, go_on=lambda: False) is None
    assert backups_of(used) == (first,)


def test_the_oldest_go_once_the_new_one_is_there(used: Path) -> None:
    for day in range(60):
        back_up_daily(used, TODAY + timedelta(days=day))
    found = backups_of(used)
    assert len(found) == DAILY + WEEKLY
    assert found[0].day == TODAY + timedelta(days=59)


def test_copies_before_a_migration_are_found_and_never_go(used: Path) -> None:
    for version in (3, 2):
        used.with_name(f"{used.name}.before-v{version}").write_bytes(b"x")
    for day in range(20):
        back_up_daily(used, TODAY + timedelta(days=day))
    found = [backup.path.name for backup in backups_of(used) if backup.made is None]
    assert found == [f"{used.name}.before-v3", f"{used.name}.before-v2"]


@pytest.mark.parametrize(
    "name",
    ["notes.txt", "mattimer-1-2026-09-21.sqlite3", "mattimer-00001-2026-02-31.sqlite3"],
)
def test_foreign_files_beside_them_are_left_alone(used: Path, name: str) -> None:
    backups_folder(used).mkdir()
    (backups_folder(used) / name).write_text("mine")
    assert backups_of(used) == ()
    for day in range(20):
        back_up_daily(used, TODAY + timedelta(days=day))
    assert name in names(used)


def test_what_a_kill_left_half_done_is_cleared_away(used: Path) -> None:
    backups_folder(used).mkdir()
    (backups_folder(used) / "mattimer-00007-2026-09-20.sqlite3.part").write_bytes(b"half")
    (backups_folder(used) / "mattimer-00007-2026-09-20.sqlite3.part-journal").write_bytes(b"half")
    back_up_daily(used, TODAY)
    assert names(used) == ["mattimer-00001-2026-09-21.sqlite3"]


def test_a_write_in_the_middle_is_not_held_up_and_gets_in(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "STEP_PAGES", 2)
    steps = 0
    with open_store(used) as store:

        def write_once() -> bool:
            nonlocal steps
            steps += 1
            if steps == 3:
                store.begin(numbered(99)).result(timeout=2)
            return True

        backup = back_up_daily(used, TODAY, go_on=write_once)
    assert backup is not None
    assert steps > 10
    assert numbered(99) in saved(backup.path)


def test_told_to_end_it_leaves_nothing(used: Path) -> None:
    assert back_up_daily(used, TODAY, go_on=lambda: False) is None
    assert names(used) == []


def test_a_file_that_another_program_keeps_locked_is_told(used: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(used, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LockedData, match="Another program"):
            checked_copy(used, tmp_path / "copy", patience_s=0.05)
    assert not (tmp_path / "copy").exists()


def test_a_damaged_database_pushes_no_backup_out(used: Path) -> None:
    for day in range(20):
        back_up_daily(used, TODAY + timedelta(days=day))
    before = names(used)
    content = used.read_bytes()
    used.write_bytes(content[:8192] + b"\xa5" * 4096 + content[12288:])
    with pytest.raises(DamagedData, match=str(used)):
        back_up_daily(used, TODAY + timedelta(days=30))
    assert names(used) == before


def test_without_a_database_there_is_nothing_to_copy(database: Path) -> None:
    with pytest.raises(NotOurData):
        back_up_daily(database, TODAY)
    assert not database.exists()


def test_without_room_every_older_one_stays(used: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    back_up_daily(used, TODAY)
    before = names(used)

    def no_room(*_args: object, **_more: object) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups_module, "checked_copy", no_room)
    with pytest.raises(DiskFull):
        back_up_daily(used, TODAY + timedelta(days=1))
    assert names(used) == before


def test_in_a_folder_that_is_read_only_it_is_told(bound_by_permissions: Path) -> None:
    database = bound_by_permissions / "mattimer.sqlite3"
    with open_repository(database) as repository:
        repository.save(numbered(1))
    bound_by_permissions.chmod(0o500)
    with pytest.raises(UnwritableData):
        back_up_daily(database, TODAY)


def test_a_change_that_a_crash_cut_off_is_taken_back_in_the_copy(
    used: Path, tmp_path: Path
) -> None:
    crashed = tmp_path / "crashed.sqlite3"
    with closing(sqlite3.connect(used, isolation_level=None)) as writing:
        writing.execute("PRAGMA cache_size = 1")
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("UPDATE session SET note = replace(note, 'word', 'half')")
        crashed.write_bytes(used.read_bytes())
        journal_of(crashed).write_bytes(journal_of(used).read_bytes())
        writing.execute("ROLLBACK")
    copy = tmp_path / "copy.sqlite3"
    assert checked_copy(crashed, copy, every_row=True)
    assert saved(copy) == saved(used)
    assert not journal_of(copy).exists()
    assert journal_of(crashed).exists()


class TestByItself:
    """On a thread of its own."""

    @pytest.fixture
    def said(self) -> list[str]:
        return []

    def daily(self, database: Path, said: list[str]) -> DailyBackups:
        def at_once(call: Callable[[], None]) -> None:
            call()

        return DailyBackups(database, on_failure=said.append, deliver=at_once)

    def wait(self) -> None:
        for thread in threading.enumerate():
            if thread.name == "backup":
                thread.join()

    def test_it_makes_one_a_day(self, used: Path, said: list[str]) -> None:
        daily = self.daily(used, said)
        for day in (0, 0, 1):
            daily.look(TODAY + timedelta(days=day))
            self.wait()
        daily.close()
        daily.close()
        assert len(names(used)) == 2
        assert said == []

    def test_a_failure_is_told_once_and_tried_again(
        self, used: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        daily = self.daily(used, said)
        with monkeypatch.context() as patched:
            patched.setattr(backups_module, "back_up_daily", _no_room)
            for _ in range(2):
                daily.look(TODAY)
                self.wait()
        assert len(said) == 1
        assert "The disk is full" in said[0]
        daily.look(TODAY)
        self.wait()
        daily.close()
        assert len(names(used)) == 1

    def test_it_is_made_anew_whenever_that_is_wanted(self, used: Path, said: list[str]) -> None:
        daily = self.daily(used, said)
        daily.look(TODAY)
        daily.make_anew(TODAY)
        self.wait()
        daily.make_anew(TODAY)
        daily.close()
        (backup,) = backups_of(used)
        assert backup.made is not None
        assert backup.made.number >= 2
        assert said == []

    def test_quitting_gives_up_what_is_being_copied(
        self, used: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begun = threading.Event()

        def endless(_database: Path, _day: date, *, go_on: Callable[[], bool]) -> None:
            begun.set()
            while go_on():
                pass

        monkeypatch.setattr(backups_module, "back_up_daily", endless)
        daily = self.daily(used, said)
        daily.look(TODAY)
        assert begun.wait(5)
        daily.look(TODAY + timedelta(days=1))
        daily.close()
        daily.look(TODAY + timedelta(days=2))
        assert threading.active_count() == 1
        assert said == []


def _no_room(database: Path, _day: date, *, go_on: Callable[[], bool]) -> None:
    assert go_on()
    raise DiskFull(database)


def test_the_newest_version_is_copied_as_it_is(used: Path) -> None:
    backup = back_up_daily(used, TODAY)
    assert backup is not None
    with closing(sqlite3.connect(backup.path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS),)

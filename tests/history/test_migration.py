import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from mattimer.history import migration
from mattimer.history.database import open_database
from mattimer.history.errors import DiskFull, NewerData
from mattimer.history.migration import backup_file
from mattimer.history.schema import STEPS, Step
from tests.history.making import numbered, open_ledger, saved

VERSION_2: Step = (
    "ALTER TABLE session ADD COLUMN mood TEXT",
    "CREATE INDEX session_device ON session (device)",
)
TWO = (*STEPS, VERSION_2)


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def columns(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[1] for row in connection.execute("PRAGMA table_info(session)")}


@pytest.fixture
def used(database: Path) -> Path:
    with open_ledger(database) as ledger:
        ledger.save(numbered(1))
        ledger.save(numbered(2, deleted=True))
    return database


def test_a_file_is_brought_to_the_newest_version(used: Path) -> None:
    open_database(used, steps=TWO).close()
    assert version(used) == 2
    assert "mood" in columns(used)
    with closing(sqlite3.connect(used)) as connection:
        assert connection.execute("SELECT count(*) FROM session").fetchone() == (2,)


def test_a_private_copy_is_kept_of_how_it_was(used: Path) -> None:
    open_database(used, steps=TWO).close()
    copy = backup_file(used, 2)
    assert copy.name == "mattimer.sqlite3.before-v2"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert version(copy) == 1
    assert saved(copy) == (numbered(1), numbered(2, deleted=True))
    assert {path.name for path in used.parent.iterdir()} == {
        "home",
        used.name,
        f"{used.name}.checked",
        copy.name,
        f"{copy.name}.checked",
    }


def test_nothing_is_copied_where_nothing_changes(database: Path) -> None:
    open_database(database, steps=TWO).close()
    open_database(database, steps=TWO).close()
    assert not backup_file(database, 2).exists()


def test_the_older_program_refuses_what_the_newer_one_made(used: Path) -> None:
    open_database(used, steps=TWO).close()
    with pytest.raises(NewerData):
        open_database(used)


def test_a_step_that_fails_leaves_the_file_as_it_was(used: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        open_database(used, steps=(*STEPS, (*VERSION_2, "CREATE NONSENSE")))
    assert version(used) == 1
    assert saved(used) == (numbered(1), numbered(2, deleted=True))


def test_without_room_for_a_copy_nothing_is_migrated(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_connection: sqlite3.Connection, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(migration, "back_up", no_room)
    with pytest.raises(DiskFull):
        open_database(used, steps=TWO)
    assert version(used) == 1


def test_a_copy_that_was_cut_short_is_made_anew(used: Path) -> None:
    copy = backup_file(used, 2)
    copy.with_name(copy.name + ".part").write_bytes(b"half")
    open_database(used, steps=TWO).close()
    assert saved(copy) == (numbered(1), numbered(2, deleted=True))


def test_an_older_copy_of_the_same_name_is_replaced_only_when_the_new_one_is_whole(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backup_file(used, 2)
    shutil.copy(used, copy)

    def fail(*_args: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(Exception, match="input/output error"):
        open_database(used, steps=TWO)
    assert version(used) == 1
    assert saved(copy) == (numbered(1), numbered(2, deleted=True))
    assert not copy.with_name(copy.name + ".part").exists()

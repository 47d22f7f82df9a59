import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from mattimer.session.reasons import StopReason
from mattimer.session.records import FollowUp, FollowUpKind
from mattimer.storage import check_ins, migrations
from mattimer.storage.codec.tables import SESSIONS
from mattimer.storage.database import open_database
from mattimer.storage.errors import DamagedData, DiskFull, NewerData
from mattimer.storage.migrations import backup_file
from mattimer.storage.schema import STEPS, TABLES, Step
from tests.storage.factories import DEVICE, NOON, numbered, open_repository, saved

NEXT: Step = (
    "ALTER TABLE session ADD COLUMN mood TEXT",
    "CREATE INDEX session_device ON session (device)",
)
LONGER = (*STEPS, NEXT)
NEWER = len(LONGER)


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def columns(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[1] for row in connection.execute("PRAGMA table_info(session)")}


@pytest.fixture
def used(database: Path) -> Path:
    with open_repository(database) as repository:
        repository.save(numbered(1))
        repository.save(numbered(2, deleted=True))
    return database


def test_a_file_is_brought_to_the_newest_version(used: Path) -> None:
    open_database(used, steps=LONGER).close()
    assert version(used) == NEWER
    assert "mood" in columns(used)
    with closing(sqlite3.connect(used)) as connection:
        assert connection.execute("SELECT count(*) FROM session").fetchone() == (2,)


def test_a_private_copy_is_kept_of_how_it_was(used: Path) -> None:
    open_database(used, steps=LONGER).close()
    copy = backup_file(used, NEWER)
    assert copy.name == f"mattimer.sqlite3.before-v{NEWER}"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert version(copy) == NEWER - 1
    assert saved(copy) == (numbered(1), numbered(2, deleted=True))
    assert {path.name for path in used.parent.iterdir()} == {
        "home",
        used.name,
        f"{used.name}.checked",
        copy.name,
        f"{copy.name}.checked",
    }


def test_nothing_is_copied_where_nothing_changes(database: Path) -> None:
    open_database(database, steps=LONGER).close()
    open_database(database, steps=LONGER).close()
    assert not backup_file(database, NEWER).exists()


def test_the_older_program_refuses_what_the_newer_one_made(used: Path) -> None:
    open_database(used, steps=LONGER).close()
    with pytest.raises(NewerData):
        open_database(used)


def test_a_step_that_fails_leaves_the_file_as_it_was(used: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        open_database(used, steps=(*STEPS, (*NEXT, "CREATE NONSENSE")))
    assert version(used) == NEWER - 1
    assert saved(used) == (numbered(1), numbered(2, deleted=True))


def test_without_room_for_a_copy_nothing_is_migrated(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_connection: sqlite3.Connection, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(migrations, "back_up", no_room)
    with pytest.raises(DiskFull):
        open_database(used, steps=LONGER)
    assert version(used) == NEWER - 1


def test_a_copy_that_was_cut_short_is_made_anew(used: Path) -> None:
    copy = backup_file(used, NEWER)
    copy.with_name(copy.name + ".part").write_bytes(b"half")
    open_database(used, steps=LONGER).close()
    assert saved(copy) == (numbered(1), numbered(2, deleted=True))


def test_an_older_copy_of_the_same_name_is_replaced_only_when_the_new_one_is_whole(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backup_file(used, NEWER)
    shutil.copy(used, copy)

    def fail(*_args: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(Exception, match="input/output error"):
        open_database(used, steps=LONGER)
    assert version(used) == NEWER - 1
    assert saved(copy) == (numbered(1), numbered(2, deleted=True))
    assert not copy.with_name(copy.name + ".part").exists()


DATA = Path(__file__).parent / "data"
OLDER = range(1, len(STEPS))
ROOT = Path(__file__).parents[2]


def bytes_of(path: Path, table: str) -> list[tuple[Any, ...]]:
    """Every row with its place, and of every value the kind and the bytes."""
    with closing(sqlite3.connect(path)) as connection:
        described = connection.execute(f"PRAGMA table_list({table})").fetchone()
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        place = names[0] if described[4] else "rowid"
        values = ", ".join(f"typeof({name}), hex(CAST({name} AS BLOB))" for name in names)
        statement = f"SELECT {place}, {values} FROM {table} ORDER BY {place}"  # noqa: S608
        return connection.execute(statement).fetchall()


def schema(path: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return set(connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"))


@pytest.fixture
def first(database: Path) -> Path:
    shutil.copy(DATA / "v1.sqlite3", database)
    return database


@pytest.mark.parametrize("number", OLDER)
def test_every_version_becomes_the_newest_with_every_row_to_the_byte(
    database: Path, tmp_path: Path, number: int
) -> None:
    older = tmp_path / "older.sqlite3"
    for copy in (older, database):
        shutil.copy(DATA / f"v{number}.sqlite3", copy)
    open_database(database).close()
    assert version(database) == len(STEPS)
    kept = backup_file(database, len(STEPS))
    assert kept.stat().st_mode & 0o777 == 0o600
    assert version(kept) == number
    for table in TABLES[min(number, len(TABLES)) - 1]:
        before = bytes_of(older, table)
        assert before
        assert bytes_of(kept, table) == before
        after = bytes_of(database, table)
        # Later columns come last.
        assert [row[: len(before[0])] for row in after] == before
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("number", OLDER)
def test_a_migrated_file_is_made_as_a_new_one_is(
    database: Path, tmp_path: Path, number: int
) -> None:
    shutil.copy(DATA / f"v{number}.sqlite3", database)
    open_database(database).close()
    open_database(tmp_path / "new.sqlite3").close()
    assert schema(database) == schema(tmp_path / "new.sqlite3")


def test_sessions_are_deleted_with_their_follow_ups_after_a_migration_too(database: Path) -> None:
    shutil.copy(DATA / "v3.sqlite3", database)
    with closing(open_database(database)) as connection:
        connection.execute("DELETE FROM session WHERE id = ?", (str(numbered(3).id),))
        assert connection.execute("SELECT count(*) FROM follow_up").fetchone() == (0,)


def test_a_step_that_loses_sessions_of_follow_ups_is_taken_back(database: Path) -> None:
    shutil.copy(DATA / "v3.sqlite3", database)
    with pytest.raises(sqlite3.IntegrityError, match="belong"):
        open_database(database, steps=(*STEPS, ("DELETE FROM session",)))
    assert version(database) == 3
    assert bytes_of(database, "session") == bytes_of(DATA / "v3.sqlite3", "session")


def test_follow_ups_of_nothing_are_no_reason_to_refuse_a_migration(database: Path) -> None:
    shutil.copy(DATA / "v3.sqlite3", database)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM session WHERE id = ?", (str(numbered(3).id),))
    open_database(database).close()
    assert len(saved(database)) == 3


def test_a_version_without_statements_keeps_older_programs_out(used: Path) -> None:
    open_database(used, steps=(*STEPS, ())).close()
    before = used.read_bytes()
    with pytest.raises(NewerData):
        open_database(used)
    assert used.read_bytes() == before


def test_what_is_new_can_be_said_of_what_is_old(first: Path) -> None:
    with open_repository(first) as repository:
        (stop,) = repository.stops_without(FollowUpKind.ASKED, (StopReason.NUMBNESS,), 0, None)
        check_ins.follow_up(repository, (FollowUp(stop, FollowUpKind.ASKED, NOON, DEVICE),))
        assert [past.asked for past in repository.past(9)] == [True, False, False]


def test_a_first_version_without_a_table_of_its_own_is_damaged(first: Path) -> None:
    with closing(sqlite3.connect(first)) as connection:
        connection.execute("DROP TABLE screening")
    before = first.read_bytes()
    with pytest.raises(DamagedData):
        open_database(first)
    assert first.read_bytes() == before


CHILD = """
import sys, time
from pathlib import Path
from mattimer.storage.database import open_database
from mattimer.storage.schema import STEPS

def half_done(step):
    # So little memory that pages go to the file before the commit.
    yield "PRAGMA cache_size = 1"
    yield from step
    yield "UPDATE session SET note = 'half', deleted = 1"
    print("half done", flush=True)
    time.sleep(60)

version = int(sys.argv[2])
steps = (*STEPS[:version], half_done(STEPS[version]))
open_database(Path(sys.argv[1]), steps=steps)
"""


@pytest.mark.parametrize("number", OLDER)
def test_a_migration_that_is_killed_is_taken_back_and_made_again(
    database: Path, number: int
) -> None:
    with closing(open_database(database, steps=STEPS[:number])) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(session)")]
        marks = ", ".join(f":{name}" for name in names)
        for one in range(1, 60):
            row = SESSIONS.row_of(numbered(one, note="x" * 2000))
            values = dict(zip(SESSIONS.names, row, strict=True))
            connection.execute(f"INSERT INTO session VALUES ({marks})", values)  # noqa: S608
    before = bytes_of(database, "session")
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(database), str(number)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"half done\n"
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert b"half" in database.read_bytes()
    open_database(database).close()
    assert version(database) == len(STEPS)
    assert bytes_of(database, "session") == before
    assert bytes_of(backup_file(database, len(STEPS)), "session") == before

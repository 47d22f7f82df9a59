import os
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mattimer.session.records import CheckIn, Document, FollowUp, FollowUpKind
from mattimer.storage import check_ins
from mattimer.storage.database import open_database
from mattimer.storage.errors import (
    DamagedData,
    DataError,
    DiskFull,
    LockedData,
    NewerData,
    NotOurData,
    OldSqlite,
    UnwritableData,
)
from mattimer.storage.integrity_marker import marker_file
from mattimer.storage.schema import APPLICATION_ID, STEPS
from tests.storage.factories import DEVICE, NOON, numbered, open_repository, saved

DATA = Path(__file__).parent / "data"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def pragma(path: Path, name: str) -> object:
    with closing(open_database(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def filled(path: Path, sessions: int = 50) -> bytes:
    with open_repository(path) as repository:
        for number in range(1, sessions + 1):
            repository.save(numbered(number, note="word " * 300))
    return path.read_bytes()


def refused(path: Path, kind: type[DataError]) -> str:
    """Open a file that must be refused, unchanged, in one sentence; returns the sentence."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(kind) as refusal:
        open_database(path, patience_s=0.05)
    assert (path.read_bytes() if path.is_file() else None) == before
    sentence = str(refusal.value)
    assert str(path) in sentence
    assert "\n" not in sentence
    assert "!" not in sentence
    assert type(refusal.value) is kind
    return sentence


def test_a_new_file_is_ours_empty_and_private(database: Path) -> None:
    assert pragma(database, "application_id") == APPLICATION_ID
    assert pragma(database, "user_version") == len(STEPS)
    assert saved(database) == ()
    assert mode(database) == 0o600


@pytest.mark.parametrize("umask", [0, 0o777])
def test_a_file_is_private_whatever_the_umask(database: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        filled(database, 1)
    finally:
        os.umask(before)
    assert {
        path.name: mode(path) for path in (database, marker_file(database)) if path.exists()
    } == {database.name: 0o600}


def test_the_file_is_never_seen_with_more_open_permissions(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    connect = sqlite3.connect

    def look_and_connect(*args: object, **kwargs: object) -> sqlite3.Connection:
        seen.append(mode(database))
        return connect(*args, **kwargs)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(sqlite3, "connect", look_and_connect)
    open_database(database).close()
    assert seen == [0o600]


def test_a_file_that_came_from_a_copy_is_closed_to_others(database: Path) -> None:
    filled(database, 1)
    database.chmod(0o644)
    open_database(database).close()
    assert mode(database) == 0o600


def test_an_empty_file_is_taken_as_new(database: Path) -> None:
    database.touch(mode=0o644)
    assert saved(database) == ()
    assert mode(database) == 0o600


@pytest.mark.parametrize(
    ("name", "value"),
    [("foreign_keys", 1), ("journal_mode", "delete"), ("synchronous", 3)],
)
def test_a_committed_row_survives_a_power_loss(database: Path, name: str, value: object) -> None:
    assert pragma(database, name) == value


def test_a_newer_file_is_left_untouched(database: Path) -> None:
    filled(database)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    before = (database.read_bytes(), database.stat().st_mtime_ns, set(database.parent.iterdir()))
    sentence = refused(database, NewerData)
    assert sentence == (
        f"{database} was written by a newer Mat Timer and is left as it is; "
        "install that version to open it."
    )
    after = (database.read_bytes(), database.stat().st_mtime_ns, set(database.parent.iterdir()))
    assert after == before


@pytest.mark.parametrize("sealed", [False, True], ids=["after a crash", "after a clean close"])
@pytest.mark.parametrize("keep", [60, 100, 4096, 0.5, 0.99])
def test_a_truncated_file_is_refused(database: Path, keep: float, *, sealed: bool) -> None:
    content = filled(database)
    if sealed:
        open_database(database).close()
    database.write_bytes(content[: int(keep if keep > 1 else len(content) * keep)])
    assert "damaged" in refused(database, DamagedData)
    assert "damaged" in refused(database, DamagedData)


@pytest.mark.parametrize("sealed", [False, True], ids=["after a crash", "after a clean close"])
@pytest.mark.parametrize("at", [100, 4096, 0.25, 0.5, 0.9])
def test_a_garbled_file_is_refused(database: Path, at: float, *, sealed: bool) -> None:
    content = filled(database)
    if sealed:
        open_database(database).close()
    start = int(at if at > 1 else len(content) * at) // 4096 * 4096 + (100 if at == 100 else 0)
    database.write_bytes(content[:start] + b"\xa5" * 2000 + content[start + 2000 :])
    refused(database, DamagedData)


@pytest.mark.parametrize("table", ["screening", "check_in", "follow_up", "profile"])
def test_a_file_without_our_tables_is_damaged(database: Path, table: str) -> None:
    filled(database, 1)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(f"DROP TABLE {table}")
    refused(database, DamagedData)


def test_a_file_with_tables_but_no_version_is_damaged(database: Path) -> None:
    filled(database, 1)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA user_version = 0")
    refused(database, DamagedData)


@pytest.mark.parametrize("content", [b"x", b"{}\n" * 1000, b"\0" * 8192, b"SQLite format 2\0" * 9])
def test_a_file_that_is_no_database_is_not_ours(database: Path, content: bytes) -> None:
    database.write_bytes(content)
    refused(database, NotOurData)


def test_another_programs_database_is_not_ours(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    refused(database, NotOurData)


def test_a_folder_or_a_pipe_in_its_place_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    refused(tmp_path / "folder", NotOurData)
    os.mkfifo(tmp_path / "pipe")
    refused(tmp_path / "pipe", NotOurData)


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_file_held_by_another_program_is_told(database: Path, lock: str) -> None:
    filled(database, 1)
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute(f"BEGIN {lock}")
        assert "Another program" in refused(database, LockedData)
    assert len(saved(database)) == 1


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    refused(tmp_path / "nowhere" / "mattimer.sqlite3", UnwritableData)


def test_a_folder_that_cannot_be_written_is_told(bound_by_permissions: Path) -> None:
    path = bound_by_permissions / "mattimer.sqlite3"
    bound_by_permissions.chmod(0o500)
    assert "permission denied" in refused(path, UnwritableData)


def test_a_file_in_a_folder_that_turned_read_only_is_told(bound_by_permissions: Path) -> None:
    path = bound_by_permissions / "mattimer.sqlite3"
    filled(path, 1)
    bound_by_permissions.chmod(0o500)
    assert "its folder is read-only" in refused(path, UnwritableData)


def test_a_read_only_file_is_told(bound_by_permissions: Path) -> None:
    path = bound_by_permissions / "mattimer.sqlite3"
    filled(path, 1)
    path.chmod(0o400)
    assert "read-only" in refused(path, UnwritableData)


def test_a_file_that_cannot_be_read_is_told(bound_by_permissions: Path) -> None:
    path = bound_by_permissions / "mattimer.sqlite3"
    filled(path, 1)
    path.chmod(0)
    with pytest.raises(UnwritableData, match="permission denied"):
        open_database(path)


def test_a_full_disk_at_the_first_start_is_told(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def without_room(path: Path, **options: Any) -> sqlite3.Connection:  # noqa: ANN401 - as given
        connection: sqlite3.Connection = connect(path, **options)
        connection.execute("PRAGMA max_page_count = 2")
        return connection

    monkeypatch.setattr(sqlite3, "connect", without_room)
    with pytest.raises(DiskFull, match="The disk is full"):
        open_database(database)
    monkeypatch.undo()
    assert saved(database) == ()


def test_an_old_sqlite_is_told(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(OldSqlite, match=r"3\.37"):
        open_database(database)
    assert not database.exists()


def test_faults_of_ours_are_not_dressed_up(database: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="syntax error"):
        open_database(database, steps=(("CREATE NONSENSE",),))


def test_every_version_ever_released_goes_on_opening(tmp_path: Path) -> None:
    fixtures = sorted(DATA.glob("v*.sqlite3"))
    assert [path.stem for path in fixtures] == [f"v{number + 1}" for number in range(len(STEPS))]
    for fixture in fixtures:
        copy = tmp_path / fixture.name
        shutil.copy(fixture, copy)
        with open_repository(copy) as repository:
            _, found = repository.chunk(0, 100)
            assert found == (
                numbered(1),
                numbered(2, ended_us=None, outcome="interrupted", noticed=(), note=""),
                numbered(3, outcome="stopped", stop_reason="numbness", tightness_after=None),
                numbered(4, deleted=True, layer="bare", note="Grüße, 猫 🐈\nsecond line"),
            )
            screening = repository.last_screening()
            assert screening is not None
            assert screening.answers == ("pregnancy", "blood-thinners")


TAKEN_BACK = CheckIn(date(2026, 9, 22), 4, NOON, 7200, DEVICE, NOON + 1, deleted=True)


@pytest.mark.parametrize(
    ("name", "taken_back"), [("v2", ()), ("v3", (TAKEN_BACK,)), ("v4", (TAKEN_BACK,))]
)
def test_what_was_said_beside_the_sessions_goes_on_opening(
    tmp_path: Path, name: str, taken_back: tuple[CheckIn, ...]
) -> None:
    copy = tmp_path / f"{name}.sqlite3"
    shutil.copy(DATA / copy.name, copy)
    with open_repository(copy) as repository:
        found = check_ins.all_else(repository)
    assert [screening.answers for screening in found.screenings] == [
        (),
        ("pregnancy", "blood-thinners"),
    ]
    assert found.check_ins == (
        CheckIn(date(2026, 9, 20), 8, NOON, 7200, DEVICE, NOON),
        CheckIn(date(2026, 9, 21), 1, NOON + 5, -36_000, DEVICE, NOON + 9),
        *taken_back,
    )
    mat = {"name": "Grüße, 猫 🐈", "discs": 210, "washed_on": None, "results": [1.5, 10]}
    assert found.profile == (Document("mat", mat, NOON, DEVICE),)
    three = numbered(3).id
    assert found.follow_ups == {
        three: tuple(FollowUp(three, kind, NOON, DEVICE) for kind in FollowUpKind)
    }

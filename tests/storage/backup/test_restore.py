"""A backup comes back, what lay there is kept, and a failure in the middle changes nothing."""

import os
import random
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from mattimer.session.records import SessionRecord
from mattimer.storage import check_ins
from mattimer.storage.backup import restore as restore_module
from mattimer.storage.backup.daily_backups import back_up_daily, backups_of
from mattimer.storage.backup.database_copy import journal_of
from mattimer.storage.backup.restore import (
    Restored,
    bring_back,
    is_sound,
    open_or_recover,
    recover,
    restore,
)
from mattimer.storage.errors import (
    DamagedData,
    DataError,
    DiskFull,
    NewerData,
    NotOurData,
    UnwritableData,
)
from mattimer.storage.integrity_marker import mark_checked, marker_file
from mattimer.storage.schema import STEPS
from mattimer.storage.store import Store
from tests.drill_size import rounds
from tests.stats.made_up_year import fill
from tests.storage.damage import WAYS
from tests.storage.factories import DEVICE, numbered, open_repository, open_store, saved

TODAY = date(2026, 9, 21)
PAGE = 4096
OLD = tuple(numbered(number, note="word " * 200) for number in range(1, 31))
NEW = tuple(numbered(number, note="word " * 200) for number in range(31, 41))
ASIDE = "mattimer-set-aside-2026-09-21.sqlite3"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with two backups; ten sessions are younger than those."""
    folder = tmp_path_factory.mktemp("room")
    database = folder / "mattimer.sqlite3"
    fill(database, OLD[:20])
    back_up_daily(database, TODAY - timedelta(days=2))
    fill(database, OLD[20:])
    back_up_daily(database, TODAY - timedelta(days=1))
    fill(database, NEW)
    marker_file(database).unlink(missing_ok=True)
    return folder


@pytest.fixture
def used(room: Path, database: Path) -> Path:
    shutil.copytree(room, database.parent, dirs_exist_ok=True)
    return database


def ruin(database: Path) -> bytes:
    """The first page that holds sessions is gone."""
    content = database.read_bytes()
    with closing(sqlite3.connect(database)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'session'"
        ).fetchone()
    ruined = content[: (page - 1) * PAGE] + b"\xa5" * PAGE + content[page * PAGE :]
    database.write_bytes(ruined)
    return ruined


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")


def misspell(path: Path) -> None:
    """One letter of an id, which SQLite has no rule for."""
    right = str(OLD[0].id).encode()
    path.write_bytes(path.read_bytes().replace(right, b"x" + right[1:]))


def reopened(database: Path) -> Restored | None:
    connection, restored = open_or_recover(database, TODAY)
    connection.close()
    return restored


def listing(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(".checked")
    }


class TestRestore:
    """A person chose a backup."""

    def test_the_backup_is_there_and_the_file_is_set_aside(self, used: Path) -> None:
        newest, older = (backup.path for backup in backups_of(used))
        content = used.read_bytes()
        assert restore(used, older, TODAY) == Restored(older, used.with_name(ASIDE))
        assert set(saved(used)) == set(OLD[:20])
        assert used.with_name(ASIDE).read_bytes() == content
        assert stat.S_IMODE(used.stat().st_mode) == 0o600
        assert {newest, older} == {backup.path for backup in backups_of(used)}

    def test_what_was_set_aside_can_come_back(self, used: Path) -> None:
        restore(used, backups_of(used)[0].path, TODAY)
        again = restore(used, used.with_name(ASIDE), TODAY)
        assert again.set_aside == used.with_name("mattimer-set-aside-2026-09-21-2.sqlite3")
        assert set(saved(used)) == {*OLD, *NEW}

    def test_without_a_database_it_is_simply_there(self, used: Path) -> None:
        used.unlink()
        assert restore(used, backups_of(used)[0].path, TODAY).set_aside is None
        assert set(saved(used)) == set(OLD)

    def test_the_note_of_a_change_that_was_cut_off_goes_aside_with_it(self, used: Path) -> None:
        with closing(sqlite3.connect(used, isolation_level=None)) as writing:
            writing.execute("PRAGMA cache_size = 1")
            writing.execute("BEGIN IMMEDIATE")
            writing.execute("UPDATE session SET note = 'half'")
            note, content = journal_of(used).read_bytes(), used.read_bytes()
            writing.execute("ROLLBACK")
        used.write_bytes(content)
        journal_of(used).write_bytes(note)
        restore(used, backups_of(used)[0].path, TODAY)
        assert set(saved(used)) == set(OLD)
        assert not journal_of(used).exists()
        assert set(saved(used.with_name(ASIDE))) == {*OLD, *NEW}

    @pytest.mark.parametrize(
        ("spoil", "kind"),
        [
            (lambda path: path.write_bytes(path.read_bytes()[:9000]), DamagedData),
            (ruin, DamagedData),
            (lambda path: path.write_bytes(b"hello" * 100), NotOurData),
            (lambda path: path.write_bytes(b""), NotOurData),
            (lambda path: path.unlink(), NotOurData),
            (newer, NewerData),
            (misspell, DamagedData),
        ],
        ids=["cut", "a page gone", "foreign", "empty", "missing", "newer", "a word"],
    )
    def test_an_unsound_backup_is_refused_and_nothing_changes(
        self, used: Path, spoil: Callable[[Path], object], kind: type[DataError]
    ) -> None:
        backup = backups_of(used)[0].path
        spoil(backup)
        before = listing(used.parent)
        with pytest.raises(kind, match=str(backup)):
            restore(used, backup, TODAY)
        assert listing(used.parent) == before

    def test_in_a_folder_that_is_read_only_nothing_changes(
        self, bound_by_permissions: Path
    ) -> None:
        database = bound_by_permissions / "mattimer.sqlite3"
        fill(database, OLD)
        backup = bound_by_permissions / "backup.sqlite3"
        backup.write_bytes(database.read_bytes())
        bound_by_permissions.chmod(0o500)
        with pytest.raises(UnwritableData):
            restore(database, backup, TODAY)
        assert sorted(path.name for path in bound_by_permissions.iterdir()) == [
            "backup.sqlite3",
            "mattimer.sqlite3",
        ]

    def test_where_files_have_one_name_only_it_is_copied_aside(
        self, used: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "link", _refuse)
        content = used.read_bytes()
        restore(used, backups_of(used)[0].path, TODAY)
        assert used.with_name(ASIDE).read_bytes() == content
        assert stat.S_IMODE(used.with_name(ASIDE).stat().st_mode) == 0o600

    def test_without_room_to_set_it_aside_nothing_changes(
        self, used: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = listing(used.parent)
        monkeypatch.setattr(os, "link", _refuse)
        monkeypatch.setattr(shutil, "copyfile", _no_room)
        with pytest.raises(DiskFull):
            restore(used, backups_of(used)[0].path, TODAY)
        left = {
            name: content
            for name, content in listing(used.parent).items()
            if not name.endswith(".restoring")
        }
        assert left == before

    def test_a_running_journal_goes_on_with_what_was_restored(self, used: Path) -> None:
        with open_store(used) as store:
            restored = store.restore(backups_of(used)[1].path).result()
            assert restored.set_aside is not None
            assert store.count().result() == 20
            store.begin(numbered(99)).result()
            with pytest.raises(NotOurData):
                store.restore(used.with_name("nowhere")).result()
            assert store.count().result() == 21
        assert set(saved(used)) == {*OLD[:20], numbered(99)}


class TestRecover:
    """The database is damaged."""

    def test_the_newest_backup_and_what_can_be_read_are_merged(self, used: Path) -> None:
        ruined = ruin(used)
        newest = backups_of(used)[0].path
        restored = reopened(used)
        assert restored is not None
        assert (restored.backup, restored.set_aside) == (newest, used.with_name(ASIDE))
        assert set(OLD) <= set(saved(used)) <= {*OLD, *NEW}
        assert restored.saved == len(saved(used)) - len(OLD)
        assert restored.saved > 0
        assert used.with_name(ASIDE).read_bytes() == ruined
        assert reopened(used) is None

    def test_a_damaged_backup_is_passed_over(self, used: Path) -> None:
        newest, older = (backup.path for backup in backups_of(used))
        ruin(newest)
        ruin(used)
        restored = reopened(used)
        assert restored is not None
        assert restored.backup == older
        assert set(OLD[:20]) <= set(saved(used))

    def test_without_a_sound_backup_it_is_refused_as_it_is(self, used: Path) -> None:
        for backup in backups_of(used):
            ruin(backup.path)
        ruin(used)
        before = listing(used.parent)
        with pytest.raises(DamagedData, match=str(used)):
            reopened(used)
        assert listing(used.parent) == before

    def test_asked_to_it_begins_anew_with_what_can_be_read(self, database: Path) -> None:
        fill(database, (*OLD, *NEW))
        ruin(database)
        restored = recover(database, TODAY, anew=True)
        assert restored.backup is None
        assert restored.saved == len(saved(database)) > 0
        assert set(saved(database)) <= {*OLD, *NEW}

    def test_a_file_that_was_emptied_comes_back(self, used: Path) -> None:
        used.write_bytes(b"")
        restored = reopened(used)
        assert restored is not None
        assert set(saved(used)) == set(OLD)

    def test_an_empty_file_without_backups_is_a_new_one(self, database: Path) -> None:
        database.touch()
        assert reopened(database) is None
        assert saved(database) == ()

    def test_rubbish_in_its_place_is_set_aside_too(self, used: Path) -> None:
        used.write_bytes(b"\0" * 9000)
        restored = reopened(used)
        assert restored is not None
        assert set(saved(used)) == set(OLD)
        assert used.with_name(ASIDE).read_bytes() == b"\0" * 9000

    def test_a_newer_file_is_refused_and_left_as_it_is(self, used: Path) -> None:
        newer(used)
        before = listing(used.parent)
        with pytest.raises(NewerData):
            reopened(used)
        assert listing(used.parent) == before

    def test_a_folder_in_its_place_is_no_damage(self, used: Path) -> None:
        used.unlink()
        used.mkdir()
        with pytest.raises(NotOurData):
            reopened(used)

    def test_without_room_nothing_changes(
        self, used: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ruin(used)
        before = listing(used.parent)
        monkeypatch.setattr(restore_module, "merge_in", _no_room)
        with pytest.raises(DiskFull):
            reopened(used)
        assert listing(used.parent) == before

    def test_a_backup_of_an_earlier_version_is_brought_up(self, database: Path) -> None:
        fixture = Path(__file__).parents[1] / "data" / "v1.sqlite3"
        shutil.copy(fixture, database.with_name(f"{database.name}.before-v2"))
        fill(database, OLD)
        ruin(database)
        restored = reopened(database)
        assert restored is not None
        assert {record.id.int for record in saved(database)} >= {1, 2, 3, 4}

    def test_the_journal_says_what_was_done(self, used: Path) -> None:
        ruin(used)
        store = Store(used, DEVICE)
        try:
            store.open().result()
            assert store.recovered is not None
            assert store.recovered.backup is not None
            assert store.count().result() >= len(OLD)
        finally:
            store.close()

    def test_a_word_that_cannot_be_read_is_found_at_the_next_start(self, used: Path) -> None:
        misspell(used)
        mark_checked(used)
        with open_store(used) as store:
            assert store.recovered is None
            assert isinstance(store.latest(99).exception(), DamagedData)
        with open_store(used) as store:
            assert store.recovered is not None
            assert set(OLD) <= set(store.latest(99).result())

    def test_a_disk_that_misread_once_is_trusted_again(self, used: Path) -> None:
        content = used.read_bytes()
        misspell(used)
        mark_checked(used)
        with open_store(used) as store:
            assert isinstance(store.latest(99).exception(), DamagedData)
        used.write_bytes(content)
        assert reopened(used) is None
        assert reopened(used) is None


@pytest.mark.parametrize("seed", range(rounds(30, 3000)))
def test_whatever_happens_to_the_file_no_session_of_the_backup_is_lost(
    used: Path, seed: int
) -> None:
    ruin_at_random(used, seed)


def ruin_at_random(used: Path, seed: int) -> None:
    """Ruin a file in some way; then it opens as it is or recovered, and loses nothing."""
    chance = random.Random(seed)  # noqa: S311 - ruins a file, hides nothing
    ruined = chance.choice(WAYS)(used.read_bytes(), chance)
    used.write_bytes(ruined)
    try:
        restored = reopened(used)
        found = readable(used)
    except NewerData:
        # The very byte that says so was hit; nothing was touched.
        assert used.read_bytes() == ruined
        restored = recover(used, TODAY)
        found = readable(used)
    if restored is None and found is None:
        # A word fell over that SQLite has no rule for; the next start looks at every row.
        restored = reopened(used)
        found = readable(used)
    assert found is not None
    if restored is None:
        # Not every flipped byte can be noticed.
        assert len(found) == len(OLD) + len(NEW)
        return
    assert restored.set_aside is not None
    assert restored.set_aside.read_bytes() == ruined
    assert {record.id for record in found} >= {record.id for record in OLD}


def readable(used: Path) -> tuple[SessionRecord, ...] | None:
    """What the app reads; None where it could not and noted so."""
    with open_store(used) as store:
        try:
            found = tuple(store.all_records())
            store.all_else().result()
        except DamagedData:
            return None
    return found


def _refuse(*_args: object) -> None:
    raise OSError(1, "Operation not permitted")


def _no_room(*_args: object) -> None:
    raise OSError(28, "No space left on device")


def test_what_was_said_beside_sessions_comes_back_too(used: Path) -> None:
    with open_repository(used) as repository:
        check_ins.keep_document(repository, ("mat", '{"name": "blue"}', 5, DEVICE))
    ruin(used)
    assert reopened(used) is not None
    with open_repository(used) as repository:
        assert check_ins.profile(repository, "mat") == {"name": "blue"}


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_damaged_file_that_another_program_has_open_is_set_aside_all_the_same(
    used: Path, lock: str
) -> None:
    """What the other program writes from then on goes to the file that was set aside."""
    with closing(sqlite3.connect(used, isolation_level=None)) as other:
        other.execute(f"BEGIN {lock}")
        ruin_below(used)
        restored = recover(used, TODAY)
    assert restored.set_aside is not None
    assert set(OLD) <= set(saved(used))


def ruin_below(used: Path) -> None:
    """Rubbish at the end of the file."""
    with used.open("r+b") as file:
        file.seek(-PAGE, os.SEEK_END)
        file.write(b"\xa5" * PAGE)


@pytest.mark.parametrize("step", range(rounds(4, 40)))
def test_cut_off_at_any_byte_it_comes_back(room: Path, database: Path, step: int) -> None:
    shutil.copytree(room, database.parent, dirs_exist_ok=True)
    whole = database.read_bytes()
    for length in range(step, len(whole), rounds(40_009, 997)):
        database.write_bytes(whole[:length])
        restored = reopened(database)
        assert restored is not None, length
        assert restored.set_aside is not None
        assert restored.set_aside.read_bytes() == whole[:length]
        restored.set_aside.unlink()
        assert {record.id for record in saved(database)} >= {record.id for record in OLD}


class TestByCommand:
    """``mattimer restore``, with and without a file."""

    def test_a_named_backup_takes_the_place(self, used: Path) -> None:
        older = backups_of(used)[1].path
        assert bring_back(used, older, TODAY).backup == older
        assert set(saved(used)) == set(OLD[:20])

    def test_without_one_nothing_is_lost_that_can_be_read(self, used: Path) -> None:
        bring_back(used, None, TODAY)
        assert set(saved(used)) == {*OLD, *NEW}

    def test_without_any_backup_what_can_be_read_begins_anew(self, database: Path) -> None:
        fill(database, OLD)
        ruin(database)
        assert bring_back(database, None, TODAY).backup is None
        assert 0 < len(saved(database)) <= len(OLD)

    def test_a_newer_database_is_left_as_it_is(self, used: Path) -> None:
        newer(used)
        before = listing(used.parent)
        with pytest.raises(NewerData):
            bring_back(used, None, TODAY)
        assert listing(used.parent) == before

    def test_which_backups_are_sound_can_be_told(self, used: Path) -> None:
        newest, older = (backup.path for backup in backups_of(used))
        misspell(newest)
        assert [is_sound(path) for path in (newest, older)] == [False, True]

    def test_a_database_that_is_gone_comes_back_from_the_backup(self, used: Path) -> None:
        used.unlink()
        assert bring_back(used, None, TODAY).set_aside is None
        assert set(saved(used)) == set(OLD)

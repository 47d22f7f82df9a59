import json
import os
import resource
import shutil
import stat
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mattimer.session.records import CheckIn, FollowUpKind, SessionRecord
from mattimer.storage.errors import (
    DataError,
    DiskFull,
    NewerExport,
    SyncFolderLost,
    UnwritableData,
)
from mattimer.storage.merge import Tally
from mattimer.storage.store import Store
from mattimer.storage.sync import own_file as sync_own
from mattimer.storage.sync.lines import LINE_LIMIT
from mattimer.storage.sync.shared_folder import Synced, SyncFolder
from tests.fakes import FakeClock
from tests.storage.factories import NOON, numbered

NOW = FakeClock().read()


class Device:
    """A computer with a database of its own."""

    def __init__(self, folder: Path, name: str, database: Path) -> None:
        self.name = name
        self.database = database
        self.store = Store(database, name)
        self.store.open().result()
        self.folder = SyncFolder(folder, self.store, name)
        self.own = folder / f"mattimer-{name}.jsonl"

    def sync(self) -> Synced:
        return self.folder.sync()

    def keep(self, *records: SessionRecord) -> None:
        for record in records:
            self.store.begin(record).result()

    def all(self) -> Any:  # noqa: ANN401
        more = self.store.all_else().result()
        return (
            sorted(self.store.all_records(), key=lambda record: record.id),
            sorted(more.screenings, key=lambda screening: screening.id),
            more.check_ins,
            more.profile,
            more.follow_ups,
        )


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def devices(tmp_path: Path, shared: Path) -> Iterator[tuple[Device, Device]]:
    with ExitStack() as stack:
        made = [Device(shared, name, tmp_path / f"{name}.sqlite3") for name in ("a", "b")]
        for device in made:
            stack.enter_context(closing(device.store))
        yield made[0], made[1]


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_what_one_records_the_other_has_as_well(devices: tuple[Device, Device]) -> None:
    a, b = devices
    a.keep(numbered(1, mat_us=numbered(1).mat_us - 1), numbered(2, deleted=True))
    a.store.accept_safety(("pregnancy",), NOW)
    a.store.check_in(CheckIn.answered(6, NOW, "a"))
    a.store.set_profile("mat", {"name": "Grüße 🐈"}, NOON)
    a.store.follow_up((numbered(1).id,), FollowUpKind.HEALED, NOON).result()
    assert a.sync().written == 5
    assert b.sync() == Synced(Tally(added=1, same=1, beside=4), 5, 0, 0, 0)
    assert b.all() == a.all()
    # Nothing comes back as an echo, and who has nothing to say stays silent.
    before = a.own.read_bytes()
    for _ in range(2):
        assert (a.sync().tally.anything, b.sync().tally.anything) == (False, False)
    assert a.own.read_bytes() == before


def test_both_ways_and_the_later_change_remains(devices: tuple[Device, Device]) -> None:
    a, b = devices
    a.keep(numbered(1))
    b.keep(numbered(2))
    a.sync()
    b.sync()
    a.sync()
    assert a.all() == b.all()
    a.store.delete(numbered(2).id, NOON * 2)
    b.store.set_tightness_before(numbered(2).id, 3, NOON)
    b.sync()
    a.sync()
    assert b.sync().tally == Tally(deleted=1)
    assert a.all() == b.all()
    assert [record.id.int for record in b.store.latest(9).result()] == [1]


def test_a_clock_years_behind_still_undoes_what_it_undoes(devices: tuple[Device, Device]) -> None:
    a, b = devices
    a.keep(numbered(1))
    a.store.delete(numbered(1).id, NOON * 2)
    a.sync()
    b.sync()
    b.store.undelete(numbered(1).id, 5)
    b.sync()
    assert a.sync().tally == Tally(changed=1)
    assert [record.id.int for record in a.store.latest(9).result()] == [1]
    a.store.check_in(CheckIn(date(2026, 9, 21), 9, NOON, 0, "a", NOON))
    a.sync()
    b.sync()
    b.store.take_back_check_in(date(2026, 9, 21))
    b.sync()
    a.sync()
    assert a.store.check_in_of(date(2026, 9, 21)).result() is None


def test_only_what_changed_is_added_and_the_rest_stays(devices: tuple[Device, Device]) -> None:
    a, _ = devices
    a.keep(*(numbered(number) for number in range(1, 1200)))
    assert a.sync().written == 1199
    before = a.own.read_bytes()
    a.store.delete(numbered(7).id, NOON * 2).result()
    assert a.sync().written == 1
    after = a.own.read_bytes()
    assert after.startswith(before)
    added = json.loads(after[len(before) :])["session"]
    assert (added["id"], added["deleted"]) == (str(numbered(7).id), True)


def test_the_file_is_as_documented_and_private(devices: tuple[Device, Device]) -> None:
    a, _ = devices
    a.keep(numbered(1))
    a.sync()
    assert a.own.name == "mattimer-a.jsonl"
    assert stat.S_IMODE(a.own.stat().st_mode) == 0o600
    header, session = lines(a.own)
    assert header == {"app": "mattimer", "format": 1, "device": "a"}
    assert session["session"]["started_us"] == numbered(1).started_us
    assert session["session"]["noticed"] == ["warmth", "sleepy"]
    assert session["session"]["follow_ups"] == []
    assert [path.name for path in a.own.parent.iterdir()] == [a.own.name]


def test_a_last_line_that_is_half_there_waits(devices: tuple[Device, Device]) -> None:
    a, b = devices
    a.keep(numbered(1), numbered(2))
    a.sync()
    whole = a.own.read_bytes()
    for size in (10, len(whole) - 700, len(whole) - 1):
        a.own.write_bytes(whole[:size])
        found = b.sync()
        assert (found.damaged, found.foreign) == (0, 0)
    assert len(b.all()[0]) == 1
    a.own.write_bytes(whole)
    assert b.sync().tally == Tally(added=1)


def test_what_the_own_device_wrote_by_half_is_said_again(devices: tuple[Device, Device]) -> None:
    a, b = devices
    a.keep(numbered(1), numbered(2))
    a.sync()
    b.sync()
    a.own.write_bytes(a.own.read_bytes()[:-100])
    assert a.sync().written == 1
    # The half line has its end now, and nobody understands it.
    found = b.sync()
    assert (found.tally.anything, found.written, found.damaged) == (False, 0, 1)
    assert b.sync().damaged == 0
    assert a.all() == b.all()


def test_a_file_that_is_lost_is_written_whole_again(devices: tuple[Device, Device]) -> None:
    a, b = devices
    a.keep(numbered(1), numbered(2))
    b.keep(numbered(3))
    a.sync()
    b.sync()
    for content in (None, b"", b"something else\n", b'{"app":"mattimer","format":1'):
        a.own.unlink()
        if content is not None:
            a.own.write_bytes(content)
        assert a.sync().written == 3
        assert len(lines(a.own)) == 4
        assert stat.S_IMODE(a.own.stat().st_mode) == 0o600
    found = b.sync()
    assert (found.tally.anything, found.written, found.damaged) == (False, 0, 0)


def test_any_one_file_holds_everything(devices: tuple[Device, Device], tmp_path: Path) -> None:
    a, b = devices
    a.keep(numbered(1))
    a.sync()
    b.sync()
    a.own.unlink()
    b.keep(numbered(2))
    b.sync()
    with closing(Device(b.own.parent, "c", tmp_path / "c.sqlite3").store) as store:
        SyncFolder(b.own.parent, store, "c").sync()
        assert [record.id.int for record in store.latest(9).result()] == [2, 1]


def test_a_mostly_superseded_file_begins_anew(
    devices: tuple[Device, Device], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_own, "ROOM", 4)
    a, b = devices
    a.keep(numbered(1))
    a.sync()
    b.sync()
    sizes = []
    for moment in range(1, 12):
        a.store.set_tightness_before(numbered(1).id, 1 + moment % 9, NOON * 2 + moment)
        a.sync()
        sizes.append(len(lines(a.own)))
        b.sync()
        assert a.all() == b.all()
    assert max(sizes) <= 9
    assert 2 in sizes


@pytest.mark.parametrize(
    "name",
    [
        "mattimer-a (conflicted copy 2026-09-21 141320).jsonl",
        "mattimer-a (Anna's conflicted copy 2026-09-21).jsonl",
        "mattimer-a.sync-conflict-20260921-141320-ABCDEFG.jsonl",
        "mattimer-a (1).jsonl",
    ],
)
def test_copies_that_a_service_made_are_read(devices: tuple[Device, Device], name: str) -> None:
    a, b = devices
    a.keep(numbered(1))
    a.sync()
    a.own.rename(a.own.with_name(name))
    assert b.sync().tally == Tally(added=1)


def test_two_devices_of_one_name_lose_nothing(tmp_path: Path) -> None:
    """A cloned computer writes the same file; the service keeps one and copies the other."""
    twins = [Device(tmp_path / side, "a", tmp_path / f"{side}.sqlite3") for side in ("one", "two")]
    with ExitStack() as stack:
        for number, twin in enumerate(twins, 1):
            stack.enter_context(closing(twin.store))
            twin.own.parent.mkdir()
            twin.keep(numbered(number))
            twin.sync()
        # One's file wins everywhere, the other becomes a copy, or is lost altogether.
        for copy in ("mattimer-a.sync-conflict-20260921-141320-ABCDEFG.jsonl", None):
            if copy is not None:
                for twin in twins:
                    shutil.copy(twins[1].own, twin.own.with_name(copy))
            shutil.copy(twins[0].own, twins[1].own)
            twins[1].sync()
            twins[1].keep(numbered(3 if copy else 4))
            twins[1].sync()
            shutil.copy(twins[1].own, twins[0].own)
            twins[0].sync()
            assert twins[0].all() == twins[1].all()
        assert len(twins[0].all()[0]) == 4


def test_two_of_one_name_in_one_folder_end_alike(tmp_path: Path, shared: Path) -> None:
    twins = [Device(shared, "a", tmp_path / f"{side}.sqlite3") for side in ("one", "two")]
    with ExitStack() as stack:
        for number, twin in enumerate(twins, 1):
            stack.enter_context(closing(twin.store))
            twin.keep(numbered(number))
        for _ in range(2):
            for twin in twins:
                twin.sync()
        assert twins[0].all() == twins[1].all()
        assert len(twins[0].all()[0]) == 2


def test_an_older_copy_of_the_database_hears_again_what_it_has_not(
    devices: tuple[Device, Device], tmp_path: Path
) -> None:
    a, b = devices
    a.keep(numbered(1))
    a.sync()
    b.sync()
    b.store.close()
    shutil.copy(b.database, tmp_path / "older.sqlite3")
    a.keep(numbered(2))
    a.sync()
    for path in (b.database, tmp_path / "older.sqlite3"):
        again = Device(a.own.parent, "b", path)
        with closing(again.store):
            again.sync()
            assert again.all() == a.all()


def test_what_is_foreign_is_left_alone(devices: tuple[Device, Device], tmp_path: Path) -> None:
    a, b = devices
    a.keep(numbered(1))
    a.sync()
    folder = a.own.parent
    (folder / "mattimer-list.jsonl").write_text('{"app": "other", "format": 1}\n')
    (folder / "mattimer-picture.jsonl").write_bytes(bytes(range(256)) * 300)
    (folder / "mattimer-future.jsonl").write_text(
        '{"app":"mattimer","format":2,"device":"f"}\n{}\n'
    )
    (folder / "mattimer-folder.jsonl").mkdir()
    (folder / "mattimer-link.jsonl").symlink_to(tmp_path / "elsewhere")
    shutil.copy(a.own, tmp_path / "elsewhere")
    os.mkfifo(folder / "mattimer-pipe.jsonl")
    (folder / "notes.txt").write_text("mine")
    before = {path.name: path.lstat().st_mtime_ns for path in folder.iterdir()}
    assert b.sync() == Synced(Tally(added=1), 1, damaged=0, foreign=2, newer=1)
    after = {path.name: path.lstat().st_mtime_ns for path in folder.iterdir()}
    assert after.items() >= before.items()
    assert set(after) - set(before) == {b.own.name}


DAMAGED = [
    b"{",
    b"[]",
    b"null",
    b"\xff\xfe",
    b"{}",
    b'{"session":{}}',
    b'{"session":5}',
    b'{"session":{"id":"x"},"screening":{}}',
    b'{"check_in":{"day":"2026-02-30"}}',
    b'{"document":{"key":"mat","value":NaN,"updated_us":1,"device":"a"}}',
    b'{"document":{"key":"","value":1,"updated_us":1,"device":"a"}}',
    b'{"screening":{"id":1}}',
    b"[" * 50_000,
    b'{"session":"' + b"x" * (LINE_LIMIT + 200_000) + b'"}',
]


@pytest.mark.parametrize("line", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_line_costs_itself_and_nothing_else(
    devices: tuple[Device, Device], line: bytes
) -> None:
    a, b = devices
    a.keep(numbered(1), numbered(2))
    a.sync()
    head, first, second = a.own.read_bytes().splitlines(keepends=True)
    a.own.write_bytes(head + first + line + b"\n" + b"\n" + second)
    assert b.sync() == Synced(Tally(added=2), 2, damaged=1, foreign=0, newer=0)
    assert b.sync().damaged == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"mat_us": numbered(1).planned_us + 1},
        {"planned_us": 2**64},
        {"updated_us": -1},
        {"tightness_after": True},
        {"deleted": 1},
        {"noticed": '["warmth"]'},
        {"follow_ups": [{"kind": "asked"}]},
        {"follow_ups": "none"},
        {"started_us": 1.5},
        {"id": None},
    ],
    ids=str,
)
def test_what_cannot_be_is_a_damaged_line(
    devices: tuple[Device, Device], changes: dict[str, object]
) -> None:
    a, b = devices
    a.keep(numbered(1))
    a.sync()
    header, session = lines(a.own)
    session["session"] |= changes
    a.own.write_text("".join(json.dumps(line) + "\n" for line in (header, session)))
    assert b.sync() == Synced(Tally(), 0, damaged=1, foreign=0, newer=0)


def test_kinds_of_a_later_version_are_left_out_silently(devices: tuple[Device, Device]) -> None:
    a, b = devices
    a.keep(numbered(1))
    a.sync()
    with a.own.open("a") as file:
        file.write('{"song":{"name":"la"}}\n')
    assert b.sync() == Synced(Tally(added=1), 1, 0, 0, 0)


def test_a_folder_that_vanishes_is_one_sentence_and_comes_back(
    devices: tuple[Device, Device],
) -> None:
    a, b = devices
    a.keep(numbered(1))
    a.sync()
    folder = a.own.parent
    folder.rename(folder.with_name("away"))
    with pytest.raises(SyncFolderLost) as lost:
        b.sync()
    assert str(lost.value).startswith(f"The shared folder {folder} can't be read (no such file")
    assert not folder.exists()
    b.keep(numbered(2))
    folder.with_name("away").rename(folder)
    b.sync()
    a.sync()
    assert a.all() == b.all()
    folder.rename(folder.with_name("away"))
    folder.write_text("a file in its place")
    with pytest.raises(SyncFolderLost, match="not a directory"):
        b.sync()


def test_what_stands_in_the_place_of_the_own_file_is_not_written_to(
    devices: tuple[Device, Device], tmp_path: Path
) -> None:
    a, _ = devices
    a.keep(numbered(1))
    victim = tmp_path / "victim"
    victim.write_text("mine")
    a.own.symlink_to(victim)
    with pytest.raises(UnwritableData):
        a.sync()
    assert victim.read_text() == "mine"
    a.own.unlink()
    os.mkfifo(a.own)
    with pytest.raises(UnwritableData, match="not a file"):
        a.sync()
    a.own.unlink()
    a.own.write_text('{"app":"mattimer","format":2,"device":"a"}\n')
    with pytest.raises(NewerExport):
        a.sync()
    assert len(lines(a.own)) == 1


def test_a_read_only_folder_is_still_read(
    bound_by_permissions: Path,
) -> None:
    folder = bound_by_permissions / "shared"
    folder.mkdir()
    one = Device(folder, "a", bound_by_permissions / "a.sqlite3")
    two = Device(folder, "b", bound_by_permissions / "b.sqlite3")
    with closing(one.store), closing(two.store):
        one.keep(numbered(1))
        one.sync()
        folder.chmod(0o500)
        with pytest.raises(UnwritableData, match="permission denied"):
            two.sync()
        assert two.all() == one.all()
        one.own.chmod(0)
        folder.chmod(0o700)
        assert two.sync().foreign == 1


def test_a_limit_met_while_writing_loses_nothing(devices: tuple[Device, Device]) -> None:
    a, b = devices
    a.keep(*(numbered(number) for number in range(1, 100)))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    a.sync()
    size = a.own.stat().st_size
    a.keep(*(replace(numbered(number), note="x" * 1000) for number in range(100, 200)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 5000, before[1]))
    try:
        with pytest.raises(DataError) as refusal:
            a.sync()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert isinstance(refusal.value, (UnwritableData, DiskFull))
    assert b.sync().damaged == 0
    a.sync()
    assert b.sync().damaged == 1
    assert a.all() == b.all()


def test_live_writes_find_their_turn_between_batches(devices: tuple[Device, Device]) -> None:
    a, b = devices
    a.keep(*(numbered(number) for number in range(1, 1500)))
    a.sync()
    asked = 0
    within = b.store.within

    def counted(*work: Any) -> Any:  # noqa: ANN401
        nonlocal asked
        asked += 1
        return within(*work)

    b.store.within = counted  # type: ignore[method-assign, assignment]
    b.sync()
    # 1,499 sessions come in four pieces, and go out in three.
    assert asked >= 8
    assert a.all() == b.all()


def test_one_that_was_stopped_ends_with_its_piece_and_does_nothing_more(
    devices: tuple[Device, Device],
) -> None:
    a, b = devices
    a.keep(*(numbered(number) for number in range(1, 1000)))
    a.sync()
    within = b.store.within

    def stopping(*work: Any) -> Any:  # noqa: ANN401
        found = within(*work)
        if found.result() == Tally(added=400):
            b.folder.stop()
        return found

    b.store.within = stopping  # type: ignore[method-assign, assignment]
    assert b.sync() == Synced(Tally(added=400), 0, 0, 0, 0)
    assert b.sync() == Synced(Tally(), 0, 0, 0, 0)
    again = SyncFolder(a.own.parent, b.store, "b").sync()
    assert again.tally == Tally(added=599)
    assert a.all() == b.all()

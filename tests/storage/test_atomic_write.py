"""A file is the old one or the new one, for its owner only."""

import os
import stat
from pathlib import Path

import pytest

from mattimer.storage.atomic_write import atomic_file, atomic_write, move_in_place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One with nothing in it."""
    made = tmp_path / "folder"
    made.mkdir()
    return made


def test_it_takes_the_old_one_s_place(folder: Path) -> None:
    file = folder / "file"
    file.write_bytes(b"old")
    file.chmod(0o644)
    atomic_write(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(folder.iterdir()) == [file]


def test_what_cannot_be_replaced_leaves_nothing_behind(folder: Path) -> None:
    taken = folder / "taken"
    (taken / "inside").mkdir(parents=True)
    with pytest.raises(OSError):  # noqa: PT011 - which one is the system's choice
        atomic_write(taken, b"new")
    assert list(folder.iterdir()) == [taken]
    with pytest.raises(FileNotFoundError):
        atomic_write(folder / "nowhere" / "file", b"new")


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is made sure of on the disk, and when the name changes, in order."""
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def replaced(path: Path, target: Path) -> Path:
        steps.append("name")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    return steps


def test_file_name_and_folder_reach_the_disk_in_this_order(folder: Path, done: list[str]) -> None:
    atomic_write(folder / "file", b"new")
    assert done == ["file", "name", "folder"]


def test_a_database_that_something_else_wrote_reaches_the_disk_in_this_order(
    folder: Path, done: list[str]
) -> None:
    made = folder / "made"
    made.write_bytes(b"new")
    move_in_place(made, folder / "file")
    assert done == ["file", "name", "folder"]
    assert [path.name for path in folder.iterdir()] == ["file"]


def test_a_full_disk_leaves_the_old_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / "file"
    atomic_write(file, b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        atomic_write(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(folder.iterdir()) == [file]


def test_a_folder_that_cannot_be_synced_costs_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def refuse(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(22, "Invalid argument")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", refuse)
    atomic_write(folder / "file", b"new")
    assert (folder / "file").read_bytes() == b"new"


@pytest.mark.parametrize("umask", [0, 0o777])
def test_it_is_private_whatever_the_umask(folder: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        atomic_write(folder / "file", b"new")
    finally:
        os.umask(before)
    assert (folder / "file").stat().st_mode & 0o777 == 0o600


def test_two_at_once_are_two_files_and_the_later_stays(folder: Path) -> None:
    file = folder / "file"
    with atomic_file(file) as one, atomic_file(file) as other:
        one.write(b"one")
        other.write(b"other")
    assert file.read_bytes() == b"one"
    assert list(folder.iterdir()) == [file]

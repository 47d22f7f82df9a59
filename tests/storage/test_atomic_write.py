"""A file is the old one or the new one, for its owner only."""

from pathlib import Path

import pytest

from mattimer.storage.atomic_write import replace_private


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
    replace_private(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(folder.iterdir()) == [file]


def test_what_cannot_be_replaced_leaves_nothing_behind(folder: Path) -> None:
    taken = folder / "taken"
    (taken / "inside").mkdir(parents=True)
    with pytest.raises(OSError):  # noqa: PT011 - which one is the system's choice
        replace_private(taken, b"new")
    assert list(folder.iterdir()) == [taken]
    with pytest.raises(FileNotFoundError):
        replace_private(folder / "nowhere" / "file", b"new")

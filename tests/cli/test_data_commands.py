"""Export, import and restore without a window."""

import csv
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from mattimer.app.paths import Paths, device_id
from mattimer.cli.data_commands import export, list_backups, restore, take_in
from mattimer.desktop.instance_lock import InstanceLock
from mattimer.session.records import SessionRecord
from mattimer.storage.backup.daily_backups import back_up_daily, backups_folder
from mattimer.storage.errors import DataError, ImportFileError, UnwritableData
from mattimer.storage.store import Store
from tests.storage.factories import numbered

DAY = date(2026, 9, 21)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.under(tmp_path / "data")


def keep(paths: Paths, *records: SessionRecord) -> None:
    paths.prepare()
    store = Store(paths.database, device_id(paths))
    store.open().result()
    for record in records:
        store.begin(record).result()
    store.close()


def stored(paths: Paths) -> list[SessionRecord]:
    store = Store(paths.database, device_id(paths))
    store.open().result()
    try:
        return sorted(store.all_records(), key=lambda record: record.id)
    finally:
        store.close()


# Export ----------------------------------------------------------------------------------------


def test_everything_to_json_and_sessions_to_csv(paths: Paths, tmp_path: Path) -> None:
    keep(paths, numbered(1), numbered(2, deleted=True))
    assert export(paths, tmp_path / "out.json") == (0, "")
    assert export(paths, tmp_path / "out.CSV") == (0, "")
    content = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert len(content["sessions"]) == 2
    with (tmp_path / "out.CSV").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 2


@pytest.mark.parametrize("name", ["out", "out.txt", ".json"])
def test_another_ending_is_refused_before_anything_is_opened(
    paths: Paths, tmp_path: Path, name: str
) -> None:
    status, sentence = export(paths, tmp_path / name)
    assert status == 2
    assert sentence == "the file's name has to end in .json or .csv."
    assert not paths.data.exists()


def test_a_folder_that_is_not_there_is_told(paths: Paths, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="can't be written"):
        export(paths, tmp_path / "gone" / "out.json")


# Import ----------------------------------------------------------------------------------------


def test_a_file_of_130_mib_is_one_sentence_and_changes_nothing(
    paths: Paths, tmp_path: Path
) -> None:
    keep(paths, numbered(1))
    large = tmp_path / "large.json"
    export(paths, large)
    os.truncate(large, 130 << 20)
    done = subprocess.run(
        [sys.executable, "-m", "mattimer", "--data-dir", tmp_path / "data", "import", large],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 5
    assert done.stdout == ""
    assert done.stderr == (
        f"mattimer: {large} is larger than 128 MiB and can't be imported; nothing was changed: "
        "bring that much over with a backup or a shared folder.\n"
    )
    assert stored(paths) == [numbered(1)]


def test_there_and_back(paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(paths, numbered(1), numbered(2))
    export(paths, tmp_path / "out.json")
    other = Paths.under(tmp_path / "other")
    keep(other, numbered(1))
    assert take_in(other, tmp_path / "out.json", dry_run=True) == (0, "")
    assert stored(other) == [numbered(1)]
    assert take_in(other, tmp_path / "out.json", dry_run=False) == (0, "")
    assert stored(other) == [numbered(1), numbered(2)]
    would, did = capsys.readouterr().out.splitlines()
    done = "added 1 session, changed 0, put away 0 and left 1 as before; 0 other records."
    assert would == f"Nothing was changed; this file would have {done}"
    assert did == f"This file has {done}"


def test_a_bad_file_changes_nothing(paths: Paths, tmp_path: Path) -> None:
    keep(paths, numbered(1))
    (tmp_path / "bad.json").write_bytes(b"{")
    with pytest.raises(ImportFileError, match="nothing was changed"):
        take_in(paths, tmp_path / "bad.json", dry_run=False)
    assert stored(paths) == [numbered(1)]


# Backups ---------------------------------------------------------------------------------------


def test_backups_are_listed_with_what_they_are_worth(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(paths, numbered(1))
    assert list_backups(paths) == (0, "")
    first = back_up_daily(paths.database, date(2026, 9, 20))
    second = back_up_daily(paths.database, DAY)
    assert first is not None
    assert second is not None
    first.path.write_bytes(b"ruined")
    assert list_backups(paths) == (0, "")
    assert capsys.readouterr().out.splitlines() == [
        "There is no backup yet.",
        f"2026-09-21  sound  {second.path}",
        f"2026-09-20  damaged  {first.path}",
    ]


def test_one_that_is_named_takes_the_place(
    paths: Paths,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keep(paths, numbered(1))
    backup = back_up_daily(paths.database, DAY)
    assert backup is not None
    keep(paths, numbered(2))
    monkeypatch.chdir(backups_folder(paths.database))
    assert restore(paths, Path(backup.path.name)) == (0, "")
    assert stored(paths) == [numbered(1)]
    (aside,) = paths.data.glob("mattimer-set-aside-*.sqlite3")
    said = f"{backup.path.name} is in place; what was there before is kept as {aside.name}.\n"
    assert capsys.readouterr().out == said
    assert tmp_path in paths.data.parents


def test_without_a_name_nothing_that_can_be_read_is_lost(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(paths, numbered(1))
    back_up_daily(paths.database, DAY)
    keep(paths, numbered(2))
    assert restore(paths, None) == (0, "")
    assert stored(paths) == [numbered(1), numbered(2)]
    assert "is in place, with what it lacked (1); what was there" in capsys.readouterr().out


def test_without_a_backup_what_can_be_read_is_saved(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(paths, numbered(1))
    assert restore(paths, None) == (0, "")
    assert stored(paths) == [numbered(1)]
    said = capsys.readouterr().out
    assert said.startswith("There was no sound backup; what could be read is in place (1); what")


def test_where_nothing_can_be_read_it_says_so(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.prepare()
    paths.database.write_bytes(b"ruined" * 1000)
    assert restore(paths, None) == (0, "")
    assert stored(paths) == []
    said = capsys.readouterr().out
    assert said.startswith("There was no sound backup and nothing could be read; an empty file is")


def test_where_there_is_nothing_nothing_is_made(paths: Paths) -> None:
    status, sentence = restore(paths, None)
    assert status == 5
    assert sentence == "there is no backup and no database here; nothing was changed."
    assert not paths.data.exists()


@pytest.mark.parametrize("name", ["gone.sqlite3", "text.sqlite3", ""])
def test_a_file_that_is_no_backup_is_refused(paths: Paths, tmp_path: Path, name: str) -> None:
    keep(paths, numbered(1))
    (tmp_path / "text.sqlite3").write_text("A text.")
    with pytest.raises(DataError):
        restore(paths, tmp_path / name)
    assert stored(paths) == [numbered(1)]
    assert list(paths.data.glob("*set-aside*")) == []
    lock = InstanceLock(paths.lock)
    assert lock.take()
    lock.release()


def test_not_while_the_app_runs(paths: Paths) -> None:
    keep(paths, numbered(1))
    back_up_daily(paths.database, DAY)
    lock = InstanceLock(paths.lock)
    assert lock.take()
    try:
        status, sentence = restore(paths, None)
    finally:
        lock.release()
    assert status == 4
    assert sentence.startswith("Mat Timer is running; quit it first")
    assert list(paths.data.glob("*set-aside*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
def test_a_lock_that_cannot_be_made_is_a_sentence(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(paths, numbered(1))

    def refuse(*_: object) -> int:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr("mattimer.desktop.instance_lock.os.open", refuse)
    with pytest.raises(UnwritableData, match="permission denied"):
        restore(paths, None)

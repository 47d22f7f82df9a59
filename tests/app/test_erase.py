"""Everything of the person's goes, nothing else does, and what could not go is told."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from mattimer.app.erase import erase
from mattimer.app.paths import Paths, device_id
from mattimer.preferences.settings_values import Settings
from mattimer.storage.backup.daily_backups import back_up_daily, backups_folder
from mattimer.storage.backup.restore import recover
from mattimer.storage.state_files.settings_file import save_settings
from tests.stats.made_up_year import fill
from tests.storage.factories import numbered, open_store

TODAY = date(2026, 9, 21)
LEFT_BEHIND = (
    "mattimer.sqlite3-journal",
    "mattimer.sqlite3.before-v3",
    "mattimer.sqlite3.restoring",
    "config/settings.json.damaged",
    "config/.settings-x1y2",
    "state/mattimer.app.log.1",
    "state/.window-abc",
    "state/window.json",
    "state/reminders.json",
    "state/told.json",
    "state/.told.json-9",
    "state/device.part",
    "backups/mattimer-00009-2026-09-20.sqlite3.part",
)
NOT_OURS = (
    "mattimer.sqlite3x",
    "holiday.jpg",
    "config/settings.jsonld",
    "state/mattimer.logbook",
    "state/instance.lock",
    "notes/mattimer.sqlite3",
)


@pytest.fixture
def lived_in(tmp_path: Path) -> Paths:
    """Two weeks of use, a damaged file, and whatever a crash can leave."""
    paths = Paths.under(tmp_path / "data")
    paths.prepare()
    device_id(paths)
    with open_store(paths.database) as store:
        store.begin(numbered(1, note="secret")).result()
    for day in range(3):
        back_up_daily(paths.database, TODAY + timedelta(days=day))
    paths.database.write_bytes(b"\0" * 5000)
    recover(paths.database, TODAY)
    with open_store(paths.database):
        pass
    save_settings(paths.settings, Settings())
    paths.log.write_text("said")
    for name in LEFT_BEHIND:
        (paths.data / name).write_text("secret")
    (paths.data / ".salvage-1").mkdir()
    (paths.data / ".salvage-1" / "copy").write_text("secret")
    return paths


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}


def test_everything_goes(lived_in: Paths) -> None:
    assert len(files(lived_in.data)) > 18
    assert erase(lived_in) == ()
    assert files(lived_in.data) == set()
    assert not backups_folder(lived_in.database).exists()


def test_what_is_not_ours_stays(lived_in: Paths) -> None:
    (lived_in.data / "notes").mkdir()
    for name in NOT_OURS:
        (lived_in.data / name).write_text("mine")
    (backups_folder(lived_in.database) / "readme.txt").write_text("mine")
    assert erase(lived_in) == ()
    assert files(lived_in.data) == {*NOT_OURS, "backups/readme.txt"}


def test_links_go_and_what_they_point_to_stays(lived_in: Paths, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mattimer-00001-2026-09-21.sqlite3").write_text("mine")
    (elsewhere / "settings.json").write_text("mine")
    lived_in.settings.unlink()
    lived_in.settings.symlink_to(elsewhere / "settings.json")
    for path in backups_folder(lived_in.database).iterdir():
        path.unlink()
    backups_folder(lived_in.database).rmdir()
    backups_folder(lived_in.database).symlink_to(elsewhere)
    assert erase(lived_in) == ()
    assert files(lived_in.data) == set()
    assert len(files(elsewhere)) == 2


def test_a_file_in_a_shared_folder_goes_where_asked(lived_in: Paths, tmp_path: Path) -> None:
    shared = tmp_path / "ours.jsonl"
    shared.write_text("secret")
    assert erase(lived_in, also=(shared, tmp_path / "never there")) == ()
    assert not shared.exists()


def test_what_cannot_be_removed_is_told_and_the_rest_goes(
    bound_by_permissions: Path,
) -> None:
    paths = Paths.under(bound_by_permissions / "data")
    paths.prepare()
    fill(paths.database, [numbered(1)])
    save_settings(paths.settings, Settings())
    paths.config.chmod(0o500)
    assert erase(paths) == (paths.settings,)
    assert not paths.database.exists()
    paths.config.chmod(0o700)


def test_where_nothing_was_kept_there_is_nothing_to_do(tmp_path: Path) -> None:
    assert erase(Paths.under(tmp_path / "nowhere")) == ()

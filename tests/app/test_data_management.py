"""What a person keeps, brings, shares and removes: pressed on the pages, answered there."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QWidget,
)

from mattimer.app.bootstrap import _erase
from mattimer.app.data_management import DataManagement
from mattimer.app.paths import Paths
from mattimer.session.clock import MINUTE
from mattimer.session.commands import Stop
from mattimer.session.records import Outcome
from mattimer.storage.backup.daily_backups import back_up_daily
from mattimer.storage.exchange.json_export import export_json
from mattimer.storage.sync.folder_files import own_name
from tests.presenters.house import House, house_in
from tests.storage.making import DEVICE

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qtbot", "_plain"),
]


@pytest.fixture
def _plain(qapp: QApplication) -> None:
    qapp.setStyle("fusion")


@pytest.fixture
def house(qapp: QApplication, tmp_path: Path) -> Iterator[House]:
    def two_sessions(house: House) -> None:
        house.remember(house.past(60 * MINUTE, 1), house.past(120 * MINUTE, 2))

    with house_in(qapp, tmp_path, before=two_sessions) as made:
        yield made


def belongings(house: House) -> DataManagement:
    return house.app._belongings


def push(house: House, name: str) -> None:
    """Press a button whose answer waits for a thread."""
    sweep()
    button = house.find(name)
    assert isinstance(button, QAbstractButton)
    assert button.isVisible(), name
    button.click()


def sweep() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def choose(house: House, dialog_name: str, path: Path) -> None:
    """Choose in the dialog that asks for a file."""
    sweep()
    dialog = house.window.findChild(QFileDialog, dialog_name)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    house.settle()


def row_words(house: House, button: str) -> str:
    """What stands in the settings row of a button."""
    row = house.find(button).parentWidget()
    while row is not None and not hasattr(row, "show_trouble"):
        row = row.parentWidget()
    assert row is not None
    return str(row.words)  # type: ignore[attr-defined]


def kept_copy(house: House, tmp_path: Path) -> Path:
    """What another computer exported: three sessions, one of them new here."""
    target = tmp_path / "other.json"
    records = [*house.stored(), house.past(180 * MINUTE, 3)]
    export_json(records, target, exported_at=house.clock.read(), device=DEVICE)
    return target


# From History and from Settings ----------------------------------------------------------------


def test_export_from_settings_is_said_in_its_row_until_one_comes_back(
    house: House, tmp_path: Path
) -> None:
    house.go_to("settings")
    house.press("setting_sessions")
    choose(house, "save_where", tmp_path / "mine.json")
    assert len(json.loads((tmp_path / "mine.json").read_text("utf-8"))["sessions"]) == 2
    assert row_words(house, "setting_sessions").endswith("Saved as mine.json.")
    house.go_to("today")
    house.go_to("settings")
    assert "Saved" not in row_words(house, "setting_sessions")


def test_what_went_wrong_is_said_there_too(house: House, tmp_path: Path) -> None:
    house.go_to("settings")
    house.press("setting_sessions")
    choose(house, "save_where", tmp_path / "gone" / "mine.json")
    assert "can't be written" in row_words(house, "setting_sessions")
    push(house, "setting_clinician")
    house.settle()
    choose(house, "save_where", tmp_path / "gone" / "page.pdf")
    assert "can't be written" in row_words(house, "setting_clinician")
    assert house.text("today_notice") == ""


def test_the_page_for_a_clinician_from_settings(house: House, tmp_path: Path) -> None:
    house.go_to("settings")
    push(house, "setting_clinician")
    house.settle()
    choose(house, "save_where", tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    assert row_words(house, "setting_clinician").endswith("Saved as page.pdf.")


@pytest.mark.parametrize(
    ("button", "name"), [("export", "mine.csv"), ("clinician_page", "page.pdf")]
)
def test_from_history_it_is_said_in_history(
    house: House, tmp_path: Path, button: str, name: str
) -> None:
    house.go_to("history")
    push(house, button)
    house.settle()
    choose(house, "save_where", tmp_path / name)
    assert (tmp_path / name).exists()
    assert f"Saved as {name}." in house.words()


def test_import_refreshes_what_is_shown(house: House, tmp_path: Path) -> None:
    source = kept_copy(house, tmp_path)
    house.go_to("history")
    push(house, "import")
    choose(house, "read_what", source)
    question = house.window.findChild(QMessageBox, "add_them")
    assert isinstance(question, QMessageBox)
    assert question.text() == "3 sessions found, 2 you already have. Add 1?"
    question.defaultButton().click()
    house.settle()
    assert len(house.stored()) == 3
    assert "Added." in house.words()
    assert len(house.app_state.facts.past) == 3
    (backup,) = (house.paths.data / "backups").iterdir()
    assert backup.stat().st_size


# Backups ---------------------------------------------------------------------------------------


def backups_menu(house: House) -> QMenu | None:
    sweep()
    return house.window.findChild(QMenu, "which_backup")


def test_without_a_backup_it_says_so(house: House) -> None:
    house.go_to("settings")
    push(house, "setting_backups")
    house.settle()
    assert backups_menu(house) is None
    assert "There is no backup yet" in row_words(house, "setting_backups")


def test_a_backup_comes_back_and_everything_is_read_again(house: House) -> None:
    back_up_daily(house.paths.database, date(2026, 9, 20))
    house.remember(house.past(30 * MINUTE, 3))
    house.read_again()
    house.go_to("settings")
    push(house, "setting_backups")
    push(house, "setting_backups")
    house.settle()
    menu = backups_menu(house)
    assert menu is not None
    assert len(house.window.findChildren(QMenu, "which_backup")) == 1
    menu.actions()[1].trigger()
    menu.close()
    house.settle()
    assert len(house.stored()) == 2
    assert len(house.app_state.facts.past) == 2
    assert "The backup is in place." in row_words(house, "setting_backups")


def test_not_during_a_session(house: House) -> None:
    backup = back_up_daily(house.paths.database, date(2026, 9, 20))
    assert backup is not None
    house.go_to("settings")
    push(house, "setting_backups")
    house.settle()
    house.app._session_flow.start_at_once()
    menu = backups_menu(house)
    assert menu is not None
    menu.actions()[1].trigger()
    menu.close()
    house.settle()
    assert "A session is running" in row_words(house, "setting_backups")
    house.do(Stop())


def test_one_that_was_cut_off_in_the_backup_is_offered(house: House) -> None:
    cut_off = house.past(
        20 * MINUTE, 3, outcome=Outcome.INTERRUPTED, ended_us=None, mat_us=5 * MINUTE
    )
    house.remember(cut_off)
    backup = back_up_daily(house.paths.database, date(2026, 9, 20))
    assert backup is not None
    house.store.delete(cut_off.id, house.clock.utc).result()
    belongings(house)._backups.restore(backup.path)
    house.settle()
    house.go_to("today")
    assert any("left with" in words or "broke off" in words for words in house.words())


# Sharing ---------------------------------------------------------------------------------------


def test_a_folder_is_shared_and_no_more(house: House, tmp_path: Path) -> None:
    shared = tmp_path / "Nextcloud"
    shared.mkdir()
    house.go_to("settings")
    note = row_words(house, "setting_shared_folder")
    stop = house.find("setting_unshare")
    assert not stop.isVisible()
    house.press("setting_shared_folder")
    choose(house, "which_folder", shared)
    assert house.app.preferences.settings.shared_folder == str(shared)
    assert row_words(house, "setting_shared_folder").endswith("Through Nextcloud.")
    sync = belongings(house)._sync
    sync._soon.timeout.emit()
    house.settle()
    assert (shared / own_name(DEVICE)).exists()
    house.set("tray", not house.app.preferences.settings.tray)
    assert row_words(house, "setting_shared_folder").endswith("Through Nextcloud.")
    house.press("setting_unshare")
    assert row_words(house, "setting_shared_folder") == note
    assert not stop.isVisible()
    assert not sync._poll.isActive()
    assert (shared / own_name(DEVICE)).exists()


def test_a_folder_that_vanished_is_one_sentence_on_today(house: House, tmp_path: Path) -> None:
    house.set("shared_folder", str(tmp_path / "gone"))
    sync = belongings(house)._sync
    for _ in range(2):
        sync._soon.timeout.emit()
        house.settle()
    house.go_to("today")
    assert len([words for words in house.words() if "can't be read" in words]) == 1


def test_while_nothing_is_shared_nothing_looks(house: House) -> None:
    sync = belongings(house)._sync
    belongings(house).start()
    house.settle()
    assert not sync._poll.isActive()
    assert not sync._soon.isActive()


# Once, later -----------------------------------------------------------------------------------


def test_a_backup_is_made_a_while_after_the_start_and_only_then(house: House) -> None:
    made = belongings(house)
    made.start()
    house.settle()
    assert made._later.isSingleShot()
    assert made._later.isActive()
    assert not (house.paths.data / "backups").exists()
    made._later.timeout.emit()
    house.settle()
    thread = made._backups._daily._thread
    assert thread is not None
    thread.join()
    assert len(list((house.paths.data / "backups").iterdir())) == 1


def test_the_end_of_the_app_ends_an_import(house: House) -> None:
    made = belongings(house)
    ended: list[bool] = []
    made._importing._at_work = type("Work", (), {"set": lambda _: ended.append(True)})()
    made.close()
    made._importing._at_work = None
    assert ended == [True]
    assert not made._later.isActive()


# Erasing ---------------------------------------------------------------------------------------


def type_the_word(house: House) -> None:
    field = house.find("erase_word")
    assert isinstance(field, QLineEdit)
    field.setText("ERASE")
    button = house.find("erase")
    assert isinstance(button, QAbstractButton)
    button.click()


@pytest.mark.parametrize("ticked", [None, False, True])
def test_the_word_ends_the_app_and_names_what_goes(
    house: House,
    tmp_path: Path,
    ticked: bool | None,  # noqa: FBT001 - a parameter of the test
) -> None:
    if ticked is not None:
        house.set("shared_folder", str(tmp_path))
    house.go_to("settings")
    house.press("setting_erase")
    box = house.find("erase_shared")
    assert isinstance(box, QAbstractButton)
    assert box.isVisible() == (ticked is not None)
    box.setChecked(bool(ticked))
    type_the_word(house)
    assert house.app.to_erase == ((tmp_path / own_name(DEVICE),) if ticked else ())
    assert house.app._ending


def test_without_the_word_nothing_happens(house: House) -> None:
    house.go_to("settings")
    house.press("setting_erase")
    dialog = house.find("erase_dialog")
    assert isinstance(dialog, QWidget)
    button = house.find("erase_keep")
    assert isinstance(button, QAbstractButton)
    button.click()
    assert house.app.to_erase is None
    assert house.stored() != []


def test_what_cannot_be_removed_is_said(
    qapp: QApplication,  # noqa: ARG001 - a box needs it
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paths = Paths.under(tmp_path)
    paths.prepare()
    for file in (paths.settings, paths.database, tmp_path / "own"):
        file.touch()
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: said.append(words[-1]))
    _erase(paths, (tmp_path / "own",))
    assert said == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    paths.settings.touch()
    monkeypatch.setattr(Path, "unlink", _refuse)
    _erase(paths, ())
    assert said == [f"Everything is erased but what cannot be removed: {paths.settings}."]


def _refuse(_path: Path, *, missing_ok: bool = False) -> None:
    raise PermissionError(f"Not even {missing_ok}.")

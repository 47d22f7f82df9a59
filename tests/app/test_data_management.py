"""What a person keeps, brings, shares and removes: pressed on the pages, answered there."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
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
from mattimer.app.data_management import QUIET_MS, DataManagement
from mattimer.app.paths import Paths
from mattimer.presenters import importing
from mattimer.services.sync_service import POLL_MS, SOON_MS
from mattimer.session.clock import MINUTE
from mattimer.session.commands import Stop
from mattimer.session.records import Outcome
from mattimer.storage.backup.daily_backups import back_up_daily
from mattimer.storage.exchange.json_export import export_json
from mattimer.storage.exchange.json_import import ImportCancelled
from mattimer.storage.sync.folder_files import own_name
from mattimer.ui.controls.dialog import Question
from tests.presenters.app_under_test import AppUnderTest, app_under_test
from tests.storage.factories import DEVICE, backed_up
from tests.ui.factories import make_theme

PATIENCE_S = 20.0

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qtbot", "_plain"),
]


@pytest.fixture
def _plain(qapp: QApplication) -> None:
    qapp.setStyle("fusion")


@pytest.fixture
def app(qapp: QApplication, tmp_path: Path) -> Iterator[AppUnderTest]:
    def two_sessions(app: AppUnderTest) -> None:
        app.remember(app.past(60 * MINUTE, 1), app.past(120 * MINUTE, 2))

    with app_under_test(qapp, tmp_path, before=two_sessions) as made:
        yield made


def data(app: AppUnderTest) -> DataManagement:
    return app.root.data


def push(app: AppUnderTest, name: str) -> None:
    """Press a button whose answer waits for a thread."""
    sweep()
    button = app.find(name)
    assert isinstance(button, QAbstractButton)
    assert button.isVisible(), name
    button.click()


def sweep() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def choose(app: AppUnderTest, dialog_name: str, path: Path) -> None:
    """Choose in the dialog that asks for a file."""
    sweep()
    dialog = app.window.findChild(QFileDialog, dialog_name)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    app.settle()


def row_words(app: AppUnderTest, button: str) -> str:
    """What stands in the settings row of a button."""
    row = app.find(button).parentWidget()
    while row is not None and not hasattr(row, "show_trouble"):
        row = row.parentWidget()
    assert row is not None
    return str(row.words)  # type: ignore[attr-defined]


def kept_copy(app: AppUnderTest, tmp_path: Path) -> Path:
    """What another computer exported: three sessions, one of them new here."""
    target = tmp_path / "other.json"
    records = [*app.stored(), app.past(180 * MINUTE, 3)]
    export_json(records, target, exported_at=app.clock.read(), device=DEVICE)
    return target


# From History and from Settings ----------------------------------------------------------------


def test_export_from_settings_is_said_in_its_row_until_one_comes_back(
    app: AppUnderTest, tmp_path: Path
) -> None:
    app.go_to("settings")
    app.press("setting_sessions")
    choose(app, "save_where", tmp_path / "mine.json")
    assert len(json.loads((tmp_path / "mine.json").read_text("utf-8"))["sessions"]) == 2
    assert row_words(app, "setting_sessions").endswith("Saved as mine.json.")
    app.go_to("today")
    app.go_to("settings")
    assert "Saved" not in row_words(app, "setting_sessions")


def test_what_went_wrong_is_said_there_too(app: AppUnderTest, tmp_path: Path) -> None:
    app.go_to("settings")
    app.press("setting_sessions")
    choose(app, "save_where", tmp_path / "gone" / "mine.json")
    assert "can't be written" in row_words(app, "setting_sessions")
    push(app, "setting_clinician")
    app.settle()
    choose(app, "save_where", tmp_path / "gone" / "page.pdf")
    assert "can't be written" in row_words(app, "setting_clinician")
    assert app.text("today_notice") == ""


def test_the_page_for_a_clinician_from_settings(app: AppUnderTest, tmp_path: Path) -> None:
    app.go_to("settings")
    push(app, "setting_clinician")
    app.settle()
    choose(app, "save_where", tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    assert row_words(app, "setting_clinician").endswith("Saved as page.pdf.")


@pytest.mark.parametrize(
    ("button", "name"), [("export", "mine.csv"), ("clinician_page", "page.pdf")]
)
def test_from_history_it_is_said_in_history(
    app: AppUnderTest, tmp_path: Path, button: str, name: str
) -> None:
    app.go_to("history")
    push(app, button)
    app.settle()
    choose(app, "save_where", tmp_path / name)
    assert (tmp_path / name).exists()
    assert f"Saved as {name}." in app.words()


def test_import_refreshes_what_is_shown(app: AppUnderTest, tmp_path: Path) -> None:
    source = kept_copy(app, tmp_path)
    app.go_to("history")
    push(app, "import")
    choose(app, "read_what", source)
    question = app.window.findChild(QMessageBox, "add_them")
    assert isinstance(question, QMessageBox)
    assert question.text() == "3 sessions found, 2 you already have. Add 1?"
    question.defaultButton().click()
    app.settle()
    assert len(app.stored()) == 3
    assert "Added." in app.words()
    assert len(app.app_state.snapshot.past) == 3
    (backup,) = (app.paths.data / "backups").iterdir()
    assert backup.stat().st_size


# Backups ---------------------------------------------------------------------------------------


def backups_menu(app: AppUnderTest) -> QMenu | None:
    sweep()
    return app.window.findChild(QMenu, "which_backup")


def test_without_a_backup_it_says_so(app: AppUnderTest) -> None:
    app.go_to("settings")
    push(app, "setting_backups")
    app.settle()
    assert backups_menu(app) is None
    assert "There is no backup yet" in row_words(app, "setting_backups")


def test_a_backup_comes_back_and_everything_is_read_again(app: AppUnderTest) -> None:
    back_up_daily(app.paths.database, date(2026, 9, 20))
    app.remember(app.past(30 * MINUTE, 3))
    app.read_again()
    app.go_to("settings")
    push(app, "setting_backups")
    push(app, "setting_backups")
    app.settle()
    menu = backups_menu(app)
    assert menu is not None
    assert len(app.window.findChildren(QMenu, "which_backup")) == 1
    menu.actions()[1].trigger()
    menu.close()
    app.settle()
    assert len(app.stored()) == 2
    assert len(app.app_state.snapshot.past) == 2
    assert "The backup is in place." in row_words(app, "setting_backups")


def test_not_during_a_session(app: AppUnderTest) -> None:
    backup = back_up_daily(app.paths.database, date(2026, 9, 20))
    assert backup is not None
    app.go_to("settings")
    push(app, "setting_backups")
    app.settle()
    app.root.prepare_page.start_at_once()
    menu = backups_menu(app)
    assert menu is not None
    menu.actions()[1].trigger()
    menu.close()
    app.settle()
    assert "A session is running" in row_words(app, "setting_backups")
    app.do(Stop())


def test_one_that_was_cut_off_in_the_backup_is_offered(app: AppUnderTest) -> None:
    cut_off = app.past(
        20 * MINUTE, 3, outcome=Outcome.INTERRUPTED, ended_us=None, mat_us=5 * MINUTE
    )
    app.remember(cut_off)
    backup = back_up_daily(app.paths.database, date(2026, 9, 20))
    assert backup is not None
    app.store.delete(cut_off.id, app.clock.utc).result()
    app.go_to("settings")
    push(app, "setting_backups")
    app.settle()
    menu = backups_menu(app)
    assert menu is not None
    menu.actions()[1].trigger()
    menu.close()
    app.settle()
    app.go_to("today")
    assert any("left with" in words or "broke off" in words for words in app.words())


# Sharing ---------------------------------------------------------------------------------------


def test_a_folder_is_shared_and_no_more(app: AppUnderTest, tmp_path: Path) -> None:
    shared = tmp_path / "Nextcloud"
    shared.mkdir()
    app.go_to("settings")
    note = row_words(app, "setting_shared_folder")
    stop = app.find("setting_unshare")
    assert not stop.isVisible()
    app.press("setting_shared_folder")
    choose(app, "which_folder", shared)
    assert app.root.preferences.settings.shared_folder == str(shared)
    assert row_words(app, "setting_shared_folder").endswith("Through Nextcloud.")
    app.scheduler.wind_on(SOON_MS)
    app.settle()
    assert (shared / own_name(DEVICE)).exists()
    app.set("tray", not app.root.preferences.settings.tray)
    assert row_words(app, "setting_shared_folder").endswith("Through Nextcloud.")
    app.press("setting_unshare")
    assert row_words(app, "setting_shared_folder") == note
    assert not stop.isVisible()
    assert POLL_MS not in app.scheduler.waits
    assert (shared / own_name(DEVICE)).exists()


def test_a_folder_that_vanished_is_one_sentence_on_today(app: AppUnderTest, tmp_path: Path) -> None:
    app.set("shared_folder", str(tmp_path / "gone"))
    for _ in range(2):
        app.scheduler.wind_on(POLL_MS + SOON_MS)
        app.settle()
    app.go_to("today")
    assert len([words for words in app.words() if "can't be read" in words]) == 1


def test_while_nothing_is_shared_nothing_looks(app: AppUnderTest) -> None:
    data(app).start()
    app.settle()
    assert app.scheduler.waits == [QUIET_MS]


# Once, later -----------------------------------------------------------------------------------


def test_a_backup_is_made_a_while_after_the_start_and_only_then(app: AppUnderTest) -> None:
    made = data(app)
    made.start()
    app.settle()
    assert app.scheduler.waits == [QUIET_MS]
    assert not (app.paths.data / "backups").exists()
    app.scheduler.wind_on()
    assert app.scheduler.waits == []
    app.settle()
    backed_up()
    assert len(list((app.paths.data / "backups").iterdir())) == 1


def test_the_end_of_the_app_ends_an_import(
    app: AppUnderTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []
    closed = threading.Event()

    def read(*_: object, cancelled: Callable[[], bool], **__: object) -> NoReturn:
        assert not cancelled()
        QTimer.singleShot(0, app.window, close)
        assert closed.wait(PATIENCE_S)
        ended.append(cancelled())
        raise ImportCancelled

    def close() -> None:
        data(app).close()
        closed.set()

    monkeypatch.setattr(importing, "import_json", read)
    app.go_to("settings")
    push(app, "setting_import")
    choose(app, "read_what", kept_copy(app, tmp_path))
    assert ended == [True]
    assert "Nothing was changed." in row_words(app, "setting_sessions")
    assert app.scheduler.waits == []


# Erasing ---------------------------------------------------------------------------------------


def type_the_word(app: AppUnderTest) -> None:
    field = app.find("erase_word")
    assert isinstance(field, QLineEdit)
    field.setText("ERASE")
    button = app.find("erase")
    assert isinstance(button, QAbstractButton)
    button.click()


@pytest.mark.parametrize("ticked", [None, False, True])
def test_the_word_ends_the_app_and_names_what_goes(
    app: AppUnderTest,
    tmp_path: Path,
    ticked: bool | None,  # noqa: FBT001 - a parameter of the test
) -> None:
    if ticked is not None:
        app.set("shared_folder", str(tmp_path))
    app.go_to("settings")
    app.press("setting_erase")
    box = app.find("erase_shared")
    assert isinstance(box, QAbstractButton)
    assert box.isVisible() == (ticked is not None)
    box.setChecked(bool(ticked))
    type_the_word(app)
    assert app.root.to_erase == ((tmp_path / own_name(DEVICE),) if ticked else ())
    assert app.root.ending


def test_without_the_word_nothing_happens(app: AppUnderTest) -> None:
    app.go_to("settings")
    app.press("setting_erase")
    dialog = app.find("erase_dialog")
    assert isinstance(dialog, QWidget)
    button = app.find("erase_keep")
    assert isinstance(button, QAbstractButton)
    button.click()
    assert app.root.to_erase is None
    assert app.stored() != []


def test_what_cannot_be_removed_is_said(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = Paths.under(tmp_path)
    paths.prepare()
    for file in (paths.settings, paths.database, tmp_path / "own"):
        file.touch()
    said: list[str] = []

    def read() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, Question)
        assert [button.text() for button in box.buttons()] == ["Close"]
        said.append(box.text())
        QTest.keyClick(box, Qt.Key.Key_Escape)

    theme = make_theme()
    _erase(paths, (tmp_path / "own",), theme)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    paths.settings.touch()
    monkeypatch.setattr(Path, "unlink", _refuse)
    QTimer.singleShot(0, qapp, read)
    _erase(paths, (), theme)
    assert said == [f"Everything is erased but what cannot be removed: {paths.settings}."]


def _refuse(_path: Path, *, missing_ok: bool = False) -> None:
    raise PermissionError(f"Not even {missing_ok}.")

"""Asking for a file, without anybody being held up."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLineEdit, QWidget

from mattimer.ui.file_dialogs import ask_folder, ask_source, ask_target

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

BOTH = "Everything (*.json);;Sessions as a table (*.csv)"


@pytest.fixture
def window(qtbot: "QtBot") -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    yield made
    for dialog in made.findChildren(QFileDialog):
        dialog.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def name_field(dialog: QFileDialog) -> QLineEdit:
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(field, QLineEdit)
    return field


def choose_kind(dialog: QFileDialog, index: int) -> None:
    """As a person does in the list of kinds, by keyboard."""
    kinds = dialog.findChild(QComboBox, "fileTypeCombo")
    assert isinstance(kinds, QComboBox)
    while kinds.currentIndex() != index:
        down = kinds.currentIndex() < index
        QTest.keyClick(kinds, Qt.Key.Key_Down if down else Qt.Key.Key_Up)


def save_as(dialog: QFileDialog, path: Path) -> None:
    name_field(dialog).setText(str(path))
    dialog.accept()


def test_a_name_is_suggested_at_home_and_nothing_waits(window: QWidget) -> None:
    chosen: list[Path] = []
    dialog = ask_target(window, "mattimer.json", BOTH, chosen.append)
    assert dialog.isVisible()
    assert dialog.isModal()
    assert name_field(dialog).text() == "mattimer.json"
    assert Path(dialog.directory().absolutePath()) == Path.home()
    dialog.reject()
    assert chosen == []


def test_a_name_keeps_its_ending(window: QWidget, tmp_path: Path) -> None:
    chosen: list[Path] = []
    save_as(ask_target(window, "mattimer.json", BOTH, chosen.append), tmp_path / "mine.csv")
    assert chosen == [tmp_path / "mine.csv"]


@pytest.mark.parametrize(("kind", "ending"), [(0, ".json"), (1, ".csv")])
def test_a_name_without_one_gets_that_of_the_kind(
    window: QWidget, tmp_path: Path, kind: int, ending: str
) -> None:
    chosen: list[Path] = []
    dialog = ask_target(window, "mattimer.json", BOTH, chosen.append)
    choose_kind(dialog, kind)
    assert name_field(dialog).text() == f"mattimer{ending}"
    save_as(dialog, tmp_path / "mine")
    assert chosen == [tmp_path / f"mine{ending}"]


def test_back_and_forth_between_the_kinds_the_last_one_counts(
    window: QWidget, tmp_path: Path
) -> None:
    chosen: list[Path] = []
    dialog = ask_target(window, "mattimer.json", BOTH, chosen.append)
    choose_kind(dialog, 1)
    choose_kind(dialog, 0)
    save_as(dialog, tmp_path / "mine")
    assert chosen == [tmp_path / "mine.json"]


def test_a_file_to_read_has_to_be_there(window: QWidget, tmp_path: Path) -> None:
    chosen: list[Path] = []
    dialog = ask_source(window, "Saved by Mat Timer (*.json)", chosen.append)
    assert dialog.fileMode() == QFileDialog.FileMode.ExistingFile
    (tmp_path / "there.json").touch()
    save_as(dialog, tmp_path / "there.json")
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert chosen == [tmp_path / "there.json"]


def test_a_folder(window: QWidget, tmp_path: Path) -> None:
    chosen: list[Path] = []
    dialog = ask_folder(window, chosen.append)
    assert dialog.testOption(QFileDialog.Option.ShowDirsOnly)
    save_as(dialog, tmp_path)
    assert chosen == [tmp_path]

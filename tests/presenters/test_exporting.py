"""Everything to a file that the person chooses, and what came of it said where it was asked."""

import csv
import errno
import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from mattimer.presenters import exporting
from mattimer.presenters.exporting import ExportPresenter
from tests.presenters.app_under_test import AppUnderTest
from tests.storage.factories import numbered


class Exporting:
    """The app with two sessions, and what was said."""

    def __init__(self, app: AppUnderTest) -> None:
        self.app = app
        self.said: list[str] = []
        app.remember(numbered(1), numbered(2, deleted=True))
        self.flow = ExportPresenter(
            app.window,
            app.store,
            app.opening.context.tasks,
            app.clock,
        )

    def save_as(self, target: Path) -> None:
        """Ask, and choose as a person does."""
        self.flow.ask(self.said.append)
        dialog = self.app.window.findChild(QFileDialog, "save_where")
        assert isinstance(dialog, QFileDialog)
        dialog.fileSelected.emit(str(target))
        dialog.close()
        self.app.settle()


@pytest.fixture
def exporting_app(app: AppUnderTest) -> Exporting:
    return Exporting(app)


def test_everything_as_json(exporting_app: Exporting, tmp_path: Path) -> None:
    target = tmp_path / "mine.json"
    exporting_app.save_as(target)
    content = json.loads(target.read_text("utf-8"))
    assert [session["deleted"] for session in content["sessions"]] == [False, True]
    assert len(content["screenings"]) == 1
    assert exporting_app.said == ["Saved as mine.json."]


@pytest.mark.parametrize("name", ["mine.csv", "MINE.CSV"])
def test_sessions_as_a_table(exporting_app: Exporting, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    exporting_app.save_as(target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 1
    assert exporting_app.said == [f"Saved as {name}."]


@pytest.mark.parametrize("name", ["mine.json", "mine.csv"])
def test_a_folder_that_is_gone_is_one_sentence(
    exporting_app: Exporting, tmp_path: Path, name: str
) -> None:
    exporting_app.save_as(tmp_path / "gone" / name)
    (said,) = exporting_app.said
    assert f"{name} can't be written" in said
    assert exporting_app.app.text("today_notice") == ""


def test_a_full_disk_is_one_sentence_and_an_older_file_stays(
    exporting_app: Exporting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mine.csv"
    target.write_bytes(b"An older one.")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("mattimer.storage.atomic_write.os.fsync", full)
    exporting_app.save_as(target)
    (said,) = exporting_app.said
    assert said.startswith("The disk is full")
    assert target.read_bytes() == b"An older one."
    assert list(tmp_path.glob(".mine*")) == []


def test_who_thinks_better_of_it_hears_nothing(exporting_app: Exporting) -> None:
    exporting_app.flow.ask(exporting_app.said.append)
    dialog = exporting_app.app.window.findChild(QFileDialog, "save_where")
    assert isinstance(dialog, QFileDialog)
    assert dialog.defaultSuffix() == Path(exporting.NAME).suffix.removeprefix(".")
    dialog.reject()
    exporting_app.app.settle()
    assert exporting_app.said == []

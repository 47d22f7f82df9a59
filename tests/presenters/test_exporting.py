"""Everything to a file that the person chooses, and what came of it said where it was asked."""

import csv
import errno
import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from mattimer.presenters import exporting
from mattimer.presenters.exporting import ExportPresenter
from tests.presenters.house import House
from tests.storage.making import DEVICE, numbered


class Exporting:
    """A house with two sessions, and what was said."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.said: list[str] = []
        house.remember(numbered(1), numbered(2, deleted=True))
        self.flow = ExportPresenter(
            house.window,
            house.store,
            tasks=house.opening.tasks,
            clock=house.clock,
            device=DEVICE,
        )

    def save_as(self, target: Path) -> None:
        """Ask, and choose as a person does."""
        self.flow.ask(self.said.append)
        dialog = self.house.window.findChild(QFileDialog, "save_where")
        assert isinstance(dialog, QFileDialog)
        dialog.fileSelected.emit(str(target))
        dialog.close()
        self.house.settle()


@pytest.fixture
def exporting_house(house: House) -> Exporting:
    return Exporting(house)


def test_everything_as_json(exporting_house: Exporting, tmp_path: Path) -> None:
    target = tmp_path / "mine.json"
    exporting_house.save_as(target)
    content = json.loads(target.read_text("utf-8"))
    assert [session["deleted"] for session in content["sessions"]] == [False, True]
    assert len(content["screenings"]) == 1
    assert exporting_house.said == ["Saved as mine.json."]


@pytest.mark.parametrize("name", ["mine.csv", "MINE.CSV"])
def test_sessions_as_a_table(exporting_house: Exporting, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    exporting_house.save_as(target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 1
    assert exporting_house.said == [f"Saved as {name}."]


@pytest.mark.parametrize("name", ["mine.json", "mine.csv"])
def test_a_folder_that_is_gone_is_one_sentence(
    exporting_house: Exporting, tmp_path: Path, name: str
) -> None:
    exporting_house.save_as(tmp_path / "gone" / name)
    (said,) = exporting_house.said
    assert f"{name} can't be written" in said
    assert exporting_house.house.text("today_notice") == ""


def test_a_full_disk_is_one_sentence_and_an_older_file_stays(
    exporting_house: Exporting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mine.csv"
    target.write_bytes(b"An older one.")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("mattimer.storage.whole_file.os.fsync", full)
    exporting_house.save_as(target)
    (said,) = exporting_house.said
    assert said.startswith("The disk is full")
    assert target.read_bytes() == b"An older one."
    assert list(tmp_path.glob(".mine*")) == []


def test_who_thinks_better_of_it_hears_nothing(exporting_house: Exporting) -> None:
    exporting_house.flow.ask(exporting_house.said.append)
    dialog = exporting_house.house.window.findChild(QFileDialog, "save_where")
    assert isinstance(dialog, QFileDialog)
    assert dialog.defaultSuffix() == Path(exporting.NAME).suffix.removeprefix(".")
    dialog.reject()
    exporting_house.house.settle()
    assert exporting_house.said == []

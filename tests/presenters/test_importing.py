"""Sessions from a file: looked through, asked about, added; or nothing at all."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QProgressDialog

from mattimer.presenters import importing
from mattimer.presenters.importing import ImportPresenter, question_of
from mattimer.session.commands import Stop
from mattimer.session.records import SessionRecord
from mattimer.storage.exchange.json_export import export_json
from mattimer.storage.exchange.json_import import Imported, import_json
from mattimer.storage.merge import Tally
from mattimer.storage.store import Store
from tests.presenters.app_under_test import AppUnderTest
from tests.storage.factories import DEVICE, numbered

FOUND = (numbered(1), numbered(2), numbered(3))
BAD = "This is not a Mat Timer file, or it is damaged. Nothing was changed."


class Importing:
    """The app that has one of three sessions, and what was said and done."""

    def __init__(self, app: AppUnderTest, folder: Path) -> None:
        self.app = app
        self.said: list[str] = []
        self.done: list[str] = []
        self.source = folder / "other.json"
        self.write(*FOUND)
        app.remember(FOUND[0])
        self.flow = ImportPresenter(
            app.opening.context.theme,
            app.window,
            app.store,
            app.runner,
            app.opening.context.tasks,
            back_up=lambda: self.done.append(f"backed up {len(app.stored())}"),
        )
        self.flow.changed.connect(lambda: self.done.append("changed"))

    def write(self, *records: SessionRecord) -> None:
        """What the file has."""
        export_json(records, self.source, exported_at=self.app.clock.read(), device=DEVICE)

    def choose(self) -> None:
        """Ask for a file and choose it; it is not read yet."""
        self.flow.ask(self.said.append)
        dialog = self.app.window.findChild(QFileDialog, "read_what")
        assert isinstance(dialog, QFileDialog)
        dialog.fileSelected.emit(str(self.source))
        dialog.close()

    def read(self) -> None:
        """The same, and it is read."""
        self.choose()
        self.app.settle()

    def question(self) -> QMessageBox:
        (question,) = self.questions()
        return question

    def questions(self) -> list[QMessageBox]:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return self.app.window.findChildren(QMessageBox, "add_them")

    def answer(self, words: str) -> None:
        """Press a button of the question, and let it be done."""
        (button,) = [one for one in self.question().buttons() if one.text() == words]
        button.click()
        self.app.settle()


@pytest.fixture
def other(app: AppUnderTest, tmp_path: Path) -> Importing:
    return Importing(app, tmp_path)


class Held:
    """An import that stops in its middle until somebody looked."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.runs: list[bool] = []

    def __call__(
        self,
        store: Store,
        source: Path,
        *,
        progress: Callable[[float], object],
        cancelled: Callable[[], bool],
        dry_run: bool = False,
    ) -> Imported:
        self.runs.append(dry_run)
        progress(0.5)
        self.begun.set()
        assert self.go_on.wait(20)
        return import_json(store, source, dry_run=dry_run, progress=progress, cancelled=cancelled)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    made = Held()
    monkeypatch.setattr(importing, "import_json", made)
    yield made
    made.go_on.set()


async def _begun(held: Held) -> None:
    await asyncio.to_thread(held.begun.wait, 20)
    await asyncio.sleep(0)


def bars(app: AppUnderTest) -> list[QProgressDialog]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return app.window.findChildren(QProgressDialog, "import_progress")


# Asked, then added -----------------------------------------------------------------------------


def test_nothing_is_added_before_the_person_says_so(other: Importing) -> None:
    other.read()
    assert other.question().text() == "3 sessions found, 1 you already have. Add 2?"
    assert other.app.stored() == [FOUND[0]]
    assert (other.said, other.done) == ([], [])
    assert bars(other.app) == []


def test_yes_adds_them_after_a_backup(other: Importing) -> None:
    other.read()
    other.answer("Add")
    assert {record.id for record in other.app.stored()} == {record.id for record in FOUND}
    assert other.done == ["backed up 1", "changed"]
    assert other.said == ["Added."]
    assert other.questions() == []


def test_enter_adds_and_escape_leaves_it(other: Importing) -> None:
    other.read()
    question = other.question()
    default, escape = question.defaultButton(), question.escapeButton()
    assert default is not None
    assert escape is not None
    assert (default.text(), escape.text()) == ("Add", "Leave it")
    other.answer("Leave it")
    assert other.app.stored() == [FOUND[0]]
    assert (other.said, other.done) == ([], [])


def test_a_file_without_news_is_told_and_nothing_is_asked(other: Importing) -> None:
    other.write(FOUND[0])
    other.read()
    assert other.said == ["You have all of it already. Nothing was changed."]
    assert other.questions() == []


def test_twice_the_same_file_has_no_news(other: Importing) -> None:
    other.read()
    other.answer("Add")
    other.read()
    assert other.said[1:] == ["You have all of it already. Nothing was changed."]


@pytest.mark.parametrize("content", [b"", b"{}", b"[1", b"\xff\xfe\x00", b"GIF89a", b"null"])
def test_a_bad_file_is_one_sentence(other: Importing, content: bytes) -> None:
    other.source.write_bytes(content)
    other.read()
    assert other.said == [BAD]
    assert other.app.stored() == [FOUND[0]]


def test_a_newer_one_is_another_sentence(other: Importing) -> None:
    content = json.loads(other.source.read_text("utf-8"))
    other.source.write_text(json.dumps({**content, "format": 99}), "utf-8")
    other.read()
    (said,) = other.said
    assert "newer Mat Timer" in said


def test_one_that_is_gone_says_so(other: Importing) -> None:
    other.source.unlink()
    other.read()
    (said,) = other.said
    assert "no such file" in said
    assert "nothing was changed" in said


def test_one_that_goes_bad_while_the_question_stands_changes_nothing(other: Importing) -> None:
    other.read()
    other.source.write_bytes(b"{")
    other.answer("Add")
    assert other.said == [BAD]
    assert other.app.stored() == [FOUND[0]]
    assert "changed" not in other.done


# While a session runs --------------------------------------------------------------------------


def test_nothing_is_imported_during_a_session(other: Importing) -> None:
    other.app.root.prepare_page.start_at_once()
    other.flow.ask(other.said.append)
    assert other.said == ["A session is running; finish it first."]
    assert other.app.window.findChild(QFileDialog, "read_what") is None
    other.app.do(Stop())
    other.app.settle()
    other.read()
    assert len(other.questions()) == 1
    other.answer("Leave it")


def test_nothing_is_imported_where_a_session_begins_before_the_answer(other: Importing) -> None:
    other.read()
    other.app.root.prepare_page.start_at_once()
    other.answer("Add")
    assert other.said == ["A session is running; finish it first."]
    assert other.done == []
    other.app.do(Stop())


# In its middle ---------------------------------------------------------------------------------


def test_a_long_one_shows_how_far_it_is(other: Importing, held: Held) -> None:
    other.choose()
    other.app.loop.run_until_complete(_begun(held))
    (bar,) = bars(other.app)
    QApplication.processEvents()
    assert (bar.value(), bar.labelText()) == (50, "Reading the file")
    assert bar.accessibleName() == "Reading the file"
    assert bar.minimumDuration() == importing.SHOWN_AFTER_MS
    held.go_on.set()
    other.app.settle()
    assert bars(other.app) == []
    other.answer("Leave it")


@pytest.mark.parametrize("adding", [False, True])
def test_cancelled_in_the_middle_nothing_is_changed(
    other: Importing,
    held: Held,
    adding: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    if adding:
        held.go_on.set()
        other.read()
        held.begun.clear()
        held.go_on.clear()
        other.question().buttons()[0].click()
    else:
        other.choose()
    other.app.loop.run_until_complete(_begun(held))
    (bar,) = bars(other.app)
    bar.canceled.emit()
    held.go_on.set()
    other.app.settle()
    assert held.runs == ([True, False] if adding else [True])
    assert other.said == ["Nothing was changed."]
    assert other.app.stored() == [FOUND[0]]
    assert other.questions() == []
    assert "changed" not in other.done


def test_asked_again_meanwhile_it_asks_for_no_other_file(other: Importing, held: Held) -> None:
    other.choose()
    other.app.loop.run_until_complete(_begun(held))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    other.flow.ask(other.said.append)
    assert other.app.window.findChild(QFileDialog, "read_what") is None
    held.go_on.set()
    other.app.settle()
    other.answer("Leave it")


def test_the_end_of_the_app_ends_it_and_nothing_is_asked(other: Importing, held: Held) -> None:
    other.choose()
    other.app.loop.run_until_complete(_begun(held))
    other.flow.close()
    held.go_on.set()
    other.app.settle()
    assert other.questions() == []
    assert other.app.stored() == [FOUND[0]]


def test_at_rest_there_is_nothing_to_end(other: Importing) -> None:
    other.flow.close()
    other.read()
    assert len(other.questions()) == 1
    other.answer("Leave it")


# Its words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tally", "words"),
    [
        (Tally(added=9, same=3), "12 sessions found, 3 you already have. Add 9?"),
        (Tally(added=1), "1 session found. Add 1?"),
        (Tally(added=2, beside=1), "2 sessions found. 1 other entry is new. Add 2?"),
        (Tally(beside=2), "2 other entries are new. Take it over?"),
        (
            Tally(changed=1, same=1),
            "2 sessions found, 1 you already have. 1 is newer there. Take it over?",
        ),
        (
            Tally(added=4, changed=2, deleted=1),
            (
                "7 sessions found. 2 are newer there. 1 was deleted there, and will be here. "
                "Take it over?"
            ),
        ),
        (
            Tally(deleted=3),
            "3 sessions found. 3 were deleted there, and will be here. Take it over?",
        ),
    ],
)
def test_what_is_asked(tally: Tally, words: str) -> None:
    assert question_of(tally) == words


def test_a_newer_version_of_a_session_is_taken_over(other: Importing) -> None:
    newer = replace(FOUND[0], note="Softer.", updated_us=FOUND[0].updated_us + 1_000_000)
    other.write(newer)
    other.read()
    assert other.question().text() == "1 session found. 1 is newer there. Take it over?"
    other.answer("Take over")
    assert other.app.stored() == [newer]

"""The log: what was done and where it broke, and nothing that a person felt or wrote."""

import asyncio
import errno
import io
import logging
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, qInstallMessageHandler, qWarning
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mattimer import __version__
from mattimer.app.log import LARGEST, MOST_ALIKE, NAME, Log, place_of
from tests.presenters.app_under_test import AppUnderTest, app_under_test
from tests.ui.factories import press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NOTE = "the zebra under my left shoulder"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mattimer.app.log"


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is passed on to the terminal is let go here."""
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    monkeypatch.setattr(threading, "excepthook", lambda _: None)


@pytest.fixture
def log(file: Path, quiet: None) -> Iterator[Log]:  # noqa: ARG001
    made = Log(file)
    made.start()
    yield made
    made.close()


class Full(io.TextIOWrapper):
    """A file on a disk without room."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO())

    def write(self, _text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def fault(work: Callable[[], object]) -> None:
    """Let work fail as a slot does: through Python's hook."""
    try:
        work()
    except Exception as error:  # noqa: BLE001 - any
        sys.excepthook(type(error), error, error.__traceback__)


def test_what_is_said_is_there(log: Log, file: Path) -> None:
    log.info("The tray is there.")
    began, line = file.read_text("utf-8").splitlines()
    assert f"INFO Began: Mat Timer {__version__}, Python 3." in began
    assert line.endswith("INFO The tray is there.")


def test_it_is_its_owners_alone_even_where_it_was_not(file: Path) -> None:
    file.write_text("", "utf-8")
    file.chmod(0o644)
    made = Log(file)
    made.start()
    made.close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_was_said_before_it_began_is_there(file: Path) -> None:
    made = Log(file)
    made.info("Early.")
    assert not file.exists()
    made.start()
    made.info("Late.")
    made.close()
    early, _, late, end = file.read_text("utf-8").splitlines()
    assert [line.split()[-1] for line in (early, late, end)] == ["Early.", "Late.", "Ended."]


def test_it_goes_on_where_it_ended(file: Path) -> None:
    for words in ("Once.", "Again."):
        made = Log(file)
        made.start()
        made.info(words)
        made.close()
    text = file.read_text("utf-8")
    assert [text.count(words) for words in ("Began", "Once.", "Again.", "Ended.")] == [2, 1, 1, 2]


def test_it_turns_over_and_keeps_one_old_file(log: Log, file: Path) -> None:
    for number in range(4000):
        sentence = f"{number} {'word ' * 50}"
        log.info(sentence)
    old = file.with_name("mattimer.app.log.1")
    assert {found.name for found in file.parent.glob("*.log*")} == {file.name, old.name}
    for one in (file, old):
        assert one.stat().st_size <= LARGEST
        assert stat.S_IMODE(one.stat().st_mode) == 0o600
    assert "3999 word" in file.read_text("utf-8")


def test_a_flood_of_the_same_words_is_held_back(log: Log, file: Path) -> None:
    for _ in range(1000):
        log.info("The bus is gone.")
    log.info("Something else.")
    text = file.read_text("utf-8")
    assert text.count("The bus is gone.") == MOST_ALIKE
    assert text.endswith("Something else.\n")


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.parent.rmdir()])
def test_where_there_can_be_none_the_program_runs_on(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    folder = tmp_path / "state"
    folder.mkdir()
    before = sys.excepthook
    make(folder / "mattimer.app.log")
    made = Log(folder / "mattimer.app.log")
    made.start()
    made.info("Nobody hears this.")
    made.close()
    assert sys.excepthook is before


def test_a_full_disk_costs_lines_and_nothing_else(
    log: Log, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handlers = logging.getLogger(NAME).handlers
    (handler,) = [one for one in handlers if isinstance(one, RotatingFileHandler)]
    stream = handler.stream
    assert stream is not None
    handler.setStream(Full())
    log.info("Lost.")
    handler.setStream(stream)
    log.info("Kept.")
    assert file.read_text("utf-8").endswith("Kept.\n")
    assert capsys.readouterr() == ("", "")


def test_half_a_character_is_written_somehow(file: Path, quiet: None) -> None:  # noqa: ARG001
    log = Log(file)
    log.start()
    log.info("A name: \ud800")
    said = file.read_text("utf-8")
    log.close()
    assert said.endswith("A name: \\ud800\n")


def test_the_home_folder_is_not_named(log: Log, file: Path) -> None:
    sentence = f"{Path.home()}/.local/share/mattimer can't be written."
    log.info(sentence)
    assert file.read_text("utf-8").endswith("INFO ~/.local/share/mattimer can't be written.\n")


def test_all_is_as_it_was_once_it_ends(file: Path) -> None:
    hooks = sys.excepthook, threading.excepthook
    handlers = list(logging.getLogger("mattimer").handlers)
    before = qInstallMessageHandler(None)
    qInstallMessageHandler(before)
    made = Log(file)
    made.start()
    made.close()
    made.close()
    assert (sys.excepthook, threading.excepthook) == hooks
    assert logging.getLogger("mattimer").handlers == handlers
    after = qInstallMessageHandler(before)
    assert after is before


# Faults ----------------------------------------------------------------------------------------


def deep() -> None:
    note = NOTE
    raise ValueError(note)


def led() -> None:
    try:
        deep()
    except ValueError as error:
        raise KeyError(NOTE) from error


@pytest.mark.usefixtures("log", "expected_log")
def test_a_fault_is_told_by_its_place_and_kind_and_without_its_values(file: Path) -> None:
    fault(led)
    text = file.read_text("utf-8")
    assert "ERROR A fault." in text
    assert text.index("builtins.ValueError") < text.index("builtins.KeyError")
    assert "in deep: raise ValueError(note)" in text
    assert "zebra" not in text


@pytest.mark.usefixtures("log", "expected_log")
def test_what_speaks_of_code_alone_is_told_in_its_words(file: Path) -> None:
    fault(lambda: None.nothing)  # type: ignore[attr-defined]
    fault(lambda: Path("/no/such/file").read_text("utf-8"))
    text = file.read_text("utf-8")
    assert "AttributeError: 'NoneType' object has no attribute 'nothing'" in text
    assert "FileNotFoundError: No such file or directory\n" in text
    assert "/no/such" not in text.replace('Path("/no/such/file")', "")


def test_a_fault_is_passed_on(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: heard.append(kind))
    made = Log(file)
    made.start()
    fault(deep)
    made.close()
    assert heard == [ValueError]


def test_leaving_is_no_fault(log: Log, file: Path) -> None:
    log.info("Running.")
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert file.read_text("utf-8").splitlines()[-1].endswith("Running.")


@pytest.mark.usefixtures("log", "expected_log")
def test_a_fault_on_a_thread_is_told(file: Path) -> None:
    thread = threading.Thread(target=deep)
    thread.start()
    thread.join()
    text = file.read_text("utf-8")
    assert "ERROR A fault on a thread." in text
    assert "zebra" not in text


@pytest.mark.usefixtures("quiet")
def test_a_fault_in_the_loop_is_told_and_passed_on(file: Path) -> None:
    loop = asyncio.new_event_loop()
    made = Log(file)
    made.start(loop)
    passed: list[object] = []
    loop.default_exception_handler = passed.append  # type: ignore[method-assign,assignment]
    loop.call_soon(deep)
    loop.call_soon(loop.stop)
    loop.run_forever()
    loop.call_exception_handler({"message": f"Only words: {NOTE}"})
    made.close()
    assert loop.get_exception_handler() is None
    loop.close()
    text = file.read_text("utf-8")
    assert "ERROR A fault in the loop." in text
    assert "zebra" not in text
    assert len(passed) == 2


@pytest.mark.usefixtures("log", "expected_log")
@pytest.mark.qt_log_ignore("something odd")
def test_qts_warnings_are_told(file: Path, qtbot: "QtBot") -> None:  # noqa: ARG001
    qWarning("something odd")
    assert file.read_text("utf-8").endswith("WARNING Qt: something odd\n")


def test_a_fault_without_a_place_has_a_kind() -> None:
    assert place_of(ZeroDivisionError("division by zero")) == "ZeroDivisionError: division by zero"
    assert place_of(OSError()) == "OSError"
    error = ValueError(NOTE)
    error.__context__, error.__suppress_context__ = KeyError(NOTE), True
    assert place_of(error) == "builtins.ValueError"


# A whole session -------------------------------------------------------------------------------


@pytest.fixture
def app(qapp: QApplication, qtbot: "QtBot", tmp_path: Path) -> Iterator[AppUnderTest]:  # noqa: ARG001
    with app_under_test(qapp, tmp_path) as made:
        yield made


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_of_a_whole_session_nothing_a_person_said_is_in_it(app: AppUnderTest, quiet: None) -> None:  # noqa: ARG001
    made = Log(app.paths.log)
    made.start(app.loop)
    app.press("start")
    press(app.window, Qt.Key.Key_9)
    app.press("lie_down")
    app.lie(20 + 30)
    press(app.window, Qt.Key.Key_Escape)
    app.press("stop_dizziness")
    press(app.window, Qt.Key.Key_8)
    QTest.keyClicks(app.find("note"), NOTE)
    app.press("save")
    app.settle()
    (record,) = app.stored()
    assert (record.area, record.note, record.stop_reason) == ("upper-back", NOTE, "dizziness")
    fault(lambda: {}[NOTE])  # type: ignore[index]
    made.close()
    text = app.paths.log.read_text("utf-8")
    assert f"Mat Timer {__version__}" in text
    assert "builtins.KeyError" in text
    for private in ("zebra", "shoulder", "dizziness", "upper", "tight", "shirt", record.id.hex[:8]):
        assert private not in text.casefold()

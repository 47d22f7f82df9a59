"""Refusals: who is told how, and that nobody is told by a window who could not close it."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6 import QtCore
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox

from mattimer.app import startup_errors as refusal
from mattimer.app.paths import Paths
from mattimer.app.startup_errors import StartupError, asked_by_desktop, libraries_named, say
from mattimer.cli import main as cli
from mattimer.desktop.linux.activation import drop_activation

ROOT = Path(__file__).parents[2]
ON_LINUX = sys.platform == "linux"
ASK = (
    "import os, sys; from mattimer.app.startup_errors import asked_by_desktop;"
    "environment = dict(os.environ);"
    "environment.pop('QT_QPA_PLATFORM', None);"
    "own = {'GIO_LAUNCHED_DESKTOP_FILE_PID': str(os.getpid())};"
    "'GIO' not in environment or environment.update(own);"
    "sys.exit(asked_by_desktop(environment))"
)
NO_EGL = "libEGL.so.1: cannot open shared object file: No such file or directory"


def asked(stdout: int, **mark: str) -> bool:
    """What a process says of itself that has no terminal, and a file or a pipe for its words."""
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**os.environ, "PYTHONPATH": str(ROOT), **mark},
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        timeout=30,
        check=False,
    )
    assert done.returncode in {0, 1}
    return bool(done.returncode)


@pytest.mark.skipif(not ON_LINUX, reason="launchers of a free desktop")
class TestAskedByDesktop:
    """Whether a person clicked."""

    @pytest.mark.parametrize("mark", ["GIO", "DESKTOP_STARTUP_ID", "XDG_ACTIVATION_TOKEN"])
    def test_a_launcher_leaves_its_mark(self, mark: str) -> None:
        assert asked(subprocess.DEVNULL, **{mark: "one"})

    def test_without_a_mark_it_is_a_script(self) -> None:
        assert not asked(subprocess.DEVNULL)

    def test_who_reads_what_is_written_is_no_person(self) -> None:
        assert not asked(subprocess.PIPE, DESKTOP_STARTUP_ID="one")

    def test_a_mark_for_another_process_is_none(self) -> None:
        assert not asked(subprocess.DEVNULL, GIO_LAUNCHED_DESKTOP_FILE_PID="1")

    def test_a_terminal_is_enough_to_read_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "isatty", lambda stream: stream == 2)
        assert not asked_by_desktop({"DESKTOP_STARTUP_ID": "one"})

    @pytest.mark.parametrize("platform", ["offscreen", "minimal:x", "vnc"])
    def test_a_window_that_nobody_sees_is_not_shown(
        self, platform: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "open", no_terminal)
        monkeypatch.setattr(os, "isatty", lambda _stream: False)
        monkeypatch.setattr(refusal, "S_ISFIFO", lambda _mode: False)
        mark = {"DESKTOP_STARTUP_ID": "one"}
        assert asked_by_desktop(mark)
        assert not asked_by_desktop({**mark, "QT_QPA_PLATFORM": platform})


@pytest.mark.usefixtures("qapp")
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_box_says_it_in_a_sentence_and_can_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    # What ends the process where Qt gives up would end the tests.
    monkeypatch.setattr(QtCore, "qInstallMessageHandler", lambda _handler: None)
    seen: list[QMessageBox] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box)
        assert box.objectName() == "refusal"
        assert box.windowTitle() == box.accessibleName() == "Mat Timer"
        assert box.text() == "The <disk> is full: free some space."
        assert box.textFormat() is Qt.TextFormat.PlainText
        (close,) = box.findChildren(QAbstractButton)
        assert (close.objectName(), close.accessibleName()) == ("refusal_close", "Close")
        QTest.keyClick(box, Qt.Key.Key_Escape)

    QTimer.singleShot(0, look)
    refusal.show("the <disk> is full: free some space.", 5)
    assert len(seen) == 1


def no_terminal(*_: object) -> int:
    raise OSError(errno.ENXIO, "No such device or address")


class TestCommandLine:
    """What a refused command does."""

    @pytest.fixture
    def shown(self, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
        """What was shown to a person who clicked."""
        shown: list[tuple[str, int]] = []

        def remember(sentence: str, status: int) -> None:
            shown.append((sentence, status))

        def refuse(*_words: object) -> None:
            raise StartupError("Full.\nReally.", 5)

        monkeypatch.setattr(cli, "show", remember)
        monkeypatch.setattr(cli, "asked_by_desktop", lambda _environment: True)
        for command in (None, "start", "export"):
            monkeypatch.setitem(cli.COMMANDS, command, refuse)
        return shown

    @pytest.mark.parametrize("words", [[], ["start"], ["start", "feet"]])
    def test_where_a_window_was_to_come_a_window_says_why_not(
        self, words: list[str], shown: list[tuple[str, int]], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert cli.main(words) == 5
        assert shown == [("Full. Really.", 5)]
        assert capsys.readouterr().err == "mattimer: Full. Really.\n"

    @pytest.mark.parametrize("words", [["--tray"], ["export", "all.json"]])
    def test_where_nobody_asked_for_a_window_none_comes(
        self, words: list[str], shown: list[tuple[str, int]], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert cli.main(words) == 5
        assert shown == []
        assert capsys.readouterr().err == "mattimer: Full. Really.\n"

    @pytest.mark.parametrize("words", [["toggle"], ["pause"], ["extend", "60"]])
    def test_an_action_that_comes_to_nothing_is_told_without_a_window(
        self,
        words: list[str],
        shown: list[tuple[str, int]],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        told: list[str] = []
        monkeypatch.setattr(cli, "notify", told.append)
        assert cli.main(["--data-dir", str(tmp_path), *words]) == 3
        assert told == ["Mat Timer is not running; open it first."]
        assert shown == []

    def test_a_mark_that_a_window_used_up_still_counts(
        self, shown: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_words: object) -> None:
            drop_activation()
            raise StartupError("Late.", 6)

        monkeypatch.setenv("DESKTOP_STARTUP_ID", "one")
        monkeypatch.setattr(cli, "asked_by_desktop", lambda found: "DESKTOP_STARTUP_ID" in found)
        monkeypatch.setitem(cli.COMMANDS, None, refuse)
        assert cli.main([]) == 6
        assert shown == [("Late.", 6)]

    def test_a_script_sees_no_window(
        self, shown: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cli, "asked_by_desktop", lambda _environment: False)
        assert cli.main([]) == 5
        assert shown == []

    def test_a_missing_library_is_named(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def stumble(*_words: object) -> int:
            raise ImportError(NO_EGL)

        monkeypatch.setitem(cli.COMMANDS, "doctor", stumble)
        assert cli.main(["doctor"]) == 6
        said = capsys.readouterr().err
        assert said.startswith("mattimer: Mat Timer needs libEGL.so.1, ")
        assert "libegl1" in said
        assert said.count("\n") == 1


def test_a_part_of_our_own_is_a_broken_installation(tmp_path: Path) -> None:
    text = "libQt6Gui.so.6: cannot open shared object file: No such file or directory"
    with (
        pytest.raises(StartupError, match="install it again") as refused,
        libraries_named(tmp_path),
    ):
        raise ImportError(text)
    assert refused.value.status == 5


def test_an_account_without_a_home_is_told_of(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def homeless() -> Paths:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr(Paths, "for_person", homeless)
    assert cli.main(["status"]) == 5
    assert "--data-dir" in capsys.readouterr().err


def test_another_import_error_is_our_own_fault() -> None:
    with (
        pytest.raises(ImportError, match="No module"),
        libraries_named(Paths.for_person().resources),
    ):
        raise ImportError("No module named 'mattimer.session'")


def test_without_a_stderr_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    say("nobody hears this")

"""About: diagnostics to pass on, without anything of the person; and the log."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel

from mattimer import __version__
from mattimer.app.paths import Paths
from mattimer.presenters.about import AboutPresenter, diagnostics_text
from mattimer.ui.pages.settings.settings import SettingsPage
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import make_theme
from tests.ui.pages.find_widgets import find, row_of
from tests.ui.timers import timer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CHECKS = [
    {"name": "display", "ok": True, "detail": "named"},
    {"name": "database", "ok": True, "detail": "37 sessions"},
    {"name": "sound", "ok": True, "detail": "Anna's headphones"},
    {"name": "voice", "ok": False, "detail": "No speech. Tones carry on."},
]
COPIED = "Copied. Paste it where you ask for help."


@pytest.fixture
def theme() -> Theme:
    return make_theme()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    made = Paths.under(tmp_path / "mine")
    made.prepare()
    return made


@pytest.fixture
def page(theme: Theme, qtbot: "QtBot") -> SettingsPage:
    made = SettingsPage(theme)
    qtbot.addWidget(made)
    return made


def at_work(flow: AboutPresenter) -> list[QProcess]:
    """The doctors who have not ended."""
    processes = flow.findChildren(QProcess)
    return [one for one in processes if one.state() != QProcess.ProcessState.NotRunning]


def note(page: SettingsPage, name: str) -> str:
    return find(row_of(page, name), QLabel, "row_note").text()


def saying(text: str) -> list[str]:
    """A doctor who says this."""
    return [sys.executable, "-c", f"print({text!r})"]


def copied() -> str:
    return QGuiApplication.clipboard().text()


# The text --------------------------------------------------------------------------------------


def test_it_has_versions_and_what_works() -> None:
    text = diagnostics_text((("Mat Timer", "1.2"), ("Qt", "6.11")), CHECKS)
    assert text == (
        "Mat Timer: 1.2\nQt: 6.11\n"
        "ok    display: named\nok    database\nok    sound\n"
        "FAIL  voice: No speech. Tones carry on.\n"
    )


def test_it_names_no_home_no_number_of_sessions_and_no_device() -> None:
    broken = {"name": "database", "ok": False, "detail": f"{Path.home()}/x.sqlite3 is damaged."}
    text = diagnostics_text((), [*CHECKS, broken])
    assert str(Path.home()) not in text
    assert "FAIL  database: ~/x.sqlite3 is damaged." in text
    assert "37" not in text
    assert "Anna" not in text


def test_a_doctor_who_is_silent_is_said() -> None:
    assert diagnostics_text((), None) == "FAIL  doctor: no answer\n"


# The rows --------------------------------------------------------------------------------------


def test_what_the_doctor_says_is_copied(page: SettingsPage, paths: Paths, qtbot: "QtBot") -> None:
    flow = AboutPresenter(page, paths.log, saying(json.dumps({"checks": CHECKS})))
    page.action_wanted.emit("diagnostics")
    assert note(page, "diagnostics") == "Gathering, which takes some seconds."
    page.action_wanted.emit("diagnostics")
    qtbot.waitUntil(lambda: note(page, "diagnostics") == COPIED, timeout=20_000)
    assert copied().startswith(f"Mat Timer: {__version__}\nPython: 3.")
    assert copied().endswith("ok    sound\nFAIL  voice: No speech. Tones carry on.\n")
    page.arrived.emit()
    assert note(page, "diagnostics") == "Versions and what works here, nothing of yours."
    flow.close()


@pytest.mark.parametrize(
    "words",
    [
        ["/no/such/doctor"],
        saying("a novel"),
        saying('{"checks": 3}'),
        saying("[]"),
        [sys.executable, "-c", "import os; os.abort()"],
    ],
)
def test_without_a_doctor_there_are_the_versions(
    page: SettingsPage, paths: Paths, qtbot: "QtBot", words: list[str]
) -> None:
    AboutPresenter(page, paths.log, words)
    page.action_wanted.emit("diagnostics")
    qtbot.waitUntil(lambda: note(page, "diagnostics") == COPIED, timeout=20_000)
    assert copied().startswith(f"Mat Timer: {__version__}\n")
    assert copied().endswith("FAIL  doctor: no answer\n")


def test_a_doctor_who_never_ends_is_not_waited_for(
    page: SettingsPage, paths: Paths, qtbot: "QtBot"
) -> None:
    flow = AboutPresenter(page, paths.log, [sys.executable, "-c", "input()"])
    timer(flow, "doctor_timer").setInterval(0)
    page.action_wanted.emit("diagnostics")
    qtbot.waitUntil(lambda: note(page, "diagnostics") == COPIED)
    assert copied().endswith("no answer\n")
    assert at_work(flow) == []


def test_the_end_of_the_app_ends_the_doctor(page: SettingsPage, paths: Paths) -> None:
    flow = AboutPresenter(page, paths.log, [sys.executable, "-c", "input()"])
    page.action_wanted.emit("diagnostics")
    page.arrived.emit()
    assert note(page, "diagnostics") == "Gathering, which takes some seconds."
    flow.close()
    flow.close()
    assert at_work(flow) == []


def test_other_rows_are_others_business(page: SettingsPage, paths: Paths) -> None:
    flow = AboutPresenter(page, paths.log, saying("{}"))
    page.action_wanted.emit("safety")
    assert at_work(flow) == []


@pytest.mark.parametrize(("there", "willing"), [(True, True), (True, False), (False, True)])
def test_the_log_is_opened_where_there_is_one(
    page: SettingsPage,
    paths: Paths,
    monkeypatch: pytest.MonkeyPatch,
    *,
    there: bool,
    willing: bool,
) -> None:
    asked: list[str] = []

    def open_url(url: object) -> bool:
        asked.append(str(url))
        return willing

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    AboutPresenter(page, paths.log, saying("{}"))
    if there:
        paths.log.write_text("", "utf-8")
    page.action_wanted.emit("log")
    assert bool(asked) is there
    trouble = note(page, "log").startswith("It could not be opened: ")
    assert trouble is not (there and willing)
    page.arrived.emit()
    assert note(page, "log").startswith("What the program did")

"""Presenter of About: diagnostics to copy, and the log."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from mattimer.desktop.versions import versions, without_home
from mattimer.ui.pages.settings.settings import SettingsPage

DIAGNOSTICS, LOG = "diagnostics", "log"
PATIENCE_MS = 30_000
"""Speech engines may take seconds to say that they are there."""

OF_THE_PERSON = ("database", "sound")
"""What works there is told without its particulars: how often, and on whose headphones."""


def diagnostics_text(
    found: Iterable[tuple[str, str]], checks: Sequence[Mapping[str, Any]] | None
) -> str:
    """Versions, then the doctor's lines; nothing of the person, not even a folder's name.

    Args:
        found: Names and versions.
        checks: What the doctor found, as its JSON has it; None where it did not answer.
    """
    lines = [f"{name}: {version}" for name, version in found]
    for check in checks or ():
        told = "" if check["ok"] and check["name"] in OF_THE_PERSON else f": {check['detail']}"
        lines.append(f"{'ok  ' if check['ok'] else 'FAIL'}  {check['name']}{told}")
    if checks is None:
        lines.append("FAIL  doctor: no answer")
    return without_home("\n".join(lines)) + "\n"


class AboutPresenter(QObject):
    """Answers the rows of About; runs the doctor in a process of its own."""

    def __init__(self, page: SettingsPage, log: Path, doctor: Sequence[str]) -> None:
        """Take a settings page in care.

        Args:
            page: Shows what came of it.
            log: The log's file.
            doctor: The command that prints what the doctor finds as JSON.
        """
        super().__init__(page)
        self._page = page
        self._log = log
        self._words = list(doctor)
        self._process: QProcess | None = None
        self._patience = QTimer(self, interval=PATIENCE_MS)
        self._patience.setObjectName("doctor_timer")
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._on_patience_timeout)
        page.action_wanted.connect(self._on_page_action_wanted)
        page.arrived.connect(self._on_page_arrived)

    def close(self) -> None:
        """End a doctor who is still at it."""
        self._patience.stop()
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)  # noqa: FBT003 - Qt's signature
            process.kill()
            process.waitForFinished()
            process.deleteLater()

    def _on_page_action_wanted(self, name: str) -> None:
        if name == DIAGNOSTICS:
            self._gather()
        elif name == LOG:
            self._open_log()

    def _on_page_arrived(self) -> None:
        if self._process is None:
            self._page.say(DIAGNOSTICS, "")
        self._page.say(LOG, "")

    def _gather(self) -> None:
        if self._process is not None:
            return
        self._page.say(DIAGNOSTICS, self.tr("Gathering, which takes some seconds."))
        process = self._process = QProcess(self)
        process.finished.connect(self._on_process_finished)
        process.errorOccurred.connect(self._on_process_error_occurred)
        self._patience.start()
        process.start(self._words[0], self._words[1:])

    def _on_process_finished(self) -> None:
        process = self._process
        assert process is not None
        self._tell(_checks_in(bytes(process.readAllStandardOutput().data())))

    def _on_process_error_occurred(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._tell(None)

    def _on_patience_timeout(self) -> None:
        self._tell(None)

    def _tell(self, checks: Sequence[Mapping[str, Any]] | None) -> None:
        self.close()
        QGuiApplication.clipboard().setText(diagnostics_text(versions(), checks))
        self._page.say(DIAGNOSTICS, self.tr("Copied. Paste it where you ask for help."))

    def _open_log(self) -> None:
        opened = self._log.is_file() and QDesktopServices.openUrl(
            QUrl.fromLocalFile(str(self._log))
        )
        trouble = self.tr("It could not be opened: {0}").format(without_home(str(self._log)))
        self._page.say(LOG, "" if opened else trouble)


def _checks_in(answer: bytes) -> Sequence[Mapping[str, Any]] | None:
    """What the doctor's JSON says; None where it is none."""
    try:
        return list(json.loads(answer)["checks"])
    except (ValueError, KeyError, TypeError):
        return None

"""The composition root: builds every object by an explicit call, closes them in reverse."""

import asyncio
import sys
from collections.abc import Coroutine, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import qasync  # type: ignore[import-untyped]
from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QMessageBox

from mattimer.conductor import Conductor
from mattimer.desktop.single_instance import SingleInstance
from mattimer.desktop.termination import Termination
from mattimer.desktop.ui_thread import UiThread
from mattimer.flow.history import HistoryFlow
from mattimer.flow.session import SessionFlow
from mattimer.flow.settings import SettingsFlow
from mattimer.flow.tasks import Tasks, of
from mattimer.flow.wanted import Refusal
from mattimer.guide.content import load_session_lines
from mattimer.history.exchange import export_json
from mattimer.history.journal import Journal
from mattimer.history.recorder import EVERY_US, Recorder
from mattimer.opening import RECENT, Opening
from mattimer.remote import Remote
from mattimer.session.commands import Pause, Stop
from mattimer.ui.look import dress_application
from mattimer.ui.pages.after import AfterPage
from mattimer.ui.pages.history import HistoryPage
from mattimer.ui.pages.prepare import PreparePage
from mattimer.ui.pages.session import SessionPage
from mattimer.ui.pages.settings import SettingsPage


class App:
    """Everything that runs, from ``__init__`` to the end of ``run``.

    Attributes:
        window: The one window.
        conductor: The holder of the session.
        today: What Today offers.
        status: Exit status so far.
    """

    def __init__(
        self, opening: Opening, journal: Journal, *, device: str, speed: float = 1.0
    ) -> None:
        """Build all that the first frame did not need. The journal is open.

        Raises:
            ContentError: The installation lacks one of its files.
        """
        self.status = 0
        self.window = opening.window
        self.today = opening.today
        self._opening = opening
        self._look = opening.look
        self._areas = opening.areas
        self._clock = opening.clock
        self._paths = opening.paths
        self._journal = journal
        self._device = device
        self._closing = ExitStack()
        self._ending = False
        self.loop: Any = None
        self._lines = load_session_lines(self._paths.resources / "guide")
        self._today_page = opening.today_page
        self._make_pages()
        self._make_engine(speed)
        self._make_flows()
        self._wire()

    def _make_pages(self) -> None:
        look, shape, ids = self._look, self._opening.shape, list(self._areas)
        self._prepare_page = PreparePage(look, shape, ids)
        self._session_page = SessionPage(look, shape, ids, self._lines.stops)
        self._after_page = AfterPage(
            look, shape, ids, stops=self._lines.stops, notices=self._lines.notices
        )
        self._history_page = HistoryPage(look)
        self._settings_page = SettingsPage(look)
        pages = {
            "prepare": self._prepare_page,
            "after": self._after_page,
            "history": self._history_page,
            "settings": self._settings_page,
        }
        self.window.complete(pages, self._session_page)
        self.window.setWindowIcon(QIcon(str(self._paths.resources / "icons" / "icon.svg")))
        self._closing.callback(self.window.hide)

    def _make_engine(self, speed: float) -> None:
        self._tasks = Tasks(self._say_trouble)
        self._closing.callback(self._tasks.close)
        ui_thread = UiThread(self.window)
        self.recorder = Recorder(
            self._journal,
            self._clock,
            device=self._device,
            on_failure=self._say_trouble,
            deliver=ui_thread.deliver,
            every_us=round(EVERY_US * speed),
        )
        self._closing.callback(self.recorder.close)
        self.conductor = Conductor(self._clock, speed=speed)
        self._closing.callback(self.conductor.close)
        self._server = SingleInstance(self._paths.socket)
        self._closing.callback(self._server.close)
        self._termination = Termination()
        self._closing.callback(self._termination.close)

    def _make_flows(self) -> None:
        self._settings_flow = SettingsFlow(
            self._settings_page,
            self._look,
            self._paths.settings,
            self._opening.loaded,
            lambda: dress_application(self._opening.qt, self._look.theme),
        )
        self._session_flow = SessionFlow(
            window=self.window,
            today=self.today,
            prepare=self._prepare_page,
            session=self._session_page,
            after=self._after_page,
            conductor=self.conductor,
            recorder=self.recorder,
            journal=self._journal,
            tasks=self._tasks,
            clock=self._clock,
            areas=self._areas,
            lines=self._lines,
            settings=lambda: self._settings_flow.settings,
        )
        self._history = HistoryFlow(
            self._history_page,
            journal=self._journal,
            tasks=self._tasks,
            clock=self._clock,
            areas=self._areas,
            lines=self._lines,
        )
        self.remote = Remote(
            conductor=self.conductor,
            flow=self._session_flow,
            today=self.today,
            areas=self._areas,
            lines=self._lines,
            settings=lambda: self._settings_flow.settings,
            come_forward=self.window.come_forward,
            accept_safety=self._accept_safety,
        )

    def _wire(self) -> None:
        self.conductor.session_changed.connect(self.recorder.on_session_changed)
        self.conductor.ticked.connect(self.recorder.on_ticked)
        self._today_page.start_wanted.connect(self._session_flow.prepare)
        self._today_page.quick_start_wanted.connect(self._session_flow.start_at_once)
        self._today_page.undo_wanted.connect(self._session_flow.undo_save)
        self._session_flow.saved.connect(lambda: self._tasks.spawn(self._refresh_today()))
        self._history_page.today_wanted.connect(lambda: self._show_page("today"))
        self._history_page.export_wanted.connect(self._on_history_export_wanted)
        self.window.page_chosen.connect(self._show_page)
        self.window.close_wanted.connect(self._on_window_close_wanted)
        self._termination.wanted.connect(self.quit)
        self._server.called.connect(self.remote.on_called)

    # Life --------------------------------------------------------------------------------------

    def run(self, start: Mapping[str, Any] | None = None) -> int:
        """Run until the person quits; begins with a session where one was asked for."""
        self.loop = qasync.QEventLoop(self._opening.qt)
        self._server.start()
        self._termination.start()
        if start is not None:
            QTimer.singleShot(0, lambda: self._start(start))
        with self.loop:
            if not self._ending:
                self.loop.run_forever()
            self._closing.close()
        return self.status

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run a coroutine beside everything else, once ``run`` has begun."""
        QTimer.singleShot(0, lambda: self._tasks.spawn(work))

    def change_setting(self, name: str, value: object) -> None:
        """Set something as the settings page does."""
        self._settings_page.setting_changed.emit(name, value)

    def quit(self) -> None:
        """End the app; a session that runs is kept as interrupted."""
        self._ending = True
        if self.loop is not None:
            self.loop.stop()

    def _start(self, wanted: Mapping[str, Any]) -> None:
        try:
            self.remote.start(wanted)
        except Refusal as refusal:
            sys.stderr.write(f"{refusal}\n")
            self.status = refusal.status
            self.quit()

    # Answers -----------------------------------------------------------------------------------

    def _show_page(self, name: str) -> None:
        if name == "history":
            self._history.refresh()
        self.window.show_page(name)

    async def _refresh_today(self) -> None:
        records = await of(self._journal.latest(RECENT))
        self.today.show_records(records)

    def _accept_safety(self) -> None:
        self._tasks.spawn(self._keep_screening())

    async def _keep_screening(self) -> None:
        await of(self._journal.accept_safety((), self._clock.read()))

    def _say_trouble(self, sentence: str) -> None:
        self.today.show_trouble(sentence)

    def _on_history_export_wanted(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self.window, "", str(Path.home() / "mattimer.json"), "JSON (*.json)"
        )
        if chosen:
            self._tasks.spawn(self._export(Path(chosen)))

    async def _export(self, target: Path) -> None:
        await asyncio.to_thread(
            export_json,
            self._journal.all_records(),
            target,
            exported_at=self._clock.read(),
            device=self._device,
        )

    def _on_window_close_wanted(self) -> None:
        session = self.conductor.session
        if session is None or not session.active:
            self.quit()
            return
        self.conductor.do(Pause())
        question = QMessageBox(self.window)
        question.setObjectName("stop_here")
        question.setText(self.window.tr("Stop here?"))
        keep = question.addButton(self.window.tr("Keep going"), QMessageBox.ButtonRole.RejectRole)
        finish = question.addButton(
            self.window.tr("Finish here"), QMessageBox.ButtonRole.AcceptRole
        )
        question.setDefaultButton(keep)
        finish.clicked.connect(self._on_finish_here_clicked)
        question.open()

    def _on_finish_here_clicked(self) -> None:
        self.conductor.do(Stop())
        self.quit()

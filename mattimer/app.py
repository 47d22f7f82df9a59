"""The composition root: builds every object by an explicit call, closes them in reverse."""

import sys
from collections.abc import Coroutine, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QLocale, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from mattimer import APP_ID, __version__
from mattimer.conductor import Conductor
from mattimer.desktop.single_instance import SingleInstance
from mattimer.desktop.termination import Termination
from mattimer.desktop.ui_thread import UiThread
from mattimer.flow.history import HistoryFlow
from mattimer.flow.session import SessionFlow
from mattimer.flow.settings import SettingsFlow, wants_dark, wants_less_motion
from mattimer.flow.tasks import Tasks, of
from mattimer.flow.today import TodayFlow, area_choices
from mattimer.flow.wanted import Refusal
from mattimer.guide.content import load_areas, load_session_lines
from mattimer.history.journal import Journal
from mattimer.history.recorder import EVERY_US, Recorder
from mattimer.paths import Paths
from mattimer.remote import Remote
from mattimer.session.clock import Clock
from mattimer.session.commands import Pause, Stop
from mattimer.settings import load_settings
from mattimer.ui.look import Look, dress_application
from mattimer.ui.pages.after import AfterPage
from mattimer.ui.pages.history import HistoryPage
from mattimer.ui.pages.prepare import PreparePage
from mattimer.ui.pages.session import SessionPage
from mattimer.ui.pages.settings import SettingsPage
from mattimer.ui.pages.today import TodayPage
from mattimer.ui.theme import Theme, load_tokens
from mattimer.ui.widgets.body_shape import load_body
from mattimer.ui.window import Window

RECENT = 200
"""Sessions that Today looks at."""


def make_qt(arguments: list[str]) -> QApplication:
    """The Qt application, named so that the desktop finds entry and icon."""
    QGuiApplication.setDesktopFileName(APP_ID)
    QApplication.setApplicationName("mattimer")
    QApplication.setApplicationDisplayName("Mat Timer")
    QApplication.setApplicationVersion(__version__)
    qt = QApplication(arguments)
    qt.setStyle("fusion")
    qt.setQuitOnLastWindowClosed(False)
    QLocale.setDefault(person_locale())
    return qt


def person_locale() -> QLocale:
    """The system's locale; one without a language ("C") gets English names of days."""
    system = QLocale.system()
    if system.language() != QLocale.Language.C:
        return system
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


class App:
    """Everything that runs, from ``__init__`` to ``close``.

    Attributes:
        window: The one window.
        conductor: The holder of the session.
        today: What Today offers.
        status: Exit status so far.
    """

    def __init__(
        self,
        qt: QApplication,
        paths: Paths,
        journal: Journal,
        clock: Clock,
        *,
        device: str,
        speed: float = 1.0,
    ) -> None:
        """Build all of it. The journal is open or opening.

        Raises:
            ContentError, TokenError, FigureError: The installation lacks one of its files.
        """
        self.status = 0
        self._qt = qt
        self._paths = paths
        self._journal = journal
        self._clock = clock
        self._device = device
        self._closing = ExitStack()
        self._ending = False
        self.loop: Any = None
        self._areas = load_areas(paths.resources / "guide")
        self._lines = load_session_lines(paths.resources / "guide")
        self._loaded = load_settings(paths.settings)
        self._look = self._make_look()
        self._make_pages()
        self._make_window()
        self._make_engine(speed)
        self._make_flows()
        self._wire()

    def _make_look(self) -> Look:
        settings = self._loaded.settings
        theme = Theme(
            load_tokens(self._paths.resources / "theme" / "tokens.toml"),
            dark=wants_dark(settings),
            family=self._qt.font().family(),
            reduced_motion=wants_less_motion(settings),
        )
        dress_application(self._qt, theme)
        return Look(theme, self._paths.resources)

    def _make_pages(self) -> None:
        look, ids = self._look, list(self._areas)
        shape = load_body(self._paths.resources / "figures" / "body-back.svg")
        self._today_page = TodayPage(look, shape, area_choices(self._areas))
        self._prepare_page = PreparePage(look, shape, ids)
        self._session_page = SessionPage(look, shape, ids, self._lines.stops)
        self._after_page = AfterPage(
            look, shape, ids, stops=self._lines.stops, notices=self._lines.notices
        )
        self._history_page = HistoryPage(look)
        self._settings_page = SettingsPage(look)

    def _make_window(self) -> None:
        self.window = Window(
            self._look,
            today=self._today_page,
            prepare=self._prepare_page,
            session=self._session_page,
            after=self._after_page,
            history=self._history_page,
            settings=self._settings_page,
        )
        icon = self._paths.resources / "icons" / "icon.svg"
        self.window.setWindowIcon(QIcon(str(icon)))
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
            self._loaded,
            lambda: dress_application(self._qt, self._look.theme),
        )
        self.today = TodayFlow(self._today_page, self._areas, self._clock)
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

    def show(self) -> None:
        """Show the window with what is stored, and return once its first frame is painted.

        Raises:
            DataError: The stored sessions cannot be read.
        """
        self.today.show_records(self._journal.latest(RECENT).result())
        painted = QEventLoop()
        self.window.first_painted.connect(painted.quit)
        self.window.show()
        painted.exec()

    def run(self, start: Mapping[str, Any] | None = None) -> int:
        """Run until the person quits; begins with a session where one was asked for."""
        # Late, so that the first frame does not wait for them.
        import qasync  # type: ignore[import-untyped]  # noqa: PLC0415

        self.loop = qasync.QEventLoop(self._qt)
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
        import asyncio  # noqa: PLC0415 - is there by now

        from mattimer.history.exchange import export_json  # noqa: PLC0415 - seldom needed

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

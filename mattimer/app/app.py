"""Composition root: builds every object after the first frame, closes them in reverse."""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from mattimer.app.background import Background
from mattimer.app.context import AppContext
from mattimer.app.data_management import DataManagement
from mattimer.app.event_loop import EventLoop
from mattimer.app.first_frame import FirstFrame
from mattimer.app.garbage_collection import GarbageCollection
from mattimer.app.ipc_server import IpcServer
from mattimer.app.log import Log
from mattimer.app.pages import PageFactory
from mattimer.app.platform_services import PlatformServices
from mattimer.app.reminder_setup import NOTICE, ReminderSetup
from mattimer.app.ui_thread import UiThread
from mattimer.coach.session_lines import SessionLines, plain_lines
from mattimer.content.loader import load_or_none
from mattimer.desktop.adapters import DesktopAdapters
from mattimer.desktop.own_program import child_command, own_program
from mattimer.desktop.single_instance import SingleInstance
from mattimer.desktop.termination import Termination
from mattimer.presentation.restored_words import recovered_sentence
from mattimer.presenters.prepare import PreparePresenter
from mattimer.presenters.screening import ScreeningPresenter
from mattimer.presenters.session_pages import SessionPages, SessionPresenter
from mattimer.services.recorder import Recorder
from mattimer.services.session_ratings import SessionRatings
from mattimer.services.session_runner import SessionObserver, SessionRunner
from mattimer.services.session_sound import SessionSound, SoundSources
from mattimer.services.session_start import SessionStarter
from mattimer.services.start_request import StartRefused, StartRequest
from mattimer.sound.voice import SPEAKER, SpeakingProcess
from mattimer.ui.page import Page
from mattimer.ui.pages.after.after import AfterPage
from mattimer.ui.pages.prepare.prepare import PreparePage
from mattimer.ui.pages.today.today import Action
from mattimer.ui.session.session_page import SessionPage


class Closing(Protocol):
    """Anything that has to be let go of at the end."""

    def close(self) -> None:
        """Let go."""
        ...


T = TypeVar("T", bound=Closing)


class App:
    """Everything that runs, from ``__init__`` to the end of ``run``.

    Attributes:
        window: The one window.
        today: What Today offers.
        preferences: The settings in force.
        runner: The holder of the session.
        starter: Begins sessions.
        prepare_page: What Today offers, before a person lies down.
        session_pages: The session and what is asked after it.
        pages: The pages beside the session.
        data: Backups, files, sharing and erasing.
        ipc_server: Answers other starts and the command line.
        status: Exit status so far.
        ending: Whether the app was asked to end.
        to_erase: Set where the person wants everything removed once the app has ended: more files
            than those it knows of itself.
    """

    def __init__(self, first: FirstFrame, *, mute: bool = False) -> None:
        """Build all that the first frame did not need. The store is open."""
        context = first.context
        self.status = 0
        self.to_erase: tuple[Path, ...] | None = None
        self.loop: Any = None
        self.ending = False
        self._first = first
        self._store = context.store
        self._tasks = context.tasks
        self._app_state = context.app_state
        self.window = context.window
        self.preferences = context.preferences
        self.today = first.today
        self._closing = ExitStack()
        paths = context.paths
        self.log = self._own(Log(paths.log))
        self._troubles = list(self._app_state.troubles)
        lines = load_or_none(paths.guide, SessionLines, self._troubles, self._app_state.areas)
        self._lines = lines or plain_lines()
        self._adapters = DesktopAdapters(self.window)
        self._ui_thread = UiThread(self.window)
        self._make_session(context, mute=mute)
        self._make_pages(context)
        self._make_background(context)
        self._wire_session()
        self._wire_pages()
        self._wire_end()

    def _own(self, part: T) -> T:
        """Have it closed at the end; what was made last is closed first."""
        self._closing.callback(part.close)
        return part

    def _make_session(self, context: AppContext, *, mute: bool) -> None:
        clock, settings, lines = context.clock, self.preferences.current, self._lines
        prepare, after = self._make_session_pages(context)
        self._own(self._tasks)
        deliver = self._ui_thread.deliver
        self.recorder = self._own(
            Recorder(self._store, clock, on_failure=self._on_recorder_failure, deliver=deliver)
        )
        self.runner = runner = self._own(SessionRunner(clock))
        self._sound = self._own(
            SessionSound(
                runner=runner,
                clock=clock,
                page=self._session_page,
                settings=settings,
                sources=SoundSources(
                    bells=context.paths.sounds,
                    lines=lines,
                    voice=SpeakingProcess(child_command(SPEAKER)),
                ),
                mute=mute,
            )
        )
        self._platform = self._own(
            PlatformServices(
                context, runner, self._sound, self._adapters, prepare=prepare, today=self.today
            )
        )
        self.starter = SessionStarter(runner, self._app_state, lines, settings)
        self.prepare_page = PreparePresenter(
            prepare, self.window, self.today, self.starter, settings
        )
        self.session_pages = SessionPresenter(
            SessionPages(self.window, self._session_page, after),
            self.today,
            runner,
            SessionRatings(self._store, self._tasks, clock),
            app_state=self._app_state,
            lines=lines,
        )

    def _make_session_pages(self, context: AppContext) -> tuple[PreparePage, AfterPage]:
        theme, shape, lines = context.theme, self._first.shape, self._lines
        areas = list(self._app_state.areas)
        prepare = PreparePage(theme, shape, areas)
        self._session_page = SessionPage(theme, shape, areas, lines.stops)
        after = AfterPage(theme, shape, areas, stops=lines.stops, notices=lines.notices)
        pages: dict[str, Page] = {"prepare": prepare, "after": after}
        self.window.complete(pages, self._session_page)
        self.window.setWindowIcon(QIcon(str(context.paths.icon)))
        return prepare, after

    def _make_pages(self, context: AppContext) -> None:
        first = self._first
        self._screening = None if first.screening is None else self._make_screening()
        self.pages = self._own(
            PageFactory(context, self.today, first.shape, self._lines, self._start_session)
        )
        self.data = self._own(
            DataManagement(context, self.runner, self._lines, first.today_page, self._ui_thread)
        )

    def _make_screening(self) -> ScreeningPresenter:
        page = self._first.screening or self._first.make_screening()
        return ScreeningPresenter(page, self.window, self._app_state)

    def _make_background(self, context: AppContext) -> None:
        paths = context.paths
        self.ipc_server = IpcServer(
            self.runner,
            self.starter,
            own_program(paths.own_data),
            come_forward=self.window.come_forward,
            give_way=self.quit,
        )
        runner, today, adapters = self.runner, self.today, self._adapters
        self._background = self._own(
            Background(context, runner, self.starter, self.ipc_server, today, adapters=adapters)
        )
        reminders = self._own(ReminderSetup(context, runner, today, adapters, self._start_session))
        self._reminders = reminders.reminders
        self._parts = (self._platform, self._background, reminders, self.data)
        self._server = SingleInstance(paths.socket)
        self._termination = self._own(Termination())

    # Who hears of what -------------------------------------------------------------------------

    def _wire_session(self) -> None:
        session_pages = self.session_pages
        self.runner.observers = self._observers()
        self.runner.ticked.connect(self.recorder.on_ticked)
        session_pages.saved.connect(self._app_state.refresh_sessions)
        self.today.start_wanted.connect(self.prepare_page.prepare)
        self.today.quick_start_wanted.connect(self.prepare_page.start_at_once)
        self.today.questions_wanted.connect(self.ask_questions)
        self._platform.appearance_changed.connect(self._first.place.on_desktop_appearance_changed)
        self._platform.woke.connect(self._reminders.check)
        self.preferences.changed.connect(self._on_preferences_changed)
        self._session_page.set_dimming(self.preferences.settings.dimming)

    def _observers(self) -> tuple[SessionObserver, ...]:
        """Who is told of the session's changes, in this order.

        What must not be lost is written first. Then comes what is heard and what the desktop
        holds, so that nobody waits for a page to be painted before a pause is silent.
        """
        return (
            self.recorder,
            self._sound,
            self._platform.awake,
            self._platform.media,
            self.session_pages,
            self._background.tray_icon,
            self._background.closing,
            self.data.sync,
            self._reminders,
        )

    def _wire_pages(self) -> None:
        pages, data, today_page = self.pages, self.data, self._first.today_page
        today_page.notice_answered.connect(self._on_notice_answered)
        today_page.rated.connect(self._app_state.check_in)
        today_page.wind_down_wanted.connect(lambda: self._show_setting("bedtime"))
        today_page.barred_pressed.connect(pages.open_guide)
        self.window.page_chosen.connect(self._show_page)
        self.window.page_approached.connect(pages.load)
        self.window.search_wanted.connect(self._on_window_search_wanted)
        pages.page_wanted.connect(self._show_page)
        self._background.page_wanted.connect(self._show_page)
        pages.questions_wanted.connect(self.ask_questions)
        pages.history_made.connect(data.serve_history)
        for part in self._parts:
            pages.settings_made.connect(part.serve)
        data.changed.connect(self._app_state.refresh)
        data.changed.connect(pages.refresh)
        data.erase_wanted.connect(self._on_data_erase_wanted)

    def _wire_end(self) -> None:
        self._background.quit_wanted.connect(self.quit)
        self._background.questions_wanted.connect(self.ask_questions)
        self._background.tray_changed.connect(self._on_background_tray_changed)
        self._termination.wanted.connect(self.quit)
        self._server.called.connect(self.ipc_server.on_called)
        # First of all whoever ends answers nobody and is gone from the screen.
        self._closing.callback(self.window.hide)
        self._closing.callback(self._server.close)

    # Life --------------------------------------------------------------------------------------

    def run(self, start: StartRequest | None = None) -> int:
        """Run until the person quits; begins with a session where one was asked for."""
        self.loop = EventLoop(QApplication.instance())
        # qasync processes events once more after a run, when no loop counts as running.
        asyncio.set_event_loop(self.loop)
        self.log.start(self.loop)
        self._own(GarbageCollection(self.window)).start()
        if not self._server.start():
            self.log.info("The socket for other starts and for commands cannot be opened.")
        self._termination.start()
        for part in self._parts:
            part.start()
        if start is not None:
            QTimer.singleShot(0, lambda: self._start(start))
        QTimer.singleShot(0, self.remind)
        with self.loop:
            if not self.ending:
                self.loop.run_forever()
            self.close()
        return self.status

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run a coroutine beside everything else, once ``run`` has begun."""
        QTimer.singleShot(0, lambda: self._tasks.spawn(work))

    def close(self) -> None:
        """Let go of everything, in reverse. Twice is once."""
        self._closing.close()

    def quit(self) -> None:
        """End the app; a session that runs is kept as interrupted."""
        if self.ending:
            return
        self.ending = True
        if self.loop is not None:
            self.loop.stop()

    def _start(self, request: StartRequest) -> None:
        try:
            self.starter.ask(request)
        except StartRefused as refusal:
            sys.stderr.write(f"mattimer: {refusal}\n")
            self.status = refusal.status
            self.quit()

    def remind(self) -> None:
        """What is due, once the first frame is long painted."""
        self.pages.remind()
        self.say_what_is_due()
        self._app_state.changed.connect(self.say_what_is_due)
        if self._app_state.snapshot.partial:
            self._app_state.refresh()
        if self._store.recovered is not None:
            self.today.keep_notice(recovered_sentence(self._store.recovered))
        if damage := self.preferences.damage_to_say():
            self.today.offer_notice(damage, Action("understood", self.window.tr("Understood")))

    # Answers -----------------------------------------------------------------------------------

    def _show_page(self, name: str) -> None:
        if name == "today" and self.runner.active is not None:
            # Settings may be looked up meanwhile, from the tray; this is the way back.
            self.window.show_session()
            return
        self.pages.prepare(name)
        self.window.show_page(name)

    def _show_setting(self, name: str) -> None:
        self._show_page("settings")
        self.pages.show_setting(name)

    def _start_session(self) -> None:
        """From another page: through Today's offer, which obeys the screening."""
        self.window.show_page("today")
        self.today.begin()

    def ask_questions(self) -> None:
        """Show the safety questions, where there are any."""
        if self._app_state.screening is None:
            return
        if self._screening is None:
            self._screening = self._make_screening()
        self._screening.ask()

    def say_what_is_due(self) -> None:
        """Say on Today what the person should know or answer, the weightiest thing."""
        troubles = (*self._troubles, *self.pages.troubles)
        if troubles:
            self.today.keep_notice(" ".join(troubles))
        elif self.today.advice.bruised:
            self.today.ask_whether_healed()
        elif self._app_state.clearance.asks_again and self.today.advice.may_start:
            self.today.say_questions_are_due()

    def _on_notice_answered(self, key: str) -> None:
        self.today.clear_notice()
        answers: dict[str, Callable[[], None]] = {
            "undo": self.session_pages.undo_save,
            "questions": self.ask_questions,
            "understood": lambda: None,
        }
        kind, _, about = key.partition(":")
        if kind == "healed":
            self._app_state.healed(about)
        elif kind == NOTICE:
            self._reminders.answer(about)
        elif key in answers:
            answers[key]()
        else:
            self.pages.answer_notice(key)

    def _on_data_erase_wanted(self, also: tuple[Path, ...]) -> None:
        self.to_erase = also
        self._background.forget_autostart()
        self.quit()

    def _on_background_tray_changed(self) -> None:
        self.log.info("There is a tray." if self._background.has_tray else "There is no tray.")

    def _on_recorder_failure(self, sentence: str) -> None:
        self.log.info(sentence)
        self._tasks.tell(sentence)

    def _on_preferences_changed(self, name: str) -> None:
        if name in ("bedtime", "wind_down_min"):
            self.today.set_wind_down(self.preferences.settings.wind_down)
        elif name == "length":
            self.today.set_length(self.preferences.settings.length)
        elif name == "dimming":
            self._session_page.set_dimming(self.preferences.settings.dimming)

    def _on_window_search_wanted(self) -> None:
        self._show_page("guide")
        self.pages.search_guide()

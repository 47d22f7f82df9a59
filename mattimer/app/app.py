"""The composition root: builds every object by an explicit call, closes them in reverse."""

import asyncio
import sys
from collections.abc import Callable, Coroutine, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import qasync  # type: ignore[import-untyped]
from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon

from mattimer.app.background import Background
from mattimer.app.data_management import DataManagement
from mattimer.app.first_frame import FirstFrame
from mattimer.app.garbage_collection import GarbageCollection
from mattimer.app.ipc_server import IpcServer
from mattimer.app.log import Log
from mattimer.app.pages import PageFactory
from mattimer.app.platform_services import PlatformServices
from mattimer.app.reminder_setup import NOTICE, ReminderSetup
from mattimer.app.ui_thread import UiThread
from mattimer.coach.session_lines import plain_lines
from mattimer.content.coach_content import sound
from mattimer.content.session_file import load_session_lines
from mattimer.desktop.own_program import own_program
from mattimer.desktop.single_instance import SingleInstance
from mattimer.desktop.termination import Termination
from mattimer.presentation.restored_words import recovered_sentence
from mattimer.presenters.screening import ScreeningPresenter
from mattimer.presenters.session_pages import SessionPresenter
from mattimer.services.preferences import Preferences
from mattimer.services.recorder import EVERY_US, Recorder
from mattimer.services.session_runner import SessionObserver, SessionRunner
from mattimer.services.start_request import StartRefused
from mattimer.storage.store import Store
from mattimer.ui.page import Page
from mattimer.ui.pages.after.after import AfterPage
from mattimer.ui.pages.prepare.prepare import PreparePage
from mattimer.ui.pages.today.today import Action
from mattimer.ui.session.session_page import SessionPage
from mattimer.ui.theme.theme import apply_theme


class App:
    """Everything that runs, from ``__init__`` to the end of ``run``.

    Attributes:
        window: The one window.
        runner: The holder of the session.
        today: What Today offers.
        preferences: The settings in force.
        status: Exit status so far.
        to_erase: Set where the person wants everything removed once the app has ended: more files
            than those it knows of itself.
    """

    def __init__(
        self,
        opening: FirstFrame,
        store: Store,
        *,
        device: str,
        speed: float = 1.0,
        mute: bool = False,
    ) -> None:
        """Build all that the first frame did not need. The store is open."""
        self.status = 0
        self.to_erase: tuple[Path, ...] | None = None
        self._closing = ExitStack()
        self.log = Log(opening.paths.log)
        self._closing.callback(self.log.close)
        self.window = opening.window
        self.today = opening.today
        self._opening = opening
        self._app_state = opening.app_state
        self._store = store
        self._device = device
        self._ending = False
        self.loop: Any = None
        self._troubles: list[str] = list(opening.loaded_content.troubles)
        guide = opening.paths.resources / "guide"
        self._lines = sound(load_session_lines, guide, self._troubles) or plain_lines()
        self.preferences = Preferences(
            opening.theme,
            opening.paths.settings,
            opening.loaded,
            lambda: apply_theme(opening.qt, opening.theme.tokens),
            opening.place.wishes,
        )
        self._make_window()
        self._make_engine(speed)
        self._make_surroundings(speed, mute=mute)
        self._make_session(opening)
        self._rooms = PageFactory(
            opening, store, self._lines, self.preferences, self._start_session, device=device
        )
        self._closing.callback(self._rooms.close)
        self.remote = IpcServer(
            runner=self.runner,
            flow=self._session_flow,
            app_state=self._app_state,
            lines=self._lines,
            settings=lambda: self.preferences.settings,
            come_forward=self.window.come_forward,
            program=own_program(opening.paths.data if opening.paths.own else None),
            give_way=self.quit,
        )
        self._make_presence()
        self._wire()

    def _make_window(self) -> None:
        opening, lines = self._opening, self._lines
        theme, shape, ids = opening.theme, opening.shape, list(self._app_state.areas)
        self._prepare_page = PreparePage(theme, shape, ids)
        self._session_page = SessionPage(theme, shape, ids, lines.stops)
        self._after_page = AfterPage(theme, shape, ids, stops=lines.stops, notices=lines.notices)
        pages: dict[str, Page] = {"prepare": self._prepare_page, "after": self._after_page}
        self.window.complete(pages, self._session_page)
        icon = opening.paths.resources / "icons" / "icon.svg"
        self.window.setWindowIcon(QIcon(str(icon)))

    def _make_engine(self, speed: float) -> None:
        clock = self._opening.clock
        self._closing.callback(self._opening.tasks.close)
        self._ui_thread = UiThread(self.window)
        self.recorder = Recorder(
            self._store,
            clock,
            device=self._device,
            on_failure=self._on_recorder_failure,
            deliver=self._ui_thread.deliver,
            every_us=round(EVERY_US * speed),
        )
        self._closing.callback(self.recorder.close)
        self.runner = SessionRunner(clock, speed=speed)
        self._closing.callback(self.runner.close)
        self._server = SingleInstance(self._opening.paths.socket)
        self._termination = Termination()
        self._closing.callback(self._termination.close)

    def _make_surroundings(self, speed: float, *, mute: bool) -> None:
        self._surroundings = PlatformServices(
            self._opening,
            self.runner,
            (self._prepare_page, self._session_page),
            self._lines,
            self.preferences,
            come_forward=self.window.come_forward,
            speed=speed,
            mute=mute,
        )
        self._closing.callback(self._surroundings.close)

    def _make_session(self, opening: FirstFrame) -> None:
        self._session_flow = SessionPresenter(
            window=self.window,
            today=self.today,
            prepare=self._prepare_page,
            session=self._session_page,
            after=self._after_page,
            runner=self.runner,
            store=self._store,
            tasks=opening.tasks,
            clock=opening.clock,
            app_state=self._app_state,
            lines=self._lines,
            settings=lambda: self.preferences.settings,
        )
        self._screening_flow: ScreeningPresenter | None = None
        if opening.screening is not None:
            self._screening_flow = self._make_screening_flow()

    def _make_screening_flow(self) -> ScreeningPresenter:
        page = self._opening.screening or self._opening.make_screening()
        return ScreeningPresenter(page, self.window, self._app_state)

    def _make_presence(self) -> None:
        self._presence = Background(
            self._opening,
            self.runner,
            self.preferences,
            self.remote,
            show_page=self._show_page,
            ask_questions=self._ask_questions,
        )
        self._closing.callback(self._presence.close)
        self._reminding = ReminderSetup(
            self._opening,
            self.runner,
            self.preferences,
            device=self._device,
            start_session=self._start_session,
        )
        self._closing.callback(self._reminding.close)
        self._belongings = DataManagement(
            self._opening,
            self._store,
            runner=self.runner,
            preferences=self.preferences,
            lines=self._lines,
            device=self._device,
            deliver=self._ui_thread.deliver,
        )
        self._closing.callback(self._belongings.close)
        self._surroundings.sleep_watch.woke.connect(self._reminding.reminders.on_woke)

    def _wire(self) -> None:
        self.runner.observers = self._observers()
        self.runner.ticked.connect(self.recorder.on_ticked)
        self._session_flow.saved.connect(self._app_state.refresh)
        self.today.start_wanted.connect(self._session_flow.prepare)
        self.today.quick_start_wanted.connect(self._session_flow.start_at_once)
        self.today.questions_wanted.connect(self._ask_questions)
        self._wire_today_page()
        self._rooms.page_wanted.connect(self._show_page)
        self._rooms.questions_wanted.connect(self._ask_questions)
        self._rooms.history_made.connect(self._belongings.serve_history)
        for served in (self._surroundings, self._presence, self._reminding, self._belongings):
            self._rooms.settings_made.connect(served.serve)
        self._belongings.changed.connect(self._app_state.refresh)
        self._belongings.changed.connect(self._rooms.refresh)
        self._belongings.erase_wanted.connect(self._on_belongings_erase_wanted)
        self.window.page_chosen.connect(self._show_page)
        self.window.search_wanted.connect(self._on_window_search_wanted)
        self._presence.closing.quit_wanted.connect(self.quit)
        self._presence.tray.changed.connect(self._on_tray_changed)
        self._termination.wanted.connect(self.quit)
        self._server.called.connect(self.remote.on_called)
        # First of all whoever ends answers nobody and is gone from the screen.
        self._closing.callback(self.window.hide)
        self._closing.callback(self._server.close)
        self.preferences.changed.connect(self._on_preferences_changed)

    def _observers(self) -> tuple[SessionObserver, ...]:
        """Who is told of the session's changes, in this order.

        What must not be lost is written first. Then comes what is heard and what the desktop
        holds, so that nobody waits for a page to be painted before a pause is silent.
        """
        return (
            self.recorder,
            self._surroundings.sound,
            self._surroundings.awake,
            self._surroundings.media,
            self._session_flow,
            self._presence.tray_icon,
            self._presence.closing,
            self._belongings.sync,
            self._reminding.reminders,
        )

    def _wire_today_page(self) -> None:
        page = self._opening.today_page
        page.notice_answered.connect(self._on_notice_answered)
        page.rated.connect(lambda value: self._app_state.check_in(value, self._device))
        page.wind_down_wanted.connect(lambda: self._show_setting("bedtime"))
        page.barred_pressed.connect(self._rooms.open_guide)

    # Life --------------------------------------------------------------------------------------

    def run(self, start: Mapping[str, Any] | None = None) -> int:
        """Run until the person quits; begins with a session where one was asked for."""
        self.loop = qasync.QEventLoop(self._opening.qt)
        # qasync processes events once more after a run, when no loop counts as running.
        asyncio.set_event_loop(self.loop)
        self.log.start(self.loop)
        collecting = GarbageCollection(self.window)
        self._closing.callback(collecting.close)
        collecting.start()
        if not self._server.start():
            self.log.say("The socket for other starts and for commands cannot be opened.")
        self._termination.start()
        self._surroundings.start()
        self._presence.start()
        self._reminding.start()
        self._belongings.start()
        if start is not None:
            QTimer.singleShot(0, lambda: self._start(start))
        QTimer.singleShot(0, self._remind)
        with self.loop:
            if not self._ending:
                self.loop.run_forever()
            self._closing.close()
        return self.status

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run a coroutine beside everything else, once ``run`` has begun."""
        QTimer.singleShot(0, lambda: self._opening.tasks.spawn(work))

    def quit(self) -> None:
        """End the app; a session that runs is kept as interrupted."""
        if self._ending:
            return
        self._ending = True
        if self.loop is not None:
            self.loop.stop()

    def _start(self, wanted: Mapping[str, Any]) -> None:
        try:
            self.remote.start(wanted)
        except StartRefused as refusal:
            sys.stderr.write(f"mattimer: {refusal}\n")
            self.status = refusal.status
            self.quit()

    def _remind(self) -> None:
        """What is due, once the first frame is long painted."""
        self._rooms.remind()
        self._say_what_is_due()
        self._app_state.changed.connect(self._say_what_is_due)
        if self._app_state.facts.partial:
            self._app_state.refresh()
        if self._store.recovered is not None:
            self.today.keep_notice(recovered_sentence(self._store.recovered))
        if damage := self.preferences.damage_to_say():
            self.today.offer_notice(damage, Action("understood", self.window.tr("Understood")))

    # Answers -----------------------------------------------------------------------------------

    def _show_page(self, name: str) -> None:
        session = self.runner.session
        if name == "today" and session is not None and session.active:
            # Settings may be looked up meanwhile, from the tray; this is the way back.
            self.window.show_session()
            return
        self._rooms.prepare(name)
        self.window.show_page(name)

    def _show_setting(self, name: str) -> None:
        self._show_page("settings")
        self._rooms.show_setting(name)

    def _start_session(self) -> None:
        """From another page: through Today's offer, which obeys the screening."""
        self.window.show_page("today")
        self.today.begin()

    def _ask_questions(self) -> None:
        if self._opening.loaded_content.screening is None:
            return
        if self._screening_flow is None:
            self._screening_flow = self._make_screening_flow()
        self._screening_flow.ask()

    def _say_what_is_due(self) -> None:
        troubles = (*self._troubles, *self._rooms.troubles)
        if troubles:
            self.today.keep_notice(" ".join(troubles))
        elif self.today.advice.bruised:
            self.today.ask_whether_healed()
        elif self._app_state.clearance.asks_again and self.today.advice.may_start:
            self.today.say_questions_are_due()

    def _on_notice_answered(self, key: str) -> None:
        self.today.clear_notice()
        answers: dict[str, Callable[[], None]] = {
            "undo": self._session_flow.undo_save,
            "questions": self._ask_questions,
            "understood": lambda: None,
        }
        kind, _, about = key.partition(":")
        if kind == "healed":
            self._app_state.healed(about)
        elif kind == NOTICE:
            self._reminding.reminders.answer(about)
        elif key in answers:
            answers[key]()
        else:
            self._rooms.answer_notice(key)

    def _on_belongings_erase_wanted(self, also: tuple[Path, ...]) -> None:
        self.to_erase = also
        self._presence.forget_autostart()
        self.quit()

    def _on_tray_changed(self) -> None:
        self.log.say("There is a tray." if self._presence.tray.there else "There is no tray.")

    def _on_recorder_failure(self, sentence: str) -> None:
        self.log.say(sentence)
        self._opening.say(sentence)

    def _on_preferences_changed(self, name: str) -> None:
        if name in ("bedtime", "wind_down_min"):
            self.today.set_wind_down(self.preferences.settings.wind_down)
        elif name == "length":
            self.today.set_length(self.preferences.settings.length)

    def _on_window_search_wanted(self) -> None:
        self._show_page("guide")
        self._rooms.search_guide()

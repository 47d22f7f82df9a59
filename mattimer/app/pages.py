"""Page factory: plan, history, guide and settings, each loaded and built when first wanted."""

# ruff: noqa: PLC0415 - at rest nothing of them is in memory

import os
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from mattimer.app.context import AppContext
from mattimer.coach.session_lines import SessionLines
from mattimer.content.loader import load_or_none
from mattimer.presenters.today import TodayPresenter
from mattimer.ui.body.body_shape import BodyShape
from mattimer.ui.page import Page

if TYPE_CHECKING:
    from mattimer.presentation.guide_entries import GuideLibrary
    from mattimer.presenters.about import AboutPresenter
    from mattimer.presenters.history import HistoryPresenter
    from mattimer.presenters.mat import MatPresenter
    from mattimer.ui.pages.guide.guide import GuidePage
    from mattimer.ui.pages.guide.mat_form import MatForm
    from mattimer.ui.pages.guide.recovery import RecoveryForm
    from mattimer.ui.pages.history.history import HistoryPage
    from mattimer.ui.pages.session_editor.session_editor import SessionEditor
    from mattimer.ui.pages.settings.settings import SettingsPage


def _tr(text: str) -> str:
    return QCoreApplication.translate("Guide", text)


class PageFactory(QObject):
    """Builds a page when it is first wanted, and wires it with its presenter.

    Signals:
        page_wanted(name): Another page, please.
        questions_wanted(): The safety questions.
        settings_made(page), history_made(page): It is about to be shown for the first time.
    """

    page_wanted = Signal(str)
    questions_wanted = Signal()
    settings_made = Signal(object)
    history_made = Signal(object)

    def __init__(
        self,
        context: AppContext,
        today: TodayPresenter,
        shape: BodyShape,
        lines: SessionLines,
        start_session: Callable[[], None],
    ) -> None:
        super().__init__()
        self._paths = context.paths
        self._clock = context.clock
        self._store = context.store
        self._tasks = context.tasks
        self._app_state = context.app_state
        self._preferences = context.preferences
        self._theme = context.theme
        self._window = context.window
        self._today = today
        self._shape = shape
        self._lines = lines
        self._start_session = start_session
        self._library: GuideLibrary | None = None
        self._history: HistoryPresenter | None = None
        self._guide: GuidePage | None = None
        self._settings: SettingsPage | None = None
        self._about: AboutPresenter | None = None
        self._mat: MatPresenter | None = None
        self._made: set[str] = set()
        self._makers: dict[str, Callable[[], Page]] = {
            "plan": self._make_plan,
            "history": self._make_history,
            "guide": self._make_guide,
            "settings": self._make_settings,
        }

    @property
    def troubles(self) -> tuple[str, ...]:
        """One sentence for each file of the guide that could not be used."""
        return () if self._library is None else self._library.troubles

    def prepare(self, name: str) -> None:
        """See to it that a page is there and up to date."""
        if name in self._makers and name not in self._made:
            self._made.add(name)
            self._window.add_page(name, self._makers[name]())
        if name == "history" and self._history is not None:
            self._history.refresh()

    def load(self, name: str) -> None:
        """Load what History is made of before it is clicked: 50 ms, more than any other page."""
        if name == "history":
            import_module("mattimer.presenters.session_editor")
            import_module("mattimer.presenters.history")

    def refresh(self) -> None:
        """Read again what is shown of the past."""
        if self._history is not None:
            self._history.refresh()

    def open_guide(self, key: str) -> None:
        """Show one text of the guide."""
        self.page_wanted.emit("guide")
        if self._guide is not None:
            self._guide.open(key)

    def search_guide(self) -> None:
        """Let the person look something up."""
        if self._guide is not None:
            self._guide.begin_search()

    def show_setting(self, name: str) -> None:
        """Bring one setting into view."""
        if self._settings is not None:
            self._settings.begin_at(name)

    def remind(self) -> None:
        """Say on Today what the mat wants."""
        if self._mat is None and self._app_state.snapshot.mat:
            self.prepare("guide")

    def answer_notice(self, key: str) -> None:
        """A button of a reminder of the mat."""
        if self._mat is not None:
            self._mat.answer(key)

    def close(self) -> None:
        """End what a page may have begun beside it."""
        if self._about is not None:
            self._about.close()

    def _make_plan(self) -> Page:
        from mattimer.presenters.plan import PlanPresenter
        from mattimer.ui.pages.plan.plan import PlanPage

        page = PlanPage(self._theme)
        program = self._app_state.program
        if program is None:
            page.show_trouble(self._app_state.troubles)
            return page
        presenter = PlanPresenter(page, self._app_state, self._today, program)
        presenter.start_wanted.connect(self._start_session)
        return page

    def _make_history(self) -> Page:
        from mattimer.presentation.record_words import RecordWords
        from mattimer.presenters.history import HistoryPresenter
        from mattimer.ui.pages.history.history import HistoryPage

        page = HistoryPage(self._theme)
        self._history = HistoryPresenter(
            page,
            store=self._store,
            tasks=self._tasks,
            clock=self._clock,
            words=RecordWords(self._app_state.areas, self._lines),
            shared=lambda: bool(self._preferences.settings.shared_folder),
        )
        page.today_wanted.connect(lambda: self.page_wanted.emit("today"))
        self._edit(page, self._history)
        self.history_made.emit(page)
        return page

    def _edit(self, page: "HistoryPage", history: "HistoryPresenter") -> None:
        from mattimer.presenters.session_editor import SessionEditorPresenter
        from mattimer.services.session_edits import SessionEdits

        editing = SessionEditorPresenter(
            page,
            self._make_editor,
            SessionEdits(self._store, self._clock, self._app_state.areas),
            self._tasks,
        )
        editing.page_wanted.connect(self.page_wanted)
        editing.changed.connect(self._app_state.refresh_sessions)
        editing.changed.connect(history.refresh)
        page.add_wanted.connect(editing.add)

    def _make_editor(self) -> "SessionEditor":
        from mattimer.presenters.session_editor import editor_lists
        from mattimer.ui.pages.session_editor.session_editor import SessionEditor

        lists = editor_lists(self._app_state.areas, self._lines)
        editor = SessionEditor(self._theme, lists)
        self._window.add_page("session_editor", editor)
        return editor

    def _make_guide(self) -> Page:
        from mattimer.presentation.guide_entries import GuideLibrary
        from mattimer.ui.pages.guide.guide import GuidePage

        areas = self._app_state.areas
        library = GuideLibrary(self._paths.guide, areas, self._lines)
        self._library = library
        tools: dict[str, QWidget] = {}
        if library.recovery is not None:
            tools["recovery"] = self._make_recovery(library)
        if library.mat_care is not None:
            tools["mat"] = self._make_mat(library)
        page = GuidePage(self._theme, self._shape, list(areas), library.entries(), tools)
        page.action_wanted.connect(self._on_guide_action_wanted)
        page.open(self._today.area.id)
        self._guide = page
        return page

    def _make_recovery(self, library: "GuideLibrary") -> "RecoveryForm":
        from mattimer.presenters.recovery import RecoveryPresenter, routine_steps
        from mattimer.ui.pages.guide.recovery import RecoveryForm

        assert library.recovery is not None
        widget = RecoveryForm(self._theme, routine_steps(library.recovery, _tr))
        presenter = RecoveryPresenter(widget, library.recovery, self._clock)
        presenter.session_wanted.connect(self._on_recovery_session_wanted)
        return widget

    def _make_mat(self, library: "GuideLibrary") -> "MatForm":
        from mattimer.presenters.mat import MatPresenter, mat_fields
        from mattimer.ui.pages.guide.mat_form import MatForm

        assert library.mat_care is not None
        care = library.mat_care
        form = MatForm(self._theme, mat_fields(_tr, care))
        self._mat = MatPresenter(form, care, self._app_state, self._today)
        return form

    def _make_settings(self) -> Page:
        from mattimer.desktop.own_program import own_command
        from mattimer.presenters.about import AboutPresenter
        from mattimer.presenters.settings import SettingsPresenter
        from mattimer.ui.pages.settings.settings import SettingsPage

        page = SettingsPage(self._theme)
        SettingsPresenter(page, self._preferences)
        paths = self._paths
        program = own_command(os.environ, data=paths.own_data)
        self._about = AboutPresenter(page, paths.log, (*program, "doctor", "--json"))
        self._serve_wash(page)
        self.settings_made.emit(page)
        page.action_wanted.connect(self._on_settings_action_wanted)
        self._settings = page
        return page

    def _serve_wash(self, page: "SettingsPage") -> None:
        """How often the mat is washed is kept with the mat; the settings only show it."""
        from mattimer.content.topics import MatCare
        from mattimer.presenters.mat import wash_choice

        care = load_or_none(self._paths.guide, MatCare, [])
        if care is None:
            return

        def show() -> None:
            values = self._app_state.snapshot.mat
            page.show_wash(*wash_choice(values, care))
            page.show_note("wash_every", "" if values else page.tr("Begins once you choose."))

        self._app_state.changed.connect(show)
        page.wash_chosen.connect(self._on_settings_wash_chosen)
        show()

    def _on_settings_wash_chosen(self, sessions: int) -> None:
        self.prepare("guide")
        if self._mat is not None:
            self._mat.set_wash_every(sessions)

    def _on_settings_action_wanted(self, name: str) -> None:
        if name == "safety":
            self.questions_wanted.emit()

    def _on_guide_action_wanted(self, key: str) -> None:
        if key in self._app_state.areas:
            self._today.prefer(key)
            self.page_wanted.emit("today")
        else:
            self.page_wanted.emit("settings")
            self.show_setting("bedtime")

    def _on_recovery_session_wanted(self, areas: tuple[str, ...], minutes: int) -> None:
        out = self._today.advice.left_out
        free = next((area for area in areas if area not in out), None)
        if free is not None:
            self._today.prefer(free, minutes)
        self.page_wanted.emit("today")

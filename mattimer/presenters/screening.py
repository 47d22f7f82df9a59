"""Presenter of the safety questions: at first, when due again, and on demand."""

from PySide6.QtCore import QObject

from mattimer.coach.safety import SafetyAnswers, ScreeningText
from mattimer.services.app_state import AppState
from mattimer.ui.pages.screening.screening import Answered, ScreeningPage, ScreeningRow
from mattimer.ui.theme.theme import Theme
from mattimer.ui.window import Window


class ScreeningPresenter(QObject):
    """Shows the questions with the stored answers, and stores new ones."""

    def __init__(self, page: ScreeningPage, window: Window, app_state: AppState) -> None:
        super().__init__(page)
        self._page = page
        self._window = window
        self._app_state = app_state
        page.answered.connect(self._on_page_answered)

    def ask(self) -> None:
        """Show the questions, with earlier answers ticked."""
        ask(self._page, self._app_state)
        self._window.show_whole(self._page)

    def _on_page_answered(self, answered: Answered) -> None:
        self._app_state.accept(SafetyAnswers(answered.answers, answered.areas, answered.confirmed))
        self._window.show_page("today")


def ask(page: ScreeningPage, app_state: AppState) -> None:
    """Put the questions onto the page."""
    text, before = app_state.screening, app_state.snapshot.answers
    if text is None:
        return
    page.ask(
        text.title if before is None else text.again,
        text.intro,
        Answered(frozenset(), frozenset(), confirmed=False)
        if before is None
        else Answered(before.ticked, before.areas, before.confirmed),
    )


def make_screening(theme: Theme, app_state: AppState) -> ScreeningPage:
    """The page of safety questions, asked."""
    text = app_state.screening
    page = ScreeningPage(
        theme,
        () if text is None else _questions_of(text),
        {area.id: area.name for area in app_state.areas.values()},
        "" if text is None else text.foot,
    )
    ask(page, app_state)
    return page


def _questions_of(text: ScreeningText) -> tuple[ScreeningRow, ...]:
    """The questions as the page shows them."""
    return tuple(
        ScreeningRow(
            answer=question.id,
            text=question.text,
            line=question.line,
            holds=question.holds,
            names_areas=question.names_areas,
        )
        for question in text.questions
    )

"""The safety questions: before the first time, when they are due, and whenever one wants."""

from PySide6.QtCore import QObject

from mattimer.flow.advisor import Advisor
from mattimer.guide.safety import Answers, ScreeningText
from mattimer.ui.look import Look
from mattimer.ui.pages.screening import Answered, Question, ScreeningPage
from mattimer.ui.window import Window


class ScreeningFlow(QObject):
    """Joins the page to what is stored."""

    def __init__(self, page: ScreeningPage, window: Window, advisor: Advisor) -> None:
        super().__init__(page)
        self._page = page
        self._window = window
        self._advisor = advisor
        page.answered.connect(self._on_page_answered)

    def ask(self) -> None:
        """Show the questions, with earlier answers ticked."""
        ask(self._page, self._advisor)
        self._window.show_whole(self._page)

    def _on_page_answered(self, answered: Answered) -> None:
        self._advisor.accept(Answers(answered.answers, answered.areas, answered.confirmed))
        self._window.show_page("today")


def ask(page: ScreeningPage, advisor: Advisor) -> None:
    """Put the questions onto the page."""
    text, before = advisor.essentials.screening, advisor.facts.answers
    if text is None:
        return
    page.ask(
        text.title if before is None else text.again,
        text.intro,
        Answered(frozenset(), frozenset(), confirmed=False)
        if before is None
        else Answered(before.ticked, before.areas, before.confirmed),
    )


def make_screening(look: Look, advisor: Advisor) -> ScreeningPage:
    """The page of safety questions, asked."""
    text = advisor.essentials.screening
    page = ScreeningPage(
        look,
        () if text is None else _questions_of(text),
        {area.id: area.name for area in advisor.areas.values()},
    )
    ask(page, advisor)
    return page


def _questions_of(text: ScreeningText) -> tuple[Question, ...]:
    """The questions as the page shows them."""
    return tuple(
        Question(
            answer=question.id,
            text=question.text,
            line=question.line,
            holds=question.holds,
            names_areas=question.names_areas,
        )
        for question in text.questions
    )

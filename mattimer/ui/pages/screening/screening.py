"""Safety screening: fills the window before the first time, and whenever it is due again."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.card import Card, Hairline
from mattimer.ui.controls.check_row import CheckRow
from mattimer.ui.controls.label import Label
from mattimer.ui.controls.mark import paint_mark
from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.controls.scrolling import scrolling
from mattimer.ui.layouts.flow_layout import FlowLayout
from mattimer.ui.page import Page
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

COLUMN = 660
MARK = 40


@dataclass(frozen=True, slots=True)
class ScreeningRow:
    """One row: its id, its text, what a tick means, and whether it holds sessions back."""

    answer: str
    text: str
    line: str
    holds: bool
    names_areas: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """What the person said: ids, areas named, and whether a clinician was asked."""

    answers: frozenset[str]
    areas: frozenset[str]
    confirmed: bool


class ScreeningMark(PaintedWidget, QWidget):
    """The app's mark. Decorative."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setFixedSize(MARK, MARK)

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        paint_mark(painter, tokens, QRectF(self.rect()))


class ScreeningPage(Page):
    """Nine rows and one or two buttons.

    Signals:
        answered(answered): The person is through; a value of ``Answered``.
    """

    answered = Signal(object)

    def __init__(
        self, theme: Theme, questions: tuple[ScreeningRow, ...], areas: dict[str, str], foot: str
    ) -> None:
        """Without answers yet.

        Args:
            theme: The appearance.
            questions: The rows, in order.
            areas: Names by id, for rows that ask where.
            foot: Said below everything.
        """
        super().__init__(theme, "screening_page")
        self._holding = {question.answer for question in questions if question.holds}
        self._title = Label(theme, "title", wrap=True)
        self._title.setObjectName("screening_title")
        self._lead = Label(theme, "lead", "text2", wrap=True)
        self._lead.yield_height()
        self._rows = [
            CheckRow(
                theme,
                question.answer,
                question.text,
                question.line,
                areas if question.names_areas else {},
            )
            for question in questions
        ]
        self._main = Button(theme, ButtonKind.PRIMARY, "screening_main", "")
        self._main.clicked.connect(lambda: self._answer(confirmed=False))
        self._asked = Button(
            theme, ButtonKind.PLAIN, "screening_asked", self.tr("I have asked, carry on")
        )
        self._asked.clicked.connect(lambda: self._answer(confirmed=True))
        self._lay_out(foot)
        for row in self._rows:
            row.changed.connect(self._on_row_changed)
        self._on_row_changed()

    def _lay_out(self, foot: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(ScreeningMark(self._theme))
        head.addWidget(self._title, 1)
        card = Card(self._theme)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for index, row in enumerate(self._rows):
            if index:
                rows.addWidget(Hairline(self._theme))
            rows.addWidget(row)
        buttons = FlowLayout(14)
        for button in (self._main, self._asked):
            button.fold()
            buttons.addWidget(button)
        inner = QWidget()
        inner.setObjectName("screening_column")
        self._inner = inner
        column = QVBoxLayout(inner)
        column.setContentsMargins(6, 38, 6, 8)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(12)
        column.addWidget(self._lead)
        column.addSpacing(18)
        column.addWidget(card)
        column.addSpacing(20)
        column.addLayout(buttons)
        column.addSpacing(12)
        words = Label(self._theme, "caption", "text2", foot, wrap=True)
        words.yield_height()
        column.addWidget(words)
        column.addStretch(1)
        self._scroll_around(inner)
        self._fit()

    def _fit(self) -> None:
        """Lines are as long as they are easy to read."""
        self._inner.setMaximumWidth(self._tokens.px(COLUMN))

    def _scroll_around(self, inner: QWidget) -> None:
        around = QWidget()
        around.setObjectName("screening_around")
        row = QHBoxLayout(around)
        row.setContentsMargins(24, 0, 24, 0)
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(around, self._theme))

    def sizeHint(self) -> QSize:
        """The column and its margins."""
        return QSize(COLUMN + 60, 700)

    def first_focus(self) -> QWidget:
        """The filled button."""
        return self._main

    def ask(self, title: str, lead: str, before: Answered) -> None:
        """Ask, with earlier answers ticked."""
        self._title.setText(title)
        self._lead.setText(lead)
        for row in self._rows:
            row.set_answer(ticked=row.answer in before.answers, areas=before.areas)
        self._on_row_changed()

    @property
    def _answers(self) -> frozenset[str]:
        return frozenset(row.answer for row in self._rows if row.ticked)

    def _on_row_changed(self) -> None:
        answers = self._answers
        holds = bool(answers & self._holding)
        if not answers:
            words = self.tr("None of these")
        else:
            words = self.tr("I will ask first") if holds else self.tr("Understood")
        self._main.set_words(words)
        self._asked.setVisible(holds)
        complete = all(row.complete for row in self._rows)
        self._main.setEnabled(complete)
        self._asked.setEnabled(complete)

    def _answer(self, *, confirmed: bool) -> None:
        areas = frozenset[str]().union(*(row.areas for row in self._rows))
        self.answered.emit(Answered(self._answers, areas, confirmed))

"""Rows that Prepare and After share: the question above the scale, the button at the foot."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from mattimer.ui.controls.button import Button
from mattimer.ui.controls.label import Label
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

LEAST_WORDS = 560
"""Width of the words, at 100 %, beside a figure, which gives way first."""

FOOT_FROM = 560
"""Width of a page, at 100 %, from which the words stand beside the button."""


def question_row(theme: Theme, question: str) -> QHBoxLayout:
    """A question that may be left unanswered."""
    optional = QCoreApplication.translate("Pages", "Optional")
    row = QHBoxLayout()
    row.addWidget(Label(theme, "strong", text=question, wrap=True), 1)
    row.addWidget(Label(theme, "caption", "text2", optional))
    return row


def foot_row(
    button: Button, strong: Label, quiet: Label, words: QVBoxLayout | None = None
) -> QBoxLayout:
    """The filled button, and two lines beside it, or under it where a page turns the row.

    ``words`` is where the lines go, for a page that puts more among them.
    """
    words = QVBoxLayout() if words is None else words
    words.setSpacing(0)
    words.addStretch(1)
    words.addWidget(strong)
    words.addWidget(quiet)
    words.addStretch(1)
    row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    row.setSpacing(20)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    row.addLayout(words, 1)
    return row


def turn_foot(row: QBoxLayout, tokens: DesignTokens, width: int) -> None:
    """Words beside the button, or under it in a page of a width that crowds them."""
    beside = width >= tokens.px(FOOT_FROM)
    direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
    row.setDirection(direction)
    row.setSpacing(20 if beside else 12)

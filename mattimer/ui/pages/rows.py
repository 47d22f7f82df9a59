"""Rows that Prepare and After share: the question above the scale, the button at the foot."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from mattimer.ui.look import Look
from mattimer.ui.widgets.button import Button
from mattimer.ui.widgets.label import Label


def question_row(look: Look, question: str) -> QHBoxLayout:
    """A question that may be left unanswered."""
    optional = QCoreApplication.translate("Pages", "Optional")
    row = QHBoxLayout()
    row.addWidget(Label(look, "strong", text=question))
    row.addStretch(1)
    row.addWidget(Label(look, "caption", "text2", optional))
    return row


def foot_row(
    button: Button, strong: Label, quiet: Label, words: QVBoxLayout | None = None
) -> QHBoxLayout:
    """The filled button, and two lines beside it.

    ``words`` is where the lines go, for a page that puts more among them.
    """
    words = QVBoxLayout() if words is None else words
    words.setSpacing(0)
    words.addStretch(1)
    words.addWidget(strong)
    words.addWidget(quiet)
    words.addStretch(1)
    row = QHBoxLayout()
    row.setSpacing(20)
    row.addWidget(button)
    row.addLayout(words, 1)
    return row

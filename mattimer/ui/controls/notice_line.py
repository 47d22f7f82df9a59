"""One line that says something, with text buttons to answer it."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.label import Label
from mattimer.ui.layouts.flow_layout import FlowLayout
from mattimer.ui.theme.theme import Theme

GAP = 16


@dataclass(frozen=True, slots=True)
class Answer:
    """A text button: what it is called inside, and its words."""

    key: str
    words: str


class NoticeLine(QWidget):
    """Hidden while there is nothing to say.

    Signals:
        answered(key): One of its buttons was pressed.
    """

    answered = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._buttons: list[Button] = []
        self._text = Label(theme, "body", wrap=True)
        self._text.setObjectName(name)
        self._text.prefer_one_line()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._row = FlowLayout(GAP, self, centered=True)
        self._row.addWidget(self._text)
        self._timer = QTimer(self, singleShot=True)
        self._timer.setObjectName("notice_timer")
        self._timer.timeout.connect(self.clear)
        self.hide()

    def show_notice(self, text: str, *answers: Answer, for_ms: int = 0) -> None:
        """Say something in place of what was said; gone after ``for_ms`` unless that is 0."""
        self.clear()
        self._text.setText(text)
        for answer in answers:
            button = Button(
                self._theme, ButtonKind.LINK, f"{self._name}_{answer.key}", answer.words
            )
            button.clicked.connect(partial(self.answered.emit, answer.key))
            self._row.addWidget(button)
            self._buttons.append(button)
        if for_ms:
            self._timer.start(for_ms)
        self.show()

    @property
    def text(self) -> str:
        """What is said now."""
        return "" if self.isHidden() else self._text.text()

    def clear(self) -> None:
        """Nothing to say."""
        self._timer.stop()
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()
        self.hide()

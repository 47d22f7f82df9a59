"""What is offered of a session that was cut off, above everything else on Today."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.card import Card
from mattimer.ui.controls.label import Label
from mattimer.ui.layouts.flow_layout import FlowLayout
from mattimer.ui.theme.theme import Theme

MARGINS = (20, 16, 20, 16)
BELOW = 16


class UnfinishedCard(QWidget):
    """One sentence and its answers; hidden while there is nothing to ask.

    Signals:
        go_on_wanted(), keep_wanted(), discard_wanted()
    """

    go_on_wanted = Signal()
    keep_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("unfinished")
        self._sentence = Label(theme, "section", wrap=True)
        self._sentence.setObjectName("unfinished_sentence")
        self._go_on = Button(
            theme, ButtonKind.PRIMARY, "unfinished_go_on", self.tr("Carry on"), icon="play"
        )
        self._keep = Button(theme, ButtonKind.LINK, "unfinished_keep", self.tr("Keep as it is"))
        self._discard = Button(theme, ButtonKind.LINK, "unfinished_discard", self.tr("Discard"))
        self._go_on.clicked.connect(self.go_on_wanted)
        self._keep.clicked.connect(self.keep_wanted)
        self._discard.clicked.connect(self.discard_wanted)
        answers = FlowLayout(18, centered=True)
        for button in (self._go_on, self._keep, self._discard):
            answers.addWidget(button)
        card = Card(theme)
        column = QVBoxLayout(card)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(12)
        column.addWidget(self._sentence)
        column.addLayout(answers)
        around = QVBoxLayout(self)
        # Hidden it leaves no gap.
        around.setContentsMargins(0, 0, 0, BELOW)
        around.addWidget(card)
        self.hide()

    def show_offer(self, sentence: str, *, may_go_on: bool) -> None:
        """Ask about a session; one that is too long ago can't go on."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self._go_on.setVisible(may_go_on)
        for button in (self._go_on, self._keep, self._discard):
            button.setAccessibleDescription(sentence)
        self.show()

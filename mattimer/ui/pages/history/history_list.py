"""Every session, newest first, loaded as one scrolls."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.card import Card
from mattimer.ui.controls.label import Label, Paragraphs
from mattimer.ui.controls.painted import ThemedWidget
from mattimer.ui.controls.scrolling import PageScroll, Scrolled
from mattimer.ui.layouts.beside_layout import BesideLayout
from mattimer.ui.page import COMPACT_MARGIN, MARGIN
from mattimer.ui.pages.history.session_model import SessionModel
from mattimer.ui.pages.history.session_table import SessionTable
from mattimer.ui.theme.theme import Theme


class HistoryList(ThemedWidget, QWidget):
    """The list, and the way back.

    Signals:
        back_wanted(): Back to what it adds up to.
        add_wanted(): Add a session afterwards.
    """

    back_wanted = Signal()
    add_wanted = Signal()

    def __init__(self, theme: Theme, model: SessionModel) -> None:
        super().__init__(theme)
        self._compact = False
        self._back = Button(
            theme, ButtonKind.QUIET, "history_back", self.tr("History"), icon="chevron-back"
        )
        self._back.clicked.connect(self.back_wanted)
        self._title = Label(theme, "title", wrap=True)
        self._title.setObjectName("sessions_title")
        self._line = Label(theme, "lead", "text2", self.tr("Newest first."), wrap=True)
        self.add = Button(
            theme, ButtonKind.PLAIN, "add_session", self.tr("Add a session"), icon="plus"
        )
        self.add.clicked.connect(self.add_wanted)
        self.add.hide()
        for button in (self._back, self.add):
            button.fold()
        self.table = SessionTable(theme, model)
        self._lay_out()
        self.table.selectionModel().currentChanged.connect(self._on_table_current_changed)
        self._dress()

    def _lay_out(self) -> None:
        theme = self._theme
        self._words = Paragraphs(self._title, self._line)
        head = BesideLayout(theme)
        head.addWidget(self._words)
        head.addWidget(self.add)
        card = Card(theme)
        self._card = QVBoxLayout(card)
        self._card.setContentsMargins(12, 8, 12, 12)
        self._card.addWidget(self.table)
        inner = Scrolled("history_list")
        self._frame = QVBoxLayout(inner)
        self._frame.setSpacing(0)
        self._frame.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        self._frame.addSpacing(6)
        self._frame.addLayout(head)
        self._frame.addSpacing(24)
        self._frame.addWidget(card, 1)
        self._scroll = PageScroll(inner, theme)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def set_compact(self, *, compact: bool) -> None:
        """Without the layer."""
        self._compact = compact
        self.table.set_compact(compact=compact)
        self._dress()

    def show_title(self, title: str) -> None:
        """How many there are."""
        self._title.setText(title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        margin = COMPACT_MARGIN if self._compact else MARGIN
        self._frame.setContentsMargins(margin, margin - 14, margin, margin - 16)
        self._words.set_gap(self._tokens.px(2))

    def _on_table_current_changed(self, now: QModelIndex) -> None:
        """Where the page scrolls too, the row that the keyboard walks to comes into view."""
        box = self.table.visualRect(now)
        inner = self._scroll.widget()
        if self.table.isVisible() and inner is not None:
            corner = self.table.viewport().mapTo(inner, box.topLeft())
            x, y = corner.x(), corner.y() + box.height() // 2
            self._scroll.ensureVisible(x, y, 0, box.height() // 2)

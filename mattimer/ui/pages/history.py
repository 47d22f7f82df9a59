"""History: every session, newest first, loaded as one scrolls."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mattimer.ui.look import Look
from mattimer.ui.pages.page import COMPACT_MARGIN, MARGIN, Page
from mattimer.ui.widgets.beside_layout import BesideLayout
from mattimer.ui.widgets.button import Button, Kind
from mattimer.ui.widgets.card import Card
from mattimer.ui.widgets.ghost_chart import GhostChart
from mattimer.ui.widgets.label import Label
from mattimer.ui.widgets.notice_line import Answer, NoticeLine
from mattimer.ui.widgets.paragraphs import Paragraphs
from mattimer.ui.widgets.scrolling import scrolling
from mattimer.ui.widgets.session_model import SessionModel, SessionRow
from mattimer.ui.widgets.session_table import SessionTable

READING_WIDEST = 560


class HistoryPage(Page):
    """The list, or what to expect of it.

    Signals:
        more_wanted(): Older rows, please.
        today_wanted(): Go to Today.
        export_wanted(): Save everything to a file.
        session_chosen(id), delete_wanted(id): Enter or a double click, and Delete, on a session.
        notice_answered(key): A button beside the notice was pressed.
    """

    more_wanted = Signal()
    today_wanted = Signal()
    export_wanted = Signal()
    session_chosen = Signal(object)
    delete_wanted = Signal(object)
    notice_answered = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "history_page")
        self._compact = False
        self._caption = Label(look, "caption", "text2", self.tr("History"), wrap=True)
        self._title = Label(look, "title", wrap=True)
        self._title.setObjectName("history_title")
        self._line = Label(look, "lead", "text2", wrap=True)
        self._export = Button(look, Kind.PLAIN, "export", self.tr("Export"), icon="export")
        self._export.clicked.connect(self.export_wanted)
        self.model = SessionModel(self)
        self.model.more_wanted.connect(self.more_wanted)
        self.table = SessionTable(look, self.model)
        self.table.session_chosen.connect(self.session_chosen)
        self.table.delete_wanted.connect(self.delete_wanted)
        self._notice = NoticeLine(look, "history_notice")
        self._notice.answered.connect(self.notice_answered)
        self._go = Button(look, Kind.PRIMARY, "go_today", self.tr("Go to Today"))
        self._go.clicked.connect(self.today_wanted)
        for button in (self._export, self._go):
            button.fold()
        self._lay_out()
        self.table.selectionModel().currentChanged.connect(self._on_table_current_changed)
        look.changed.connect(self._dress)
        self._dress()
        self.show_nothing()

    def _make_list(self) -> QWidget:
        card = Card(self.look)
        self._card = QVBoxLayout(card)
        self._card.addWidget(self.table)
        return card

    def _make_empty(self) -> QWidget:
        empty = QWidget()
        text = self.tr(
            "How tight you felt before, and after. Lower is looser."
            " It says nothing clever before six rated sessions."
        )
        title = Label(self.look, "section", text=self.tr("Two marks a session"), wrap=True)
        self._expect = Paragraphs(title, Label(self.look, "lead", "text2", text, wrap=True))
        column = QVBoxLayout(empty)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(GhostChart(self.look), 3)
        column.addSpacing(36)
        column.addWidget(self._expect)
        column.addSpacing(24)
        column.addWidget(self._go, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        return empty

    def _lay_out(self) -> None:
        look = self.look
        self._words = Paragraphs(self._caption, self._title, self._line)
        head = BesideLayout(look)
        head.addWidget(self._words)
        head.addWidget(self._export)
        self._list, self._empty = self._make_list(), self._make_empty()
        kept = self.tr("Kept on this computer only.")
        self._foot = Label(look, "caption", "text2", kept, wrap=True)
        self._foot.prefer_one_line()
        inner = QWidget()
        inner.setObjectName("history_inner")
        self._frame = QVBoxLayout(inner)
        self._frame.setSpacing(0)
        self._frame.addLayout(head)
        self._frame.addWidget(self._notice)
        self._frame.addSpacing(28)
        self._frame.addWidget(self._list, 1)
        self._frame.addWidget(self._empty, 1)
        self._frame.addSpacing(14)
        self._frame.addWidget(self._foot, 0, Qt.AlignmentFlag.AlignTrailing)
        self._scroll = scrolling(inner, look)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def set_compact(self, *, compact: bool) -> None:
        """Without the layer."""
        self._compact = compact
        self.table.set_compact(compact=compact)
        self._dress()

    def _dress(self) -> None:
        theme = self.look.theme
        margin = COMPACT_MARGIN if self._compact else MARGIN
        self._frame.setContentsMargins(margin, margin - 6, margin, margin - 24)
        self._card.setContentsMargins(12, 8, 12, 12)
        self._words.set_gap(theme.px(2))
        self._expect.set_gap(theme.px(8))
        self._expect.setMaximumWidth(theme.px(READING_WIDEST))

    def _on_table_current_changed(self, now: QModelIndex) -> None:
        """Where the page scrolls too, the row that the keyboard walks to comes into view."""
        box = self.table.visualRect(now)
        inner = self._scroll.widget()
        if self.table.isVisible() and inner is not None:
            corner = self.table.viewport().mapTo(inner, box.topLeft())
            x, y = corner.x(), corner.y() + box.height() // 2
            self._scroll.ensureVisible(x, y, 0, box.height() // 2)

    def first_focus(self) -> QWidget:
        """The list, or the way to Today."""
        return self._go if self._list.isHidden() else self.table

    def show_sessions(self, title: str, line: str, rows: list[SessionRow], *, more: bool) -> None:
        """The newest sessions; ``more`` says that older ones can be asked for."""
        self._title.setText(title)
        self._line.setText(line)
        self._line.setVisible(bool(line))
        self.model.reset_rows(rows, more=more)
        self._export.setVisible(True)
        self._foot.setVisible(True)
        self._empty.hide()
        self._list.show()

    def show_notice(self, text: str, *answers: Answer, for_ms: int = 0) -> None:
        """One line with text buttons; gone after ``for_ms`` unless that is 0."""
        self._notice.show_notice(text, *answers, for_ms=for_ms)

    def clear_notice(self) -> None:
        """Nothing to say."""
        self._notice.clear()

    def show_nothing(self) -> None:
        """No session yet."""
        self._title.setText(self.tr("Nothing yet, and nothing owed"))
        self._line.setVisible(False)
        self._export.setVisible(False)
        self._foot.setVisible(False)
        self._list.hide()
        self._empty.show()

    def show_trouble(self, sentence: str) -> None:
        """The list could not be read."""
        self.show_sessions(self.tr("Not now"), sentence, [], more=False)

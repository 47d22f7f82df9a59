"""History: every session, newest first, loaded as one scrolls."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mattimer.ui.look import Look, scroll_style
from mattimer.ui.pages.page import COMPACT_MARGIN, MARGIN, Page
from mattimer.ui.widgets.button import Button, Kind
from mattimer.ui.widgets.card import Card
from mattimer.ui.widgets.ghost_chart import GhostChart
from mattimer.ui.widgets.label import Label
from mattimer.ui.widgets.rating_delegate import RatingDelegate
from mattimer.ui.widgets.session_model import SessionModel, SessionRow

ROW = 44
LAYER_COLUMN = 3
OUTCOME_COLUMN = 4
WIDTHS = (190, 190, 92, 120, 180, 72, 64)
COMPACT_WIDTHS = (140, 138, 64, 120, 90, 60, 52)


class HistoryPage(Page):
    """The list, or what to expect of it.

    Signals:
        more_wanted(): Older rows, please.
        today_wanted(): Go to Today.
        export_wanted(): Save everything to a file.
    """

    more_wanted = Signal()
    today_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "history_page")
        # Before any label asks to hear of it: a style sheet set after them takes their colours.
        look.changed.connect(self._dress)
        self._caption = Label(look, "caption", "text2", self.tr("History"))
        self._title = Label(look, "title")
        self._title.setObjectName("history_title")
        self._line = Label(look, "lead", "text2")
        self._export = Button(look, Kind.PLAIN, "export", self.tr("Export"), icon="export")
        self._export.clicked.connect(self.export_wanted)
        self.model = SessionModel(self)
        self.model.more_wanted.connect(self.more_wanted)
        self.table = self._make_table()
        self._go = Button(look, Kind.PRIMARY, "go_today", self.tr("Go to Today"))
        self._go.clicked.connect(self.today_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_list())
        self._stack.addWidget(self._make_empty())
        self._lay_out()
        self._dress()
        self.show_nothing()

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("sessions")
        table.setAccessibleName(self.tr("Sessions"))
        table.setModel(self.model)
        table.setItemDelegate(RatingDelegate(self.look, table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setFrameShape(QTableView.Shape.NoFrame)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(self.look.theme.px(ROW))
        table.horizontalHeader().setHighlightSections(False)
        stretch = QHeaderView.ResizeMode.Stretch
        table.horizontalHeader().setSectionResizeMode(OUTCOME_COLUMN, stretch)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return table

    def _make_list(self) -> QWidget:
        card = Card(self.look)
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 8, 12, 12)
        column.addWidget(self.table)
        return card

    def _make_empty(self) -> QWidget:
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(GhostChart(self.look), 3)
        column.addSpacing(26)
        column.addWidget(Label(self.look, "section", text=self.tr("Two marks a session")))
        text = self.tr(
            "How tight you felt before, and after. Lower is looser."
            " It says nothing clever before six rated sessions."
        )
        words = Label(self.look, "lead", "text2", text, wrap=True)
        words.setMaximumWidth(560)
        column.addWidget(words)
        column.addSpacing(14)
        column.addWidget(self._go, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        return empty

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._caption)
        words.addWidget(self._title)
        words.addWidget(self._line)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self._export, 0, Qt.AlignmentFlag.AlignVCenter)
        self._foot = Label(self.look, "caption", "text2", self.tr("Kept on this computer only."))
        self._frame = QVBoxLayout(self)
        self._frame.setSpacing(0)
        self._frame.addLayout(head)
        self._frame.addSpacing(28)
        self._frame.addWidget(self._stack, 1)
        self._frame.addSpacing(14)
        self._frame.addWidget(self._foot, 0, Qt.AlignmentFlag.AlignTrailing)
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """Without the layer."""
        margin = COMPACT_MARGIN if compact else MARGIN
        self._frame.setContentsMargins(margin, margin - 6, margin, margin - 24)
        self.table.setColumnHidden(LAYER_COLUMN, compact)
        for column, width in enumerate(COMPACT_WIDTHS if compact else WIDTHS):
            self.table.setColumnWidth(column, self.look.theme.px(width))

    def first_focus(self) -> QWidget:
        """The list, or the way to Today."""
        return self.table if self._stack.currentIndex() == 0 else self._go

    def show_sessions(self, title: str, line: str, rows: list[SessionRow], *, more: bool) -> None:
        """The newest sessions; ``more`` says that older ones can be asked for."""
        self._title.setText(title)
        self._line.setText(line)
        self._line.setVisible(bool(line))
        self.model.reset_rows(rows, more=more)
        self._export.setVisible(True)
        self._foot.setVisible(True)
        self._stack.setCurrentIndex(0)

    def show_nothing(self) -> None:
        """No session yet."""
        self._title.setText(self.tr("Nothing yet, and nothing owed"))
        self._line.setVisible(False)
        self._export.setVisible(False)
        self._foot.setVisible(False)
        self._stack.setCurrentIndex(1)

    def show_trouble(self, sentence: str) -> None:
        """The list could not be read."""
        self.show_sessions(self.tr("Not now"), sentence, [], more=False)

    def _dress(self) -> None:
        theme = self.look.theme
        self.table.setFont(theme.font("body"))
        self.table.horizontalHeader().setFont(theme.font("caption"))
        surface, hair, quiet = (theme.color(c).name() for c in ("surface", "hair", "text2"))
        self.table.setStyleSheet(
            f"QTableView {{ background: {surface}; border: none; }}"
            f"QHeaderView {{ background: {surface}; border: none; }}"
            f"QHeaderView::section {{ background: {surface}; color: {quiet}; border: none;"
            f" border-bottom: 1px solid {hair}; padding: 8px; }}" + scroll_style(theme)
        )

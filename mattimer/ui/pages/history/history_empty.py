"""History before the first session: what will stand here, and the way to begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mattimer.ui.charts.ghost_chart import GhostChart
from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.label import Label, Paragraphs
from mattimer.ui.controls.painted import ThemedWidget
from mattimer.ui.controls.scrolling import PageScroll, Scrolled
from mattimer.ui.layouts.beside_layout import BesideLayout
from mattimer.ui.page import COMPACT_MARGIN, MARGIN
from mattimer.ui.theme.theme import Theme

READING_WIDEST = 560


class HistoryNothing(ThemedWidget, QWidget):
    """Nothing yet; the same place says what went wrong where nothing can be read.

    Signals:
        today_wanted(), import_wanted(): The buttons.
    """

    today_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._compact = False
        self._caption = Label(theme, "caption", "text2", self.tr("History"), wrap=True)
        self._title = Label(theme, "title", wrap=True)
        self._title.setObjectName("history_nothing_title")
        self._line = Label(theme, "lead", "text2", wrap=True)
        self.load = Button(
            theme, ButtonKind.PLAIN, "import_first", self.tr("Import"), icon="import"
        )
        self.load.clicked.connect(self.import_wanted)
        self.load.hide()
        self.go = Button(theme, ButtonKind.PRIMARY, "go_today", self.tr("Go to Today"))
        self.go.clicked.connect(self.today_wanted)
        for button in (self.load, self.go):
            button.fold()
        self._lay_out()
        self._dress()

    def _lay_out(self) -> None:
        theme = self._theme
        self._words = Paragraphs(self._caption, self._title, self._line)
        head = BesideLayout(theme)
        head.addWidget(self._words)
        head.addWidget(self.load)
        text = self.tr(
            "An open ring for how tight you felt before, a full dot for after. Lower is looser."
            " It says nothing clever before six rated sessions."
        )
        title = Label(theme, "section", text=self.tr("Two marks a week"), wrap=True)
        self._expect = Paragraphs(title, Label(theme, "lead", "text2", text, wrap=True))
        inner = Scrolled("history_nothing")
        self._frame = QVBoxLayout(inner)
        self._frame.setSpacing(0)
        self._frame.addLayout(head)
        self._ghost = GhostChart(theme)
        self._frame.addSpacing(40)
        self._frame.addWidget(self._ghost, 3)
        self._frame.addSpacing(36)
        self._frame.addWidget(self._expect)
        self._frame.addSpacing(24)
        self._frame.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeading)
        self._frame.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(PageScroll(inner, theme))

    def set_compact(self, *, compact: bool) -> None:
        """A smaller margin."""
        self._compact = compact
        self._dress()

    def show_words(self, title: str, line: str, *, empty: bool) -> None:
        """``empty`` says that there is nothing yet; else that nothing can be read."""
        self._title.setText(title)
        self._line.setText(line)
        self._line.setVisible(bool(line))
        for widget in (self._ghost, self._expect, self.go):
            widget.setVisible(empty)

    def _dress(self) -> None:
        tokens = self._tokens
        margin = COMPACT_MARGIN if self._compact else MARGIN
        self._frame.setContentsMargins(margin, margin - 6, margin, margin - 24)
        self._words.set_gap(tokens.px(2))
        self._expect.set_gap(tokens.px(8))
        self._expect.setMaximumWidth(tokens.px(READING_WIDEST))

"""A card with a chart, and the same figures as a table behind a button and in its menu."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mattimer.ui.charts.figures_table import Cells, FiguresTable
from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.card import Card
from mattimer.ui.controls.label import Label
from mattimer.ui.layouts.beside_layout import BesideLayout, LineShape
from mattimer.ui.layouts.flow_layout import FlowLayout
from mattimer.ui.theme.theme import Theme

SIDE, HEAD_GAP, TITLE_GAP = 24, 10, 14
LEAST_HEAD = 120


class FiguresCard(Card):
    """``picture`` shows what ``heads`` name; the person sees one of both."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        title: str | QWidget,
        picture: QWidget,
        heads: Cells,
        legend: QWidget | None = None,
    ) -> None:
        super().__init__(theme)
        self.setObjectName(name)
        self.picture = picture
        self._name = name
        self._heads = heads
        self._figures: tuple[str, Sequence[Cells]] = ("", ())
        self._table: FiguresTable | None = None
        self._legend = legend
        self._note = Label(theme, "caption", "text2", wrap=True)
        self._note.prefer_one_line()
        self._note.hide()
        self._turn = Button(theme, ButtonKind.QUIET, f"{name}_table", self.tr("Table"))
        self._turn.clicked.connect(self._on_turn_clicked)
        self._foot = Label(theme, "caption", "text2", wrap=True)
        self._foot.hide()
        self._lay_out(
            Label(theme, "strong", text=title, wrap=True) if isinstance(title, str) else title
        )
        self._add_menu()
        self.show_table(shown=False)
        self._dress()

    def _lay_out(self, title: QWidget) -> None:
        if isinstance(title, Label):
            title.prefer_one_line()
        words = QWidget()
        self._words = FlowLayout(TITLE_GAP, words, centered=True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        words.setSizePolicy(policy)
        for widget in (title, self._note):
            self._words.addWidget(widget)
        head = BesideLayout(self._theme, LineShape(gap=16, below=6, least=LEAST_HEAD))
        head.addWidget(words)
        if self._legend is not None:
            head.addWidget(self._legend)
        head.addWidget(self._turn)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addWidget(self.picture, 1)
        self._column.addWidget(self._foot)

    def _add_menu(self) -> None:
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        turn, copy = QAction(self._turn.text(), self), QAction(self.tr("Copy the figures"), self)
        turn.triggered.connect(self._on_turn_clicked)
        copy.triggered.connect(self._on_copy_triggered)
        self.addActions([turn, copy])
        self._menu_turn = turn

    def show_note(self, words: str) -> None:
        """A quiet word beside the title."""
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def show_foot(self, words: str) -> None:
        """A quiet line under the picture."""
        self._foot.setText(words)
        self._foot.setVisible(bool(words))

    def describe(self, name: str, rows: Sequence[Cells], heads: Cells | None = None) -> None:
        """What a screen reader says of the picture, and the figures."""
        self.picture.setAccessibleName(name)
        self._figures, self._heads = (name, rows), heads or self._heads
        if self._table is not None:
            self._fill(self._table)

    @property
    def table(self) -> FiguresTable:
        """The figures as a table, made when first wanted."""
        if self._table is None:
            self._table = FiguresTable(self._theme, f"{self._name}_figures", self._heads)
            self._table.hide()
            self._column.insertWidget(self._column.indexOf(self.picture) + 1, self._table, 1)
            self._fill(self._table)
        return self._table

    def _fill(self, table: FiguresTable) -> None:
        name, rows = self._figures
        table.setAccessibleName(name)
        table.show_rows(rows, self._heads)

    @property
    def as_table(self) -> bool:
        """Whether the figures are shown as a table."""
        return self._table is not None and not self._table.isHidden()

    def show_table(self, *, shown: bool) -> None:
        """Show the table, or the picture."""
        words = self.tr("Chart") if shown else self.tr("Table")
        self._turn.set_words(words)
        self._menu_turn.setText(words)
        self.picture.setVisible(not shown)
        if shown or self._table is not None:
            self.table.setVisible(shown)
        if self._legend is not None:
            self._legend.setVisible(not shown)

    def _on_copy_triggered(self) -> None:
        self.table.copy()

    def _on_turn_clicked(self) -> None:
        self.show_table(shown=not self.as_table)

    def _dress(self) -> None:
        tokens = self._tokens
        side = min(tokens.px(SIDE), 32)
        self._column.setContentsMargins(side, tokens.px(12), side, tokens.px(16))
        self._column.setSpacing(tokens.px(HEAD_GAP))

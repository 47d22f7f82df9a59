"""The list of sessions: columns where they fit, else one block a session. Nothing is cut."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from mattimer.ui.controls.painted import ThemedWidget
from mattimer.ui.pages.history.session_delegates import BlockDelegate, ColumnDelegate
from mattimer.ui.pages.history.session_measure import SIDE, SessionMeasure
from mattimer.ui.pages.history.session_model import ROW_ROLE, SessionModel
from mattimer.ui.theme.stylesheet import table_style
from mattimer.ui.theme.theme import Theme

ROW = 44
LEAST_ROWS = 3
LAYER_COLUMN, OUTCOME_COLUMN = 3, 4
WIDTHS = (190, 190, 92, 120, 180, 72, 64)
"""The design's columns at 100 % text size, where there is more room than needed."""


class SessionTable(ThemedWidget, QTableView):
    """Lays its columns out by what stands in them.

    Signals:
        session_chosen(id): Enter or a double click on a row.
        delete_wanted(id): Delete on a row.
    """

    session_chosen = Signal(object)
    delete_wanted = Signal(object)

    def __init__(
        self, theme: Theme, model: SessionModel, name: str = "sessions", *, whole: bool = False
    ) -> None:
        """``whole`` is for few rows that are all seen at once: the page scrolls, not the list."""
        super().__init__(theme)
        self._whole = whole
        self._model = model
        self._measure = SessionMeasure()
        self._measured = 0
        self._compact = False
        self._as_columns, self._as_blocks = (
            ColumnDelegate(theme, self),
            BlockDelegate(theme, self),
        )
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Sessions"))
        self.setModel(model)
        self.setItemDelegate(self._as_columns)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._on_double_clicked)
        model.modelReset.connect(self._on_model_reset)
        model.rowsInserted.connect(self._on_model_rows_inserted)
        self._dress()
        self._take_in()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a row, Delete removes it."""
        row = self.currentIndex().data(ROW_ROLE)
        key = event.key()
        if row is not None and row.id is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.session_chosen.emit(row.id)
        elif row is not None and row.id is not None and key == Qt.Key.Key_Delete:
            self.delete_wanted.emit(row.id)
        else:
            super().keyPressEvent(event)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row.id is not None:
            self.session_chosen.emit(row.id)

    def keep_place(self, change: Callable[[], None]) -> None:
        """Change the rows; the row that was the current one stays it, and stays where it is."""
        row, scrolled = self.currentIndex().data(ROW_ROLE), self.verticalScrollBar().value()
        change()
        if row is None:
            return
        found = (at for at, other in enumerate(self._model.rows) if other.id == row.id)
        self.setCurrentIndex(self._model.index(next(found, 0), 0))
        self.verticalScrollBar().setValue(scrolled)

    def set_compact(self, *, compact: bool) -> None:
        """Without the layer, unless each session is a block of its own."""
        self._compact = compact
        self._fit()

    @property
    def in_blocks(self) -> bool:
        """Whether each session is one block."""
        return self.itemDelegateForColumn(0) is self._as_blocks

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may have room for columns."""
        super().resizeEvent(event)
        self._fit()

    def _on_model_reset(self) -> None:
        self._measure, self._measured = SessionMeasure(), 0
        self._take_in()

    def _on_model_rows_inserted(self, _parent: QModelIndex, _first: int, _last: int) -> None:
        self._take_in()

    def _take_in(self) -> None:
        rows = self._model.rows
        self._measure.add(rows[self._measured :])
        self._measured = len(rows)
        self._fit()

    def _fit(self) -> None:
        """Columns where every text fits, without the layer if need be; else blocks."""
        bar = 0 if self._whole else self.verticalScrollBar().sizeHint().width()
        room = self.width() - bar - 2 * self.frameWidth()
        least = self._measure.widths(self._tokens, self._model.heads)
        for dropped in [LAYER_COLUMN] if self._compact else [None, LAYER_COLUMN]:
            kept = [column for column in range(len(least)) if column != dropped]
            if sum(least[column] for column in kept) <= room:
                self._show_columns(least, kept, room)
                return
        self._show_blocks(room)

    def _show_columns(self, least: list[int], kept: list[int], room: int) -> None:
        tokens, header = self._tokens, self.horizontalHeader()
        self.setItemDelegateForColumn(0, self._as_columns)
        header.show()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        wished = [max(one, tokens.px(wish)) for one, wish in zip(least, WIDTHS, strict=True)]
        wished[OUTCOME_COLUMN] = least[OUTCOME_COLUMN]
        spare = room - sum(least[column] for column in kept)
        wanted = sum(wished[column] - least[column] for column in kept)
        share = min(1.0, spare / wanted) if wanted else 0.0
        for column in range(len(least)):
            self.setColumnHidden(column, column not in kept)
            more = (wished[column] - least[column]) * share
            self.setColumnWidth(column, least[column] + int(more))
        header.setSectionResizeMode(OUTCOME_COLUMN, QHeaderView.ResizeMode.Stretch)
        self._set_row_height(tokens.px(ROW))

    def _show_blocks(self, room: int) -> None:
        header = self.horizontalHeader()
        self.setItemDelegateForColumn(0, self._as_blocks)
        header.hide()
        for column in range(self._model.columnCount()):
            self.setColumnHidden(column, column != 0)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._set_row_height(self._measure.row_height(self._tokens, room))

    def _set_row_height(self, height: int) -> None:
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(height)
        header = 0 if self.in_blocks else self.horizontalHeader().sizeHint().height()
        rows = max(1, min(LEAST_ROWS, self._measured))
        if self._whole:
            self.setFixedHeight(header + self._measured * height + 2 * self.frameWidth())
        else:
            self.setMinimumHeight(header + rows * height)
        self.viewport().update()

    def _dress(self) -> None:
        tokens = self._tokens
        self.setStyleSheet(table_style(tokens, f"{tokens.px(SIDE)}px"))
        self.setFont(tokens.font("body"))
        self.horizontalHeader().setFont(tokens.font("caption"))
        self._fit()

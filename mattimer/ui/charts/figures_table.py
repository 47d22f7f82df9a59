"""The figures of a chart as a table: for screen readers, and to take along with Ctrl+C."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from mattimer.ui.controls.painted import ThemedWidget
from mattimer.ui.theme.stylesheet import table_style
from mattimer.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Cells = tuple[str, ...]

ROW, SIDE = 34, 8
CELL_INSET = 3
"""What Qt adds at the sides of a cell, and not of a head."""

WIDEST_LEAST, LARGE_TEXT, WIDEST_LARGE = 440, 1.5, 380
"""Wider ones scroll within the page where it is narrow."""

LEAST_ROWS, MOST_ROWS = 2, 8
"""Room for at least so many; more than the most scroll within the table."""


class FiguresModel(QAbstractTableModel):
    """Texts in rows; the first column says what a row is about."""

    def __init__(self, heads: Cells, parent: QWidget) -> None:
        super().__init__(parent)
        self.heads = heads
        self.rows: tuple[Cells, ...] = ()

    def show_rows(self, rows: Sequence[Cells], heads: Cells | None = None) -> None:
        """Other rows, under other heads if there are any."""
        self.beginResetModel()
        self.rows, self.heads = tuple(rows), heads or self.heads
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """All of them."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many as there are heads."""
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text of a cell."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Heads of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        """Words begin a line, figures end it."""
        side = Qt.AlignmentFlag.AlignTrailing if column else Qt.AlignmentFlag.AlignLeading
        return side | Qt.AlignmentFlag.AlignVCenter


class FiguresTable(ThemedWidget, QTableView):
    """Ctrl+C copies the selected rows, or all of them, with tabs between the cells."""

    def __init__(self, theme: Theme, name: str, heads: Cells) -> None:
        super().__init__(theme)
        self.figures = FiguresModel(heads, self)
        self.setObjectName(name)
        self.setModel(self.figures)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._dress()

    def show_rows(self, rows: Sequence[Cells], heads: Cells | None = None) -> None:
        """Other figures, under other heads if there are any."""
        self.figures.show_rows(rows, heads)
        if rows:
            self.setCurrentIndex(self.figures.index(0, 0))
            self.clearSelection()
        self._fit()
        self.updateGeometry()

    def copied(self) -> str:
        """The selected rows under their heads, or all of them, as a spreadsheet takes them."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        rows = [self.figures.rows[row] for row in chosen] or self.figures.rows
        return "".join("\t".join(cells) + "\n" for cells in (self.figures.heads, *rows))

    def copy(self) -> None:
        """Put the figures on the clipboard."""
        QGuiApplication.clipboard().setText(self.copied())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copying takes whole rows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """All rows, as long as they are few."""
        rows = min(MOST_ROWS, max(LEAST_ROWS, len(self.figures.rows)))
        height = self.horizontalHeader().sizeHint().height() + rows * self._row_height()
        return QSize(240, height + self.horizontalScrollBar().sizeHint().height() + 2)

    def minimumSizeHint(self) -> QSize:
        """As wide as its columns."""
        large = self._tokens.text_scale > LARGE_TEXT
        widest = WIDEST_LARGE if large else WIDEST_LEAST
        return QSize(min(self._least_width(), widest), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The first column takes what is left over, or what it needs where nothing is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        mode = QHeaderView.ResizeMode
        spare = self.viewport().width() >= self._least_width()
        stretched = mode.Stretch if spare else mode.ResizeToContents
        self.horizontalHeader().setSectionResizeMode(0, stretched)

    def _least_width(self) -> int:
        tokens = self._tokens
        metrics, head = QFontMetrics(tokens.font("body")), QFontMetrics(tokens.font("caption"))
        width = 0
        for column, words in enumerate(self.figures.heads):
            cells = (metrics.horizontalAdvance(row[column]) for row in self.figures.rows)
            width += max(head.horizontalAdvance(words), *cells, 0)
            width += 2 * (tokens.px(SIDE) + CELL_INSET)
        return width

    def _row_height(self) -> int:
        return self._tokens.px(ROW)

    def _dress(self) -> None:
        tokens, side = self._tokens, self._tokens.px(SIDE)
        hair = tokens.color("hair").name()
        cells = f"QTableView::item {{ padding: 0 {side}px; border-bottom: 1px solid {hair}; }}"
        heads = f"{tokens.px(6)}px {side + CELL_INSET}px"
        self.setStyleSheet(table_style(tokens, heads, cells))
        self.setFont(tokens.font("body"))
        self.horizontalHeader().setFont(tokens.font("caption"))
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self._row_height())
        self.updateGeometry()

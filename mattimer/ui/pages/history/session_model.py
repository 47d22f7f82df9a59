"""Sessions as the rows of a table, loaded as one scrolls."""

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

Index = QModelIndex | QPersistentModelIndex

RATINGS = 2
"""The last columns, which end where others begin."""

ROW_ROLE = Qt.ItemDataRole.UserRole
"""Gives the whole row, to paint it as one."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session in words; ``before`` and ``after`` are empty where not rated.

    ``id`` names the session to whoever opens or removes the row.
    """

    when: str
    area: str
    length: str
    layer: str
    outcome: str
    before: str
    after: str
    id: UUID | None = None

    def cells(self) -> tuple[str, ...]:
        """Texts from left to right."""
        return (
            self.when,
            self.area,
            self.length,
            self.layer,
            self.outcome,
            self.before,
            self.after,
        )

    @property
    def both(self) -> bool:
        """Whether it was rated before and after."""
        return bool(self.before and self.after)

    @property
    def details(self) -> str:
        """What stands under the area where there is no room for columns."""
        return " · ".join(filter(None, (self.when, self.length, self.layer, self.outcome)))


class SessionModel(QAbstractTableModel):
    """Rows that were loaded so far.

    Signals:
        more_wanted(): The view came to the end and more rows are known to exist.
    """

    more_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[SessionRow] = []
        self._more = False
        self._asked = False
        self._heads = (
            self.tr("When"),
            self.tr("Area"),
            self.tr("Length"),
            self.tr("Layer"),
            self.tr("Outcome"),
            self.tr("Before"),
            self.tr("After"),
        )

    def reset_rows(self, rows: list[SessionRow], *, more: bool) -> None:
        """Begin anew with the newest rows."""
        self.beginResetModel()
        self._rows, self._more, self._asked = list(rows), more, False
        self.endResetModel()

    def append_rows(self, rows: list[SessionRow], *, more: bool) -> None:
        """Older rows."""
        first = len(self._rows)
        self._more, self._asked = more, False
        if rows:
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Rows loaded."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Seven."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text of a cell; the first cell speaks for its row."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells()[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self._spoken(row)
        return row if role == ROW_ROLE else None

    def _spoken(self, row: SessionRow) -> str:
        *words, before, after = row.cells()
        ratings = ((self._heads[-2], before), (self._heads[-1], after))
        words += [f"{head} {rating}" for head, rating in ratings if rating]
        return ", ".join(filter(None, words))

    @property
    def heads(self) -> tuple[str, ...]:
        """Heads of the columns."""
        return self._heads

    @property
    def rows(self) -> list[SessionRow]:
        """Rows loaded so far; not to be changed."""
        return self._rows

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Heads of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section) | Qt.AlignmentFlag.AlignVCenter
        return None

    def _side(self, section: int) -> Qt.AlignmentFlag:
        """Where a head stands; a header with a style sheet does not turn it round by itself."""
        parent = self.parent()
        turned = isinstance(parent, QWidget) and (
            parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        )
        at_end = section >= len(self._heads) - RATINGS
        side = Qt.AlignmentFlag.AlignRight if at_end != turned else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignAbsolute

    def canFetchMore(self, parent: Index) -> bool:
        """Whether older rows exist that were not asked for yet."""
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, _parent: Index) -> None:
        """Ask for older rows; they come later."""
        self._asked = True
        self.more_wanted.emit()

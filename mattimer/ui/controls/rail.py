"""The side rail: the app's mark and its pages."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from mattimer.ui.controls.choice import Choice
from mattimer.ui.controls.mark import paint_mark
from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

MARK, MARK_TO = 32, 1.5
COMPACT_WIDTH, LARGE_WIDTH = 76, 128
"""Below the wide layout, and with text twice as large in both."""

START, END = 8, 9
SIDE, ABOVE = 2, 7
ICON_GROWS = 0.3


class RailItem(Choice):
    """One page: an icon over a word, never an icon alone.

    Signals:
        approached(): The pointer has come to it, and may soon press it.
    """

    approached = Signal()

    def __init__(self, theme: Theme, page: str, text: str) -> None:
        super().__init__(theme, f"rail_{page}", text)
        self.page = page
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Icon, word and some air."""
        tokens = self._tokens
        words = QFontMetrics(tokens.font("rail")).horizontalAdvance(self.text())
        return QSize(words + 2 * SIDE, ABOVE + self._icon_side + 5 + tokens.px(24))

    def enterEvent(self, event: QEnterEvent) -> None:
        """It lights up, and says so."""
        super().enterEvent(event)
        self.approached.emit()

    @property
    def _icon_side(self) -> int:
        """It grows less than its word, which tells it."""
        tokens = self._tokens
        side = int(tokens.values["size"]["icon"])
        return round(side * (1 + (tokens.text_scale - 1) * ICON_GROWS))

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        """The chosen one is raised and its icon ember."""
        chosen = self.isChecked()
        if chosen:
            self._paint_ground(painter, tokens.color("raised"), tokens.radius("cell"))
        words = tokens.color("text" if chosen or self.hovered else "text2")
        shade = tokens.color("accent_text") if chosen else words
        side = self._icon_side
        at = QPointF((self.width() - side) / 2, ABOVE)
        self._paint_icon(painter, self.page, shade, at, side)
        painter.setPen(words)
        painter.setFont(tokens.font("rail"))
        box = QRectF(0, ABOVE + side + 3, self.width(), tokens.px(20))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())


class Rail(PaintedWidget, QWidget):
    """Pages from top to bottom, settings at the foot.

    Signals:
        page_chosen(page): The person wants another page, by its name.
        page_approached(page): The pointer is on it, and it may soon be chosen.
    """

    page_chosen = Signal(str)
    page_approached = Signal(str)

    def __init__(self, theme: Theme, pages: dict[str, str], foot: dict[str, str]) -> None:
        """``pages`` and ``foot`` map a page's name (also its icon) to its word."""
        super().__init__(theme)
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Pages"))
        self._compact = False
        self._group = QButtonGroup(self)
        self._items: dict[str, RailItem] = {}
        column = QVBoxLayout(self)
        self._column = column
        column.setSpacing(6)
        for page, text in pages.items():
            column.addWidget(self._make_item(page, text))
        column.addStretch(1)
        for page, text in foot.items():
            column.addWidget(self._make_item(page, text))
        self._dress()

    def set_page(self, page: str) -> None:
        """Mark a page as chosen; silent."""
        self._items[page].setChecked(True)

    def _make_item(self, page: str, text: str) -> RailItem:
        item = RailItem(self._theme, page, text)
        self._group.addButton(item)
        self._items[page] = item
        item.clicked.connect(lambda: self.page_chosen.emit(page))
        item.approached.connect(lambda: self.page_approached.emit(page))
        return item

    def set_compact(self, *, compact: bool) -> None:
        """A little narrower."""
        self._compact = compact
        self._dress()

    @property
    def _marked(self) -> bool:
        """Whether there is room for the mark; large words go first."""
        return self._tokens.text_scale <= MARK_TO

    def _dress(self) -> None:
        """As wide as designed, or as the longest word wants."""
        super()._dress()
        tokens = self._tokens
        width = COMPACT_WIDTH if self._compact else tokens.values["space"]["rail_width"]
        width += (LARGE_WIDTH - width) * (tokens.text_scale - 1)
        words = max(item.sizeHint().width() for item in self._items.values())
        self.setFixedWidth(max(round(width), words + START + END))
        self._column.setContentsMargins(START, 78 if self._marked else 18, END, 14)

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        """Ground, hairline and mark."""
        painter.fillRect(self.rect(), tokens.color("rail"))
        painter.setPen(QPen(tokens.color("hair"), 1))
        edge = 0 if self._mirrored else self.width() - 1
        painter.drawLine(QPointF(edge + 0.5, 0), QPointF(edge + 0.5, self.height()))
        if self._marked:
            paint_mark(painter, tokens, QRectF((self.width() - MARK) / 2, 20, MARK, MARK))

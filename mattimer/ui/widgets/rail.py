"""The side rail: the app's mark and its pages."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from mattimer.ui.look import Look
from mattimer.ui.widgets.choice import Choice
from mattimer.ui.widgets.mark import paint_mark

MARK = 32


class RailItem(Choice):
    """One page: an icon over a word, never an icon alone."""

    def __init__(self, look: Look, page: str, text: str) -> None:
        super().__init__(look, f"rail_{page}", text)
        self.page = page
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_radius", look.theme.radius("cell"))

    def sizeHint(self) -> QSize:
        """Icon, word and some air."""
        theme = self._look.theme
        return QSize(theme.px(68), 34 + theme.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the item; the chosen one is raised and its icon ember."""
        theme, chosen = self._look.theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen if theme.dark else theme.color("hair"))
            painter.setBrush(theme.color("raised"))
            radius = theme.radius("cell")
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, radius, radius)
        words = theme.color("text" if chosen or self.hovered else "text2")
        shade = theme.color("accent_text") if chosen else words
        side = int(theme.tokens["size"]["icon"])
        icon = self._look.icon(self.page, shade, side, self.devicePixelRatioF())
        painter.drawPixmap(QPointF((self.width() - side) / 2, 7), icon)
        painter.setPen(words)
        painter.setFont(theme.font("rail"))
        box = QRectF(0, 32, self.width(), theme.px(20))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())


class Rail(QWidget):
    """Pages from top to bottom, settings at the foot.

    Signals:
        page_chosen(page): The person wants another page, by its name.
    """

    page_chosen = Signal(str)

    def __init__(self, look: Look, pages: dict[str, str], foot: dict[str, str]) -> None:
        """``pages`` and ``foot`` map a page's name (also its icon) to its word."""
        super().__init__()
        self._look = look
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Pages"))
        self._group = QButtonGroup(self)
        self._items: dict[str, RailItem] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 78, 9, 14)
        column.setSpacing(6)
        for page, text in pages.items():
            column.addWidget(self._make_item(page, text))
        column.addStretch(1)
        for page, text in foot.items():
            column.addWidget(self._make_item(page, text))
        look.changed.connect(self._dress)
        self._dress()

    def set_page(self, page: str) -> None:
        """Mark a page as chosen; silent."""
        self._items[page].setChecked(True)

    def _make_item(self, page: str, text: str) -> RailItem:
        item = RailItem(self._look, page, text)
        self._group.addButton(item)
        self._items[page] = item
        item.clicked.connect(lambda: self.page_chosen.emit(page))
        return item

    def _dress(self) -> None:
        width = int(self._look.theme.tokens["space"]["rail_width"])
        self.setFixedWidth(round(width * (1 + (self._look.theme.text_scale - 1) * 0.52)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the hairline and the mark."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("rail"))
        painter.setPen(QPen(theme.color("hair"), 1))
        edge = 0 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.width() - 1
        painter.drawLine(edge, 0, edge, self.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, theme, QRectF((self.width() - MARK) / 2, 20, MARK, MARK))

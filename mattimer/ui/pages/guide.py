"""Guide: the areas and what is good to know, searchable and readable with the keyboard."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mattimer.ui.look import Look, scroll_style
from mattimer.ui.pages.page import COMPACT_MARGIN, MARGIN, Page
from mattimer.ui.widgets.body_figure import BodyFigure
from mattimer.ui.widgets.body_shape import BodyShape
from mattimer.ui.widgets.button import Button, Kind
from mattimer.ui.widgets.caution_bars import paint_caution
from mattimer.ui.widgets.choice import Choice
from mattimer.ui.widgets.guide_blocks import Block, widget_of, words_of
from mattimer.ui.widgets.label import Label

LIST_WIDTH, COMPACT_LIST_HEIGHT = 256, 236
FIGURE = QSize(200, 433)
READING_WIDEST = 560
WIDEST = 16_777_215
"""What Qt takes for no limit."""

ITEM = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of the guide.

    Attributes:
        key: Its id.
        title: As in the list and above the text.
        intro: The first lines.
        blocks: What follows.
        area: The area the figure shows; empty for topics.
        caution: 1 to 3 for areas, 0 for topics.
        action: Label of a button under the text, empty without one.
        more: Words of the tool under the text, for the search.
    """

    key: str
    title: str
    intro: str
    blocks: tuple[Block, ...]
    area: str = ""
    caution: int = 0
    action: str = ""
    more: str = ""

    def speaks_of(self, words: str) -> bool:
        """Whether every word looked for stands in it."""
        text = " ".join((self.title, self.intro, *map(words_of, self.blocks), self.more)).casefold()
        return all(word in text for word in words.casefold().split())


class GuideItem(Choice):
    """One line of the list; areas show their caution."""

    def __init__(self, look: Look, entry: Entry) -> None:
        super().__init__(look, f"guide_{entry.key}", entry.title)
        self.entry = entry
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_radius", look.theme.radius("button"))

    def sizeHint(self) -> QSize:
        """One line."""
        theme = self._look.theme
        width = QFontMetrics(theme.font("strong")).horizontalAdvance(self.text())
        beside = theme.px(58 if self.entry.caution else 28)
        return QSize(width + beside, theme.px(ITEM))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, name and bars."""
        theme, chosen = self._look.theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("raised"))
            radius = theme.radius("button")
            painter.drawRoundedRect(self.rect(), radius, radius)
        painter.setFont(theme.font("strong" if chosen else "body"))
        painter.setPen(theme.color("text" if chosen or self.hovered else "text2"))
        box = QRectF(self.rect()).adjusted(14, 0, -14, 0)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(box, align, self.text())
        if self.entry.caution:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = 14.0 if mirrored else self.width() - 36.0
            bars = QRectF(QPointF(left, 0), QPointF(left + 24, self.height()))
            paint_caution(painter, self._look, bars, self.entry.caution, warm=chosen)


class GuidePage(Page):
    """The list on one side, the text on the other.

    Signals:
        action_wanted(key): The button under a text was pressed.
    """

    action_wanted = Signal(str)

    def __init__(
        self,
        look: Look,
        shape: BodyShape,
        areas: list[str],
        entries: tuple[Entry, ...],
        tools: Mapping[str, QWidget],
    ) -> None:
        """``tools`` maps an entry's key to a widget shown under its text."""
        super().__init__(look, "guide_page")
        # Before any label asks to hear of it: a style sheet set after them takes their colours.
        look.changed.connect(self._dress)
        self._tools = dict(tools)
        for tool in self._tools.values():
            tool.setParent(self)
            tool.hide()
        self._made: dict[str, QWidget] = {}
        self._compact = False
        self._items = {entry.key: GuideItem(look, entry) for entry in entries}
        self._group = QButtonGroup(self)
        for item in self._items.values():
            self._group.addButton(item)
        self.search = self._make_search()
        self._none = Label(look, "body", "text2", self.tr("Nothing about that."), wrap=True)
        self._none.hide()
        self._figure = BodyFigure(look, shape, areas, FIGURE)
        self._detail = QScrollArea()
        self._lay_out()
        self._group.buttonToggled.connect(self._on_group_toggled)
        self._dress()
        next(iter(self._items.values())).setChecked(True)

    def _make_search(self) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("guide_search")
        field.setAccessibleName(self.tr("Search the guide"))
        field.setPlaceholderText(self.tr("Search"))
        field.setClearButtonEnabled(True)
        field.setFrame(False)
        field.setFixedHeight(self.look.theme.px(36))
        field.setProperty("ring_radius", self.look.theme.radius("segment"))
        field.textChanged.connect(self._on_search_changed)
        return field

    def _lay_out(self) -> None:
        look = self.look
        column = self._list = QVBoxLayout()
        column.setContentsMargins(16, 54, 17, 20)
        column.setSpacing(0)
        title = Label(look, "title", text=self.tr("Guide"))
        title.setObjectName("guide_title")
        title.setIndent(14)
        column.addWidget(title)
        column.addSpacing(10)
        column.addWidget(self.search)
        column.addSpacing(10)
        for item in self._items.values():
            if not item.entry.area and not column.property("parted"):
                column.addSpacing(14)
                column.setProperty("parted", True)  # noqa: FBT003 - Qt's signature
            column.addWidget(item)
        column.addWidget(self._none)
        column.addStretch(1)
        side = QWidget()
        side.setObjectName("guide_list")
        side.setLayout(column)
        self._side = self._scrolled(QScrollArea(), side)
        self._side.setFixedWidth(LIST_WIDTH)
        self._detail.setObjectName("guide_detail")
        self._detail.setAccessibleName(self.tr("Text"))
        self._detail.setWidgetResizable(True)
        self._detail.setFrameShape(QScrollArea.Shape.NoFrame)
        self._detail.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(self._detail, 1)
        row.addWidget(self._figure)
        row.addSpacing(30)

    def _scrolled(self, area: QScrollArea, inner: QWidget) -> QScrollArea:
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def set_compact(self, *, compact: bool) -> None:
        """The list above the text, no figure."""
        self._compact = compact
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if compact else direction.LeftToRight)
        self._list.setContentsMargins(16, 20 if compact else 54, 17, 20)
        least, most = (0, WIDEST) if compact else (LIST_WIDTH, LIST_WIDTH)
        self._side.setMinimumWidth(least)
        self._side.setMaximumWidth(most)
        self._side.setMaximumHeight(COMPACT_LIST_HEIGHT if compact else WIDEST)
        self._figure.setVisible(not compact and bool(self.entry.area))
        margin = COMPACT_MARGIN if compact else MARGIN
        for text in self._made.values():
            layout = text.layout()
            assert layout is not None
            layout.setContentsMargins(margin, 54, margin, 32)

    @property
    def entry(self) -> Entry:
        """The text that is open."""
        return next(item.entry for item in self._items.values() if item.isChecked())

    def first_focus(self) -> QWidget:
        """The open text's line in the list; arrow keys walk on."""
        return self._items[self.entry.key]

    def open(self, key: str) -> None:
        """Open a text by its key."""
        self.search.clear()
        self._items[key].setChecked(True)

    def begin_search(self) -> None:
        """The person wants to look for something."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_search_changed(self, words: str) -> None:
        found = [item for item in self._items.values() if item.entry.speaks_of(words)]
        for item in self._items.values():
            item.setVisible(item in found)
        self._none.setVisible(not found)
        if found and self._items[self.entry.key] not in found:
            found[0].setChecked(True)

    def _on_group_toggled(self, button: Choice, checked: bool) -> None:  # noqa: FBT001 - Qt
        if not checked or not isinstance(button, GuideItem):
            return
        entry = button.entry
        text = self._made.get(entry.key)
        if text is None:
            text = self._made[entry.key] = self._make_text(entry)
        left = self._detail.takeWidget()
        if left is not None:
            left.setParent(self)  # still the page's
            left.hide()
        self._detail.setWidget(text)
        text.show()
        self._figure.setVisible(bool(entry.area) and not self._compact)
        if entry.area:
            self._figure.show_on_mat(entry.area)

    def _make_text(self, entry: Entry) -> QWidget:
        text = QWidget()
        text.setObjectName("guide_text")
        column = QVBoxLayout(text)
        margin = COMPACT_MARGIN if self._compact else MARGIN
        column.setContentsMargins(margin, 54, margin, 32)
        column.setSpacing(14)
        column.addWidget(Label(self.look, "title", text=entry.title))
        if entry.intro:
            column.addWidget(Label(self.look, "lead", "text2", entry.intro, wrap=True))
        for block in entry.blocks:
            column.addWidget(widget_of(self.look, block))
        if entry.key in self._tools:
            column.addWidget(self._tools[entry.key])
            self._tools[entry.key].show()
        column.addStretch(1)
        if entry.action:
            name = f"guide_action_{entry.key}"
            button = Button(self.look, Kind.PLAIN, name, entry.action, icon="play")
            button.clicked.connect(lambda: self.action_wanted.emit(entry.key))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        text.setMaximumWidth(READING_WIDEST + 2 * MARGIN)
        return text

    def _dress(self) -> None:
        theme = self.look.theme
        hair, surface = theme.color("hair").name(), theme.color("surface").name()
        radius = theme.radius("segment")
        self._side.setStyleSheet(
            f"QScrollArea {{ background: transparent; border-right: 1px solid {hair}; }}"
            "#guide_list { background: transparent; }"
            f"QLineEdit {{ background: {surface}; border: none; border-radius: {radius}px;"
            " padding: 0 12px; }" + scroll_style(theme)
        )
        self._detail.setStyleSheet(
            "QScrollArea, #guide_text { background: transparent; }" + scroll_style(theme)
        )

"""Guide: the areas and what is good to know, searchable and readable with the keyboard."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from mattimer.ui.body.body_figure import BodyFigure
from mattimer.ui.body.body_shape import BodyShape
from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.choice import Choice
from mattimer.ui.controls.field import SearchField
from mattimer.ui.controls.label import Label
from mattimer.ui.controls.popup import Menu
from mattimer.ui.controls.scrolling import Scrolling, scrolling
from mattimer.ui.page import Page
from mattimer.ui.pages.guide.guide_entry import GuideEntry, GuideItem
from mattimer.ui.pages.guide.guide_text import GuideText
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

FIGURE = QSize(200, 433)
FIGURE_SIDE = 30
LIST_WIDTH, LIST_TOP, LIST_SIDE = 256, 54, 16
COMPACT_SIDE, COMPACT_TOP = 32, 16
GAP = 10
SEARCH_WIDTH, SEARCH_LEAST = 240, 150
UNLIMITED = 16_777_215
"""Qt's greatest width."""

PARTED = 14
"""Free between the areas and the topics."""


class GuidePage(Page):
    """The list on one side, the text on the other; in a narrow window the list pops up.

    Signals:
        action_wanted(key): The button under a text was pressed.
    """

    action_wanted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        shape: BodyShape,
        areas: list[str],
        entries: tuple[GuideEntry, ...],
        tools: Mapping[str, QWidget],
    ) -> None:
        """``tools`` maps an entry's key to a widget shown under its text."""
        super().__init__(theme, "guide_page")
        self._shape = shape
        self._areas = areas
        self._tools = dict(tools)
        for tool in self._tools.values():
            tool.setParent(self)
            tool.hide()
        self._made: dict[str, GuideText] = {}
        self._compact = False
        self._items = {entry.key: GuideItem(theme, entry) for entry in entries}
        self._group = QButtonGroup(self)
        for item in self._items.values():
            self._group.addButton(item)
        self.search = self._make_search()
        self._none = Label(theme, "body", "text2", self.tr("Nothing about that."), wrap=True)
        self._none.hide()
        self._figure = BodyFigure(theme, shape, areas, FIGURE)
        self._figure.setObjectName("guide_figure")
        self._parting = QWidget()
        self._side = self._make_list()
        self._detail = self._make_detail()
        self._pop_up = self._make_pop_up()
        self._title = Label(theme, "title", text=self.tr("Guide"), wrap=True)
        self._title.setObjectName("guide_title")
        self._head, self._aside = self._make_head(), self._make_aside()
        self._whole = self._make_whole()
        self._group.buttonToggled.connect(self._on_group_toggled)
        next(iter(self._items.values())).setChecked(True)
        self._fit()
        self.set_compact(compact=False)

    def _make_search(self) -> SearchField:
        said, prompt = self.tr("Search the guide"), self.tr("Search")
        field = SearchField(self._theme, "guide_search", said, prompt)
        field.textChanged.connect(self._on_search_changed)
        field.returnPressed.connect(self._on_search_return_pressed)
        field.installEventFilter(self)
        return field

    def _make_list(self) -> Scrolling:
        inner = QWidget()
        inner.setObjectName("guide_list")
        column = self._list = QVBoxLayout(inner)
        column.setSpacing(0)
        places = [item for item in self._items.values() if item.entry.area]
        for item in places:
            column.addWidget(item)
        column.addWidget(self._parting)
        for item in self._items.values():
            if item not in places:
                column.addWidget(item)
        column.addStretch(1)
        return scrolling(inner, self._theme)

    def _make_detail(self) -> Scrolling:
        area = Scrolling(self._theme, "guide_detail")
        area.setAccessibleName(self.tr("Text"))
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return area

    def _make_pop_up(self) -> Button:
        button = Button(self._theme, ButtonKind.PLAIN, "guide_menu", "", icon="chevron-down")
        button.setAccessibleDescription(self.tr("Contents"))
        button.clicked.connect(self._on_pop_up_clicked)
        return button

    def _make_head(self) -> QWidget:
        """Title, search and list in a column; in a narrow window what pops up, and the search."""
        head = QWidget()
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._line.addWidget(self._title)
        self._line.addWidget(self._pop_up, 0, Qt.AlignmentFlag.AlignLeft)
        self._line.addStretch()
        self._line.addWidget(self.search, 1)
        self._words = QVBoxLayout()
        self._words.addLayout(self._line)
        self._words.addWidget(self._none)
        contents = QHBoxLayout()
        contents.addWidget(self._side)
        contents.addSpacing(1)  # the line that parts it from the text
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._words)
        column.addLayout(contents, 1)
        return head

    def _make_aside(self) -> QWidget:
        aside = QWidget()
        aside.setFixedWidth(FIGURE.width() + FIGURE_SIDE)
        row = QHBoxLayout(aside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._figure)
        row.addSpacing(FIGURE_SIDE)
        return aside

    def _make_whole(self) -> QBoxLayout:
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._detail, 1)
        body.addWidget(self._aside)
        whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        # Its parts scroll, so it may be lower than all of them.
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        whole.addWidget(self._head)
        whole.addLayout(body, 1)
        return whole

    def set_compact(self, *, compact: bool) -> None:
        """A pop-up button in place of the list, the figure below the steps."""
        self._compact = compact
        self._title.setVisible(not compact)
        self._side.setVisible(not compact)
        self._pop_up.setVisible(compact)
        self._show_search()
        self._aside.setVisible(not compact and bool(self.entry.area))
        for text in self._made.values():
            text.set_compact(compact=compact)
        self._fit_parts()
        self.update()

    def _fit_parts(self) -> None:
        """List and text side by side, or one above the other."""
        px, direction, side = self._tokens.px, QBoxLayout.Direction, self._tokens.px(LIST_SIDE)
        if self._compact:
            self._whole.setDirection(direction.TopToBottom)
            self._head.setMinimumWidth(0)
            self._head.setMaximumWidth(UNLIMITED)
            self._words.setContentsMargins(COMPACT_SIDE, px(COMPACT_TOP), COMPACT_SIDE, px(GAP))
        else:
            self._whole.setDirection(direction.LeftToRight)
            self._head.setFixedWidth(px(LIST_WIDTH))
            self._words.setContentsMargins(side, px(LIST_TOP), side, px(GAP))
        self._words.setSpacing(px(GAP))
        self._line.setSpacing(px(GAP))
        self._fit_search()

    def _fit_search(self) -> None:
        """Beside what pops up, where there is room for both; otherwise below it."""
        px, direction = self._tokens.px, QBoxLayout.Direction
        room = self.width() - 2 * COMPACT_SIDE - self._pop_up.sizeHint().width() - px(GAP)
        beside = self._compact and room >= px(SEARCH_LEAST)
        self._line.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self.search.setMaximumWidth(px(SEARCH_WIDTH) if beside else UNLIMITED)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The search may have to go below what pops up."""
        self._fit_search()
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """The list, or what pops up, whole; how high they are does not count, for they scroll."""
        if self._compact:
            return QSize(self._pop_up.minimumSizeHint().width() + 2 * COMPACT_SIDE, 0)
        return QSize(self._tokens.px(LIST_WIDTH), 0)

    def sizeHint(self) -> QSize:
        """What the window gives is taken."""
        return self.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """Its parts scroll."""
        return False

    @property
    def entry(self) -> GuideEntry:
        """The text that is open."""
        return next(item.entry for item in self._items.values() if item.isChecked())

    def first_focus(self) -> QWidget:
        """The open text's line in the list; arrow keys walk on. Or what opens the list."""
        return self._pop_up if self._compact else self._items[self.entry.key]

    def open(self, key: str) -> None:
        """Open a text by its key."""
        self.search.clear()
        self._items[key].setChecked(True)
        self._side.ensureWidgetVisible(self._items[key])

    def begin_search(self) -> None:
        """The person wants to look for something."""
        self.search.show()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a narrow window the search is there while it is used."""
        if watched is self.search and event.type() == QEvent.Type.FocusOut:
            self._show_search()
        return super().eventFilter(watched, event)

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        super()._paint(painter, tokens)
        head = self._head.geometry()
        if self._compact:
            line = QRect(0, head.bottom(), self.width(), 1)
        else:
            line = QRect(head.left() if self._mirrored else head.right(), 0, 1, self.height())
        painter.fillRect(line, tokens.color("hair"))

    def _show_search(self) -> None:
        used = self.search.hasFocus() or bool(self.search.text())
        self.search.setVisible(used or not self._compact)

    def _on_pop_up_clicked(self) -> None:
        menu = Menu(self._theme, "guide_contents_menu", self._pop_up)
        group = QActionGroup(menu)
        before = ""
        for item in self._found():
            if before and not item.entry.area:
                menu.addSeparator()
            before = item.entry.area
            action = menu.addAction(item.text(), item.click)
            action.setCheckable(True)
            action.setChecked(item.isChecked())
            group.addAction(action)
        menu.addSeparator()
        find = menu.addAction(self.tr("Search"), self.begin_search)
        find.setShortcut(QKeySequence(QKeySequence.StandardKey.Find))
        menu.open_below(self._pop_up)

    def _found(self) -> list[GuideItem]:
        """What speaks of the words looked for; all without any."""
        words = self.search.text()
        return [item for item in self._items.values() if item.entry.speaks_of(words)]

    def _on_search_changed(self) -> None:
        found = self._found()
        for item in self._items.values():
            item.setVisible(item in found)
        self._none.setVisible(not found)
        self._show_search()
        if found and self._items[self.entry.key] not in found:
            found[0].setChecked(True)

    def _on_search_return_pressed(self) -> None:
        """Enter leads to what was found."""
        if self._compact and self._found():
            self._on_pop_up_clicked()
        elif self._found():
            self._items[self.entry.key].setFocus(Qt.FocusReason.TabFocusReason)

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
        self._detail.carry(text)
        self._detail.verticalScrollBar().setValue(0)
        text.show()
        self._pop_up.set_words(entry.title)
        self._fit_search()
        self._aside.setVisible(bool(entry.area) and not self._compact)
        if entry.area:
            self._figure.show_on_mat(entry.area)

    def _make_text(self, entry: GuideEntry) -> GuideText:
        tool = self._tools.get(entry.key)
        text = GuideText(self._theme, entry, self._shape, self._areas, tool)
        text.set_compact(compact=self._compact)
        text.action_wanted.connect(self.action_wanted)
        return text

    def _fit(self) -> None:
        tokens = self._tokens
        self._title.setIndent(tokens.px(14))
        self._list.setContentsMargins(tokens.px(16), 0, tokens.px(16), tokens.px(20))
        self._parting.setFixedHeight(tokens.px(PARTED))
        if self.entry.area:
            # Its colours are part of what it was asked to show.
            self._figure.show_on_mat(self.entry.area)
        self._fit_parts()

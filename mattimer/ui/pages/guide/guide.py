"""Guide: the areas and what is good to know, searchable and readable with the keyboard."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeySequence, QPainter
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

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
from mattimer.ui.pages.guide.guide_layout import GuideLayout, GuideParts
from mattimer.ui.pages.guide.guide_text import GuideText
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

FIGURE = QSize(200, 433)
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
        self._layout = GuideLayout(
            theme,
            GuideParts(
                title=self._title,
                search=self.search,
                nothing=self._none,
                contents=self._side,
                pop_up=self._pop_up,
                detail=self._detail,
                figure=self._figure,
            ),
            self,
        )
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

    def set_compact(self, *, compact: bool) -> None:
        """A pop-up button in place of the list, the figure below the steps."""
        self._compact = compact
        self._title.setVisible(not compact)
        self._side.setVisible(not compact)
        self._pop_up.setVisible(compact)
        self._show_search()
        self._figure.setVisible(not compact and bool(self.entry.area))
        for text in self._made.values():
            text.set_compact(compact=compact)
        self._layout.set_compact(compact=compact)
        self.update()

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

    def changeEvent(self, event: QEvent) -> None:
        """From right to left the parts change sides."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._layout.invalidate()

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        super()._paint(painter, tokens)
        if self._compact:
            line = QRect(0, self._layout.bar_height - 1, self.width(), 1)
        else:
            mirrored = self._mirrored
            width = self._layout.list_width
            left = self.width() - width if mirrored else width - 1
            line = QRect(left, 0, 1, self.height())
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
        self._figure.setVisible(bool(entry.area) and not self._compact)
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
        self._layout.invalidate()

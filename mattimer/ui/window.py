"""The one window: the rail and its pages, or a session that fills it."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QHideEvent,
    QKeySequence,
    QMoveEvent,
    QPainter,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mattimer.ui.controls.focus_ring import FocusRing
from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.controls.rail import Rail
from mattimer.ui.page import CONTENT_WIDEST, Page
from mattimer.ui.page_stack import PageStack
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens
from mattimer.ui.window_geometry import State, WindowGeometry

DEFAULT_SIZE, LEAST_SIZE = QSize(1100, 760), QSize(720, 560)
WIDE_FROM = 960
BELONGS_TO = {"prepare": "today", "after": "today", "session_editor": "history"}


class Window(PaintedWidget, QWidget):
    """Holds the pages and brings them up. It knows no session and no store.

    Signals:
        page_chosen(name): The person chose a page in the rail or by a key.
        page_approached(name): The pointer is on its way to choose it.
        search_wanted(): The person wants to look something up in the guide.
        close_wanted(): The person closes the window; it stays until the app ends.
        quit_wanted(): The person wants the whole app to end.
        first_painted(): The first frame is on its way to the screen.
        place_changed(): It has another size, stands elsewhere or takes more or less of the screen.
        hidden(): It went from the screen.
        system_changed(): The desktop has another font, or other colours of its own.
    """

    page_chosen = Signal(str)
    page_approached = Signal(str)
    search_wanted = Signal()
    close_wanted = Signal()
    quit_wanted = Signal()
    first_painted = Signal()
    place_changed = Signal()
    hidden = Signal()
    system_changed = Signal()

    def __init__(self, theme: Theme, today: Page) -> None:
        """A window with Today in it; ``complete`` adds what the first frame does not show."""
        super().__init__(theme)
        self._session: Page | None = None
        self._compact: bool | None = None
        self._painted = False
        self._pages: dict[str, Page] = {"today": today}
        self.setObjectName("window")
        self.setWindowTitle("Mat Timer")
        self.setMinimumSize(LEAST_SIZE)
        self.resize(DEFAULT_SIZE)
        self._rail = Rail(
            theme,
            {
                "today": self.tr("Today"),
                "plan": self.tr("Plan"),
                "history": self.tr("History"),
                "guide": self.tr("Guide"),
            },
            {"settings": self.tr("Settings")},
        )
        self._rail.page_chosen.connect(self.page_chosen)
        self._rail.page_approached.connect(self.page_approached)
        self._lay_out(today)
        self._rail.set_page("today")
        today.arrive()

    def _lay_out(self, today: Page) -> None:
        self._stack = PageStack(self._theme)
        self._stack.setMaximumWidth(CONTENT_WIDEST)
        self._stack.addWidget(today)
        self._shell = QWidget()
        row = QHBoxLayout(self._shell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addStretch(1)
        row.addWidget(self._stack, 1000)
        row.addStretch(1)
        self._whole = PageStack(self._theme)
        self._whole.addWidget(self._shell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)

    def complete(self, pages: Mapping[str, Page], session: Page) -> None:
        """Take in the other pages by name, and the session, which fills the window."""
        for name, page in pages.items():
            self.add_page(name, page)
        self._session = session
        self._make_shortcuts()
        FocusRing(self._theme, self).watch()

    def add_page(self, name: str, page: Page) -> None:
        """Take in a page beside the rail."""
        page.set_compact(compact=bool(self._compact))
        self._stack.addWidget(page)
        self._pages[name] = page

    def _make_shortcuts(self) -> None:
        keys = {
            "Ctrl+1": "today",
            "Ctrl+2": "plan",
            "Ctrl+3": "history",
            "Ctrl+4": "guide",
            "F1": "guide",
            "Ctrl+,": "settings",
        }
        for key, page in keys.items():
            shortcut = QShortcut(QKeySequence(key), self._shell)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda page=page: self.page_chosen.emit(page))
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self._shell)
        find.activated.connect(self.search_wanted)
        QShortcut(QKeySequence(Qt.Key.Key_F11), self).activated.connect(self._toggle_full_screen)
        QShortcut(QKeySequence("Ctrl+Q"), self).activated.connect(self.quit_wanted)

    def show_page(self, name: str) -> None:
        """Bring a page up; one that belongs to another keeps that chosen in the rail."""
        self._rail.set_page(BELONGS_TO.get(name, name))
        self._stack.go_to(self._pages[name])
        self._whole.go_to(self._shell)
        self._pages[name].arrive()

    def show_whole(self, page: Page) -> None:
        """A page that fills the window, without the rail."""
        if self._whole.indexOf(page) < 0:
            self._whole.addWidget(page)
        self._whole.go_to(page)
        page.arrive()

    def show_session(self) -> None:
        """The session fills the window."""
        assert self._session is not None
        self.show_whole(self._session)

    def come_forward(self) -> None:
        """Be seen: a second start asked for it."""
        # Only that: one that was large or filled the screen does so again.
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def appear(self) -> None:
        """Be there again, and take the keyboard from nobody."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.show()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, on=False)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first."""
        event.ignore()
        self.close_wanted.emit()

    @property
    def place(self) -> WindowGeometry:
        """Where it stands, and what it goes back to where it takes more of the screen."""
        state = self.windowState()
        if state & Qt.WindowState.WindowFullScreen:
            return WindowGeometry(*_box_of(self.normalGeometry()), State.FULL)
        if state & Qt.WindowState.WindowMaximized:
            return WindowGeometry(*_box_of(self.normalGeometry()), State.MAXIMISED)
        return WindowGeometry(*_box_of(self.geometry()))

    def take_place(self, place: WindowGeometry) -> None:
        """Stand there, as large as that."""
        if place.corner is None:
            self.resize(place.size)
        else:
            self.setGeometry(place.box)
        states = {
            State.MAXIMISED: Qt.WindowState.WindowMaximized,
            State.FULL: Qt.WindowState.WindowFullScreen,
        }
        if place.state in states:
            self.setWindowState(states[place.state])

    def event(self, event: QEvent) -> bool:
        """Tell of a change of the desktop's own theme, which Qt has no signal for."""
        if event.type() == QEvent.Type.ThemeChange:
            self.system_changed.emit()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Tell that it takes more or less of the screen."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._tell_place()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Tell that it stands elsewhere."""
        super().moveEvent(event)
        self._tell_place()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it went, unless it is only minimised."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.hidden.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below a certain width the pages leave something out."""
        super().resizeEvent(event)
        self._fit_pages()
        self._tell_place()

    def _tell_place(self) -> None:
        if self.isVisible() and not self.isMinimized():
            self.place_changed.emit()

    def _dress(self) -> None:
        """Larger text needs a wider window for the same page."""
        self._fit_pages()
        super()._dress()

    def _fit_pages(self) -> None:
        compact = self.width() < WIDE_FROM * self._tokens.text_scale
        if compact != self._compact:
            self._compact = compact
            self._rail.set_compact(compact=compact)
            for page in self._pages.values():
                page.set_compact(compact=compact)

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        """The ground beside a page that is as wide as it gets."""
        painter.fillRect(self.rect(), tokens.color("bg"))
        if not self._painted:
            self._painted = True
            self.first_painted.emit()

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)


def _box_of(box: QRect) -> tuple[QSize, QPoint]:
    return box.size(), box.topLeft()

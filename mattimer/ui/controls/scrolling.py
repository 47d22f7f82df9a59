"""Scroll areas: up and down, never sideways, with a quiet bar."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from mattimer.ui.controls.painted import ThemedWidget
from mattimer.ui.theme.theme import Theme

KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Scrolling(ThemedWidget, QScrollArea):
    """A frameless scroll area; its ground stays the page's."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme)
        self._barred = False
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its own has a ground, which here is the page's; and asked for it, PySide prepares every
        # kind of widget that it might turn out to be: 10 ms of each start.
        self.setViewport(QWidget())
        self.verticalScrollBar().installEventFilter(self)

    def carry(self, inner: QWidget) -> None:
        """Scroll a widget, without a ground of its own."""
        inner.resize(self.viewport().size())  # or Qt measures all of it, for a size never shown
        self.setWidget(inner)
        inner.setAutoFillBackground(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A style sheet costs time, and the first frame seldom shows a bar."""
        if event.type() == QEvent.Type.Show and watched is self.verticalScrollBar():
            self.verticalScrollBar().removeEventFilter(self)
            self._barred = True
            self._dress()
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        if self._barred:
            from mattimer.ui.theme.stylesheet import scroll_style  # noqa: PLC0415 - on first use

            # On the bar alone: a style sheet takes the colours of all labels below its widget.
            self.verticalScrollBar().setStyleSheet(scroll_style(self._tokens))


class Scrolled(QWidget):
    """What scrolls: its height follows its width, and nothing else."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)

    def minimumSizeHint(self) -> QSize:
        """A layout's least height holds for its least width, where everything wraps."""
        return QSize(super().minimumSizeHint().width(), 0)

    def heightForWidth(self, width: int) -> int:
        """The least that shows every word; a picture gives way before the page scrolls."""
        layout = self.layout()
        return -1 if layout is None else layout.totalMinimumHeightForWidth(width)


class PageScroll(Scrolling):
    """A whole page, barred only where it is too high. Keys that do not turn it are the page's."""

    def __init__(self, inner: Scrolled, theme: Theme) -> None:
        super().__init__(theme, f"{inner.objectName()}_scroll")
        self._inner = inner
        self.carry(inner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room, with a bar or without."""
        self._choose()
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is on the page has changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._choose()
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        """A bar only where the page is too high without it.

        Qt asks how high it is beside the bar that is there, and a bar that makes rows wrap would
        stay for ever.
        """
        room = self.contentsRect().size()
        higher = self._inner.heightForWidth(room.width()) > room.height()
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if higher else policy.ScrollBarAlwaysOff
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose areas and minutes; only keys for whole pages scroll."""
        if event.key() in KEYS and self.verticalScrollBar().isVisible():
            super().keyPressEvent(event)
        else:
            event.ignore()


def scrolling(inner: QWidget, theme: Theme) -> Scrolling:
    """A scroll area around a named widget."""
    area = Scrolling(theme, f"{inner.objectName()}_scroll")
    area.carry(inner)
    return area

"""The line under the figure of Prepare: all is ready, or one thing to know."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QHideEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from mattimer.ui.announcements import announce
from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.label import Label
from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

ICON, ICON_GAP, GAP = 18, 6, 18
LINK_PX, LINK_WEIGHT, QUIET_WEIGHT = 13, 600, 400
NARROWEST_TEXT = 120

CHECKING_MS = 400
"""Checking takes a tenth of this; only where it takes longer is it worth a word."""


@dataclass(frozen=True, slots=True)
class Preflight:
    """What the line says. Texts are ready to read; an empty button is not there.

    Attributes:
        text: What is.
        finding: Key of what is found; empty where all is well.
        mend: The button that helps.
        dismissal: The button that accepts it.
        test: The button that lets something be heard.
    """

    text: str
    finding: str = ""
    mend: str = ""
    dismissal: str = ""
    test: str = ""


class PreflightLine(PaintedWidget, QWidget):
    """An icon, a sentence and its links; they wrap under the sentence where room is short.

    Signals:
        mend_wanted(key): Help with what is found.
        dismissed(key): It is fine as it is.
        test_wanted(): Let something be heard.
    """

    mend_wanted = Signal(str)
    dismissed = Signal(str)
    test_wanted = Signal()

    holds_themed = True

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._shown: Preflight | None = None
        self._under_figure = False
        self.setObjectName("preflight")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._text = Label(theme, "caption", "text2", wrap=True, parent=self)
        self._text.setObjectName("preflight_text")
        self._mend = Button(theme, ButtonKind.LINK, "preflight_mend", "", parent=self)
        self._mend.clicked.connect(self._on_mend_clicked)
        self._dismiss = Button(theme, ButtonKind.QUIET, "preflight_dismiss", "", parent=self)
        self._dismiss.clicked.connect(self._on_dismiss_clicked)
        self._test = Button(theme, ButtonKind.LINK, "preflight_test", "", parent=self)
        self._test.clicked.connect(self.test_wanted)
        self._soon = QTimer(self, interval=CHECKING_MS)
        self._soon.setObjectName("checking_timer")
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._on_soon_timeout)
        self._dress()
        self._fill(Preflight(""))

    # What it says ------------------------------------------------------------------------------

    def show_checking(self) -> None:
        """Say nothing yet; where nothing comes for a while, that it is being looked at."""
        self._shown = None
        self._fill(Preflight(""))
        self._soon.start()

    def show_preflight(self, preflight: Preflight) -> None:
        """Say something; what is said already is not said again."""
        self._soon.stop()
        if preflight == self._shown:
            return
        self._shown = preflight
        had_focus = any(button.hasFocus() for button in self._buttons)
        self._fill(preflight)
        if had_focus:
            self._keep_focus()
        self._tell(preflight)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits any more."""
        self._soon.stop()
        super().hideEvent(event)

    @property
    def finding(self) -> str:
        """Key of what is found; empty where all is well or nothing is known yet."""
        return "" if self._shown is None else self._shown.finding

    @property
    def _buttons(self) -> tuple[Button, ...]:
        return (self._mend, self._dismiss, self._test)

    def _fill(self, preflight: Preflight) -> None:
        self._text.setText(preflight.text)
        self._text.set_color("text" if preflight.finding else "text2")
        words = (preflight.mend, preflight.dismissal, preflight.test)
        for button, text in zip(self._buttons, words, strict=True):
            button.set_words(text)
            button.setAccessibleDescription(preflight.text)
            button.setVisible(bool(text))
        self.setAccessibleName(preflight.text)
        self.updateGeometry()
        self._arrange()
        self.update()

    def _keep_focus(self) -> None:
        """The focus does not jump out of the line with a button that goes."""
        there = [button for button in self._buttons if not button.isHidden()]
        if there and not any(button.hasFocus() for button in there):
            there[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, preflight: Preflight) -> None:
        """Tell a screen reader of a finding, politely; that all is well is no news."""
        announce(self, preflight.text if preflight.finding else "")

    def _on_soon_timeout(self) -> None:
        self._fill(Preflight(self.tr("Checking sound and screen")))

    def _on_mend_clicked(self) -> None:
        self.mend_wanted.emit(self.finding)

    def _on_dismiss_clicked(self) -> None:
        self.dismissed.emit(self.finding)

    # Where it stands ---------------------------------------------------------------------------

    def set_under_figure(self, *, under_figure: bool) -> None:
        """In the middle at the foot of its room, or leading in the middle of its height."""
        self._under_figure = under_figure
        self._arrange()

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all rows."""
        return self._rows(width)[-1][-1].bottom() + 1

    def sizeHint(self) -> QSize:
        """One row."""
        row = self.icon_room + self._text_width
        row += sum(self._gap + one.sizeHint().width() for one in self._there)
        return QSize(row, self._row_height)

    def minimumSizeHint(self) -> QSize:
        """The widest link, and words beside the icon."""
        widths = [one.sizeHint().width() for one in self._there]
        narrow = self.icon_room + self._tokens.px(NARROWEST_TEXT)
        return QSize(max(narrow, sum(widths) + self._gap * (len(widths) - 1)), self._row_height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self._arrange()

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        if self._shown is None:
            return
        side = tokens.px(ICON)
        name, color = ("warning", "danger") if self._shown.finding else ("check", "text2")
        icon = self._theme.icon(name, tokens.color(color), side, self.devicePixelRatioF())
        words = self._text.geometry()
        lines = min(self._text.heightForWidth(words.width()), words.height())
        line = QFontMetrics(self._text.font()).height()
        middle = words.top() + (words.height() - lines + line) // 2
        mirrored = self._mirrored
        after = words.right() + 1 + self.icon_room - side
        left = after if mirrored else words.left() - self.icon_room
        painter.drawPixmap(QPoint(left, middle - side // 2), icon)

    def _dress(self) -> None:
        tokens = self._tokens
        for button in self._buttons:
            weight = QUIET_WEIGHT if button is self._dismiss else LINK_WEIGHT
            button.setFont(tokens.sized_font(LINK_PX * tokens.text_scale, weight))
            button.updateGeometry()
        self.updateGeometry()
        self._arrange()

    @property
    def _there(self) -> list[Button]:
        return [button for button in self._buttons if not button.isHidden()]

    @property
    def _gap(self) -> int:
        return self._tokens.px(GAP)

    @property
    def icon_room(self) -> int:
        """The width of the icon and of the gap after it."""
        return self._tokens.px(ICON + ICON_GAP)

    @property
    def _row_height(self) -> int:
        return self._tokens.px(ButtonKind.LINK.height)

    @property
    def _text_width(self) -> int:
        # A label that is a pixel too narrow would wrap.
        return QFontMetrics(self._text.font()).horizontalAdvance(self._text.text()) + 2

    def _rows(self, width: int) -> list[list[QRect]]:
        """Boxes of the words and of the links, row by row, left to right from the corner."""
        links, height = [one.sizeHint() for one in self._there], self._row_height
        if self.sizeHint().width() <= width:
            words = QRect(self.icon_room, 0, self._text_width, height)
            return [[words, *self._in_a_row(links, words.right() + 1 + self._gap, 0)]]
        room = max(1, min(width - self.icon_room, self._text_width))
        words = QRect(self.icon_room, 0, room, self._text.heightForWidth(room))
        below = self._in_a_row(links, self.icon_room, words.bottom() + 1)
        if below and below[-1].right() >= width:
            below = self._in_a_row(links, 0, words.bottom() + 1)
        return [[words], below] if below else [[words]]

    def _in_a_row(self, links: list[QSize], left: int, top: int) -> list[QRect]:
        boxes = []
        for size in links:
            boxes.append(QRect(QPoint(left, top), size))
            left += size.width() + self._gap
        return boxes

    def _arrange(self) -> None:
        rows = self._rows(self.width())
        spare = self.height() - (rows[-1][-1].bottom() + 1)
        down = spare if self._under_figure else spare // 2
        widgets = iter((self._text, *self._there))
        for row in rows:
            # The first row begins with the icon.
            left = 0 if row is rows[0] else row[0].left()
            width = row[-1].right() + 1 - left
            right = (self.width() - width) // 2 - left if self._under_figure else 0
            for box in row:
                place = box.translated(right, down)
                mirrored = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
                next(widgets).setGeometry(mirrored)

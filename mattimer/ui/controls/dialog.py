"""Windows that ask a person something, or say that something is going on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QGridLayout, QMessageBox, QProgressDialog, QSizePolicy, QWidget

from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.focus_ring import FocusRing
from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.controls.popup import PopupShape
from mattimer.ui.theme.stylesheet import POPUP_RADIUS, progress_style
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

MARGIN, GAP = 24, 20
PROGRESS_WIDTH = 320


class ThemedDialog(PaintedWidget):
    """Any of Qt's dialogs as a rounded window on the theme's ground, gone once it is closed.

    It has no title bar; its ground moves it.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None) -> None:
        super().__init__(theme, parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        PopupShape(self)
        self._ring = FocusRing(theme, self)

    def showEvent(self, event: QShowEvent) -> None:
        """Keys show where the focus is."""
        super().showEvent(event)
        self._ring.watch()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Move it."""
        handle = self.windowHandle()
        if handle is not None:
            handle.startSystemMove()

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        ground, hair = tokens.color("surface"), tokens.color("hair")
        self._paint_ground(painter, ground, POPUP_RADIUS, line=hair)

    def _dress(self) -> None:
        self.setFont(self._tokens.font("lead"))
        super()._dress()


class Question(ThemedDialog, QMessageBox):
    """A sentence and its answers, modal to its window where it has one."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None, text: str) -> None:
        super().__init__(theme, name, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self._dress()

    def add_answer(self, name: str, words: str, *, accept: bool, default: bool) -> Button:
        """Add a button that closes it; the default one, which Enter presses, is filled."""
        role = QMessageBox.ButtonRole
        kind = ButtonKind.PRIMARY if default else ButtonKind.ON_CARD
        button = Button(self._theme, kind, name, words, parent=self)
        self.addButton(button, role.AcceptRole if accept else role.RejectRole)
        if default:
            self.setDefaultButton(button)
        if not accept:
            self.setEscapeButton(button)
        return button

    def _dress(self) -> None:
        super()._dress()
        grid = self.layout()
        assert isinstance(grid, QGridLayout)
        grid.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        grid.setHorizontalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(GAP)
        fixed = QSizePolicy.Policy.Fixed
        for item in filter(None, map(grid.itemAt, range(grid.count()))):
            beside_icon = item.spacerItem()
            if beside_icon is not None:
                beside_icon.changeSize(0, 0, fixed, fixed)  # there is none


class ProgressDialog(ThemedDialog, QProgressDialog):
    """A sentence, a bar, and a button that breaks off; modal to its window."""

    def __init__(self, theme: Theme, name: str, parent: QWidget, text: str, cancel: str) -> None:
        super().__init__(theme, name, parent)
        self.setLabelText(text)
        self.setAccessibleName(text)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAutoClose(False)
        self.setAutoReset(False)
        self.setCancelButton(Button(theme, ButtonKind.ON_CARD, "cancel", cancel, parent=self))
        self._dress()

    def _dress(self) -> None:
        super()._dress()
        self.setMinimumWidth(self._tokens.px(PROGRESS_WIDTH))
        self.setStyleSheet(progress_style(self._tokens))

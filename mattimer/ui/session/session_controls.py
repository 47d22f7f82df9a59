"""The four controls of a running session, shown for a while after a key or a movement."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.layouts.columns_layout import ColumnsLayout, EvenColumns
from mattimer.ui.theme.theme import Theme

GAP = 9


class SessionControls(QWidget):
    """Pause, End, one minute more, skip to rise.

    Signals:
        pause_wanted(), end_wanted(), extend_wanted(), rise_wanted()
    """

    pause_wanted = Signal()
    end_wanted = Signal()
    extend_wanted = Signal()
    rise_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("session_controls")
        self._pause = Button(theme, ButtonKind.SESSION, "pause", self.tr("Pause"), icon="pause")
        self._end = Button(theme, ButtonKind.SESSION, "end", self.tr("End"), icon="stop")
        self._extend = Button(theme, ButtonKind.SESSION, "extend", self.tr("1 minute"), icon="plus")
        self._extend.setAccessibleName(self.tr("One minute more"))
        self._rise = Button(theme, ButtonKind.SESSION, "skip_to_rise", self.tr("Skip to rise"))
        self.buttons = (self._pause, self._end, self._extend, self._rise)
        for button in self.buttons:
            button.fold()
        self._pause.clicked.connect(self.pause_wanted)
        self._end.clicked.connect(self.end_wanted)
        self._extend.clicked.connect(self.extend_wanted)
        self._rise.clicked.connect(self.rise_wanted)
        row = ColumnsLayout(EvenColumns(GAP, (4, 2, 1)), self, fill=True)
        for button in self.buttons:
            row.addWidget(button)

    def set_possible(self, *, extend: bool, rise: bool) -> None:
        """Whether the cap leaves room, and whether rise is still ahead."""
        self._extend.setEnabled(extend)
        self._rise.setEnabled(rise)

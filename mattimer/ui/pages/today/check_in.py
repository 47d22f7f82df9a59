"""The daily check-in on Today: a button once a day, afterwards the number."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.label import Label
from mattimer.ui.theme.theme import Theme
from mattimer.ui.wording import in_figures


class CheckInButton(QWidget):
    """Rate, or today's number. ``title`` is the label above, placed by the page.

    Signals:
        rate_wanted(): The person wants to say how tight it feels today.
    """

    rate_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("check_in")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.title = Label(theme, "caption", "text2", self.tr("How tight today?"))
        self._rate = Button(theme, ButtonKind.SMALL, "rate_today", self.tr("Rate"))
        self._rate.setAccessibleName(self.tr("Rate how tight you feel today"))
        self._rate.clicked.connect(self.rate_wanted)
        self._value = Label(theme, "figure_value", "cool")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._rate)
        row.addWidget(self._value)
        self.show_value(None)

    def show_value(self, value: int | None) -> None:
        """Today's number, or the button where there is none yet."""
        self._rate.setVisible(value is None)
        self._value.setVisible(value is not None)
        self._value.setText("" if value is None else in_figures(value))

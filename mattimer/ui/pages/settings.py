"""Settings: grouped rows, applied at once; no OK, no Cancel."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from mattimer.ui.look import Look
from mattimer.ui.pages.page import COMPACT_MARGIN, MARGIN, Page
from mattimer.ui.widgets.button import Button, Kind
from mattimer.ui.widgets.card import Card
from mattimer.ui.widgets.hairline import Hairline
from mattimer.ui.widgets.label import Label
from mattimer.ui.widgets.scrolling import scrolling
from mattimer.ui.widgets.switch import Switch
from mattimer.ui.wording import seconds_count

ROW, TALL_ROW = 50, 58


@dataclass(frozen=True, slots=True)
class Row:
    """One setting: its name, its words, its choices or the words of a button; else a switch."""

    name: str
    text: str
    note: str = ""
    choices: tuple[tuple[object, str], ...] = ()
    action: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    title: str
    rows: tuple[Row, ...]


class Combo(QComboBox):
    """Leaves the wheel to the page that scrolls."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Not for a list that is closed."""
        event.ignore()


class SettingsPage(Page):
    """Shows values and says which one the person changed.

    Signals:
        setting_changed(name, value): One setting, its new value.
        action_wanted(name): A row's button was pressed.
    """

    setting_changed = Signal(str, object)
    action_wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "settings_page")
        # Before any label asks to hear of it: a style sheet set after them takes their colours.
        look.changed.connect(self._dress)
        self._controls: dict[str, Switch | QComboBox] = {}
        self._title = Label(look, "title", text=self.tr("Settings"))
        self._notice = Label(look, "body", "danger", wrap=True)
        self._notice.setObjectName("settings_notice")
        self._notice.hide()
        left, right = self._groups()
        self._columns: QBoxLayout = QHBoxLayout()
        self._columns.setSpacing(24)
        for groups in (left, right):
            column = QVBoxLayout()
            column.setSpacing(8)
            for group in groups:
                column.addWidget(Label(look, "strong", "text2", group.title))
                column.addWidget(self._make_card(group))
                column.addSpacing(14)
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        self._lay_out()
        self._dress()

    def _groups(self) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
        left = (self._session_group(), self._breath_group())
        return left, (self._screen_group(), self._evening_group(), self._own_group())

    def _session_group(self) -> Group:
        seconds = tuple((s, seconds_count(s)) for s in (0, 10, 20, 30, 60, 120, 300))
        return Group(
            self.tr("Session"),
            (
                Row("lead_in_s", self.tr("Time to lie down"), choices=seconds),
                Row("scan", self.tr("Body scan while still")),
                Row(
                    "skip_prepare",
                    self.tr("Skip the preparation page"),
                    self.tr("Start begins the time to lie down at once."),
                ),
            ),
        )

    def _breath_group(self) -> Group:
        text = self.tr("{0} in, {1} out")
        patterns = tuple((p, text.format(*p.split("-"))) for p in ("4-6", "5-5", "3-7"))
        pacing = (
            ("first-minutes", self.tr("The first 5 minutes")),
            ("throughout", self.tr("Throughout")),
            ("off", self.tr("Off")),
        )
        motion = (
            ("system", self.tr("As the system")),
            ("full", self.tr("Off")),
            ("reduced", self.tr("On")),
        )
        return Group(
            self.tr("Breathing"),
            (
                Row("pattern", self.tr("Pattern"), choices=patterns),
                Row("pacing", self.tr("Pace me"), choices=pacing),
                Row(
                    "motion",
                    self.tr("Reduce motion"),
                    self.tr("A number and a bar, no moving disc."),
                    motion,
                ),
            ),
        )

    def _screen_group(self) -> Group:
        looks = (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        )
        return Group(
            self.tr("Screen"),
            (
                Row(
                    "appearance",
                    self.tr("Appearance"),
                    self.tr("A session is always dark."),
                    looks,
                ),
            ),
        )

    def _evening_group(self) -> Group:
        times = [f"{hour % 24:02}:{minute:02}" for hour in range(20, 26) for minute in (0, 30)]
        bedtimes = (("", self.tr("No reminder")), *((time, time) for time in times))
        days = (
            ("1234567", self.tr("Every day")),
            ("12345", self.tr("Monday to Friday")),
            ("67", self.tr("Weekends")),
        )
        before = tuple((m, self.tr("{0} minutes").format(m)) for m in (30, 45, 60))
        return Group(
            self.tr("Evening and care"),
            (
                Row("bedtime", self.tr("Bedtime"), choices=bedtimes),
                Row("wind_down_min", self.tr("Wind-down before it"), choices=before),
                Row("evening_days", self.tr("On"), choices=days),
            ),
        )

    def _own_group(self) -> Group:
        return Group(
            self.tr("Yours alone"),
            (
                Row(
                    "sessions",
                    self.tr("Sessions, kept on this computer"),
                    action=self.tr("Export"),
                ),
                Row("safety", self.tr("Safety answers"), action=self.tr("Review")),
            ),
        )

    def _make_card(self, group: Group) -> Card:
        card = Card(self.look)
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for index, row in enumerate(group.rows):
            if index:
                column.addWidget(Hairline(self.look))
            column.addLayout(self._make_row(row))
        return card

    def _make_row(self, row: Row) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(self.look, "body", text=row.text))
        if row.note:
            words.addWidget(Label(self.look, "caption", "text2", row.note))
        line = QHBoxLayout()
        margin = 9 if row.note else 0
        line.setContentsMargins(18, margin, 18, margin)
        line.addLayout(words, 1)
        line.addStrut(self.look.theme.px(TALL_ROW - 18 if row.note else ROW))
        line.addWidget(self._make_control(row), 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _make_control(self, row: Row) -> QWidget:
        if row.action:
            button = Button(self.look, Kind.LINK, f"setting_{row.name}", row.action)
            button.setAccessibleDescription(row.text)
            button.clicked.connect(partial(self.action_wanted.emit, row.name))
            return button
        if not row.choices:
            switch = Switch(self.look, f"setting_{row.name}", row.text)
            switch.toggled.connect(partial(self.setting_changed.emit, row.name))
            self._controls[row.name] = switch
            return switch
        combo = Combo()
        combo.setObjectName(f"setting_{row.name}")
        combo.setAccessibleName(row.text)
        combo.setFrame(False)
        for value, text in row.choices:
            combo.addItem(text, value)
        combo.activated.connect(lambda index: self._on_combo_activated(row.name, combo, index))
        self._controls[row.name] = combo
        return combo

    def _on_combo_activated(self, name: str, combo: QComboBox, index: int) -> None:
        self.setting_changed.emit(name, combo.itemData(index))

    def show_values(self, values: Mapping[str, object]) -> None:
        """Show what is set; silent. A value that is not offered is added to its list."""
        for name, control in self._controls.items():
            control.blockSignals(True)  # noqa: FBT003 - Qt's signature
            if isinstance(control, Switch):
                control.setChecked(bool(values[name]))
            else:
                if control.findData(values[name]) < 0:
                    control.addItem(str(values[name]), values[name])
                control.setCurrentIndex(control.findData(values[name]))
            control.blockSignals(False)  # noqa: FBT003

    def show_notice(self, text: str) -> None:
        """Say what could not be read or kept."""
        self._notice.setText(text)
        self._notice.setVisible(bool(text))

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setObjectName("settings_rows")
        inner.setLayout(self._columns)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._scroll = scrolling(inner, self.look)
        self._frame = QVBoxLayout(self)
        self._frame.setSpacing(0)
        self._frame.addWidget(self._title)
        self._frame.addSpacing(8)
        self._frame.addWidget(self._notice)
        self._frame.addSpacing(16)
        self._frame.addWidget(self._scroll, 1)
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """One column."""
        margin = COMPACT_MARGIN if compact else MARGIN
        self._frame.setContentsMargins(margin, margin - 8, margin, 0)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.TopToBottom if compact else direction.LeftToRight)

    def first_focus(self) -> QWidget:
        """The first setting."""
        return next(iter(self._controls.values()))

    def begin_at(self, name: str) -> None:
        """Bring a setting into view and give it the focus."""
        control = self._controls[name]
        self._scroll.ensureWidgetVisible(control)
        control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _dress(self) -> None:
        theme = self.look.theme
        text = theme.color("text2").name()
        for control in self._controls.values():
            control.setStyleSheet(
                f"QComboBox {{ background: transparent; border: none; color: {text};"
                " padding: 6px 0 6px 10px; }"
            )
            control.setFont(theme.font("body"))

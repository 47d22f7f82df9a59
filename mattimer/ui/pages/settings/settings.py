"""Settings: grouped rows, applied at once; no OK, no Cancel."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from mattimer.ui.announcements import announce
from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.combo import Choices, Combo
from mattimer.ui.controls.field import SearchField
from mattimer.ui.controls.label import Label
from mattimer.ui.controls.scrolling import scrolling
from mattimer.ui.page import COMPACT_MARGIN, MARGIN, Page
from mattimer.ui.pages.settings.setting_row import SettingRow
from mattimer.ui.pages.settings.settings_controls import Control
from mattimer.ui.pages.settings.settings_desk_rows import (
    about_group,
    computer_group,
    evening_group,
    own_group,
    screen_group,
    wash_choices,
)
from mattimer.ui.pages.settings.settings_group import TITLE_INDENT, SettingsGroup
from mattimer.ui.pages.settings.settings_rows import Group
from mattimer.ui.pages.settings.settings_session_rows import (
    breath_group,
    output_choices,
    session_group,
    sound_group,
    voice_choices,
)
from mattimer.ui.theme.theme import Theme

COLUMN_GAP, GROUP_GAP = 24, 19
BESIDE_NOTICE = 16
UNDER_HEAD, ABOVE_ROWS, UNDER_ROWS = 8, 15, 36
TESTED = ("voice", "bells", "breath")
AUTOSTART, WASH, PAUSE_KEY = "autostart", "wash_every", "pause_key"


class SettingsPage(Page):
    """Shows values and says which one the person changed.

    Signals:
        setting_changed(name, value): One setting, its new value.
        action_wanted(name): A row's button was pressed.
        test_wanted(kind): Let "voice", "bells" or "breath" be heard as set.
        autostart_switched(on): Whether a login is to open the app.
        wash_chosen(sessions): Sessions between two washes of the mat.
        undo_wanted(): What was just done to all settings is to be undone.
        arrived(): The page was brought up.
    """

    setting_changed = Signal(str, object)
    action_wanted = Signal(str)
    test_wanted = Signal(str)
    autostart_switched = Signal(bool)
    wash_chosen = Signal(int)
    undo_wanted = Signal()
    arrived = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "settings_page")
        inner = QWidget()
        inner.setObjectName("settings_rows")
        # Before any label asks to hear of the look: a style sheet set after them takes their
        # colours.
        self._scroll = scrolling(inner, theme)
        self._search = SearchField(theme, "settings_search", self.tr("Find a setting"))
        self._search.textChanged.connect(self._on_search_changed)
        self._title = Label(theme, "title", text=self.tr("Settings"))
        self._notice = Label(theme, "body", "danger", wrap=True)
        self._notice.setObjectName("settings_notice")
        self._notice.yield_height()
        self._notice.hide()
        self._undo = Button(theme, ButtonKind.LINK, "settings_undo", self.tr("Undo"))
        self._undo.clicked.connect(self.undo_wanted)
        self._undo.hide()
        self._nothing = Label(theme, "body", "text2", self.tr("Nothing by that name."))
        self._nothing.setObjectName("settings_nothing")
        self._nothing.setIndent(TITLE_INDENT)
        self._nothing.hide()
        self._columns = tuple(
            [SettingsGroup(theme, group, self._choose, self._act) for group in column]
            for column in columns()
        )
        self._controls: dict[str, Control] = {}
        self._rows: dict[str, SettingRow] = {}
        self._values: dict[str, object] = {}
        self._absent = {WASH}
        for group in self._groups:
            self._controls |= group.controls
            self._rows |= group.rows
        self._compact = False
        self._lay_out(inner)

    @property
    def _groups(self) -> list[SettingsGroup]:
        return [group for column in self._columns for group in column]

    def _lay_out(self, inner: QWidget) -> None:
        self._sides = [self._make_side(column) for column in self._columns]
        self._row = QHBoxLayout()
        self._free = QWidget()
        for widget in (*self._sides, self._free):
            self._row.addWidget(widget, 1)
        self._inner = QVBoxLayout(inner)
        self._inner.setSpacing(0)
        self._inner.addWidget(self._nothing)
        self._inner.addLayout(self._row)
        self._inner.addStretch(1)
        self._heading = QHBoxLayout()
        self._heading.addWidget(self._title, 1)
        self._heading.addWidget(self._search)
        self._head = QVBoxLayout()
        self._head.setSpacing(12)
        self._head.addLayout(self._heading)
        notice = QHBoxLayout()
        notice.setSpacing(BESIDE_NOTICE)
        notice.addWidget(self._notice, 1)
        notice.addWidget(self._undo, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addLayout(notice)
        self._frame = QVBoxLayout(self)
        self._frame.setSpacing(UNDER_HEAD)
        self._frame.addLayout(self._head)
        self._frame.addWidget(self._scroll, 1)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self.set_compact(compact=False)

    def _make_side(self, groups: list[SettingsGroup]) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GROUP_GAP)
        for group in groups:
            column.addWidget(group)
        column.addStretch(1)
        return side

    def show_values(self, values: Mapping[str, object]) -> None:
        """Show what is set; silent. A value that is not offered is added to its list."""
        for name, control in self._controls.items():
            if name in values:
                control.show(values[name])
        self._values |= values
        for group in self._groups:
            group.show_able(self._values)

    def show_note(self, name: str, text: str) -> None:
        """A row's quiet second line."""
        self._rows[name].show_note(text)

    def say(self, name: str, text: str) -> None:
        """Say something in place of a row's quiet line, read out too; empty brings that back."""
        self._rows[name].show_trouble(text)
        announce(self, text)

    def show_row(self, name: str, *, shown: bool) -> None:
        """Whether this computer has what a row is about."""
        (self._absent.discard if shown else self._absent.add)(name)
        self._on_search_changed()

    def show_autostart(self, *, on: bool, trouble: str) -> None:
        """Whether a login opens the app, and why it cannot be so; empty where it can."""
        self._controls[AUTOSTART].show(on)
        self._rows[AUTOSTART].show_trouble(trouble)

    def show_pause_key(self, *, present: bool, text: str) -> None:
        """Whether the desktop gives such a key, and which it is or why there is none."""
        self._rows[PAUSE_KEY].show_able(able=present)
        self.show_note(PAUSE_KEY, text)

    def show_wash(self, sessions: int, low: int, high: int) -> None:
        """Sessions between two washes of the mat, and within which bounds they are chosen."""
        self._offer(WASH, wash_choices(low, high))
        self._controls[WASH].show(sessions)
        self.show_row(WASH, shown=True)

    def show_voices(self, names: Sequence[str]) -> None:
        """The voices there are; the chosen one stays."""
        self._offer("voice_name", voice_choices(tuple(names)))

    def show_outputs(self, devices: Sequence[tuple[str, str]]) -> None:
        """The sound devices there are, as identifier and name; the chosen one stays."""
        self._offer("output", output_choices(tuple(devices)))

    def show_sound_trouble(self, voice: str, device: str) -> None:
        """Say what cannot be heard, and why; empty where nothing is wrong."""
        self._rows["words"].show_trouble(voice)
        self._rows["output"].show_trouble(device)

    def show_notice(self, text: str) -> None:
        """Say what could not be read or kept."""
        self._show_notice(text, "danger", undo=False)

    def offer_undo(self, text: str) -> None:
        """Say what was done to all settings, and offer to take it back."""
        self._show_notice(text, "text2", undo=True)

    def _show_notice(self, text: str, color: str, *, undo: bool) -> None:
        self._notice.set_color(color)
        self._notice.setText(text)
        self._notice.setVisible(bool(text))
        self._undo.setVisible(undo)
        announce(self, text)

    def set_compact(self, *, compact: bool) -> None:
        """One column."""
        self._compact = compact
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if compact else direction.LeftToRight)
        self._row.setSpacing(GROUP_GAP if compact else COLUMN_GAP)
        self._frame.setContentsMargins(self._margin, self._margin - 6, 0, 0)
        self._head.setContentsMargins(0, 0, self._margin, 0)
        self._fit()
        self._on_range_changed()
        self._on_search_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Title and field go below each other where large type leaves no room."""
        super().resizeEvent(event)
        self._fit()

    def first_focus(self) -> QWidget:
        """The first setting."""
        first = next(iter(self._controls.values())).focus()
        return first or self

    def arrive(self) -> None:
        """All settings again, whatever was looked for."""
        self._search.clear()
        self.arrived.emit()
        super().arrive()

    def begin_at(self, name: str) -> None:
        """Bring a setting into view and give it the focus, or what it waits for."""
        self._search.clear()
        group = next(group for group in self._groups if name in group.rows)
        control = self._controls[group.unmet(name, self._values) or name].focus()
        if control is None:
            return
        # Rows that have just come up have no place yet.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._scroll.ensureWidgetVisible(control)
        control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fit(self) -> None:
        direction, wished = QBoxLayout.Direction, self._search.sizeHint().width()
        self._search.setMaximumWidth(wished)
        needed = self._title.sizeHint().width() + COLUMN_GAP + wished
        fits = needed <= self.width() - 2 * self._margin
        self._heading.setDirection(direction.LeftToRight if fits else direction.TopToBottom)

    @property
    def _margin(self) -> int:
        return COMPACT_MARGIN if self._compact else MARGIN

    def _offer(self, name: str, choices: Choices) -> None:
        combo = self._controls[name].whole
        assert isinstance(combo, Combo)
        combo.offer(choices)

    def _choose(self, name: str, value: object) -> None:
        """Two of the rows are no settings: one is a file of the desktop's, one is the mat's."""
        if name == AUTOSTART:
            self.autostart_switched.emit(value)
        elif name == WASH:
            self.wash_chosen.emit(value)
        else:
            self.setting_changed.emit(name, value)

    def _act(self, name: str) -> None:
        (self.test_wanted if name in TESTED else self.action_wanted).emit(name)

    def _on_search_changed(self) -> None:
        words = self._search.text()
        found = [[group.seek(words, self._absent) for group in column] for column in self._columns]
        for side, any_here in zip(self._sides, map(any, found), strict=True):
            side.setVisible(any_here)
        shown = sum(map(any, found))
        self._nothing.setVisible(not shown)
        # A column left alone keeps its width.
        self._free.setVisible(shown == 1 and not self._compact)

    def _on_range_changed(self) -> None:
        """Cards end where the heading ends, with a scroll bar beside them or without."""
        bar = self._scroll.verticalScrollBar()
        beside = bar.sizeHint().width() if bar.maximum() else 0
        self._inner.setContentsMargins(0, ABOVE_ROWS, self._margin - beside, UNDER_ROWS)


def columns() -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """The groups of both columns; in one column the second follows the first."""
    left = (session_group(), breath_group(), sound_group(), computer_group())
    return left, (screen_group(), evening_group(), own_group(), about_group())

"""Settings: grouped rows, applied at once; no OK, no Cancel."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from mattimer.ui.look import Look
from mattimer.ui.pages.page import COMPACT_MARGIN, MARGIN, Page
from mattimer.ui.pages.settings_controls import Control
from mattimer.ui.pages.settings_group import TITLE_INDENT, SettingsGroup
from mattimer.ui.pages.settings_rows import columns, output_choices, voice_choices
from mattimer.ui.widgets.combo import Choices, Combo
from mattimer.ui.widgets.label import Label
from mattimer.ui.widgets.scrolling import scrolling
from mattimer.ui.widgets.search_field import SearchField
from mattimer.ui.widgets.setting_row import SettingRow

COLUMN_GAP, GROUP_GAP = 24, 19
UNDER_HEAD, ABOVE_ROWS, UNDER_ROWS = 8, 15, 36
TESTED = ("voice", "bells", "breath")


class SettingsPage(Page):
    """Shows values and says which one the person changed.

    Signals:
        setting_changed(name, value): One setting, its new value.
        action_wanted(name): A row's button was pressed.
        test_wanted(kind): Let "voice", "bells" or "breath" be heard as set.
    """

    setting_changed = Signal(str, object)
    action_wanted = Signal(str)
    test_wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "settings_page")
        inner = QWidget()
        inner.setObjectName("settings_rows")
        # Before any label asks to hear of the look: a style sheet set after them takes their
        # colours.
        self._scroll = scrolling(inner, look)
        self._search = SearchField(look, "settings_search", self.tr("Find a setting"))
        self._search.textChanged.connect(self._on_search_changed)
        self._title = Label(look, "title", text=self.tr("Settings"))
        self._notice = Label(look, "body", "danger", wrap=True)
        self._notice.setObjectName("settings_notice")
        self._notice.hide()
        self._nothing = Label(look, "body", "text2", self.tr("Nothing by that name."))
        self._nothing.setObjectName("settings_nothing")
        self._nothing.setIndent(TITLE_INDENT)
        self._nothing.hide()
        self._columns = tuple(
            [SettingsGroup(look, group, self.setting_changed.emit, self._act) for group in column]
            for column in columns()
        )
        self._controls: dict[str, Control] = {}
        self._rows: dict[str, SettingRow] = {}
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
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._search)
        self._head = QVBoxLayout()
        self._head.setSpacing(12)
        self._head.addLayout(head)
        self._head.addWidget(self._notice)
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
        self._notice.setText(text)
        self._notice.setVisible(bool(text))

    def set_compact(self, *, compact: bool) -> None:
        """One column."""
        self._compact = compact
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if compact else direction.LeftToRight)
        self._row.setSpacing(GROUP_GAP if compact else COLUMN_GAP)
        self._frame.setContentsMargins(self._margin, self._margin - 6, 0, 0)
        self._head.setContentsMargins(0, 0, self._margin, 0)
        self._on_range_changed()
        self._on_search_changed()

    def first_focus(self) -> QWidget:
        """The first setting."""
        return next(iter(self._controls.values())).focus()

    def arrive(self) -> None:
        """All settings again, whatever was looked for."""
        self._search.clear()
        super().arrive()

    def begin_at(self, name: str) -> None:
        """Bring a setting into view and give it the focus."""
        self._search.clear()
        control = self._controls[name].focus()
        # Rows that have just come up have no place yet.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._scroll.ensureWidgetVisible(control)
        control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def _margin(self) -> int:
        return COMPACT_MARGIN if self._compact else MARGIN

    def _offer(self, name: str, choices: Choices) -> None:
        combo = self._controls[name].whole
        assert isinstance(combo, Combo)
        combo.offer(choices)

    def _act(self, name: str) -> None:
        (self.test_wanted if name in TESTED else self.action_wanted).emit(name)

    def _on_search_changed(self) -> None:
        words = self._search.text()
        found = [[group.seek(words) for group in column] for column in self._columns]
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

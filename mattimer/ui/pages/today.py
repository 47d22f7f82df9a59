"""Today: one sentence, one button, and the body."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mattimer.session.plan import Stages
from mattimer.ui.look import Look
from mattimer.ui.pages.page import COMPACT_MARGIN, MARGIN, Page
from mattimer.ui.theme import COMPACT_DISPLAY_PX
from mattimer.ui.widgets.body_map import AreaChoice, BodyMap
from mattimer.ui.widgets.body_shape import BodyShape
from mattimer.ui.widgets.button import Button, Kind
from mattimer.ui.widgets.hairline import Hairline
from mattimer.ui.widgets.label import Label
from mattimer.ui.widgets.point_bar import PointBar
from mattimer.ui.widgets.sentence import Sentence
from mattimer.ui.widgets.stepper import Stepper
from mattimer.ui.widgets.tightness_pair import TightnessPair
from mattimer.ui.widgets.week import Week


@dataclass(frozen=True, slots=True)
class Offer:
    """What Today offers for the chosen area and length. All texts are ready to read.

    Attributes:
        kicker: The line above the sentence, its first part warm, its second quiet.
        sentence: Two lines, "Upper back," and "10 minutes.".
        lead: One line on layer and length.
        minutes: The length chosen.
        most: The area's cap in minutes.
        stages: For the point bar.
        spoken: What a screen reader says of Start.
    """

    kicker: tuple[str, str]
    sentence: tuple[str, str]
    lead: str
    minutes: int
    most: int
    stages: Stages
    spoken: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The line at the foot: this week and the last pair of ratings."""

    week: str
    days: tuple[bool, ...]
    today: int
    last: tuple[int, int] | None


class TodayPage(Page):
    """The page a person lands on.

    Signals:
        start_wanted(): Go to Prepare.
        quick_start_wanted(): Straight to the lead-in.
        area_changed(area), minutes_changed(minutes): The person chose.
        undo_wanted(): Take back what the notice says.
    """

    start_wanted = Signal()
    quick_start_wanted = Signal()
    area_changed = Signal(str)
    minutes_changed = Signal(int)
    undo_wanted = Signal()

    def __init__(self, look: Look, shape: BodyShape, areas: list[AreaChoice]) -> None:
        super().__init__(look, "today_page")
        self._make_head()
        self._make_offer()
        self._make_strip()
        self.body_map = BodyMap(look, shape, areas)
        self.body_map.area_changed.connect(self.area_changed)
        self._lay_out()

    def _make_head(self) -> None:
        self._date = Label(self.look, "caption", "text2")
        self._date.setObjectName("today_date")
        self._title = Label(self.look, "title", text=self.tr("Today"))
        self._title.setObjectName("today_title")

    def _make_offer(self) -> None:
        look = self.look
        self._kicker = Label(look, "strong", "accent_text")
        self._kicker_rest = Label(look, "body", "text2")
        self._sentence = Sentence(look, "today_sentence")
        self._lead = Label(look, "lead", "text2", wrap=True)
        self._lead.setObjectName("today_lead")
        self._bar = PointBar(look)
        self.start = Button(look, Kind.BIG, "start", self.tr("Start"), icon="play")
        self.start.clicked.connect(self.start_wanted)
        self.stepper = Stepper(look, "minutes")
        self.stepper.value_changed.connect(self.minutes_changed)

    def _make_strip(self) -> None:
        look = self.look
        self._notice = Label(look, "body", "text")
        self._notice.setObjectName("today_notice")
        self._undo = Button(look, Kind.LINK, "undo", self.tr("Undo"))
        self._undo.clicked.connect(self.undo_wanted)
        self._week_title = Label(look, "caption", "text2")
        self._week = Week(look)
        self._last_title = Label(look, "caption", "text2", self.tr("Last tightness"))
        self._last = TightnessPair(look)
        self.clear_notice()

    def _lay_out(self) -> None:
        self._frame = QHBoxLayout(self)
        self._frame.setSpacing(16)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._date)
        column.addSpacing(2)
        column.addWidget(self._title)
        column.addStretch(3)
        column.addLayout(_row(16, self._kicker, self._kicker_rest))
        column.addSpacing(8)
        column.addWidget(self._sentence)
        column.addSpacing(14)
        column.addWidget(self._lead)
        column.addSpacing(22)
        column.addWidget(self._bar)
        column.addSpacing(26)
        column.addLayout(_row(16, self.start, self.stepper))
        column.addStretch(4)
        column.addLayout(_row(16, self._notice, self._undo))
        column.addSpacing(12)
        column.addWidget(Hairline(self.look))
        column.addSpacing(18)
        column.addLayout(self._strip_grid())
        self._column = column
        self._frame.addLayout(column, 1)
        self._frame.addWidget(self.body_map, 0)
        self.set_compact(compact=False)

    def _strip_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(30)
        grid.setVerticalSpacing(6)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        for column, (title, widget) in enumerate(
            ((self._week_title, self._week), (self._last_title, self._last))
        ):
            grid.addWidget(title, 0, column, top)
            grid.addWidget(widget, 1, column, top)
        grid.setColumnStretch(2, 1)
        return grid

    def set_compact(self, *, compact: bool) -> None:
        """Smaller sentence, no lead, a smaller figure."""
        margin = COMPACT_MARGIN if compact else MARGIN
        self._frame.setContentsMargins(margin, margin - 6, margin, margin - 6)
        self._sentence.set_px(COMPACT_DISPLAY_PX if compact else None)
        self._lead.setVisible(not compact)
        self.start.setFixedWidth(self.look.theme.px(158 if compact else 196))
        self.body_map.set_compact(compact=compact)

    def first_focus(self) -> QWidget:
        """Start, so that Enter, Enter is a whole start."""
        return self.start

    def show_date(self, text: str) -> None:
        """The date and time above the title."""
        self._date.setText(text)

    def show_area(self, area: str) -> None:
        """Choose an area as if by hand, without announcing it."""
        self.body_map.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.body_map.set_area(area)
        self.body_map.blockSignals(False)  # noqa: FBT003

    def show_offer(self, offer: Offer) -> None:
        """Say another offer."""
        warm, quiet = offer.kicker
        self._kicker.setText(warm)
        self._kicker_rest.setText(quiet)
        self._kicker_rest.setVisible(bool(quiet))
        self._sentence.setText("\n".join(offer.sentence))
        self._lead.setText(offer.lead)
        self._bar.set_stages(offer.stages)
        self.stepper.set_range(1, offer.most)
        self.stepper.set_value(offer.minutes)
        self.start.setAccessibleName(offer.spoken)
        self.start.setAccessibleDescription(offer.lead)

    def show_strip(self, strip: Strip) -> None:
        """Say another week and another last pair."""
        self._week_title.setText(strip.week)
        self._week.show_week(strip.days, strip.today)
        self._week.setAccessibleName(strip.week)
        self._last.show_pair(strip.last)

    def show_notice(self, text: str, *, undo: bool = False) -> None:
        """One line above the hairline."""
        self._notice.setText(text)
        self._notice.setVisible(True)
        self._undo.setVisible(undo)

    def clear_notice(self) -> None:
        """Nothing to say."""
        self._notice.setVisible(False)
        self._undo.setVisible(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter starts, Shift+Enter at once; plus and minus change the length."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            quick = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.quick_start_wanted if quick else self.start_wanted).emit()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.stepper.step(1)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.stepper.step(-1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.body_map.step(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


def _row(spacing: int, *widgets: QWidget) -> QBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row

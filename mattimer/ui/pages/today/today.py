"""Today: one sentence, one button, and the body."""

from collections.abc import Mapping
from functools import partial

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mattimer.session.session_plan import Stages
from mattimer.ui.body.area_label import AreaChoice
from mattimer.ui.body.body_map import BodyMap
from mattimer.ui.body.body_shape import BodyShape
from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.card import Hairline
from mattimer.ui.controls.label import Label
from mattimer.ui.controls.scrolling import PageScroll, Scrolled
from mattimer.ui.controls.sentence import Sentence
from mattimer.ui.controls.stepper import Stepper
from mattimer.ui.layouts.flow_layout import FlowLayout
from mattimer.ui.layouts.page_layout import PageLayout
from mattimer.ui.page import COMPACT_MARGIN, MARGIN, Page
from mattimer.ui.pages.today.point_bar import PointBar
from mattimer.ui.pages.today.today_strip import Strip, TodayStrip
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import COMPACT_DISPLAY_PX

ROOMY_FROM = 860
"""Pages at least so wide have the design's margin, however large their text is."""


class Action(msgspec.Struct, frozen=True):
    """A text button: what it is called inside, and its words."""

    key: str
    words: str


class TodayOffer(msgspec.Struct, frozen=True):
    """What Today offers for the chosen area and length. All texts are ready to read.

    Attributes:
        kicker: The line above the sentence, its first part warm, its second quiet.
        sentence: Two lines, "Upper back," and "10 minutes.".
        lead: One line on layer and length.
        minutes: The length chosen.
        most: The area's cap in minutes.
        stages: For the point bar.
        spoken: What a screen reader says of Start.
        start: The filled button's words; empty where nothing is offered.
        plain: The button is a quiet one: today is done.
        lengths: Whether there is a length to choose.
        by_enter: Whether Enter presses the button; not where it says more than "go".
    """

    kicker: tuple[str, str]
    sentence: tuple[str, str]
    lead: str
    minutes: int
    most: int
    stages: Stages
    spoken: str
    start: str
    plain: bool = False
    lengths: bool = True
    by_enter: bool = True


class TodayPage(Page):
    """The page a person lands on.

    Signals:
        start_wanted(): Go to Prepare.
        quick_start_wanted(): Straight to the lead-in.
        area_changed(area), minutes_changed(minutes): The person chose.
        notice_answered(key): A button beside the notice was pressed.
        rated(value): The daily check-in, 1 to 10.
        wind_down_wanted(): Set a time for the evening.
        barred_pressed(area): An area that is left out was pressed.
        came_into_sight(), went_out_of_sight(): For whoever keeps it up to date.
    """

    start_wanted = Signal()
    quick_start_wanted = Signal()
    area_changed = Signal(str)
    minutes_changed = Signal(int)
    notice_answered = Signal(str)
    rated = Signal(int)
    wind_down_wanted = Signal()
    barred_pressed = Signal(str)
    came_into_sight = Signal()
    went_out_of_sight = Signal()

    def __init__(self, theme: Theme, shape: BodyShape, areas: list[AreaChoice]) -> None:
        super().__init__(theme, "today_page")
        self._by_enter = True
        self._compact = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._make_head()
        self._make_offer()
        self._make_strip()
        self.body_map = BodyMap(theme, shape, areas)
        self.body_map.area_changed.connect(self.area_changed)
        self.body_map.barred_pressed.connect(self.barred_pressed)
        self._lay_out()

    def _make_head(self) -> None:
        self._date = Label(self._theme, "caption", "text2", wrap=True)
        self._date.setObjectName("today_date")
        self._title = Label(self._theme, "title", text=self.tr("Today"))
        self._title.setObjectName("today_title")

    def _make_offer(self) -> None:
        theme = self._theme
        self._kicker = Label(theme, "strong", "accent_text", wrap=True)
        self._kicker_rest = Label(theme, "body", "text2", wrap=True)
        self._sentence = Sentence(theme, "today_sentence")
        self._lead = Label(theme, "lead", "text2", wrap=True)
        self._lead.setObjectName("today_lead")
        self._bar = PointBar(theme)
        self.start = Button(theme, ButtonKind.BIG, "start", self.tr("Start"), icon="play")
        self.start.clicked.connect(self.start_wanted)
        self.stepper = Stepper(theme, "minutes")
        self.stepper.value_changed.connect(self.minutes_changed)

    def _make_strip(self) -> None:
        theme = self._theme
        self._notice = Label(theme, "body", "text", wrap=True)
        self._notice.setObjectName("today_notice")
        self._notice.prefer_one_line()
        self.strip = TodayStrip(theme)
        self.strip.rated.connect(self.rated)
        self.strip.wind_down_wanted.connect(self.wind_down_wanted)
        self._notice.setVisible(False)

    def _lay_out(self) -> None:
        self._buttons = FlowLayout(12)
        for widget in (self.start, self.stepper):
            self._buttons.addWidget(widget)
        inner = Scrolled("today_inner")
        self._whole = PageLayout(
            self._theme,
            inner,
            main=self._main(),
            beside=self.body_map,
            foot=self._foot(),
            free_corner=lambda: self.body_map.free_corner,
        )
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(PageScroll(inner, self._theme))
        self.set_compact(compact=False)

    def _main(self) -> QWidget:
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._date)
        column.addSpacing(2)
        column.addWidget(self._title)
        column.addSpacing(16)
        self._column, self._above = column, column.count()
        column.addStretch(3)
        kicker = FlowLayout(12, centered=True)
        for widget in (self._kicker, self._kicker_rest):
            widget.prefer_one_line()
            kicker.addWidget(widget)
        column.addLayout(kicker)
        column.addSpacing(8)
        column.addWidget(self._sentence)
        # Its own margin: what is hidden leaves no gap.
        self._lead.setContentsMargins(0, 14, 0, 0)
        column.addWidget(self._lead)
        column.addSpacing(20)
        column.addWidget(self._bar)
        column.addSpacing(26)
        column.addLayout(self._buttons)
        column.addStretch(4)
        return main

    def _foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 20, 0, 0)
        column.setSpacing(0)
        notice = FlowLayout(16, centered=True)
        notice.addWidget(self._notice)
        self._answers = notice
        column.addLayout(notice)
        column.addSpacing(12)
        column.addWidget(Hairline(self._theme))
        column.addSpacing(18)
        column.addWidget(self.strip)
        return foot

    def put_above(self, widget: QWidget) -> None:
        """Something weightier than the offer, between the title and the sentence."""
        self._column.insertWidget(self._above, widget)
        before: QWidget = self.start.previousInFocusChain() or self.start
        # Qt puts nothing behind what takes no focus itself.
        while before is not self.start and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            before = before.previousInFocusChain() or self.start
        for control in widget.findChildren(Button):
            QWidget.setTabOrder(before, control)
            before = control

    def set_compact(self, *, compact: bool) -> None:
        """Smaller sentence, no lead, a smaller figure."""
        self._compact = compact
        self._sentence.set_px(COMPACT_DISPLAY_PX if compact else None)
        self.body_map.set_compact(compact=compact)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where there is no room for two."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Margins and what is left out follow from the room."""
        compact, tokens = self._compact, self._tokens
        across = MARGIN if self.width() >= ROOMY_FROM else COMPACT_MARGIN
        self._whole.setContentsMargins(across, across - 6, across, across - 6)
        stacks = self._whole.fit(self.width())
        self._title.setVisible(not stacks)
        self._lead.setVisible(stacks or not compact)
        self.strip.set_compact(compact=compact and not stacks)
        self.start.setMinimumWidth(tokens.px(158 if compact else 196))
        self.stepper.set_compact(compact=compact)

    def first_focus(self) -> QWidget:
        """Start, so that Enter, Enter is a whole start; nothing where that would be rash."""
        return self.start if self._by_enter else self

    def show_date(self, text: str) -> None:
        """The date and time above the title."""
        self._date.setText(text)

    def show_area(self, area: str) -> None:
        """Choose an area as if by hand, without announcing it."""
        self.body_map.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.body_map.set_area(area)
        self.body_map.blockSignals(False)  # noqa: FBT003

    def show_offer(self, offer: TodayOffer) -> None:
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
        self.start.set_kind(ButtonKind.AGAIN if offer.plain else ButtonKind.BIG)
        self.start.set_words(offer.start)
        self.start.setVisible(bool(offer.start))
        self._by_enter = offer.by_enter
        self.stepper.setVisible(offer.lengths)
        self._bar.setVisible(offer.lengths)
        self.start.setAccessibleName(offer.spoken)
        self.start.setAccessibleDescription(offer.lead)

    def show_strip(self, strip: Strip) -> None:
        """Say another week and another last pair."""
        self.strip.show_strip(strip)

    def show_barred(self, reasons: Mapping[str, str]) -> None:
        """Areas that are left out, with their reasons in words."""
        self.body_map.set_barred(reasons)

    def show_notice(self, text: str, *answers: Action) -> None:
        """One line above the hairline, with text buttons."""
        self.clear_notice()
        self._notice.setText(text)
        self._notice.setVisible(True)
        for answer in answers:
            button = Button(self._theme, ButtonKind.LINK, f"notice_{answer.key}", answer.words)
            button.clicked.connect(partial(self.notice_answered.emit, answer.key))
            self._answers.addWidget(button)

    @property
    def has_notice(self) -> bool:
        """Whether a line is there."""
        return not self._notice.isHidden()

    def clear_notice(self) -> None:
        """Nothing to say."""
        self._notice.setVisible(False)
        while self._answers.count() > 1:
            item = self._answers.takeAt(1)
            button = None if item is None else item.widget()
            if button is not None:
                button.hide()
                button.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:
        """Say so."""
        super().showEvent(event)
        self.came_into_sight.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Say so; a minimised window shows nothing either."""
        super().hideEvent(event)
        self.went_out_of_sight.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter starts, Shift+Enter at once; plus and minus change the length."""
        key = event.key()
        if self.strip.take_key(event):
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._by_enter:
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

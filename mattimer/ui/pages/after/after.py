"""After: the sentence, how tight it feels now, what one noticed, a note."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from mattimer.coach.session_lines import Notice, StopAdvice
from mattimer.session.reasons import StopReason
from mattimer.ui.body.body_figure import BodyFigure
from mattimer.ui.body.body_shape import BodyShape
from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.choice import Chip
from mattimer.ui.controls.field import NoteField
from mattimer.ui.controls.label import Label
from mattimer.ui.controls.scale import RatingScale
from mattimer.ui.controls.scrolling import PageScroll, Scrolled
from mattimer.ui.controls.sentence import Sentence
from mattimer.ui.layouts.flow_layout import FlowLayout
from mattimer.ui.page import COMPACT_MARGIN, MARGIN, Page
from mattimer.ui.pages.after.warning_panel import WarningPanel
from mattimer.ui.pages.form_rows import LEAST_WORDS, foot_row, question_row, turn_foot
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import COMPACT_DISPLAY_PX

FIGURE = QSize(324, 605)
CHIP_GAP = 10
WORDS, APART = 12, 1
"""Shares of the room that words have, and that stays free between them and the figure."""

FOOT_LINE = 24


@dataclass(frozen=True, slots=True)
class Ended:
    """A session that just ended, in words.

    Attributes:
        area: The area's id, for the figure.
        caption: "Upper back, thin shirt, done at 21:24".
        sentence: Two lines.
        lead: One line under them.
        stopped: Whether it ended early.
        says: For each reason what to do now and what changes next time; either may be empty.
        reason: The reason already given, None where there is none yet.
        rated_before: Whether there is a number from before.
    """

    area: str
    caption: str
    sentence: tuple[str, str]
    lead: str
    stopped: bool
    says: Mapping[StopReason, tuple[str, str]] = field(default_factory=dict)
    reason: StopReason | None = None
    rated_before: bool = True


@dataclass(frozen=True, slots=True)
class AfterAnswers:
    """What the person said afterwards; all of it may be left out."""

    tightness: int | None
    noticed: tuple[str, ...]
    note: str
    reason: StopReason | None


class AfterPage(Page):
    """Belongs to Today. The number from before is not shown here.

    Signals:
        save_wanted(): Store ``answers`` and go back to Today.
    """

    save_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        shape: BodyShape,
        areas: list[str],
        *,
        stops: tuple[StopAdvice, ...],
        notices: tuple[Notice, ...],
    ) -> None:
        super().__init__(theme, "after_page")
        self._says: Mapping[StopReason, tuple[str, str]] = {}
        self._rated_before = True
        self._compact = False
        self._strut = QSpacerItem(0, 0)
        self._caption = Label(theme, "caption", "text2", wrap=True)
        self._sentence = Sentence(theme, "after_sentence")
        self._lead = Label(theme, "lead", "text2", wrap=True)
        self._reason_chips = {
            advice.reason: Chip(theme, f"reason_{advice.reason}", advice.name) for advice in stops
        }
        self._panel = WarningPanel(theme)
        self.scale = RatingScale(theme, "tightness_after", self.tr("Tightness now"), "accent")
        self._notice_chips = {
            notice.id: Chip(theme, f"noticed_{notice.id}", notice.text) for notice in notices
        }
        self._note = NoteField(theme, self.tr("A note, if you like"))
        self.save = Button(theme, ButtonKind.BIG, "save", self.tr("Save"))
        self.save.clicked.connect(self.save_wanted)
        self._beside = Label(theme, "strong", wrap=True)
        self._beside_quiet = Label(theme, "caption", "text2", wrap=True)
        self._figure = BodyFigure(theme, shape, areas, FIGURE)
        for reason, chip in self._reason_chips.items():
            chip.toggled.connect(partial(self._on_reason_toggled, reason))
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self._theme
        self._why = self._section(
            self.tr("What was it?"), FlowLayout(CHIP_GAP), tuple(self._reason_chips.values())
        )
        self._noticed = self._section(
            self.tr("What did you notice?"),
            FlowLayout(CHIP_GAP),
            tuple(self._notice_chips.values()),
        )
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addItem(self._strut)
        column.addWidget(self._caption)
        column.addSpacing(12)
        column.addStretch(3)
        column.addWidget(self._sentence)
        column.addSpacing(10)
        column.addWidget(self._lead)
        column.addSpacing(16)
        column.addStretch(4)
        column.addWidget(self._why)
        column.addWidget(self._panel)
        column.addSpacing(16)
        column.addStretch(2)
        column.addLayout(question_row(theme, self.tr("How tight do you feel now?")))
        column.addSpacing(12)
        column.addWidget(self.scale)
        column.addSpacing(16)
        column.addStretch(3)
        column.addWidget(self._noticed)
        column.addSpacing(16)
        column.addWidget(self._note)
        column.addSpacing(16)
        column.addStretch(5)
        self._foot = foot_row(self.save, self._beside, self._beside_quiet)
        column.addLayout(self._foot)
        inner = Scrolled("after_inner")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(PageScroll(inner, theme))
        self._frame = QHBoxLayout(inner)
        self._frame.setSpacing(24)
        self._frame.addLayout(column, WORDS)
        self._frame.addStretch(APART)
        beside = QVBoxLayout()
        beside.addSpacing(FOOT_LINE)
        beside.addWidget(self._figure, 1)
        skin = Label(theme, "caption", "text2", wrap=True)
        skin.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        beside.addWidget(skin)
        self._beside_figure = skin
        self._frame.addLayout(beside, 0)
        self.set_compact(compact=False)

    def _section(self, title: str, flow: FlowLayout, chips: tuple[Chip, ...]) -> QWidget:
        section = QWidget()
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Label(self._theme, "strong", text=title, wrap=True))
        for chip in chips:
            flow.addWidget(chip)
        column.addLayout(flow)
        return section

    def set_compact(self, *, compact: bool) -> None:
        """A smaller sentence, no figure."""
        self._compact = compact
        margin = COMPACT_MARGIN if compact else MARGIN
        self._frame.setContentsMargins(margin, margin - 6, margin, margin - 2)
        self._sentence.set_px(COMPACT_DISPLAY_PX if compact else None)
        self._frame.setStretch(1, 0 if compact else APART)
        self._figure.setVisible(not compact)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words stand beside the button where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        tokens = self._tokens
        self._beside_figure.setVisible(not self._compact and bool(self._beside_figure.text()))
        self.save.setMinimumWidth(tokens.px(158 if self._compact else 196))
        turn_foot(self._foot, tokens, self.width())
        self._strut.changeSize(0 if self._compact else tokens.px(LEAST_WORDS), 0)
        self._frame.invalidate()

    def first_focus(self) -> QWidget:
        """Save: Enter is enough."""
        return self.save

    def show_ended(self, ended: Ended, answers: AfterAnswers | None = None) -> None:
        """Ask about a session; ``answers`` are put back after an undo."""
        self._says = ended.says
        self._rated_before = ended.rated_before
        self._caption.setText(ended.caption)
        self._sentence.setText("\n".join(ended.sentence))
        self._lead.setText(ended.lead)
        self._why.setVisible(ended.stopped)
        self._noticed.setVisible(not ended.stopped)
        self._note.setVisible(not ended.stopped)
        given = answers or AfterAnswers(None, (), "", ended.reason)
        self.scale.set_value(given.tightness)
        for which, chip in self._notice_chips.items():
            chip.setChecked(which in given.noticed)
        for reason, chip in self._reason_chips.items():
            chip.setChecked(reason == given.reason)
        self._note.setText(given.note)
        self._say_what_follows()
        if ended.stopped:
            self._figure.show_stopped(ended.area)
            self._beside_figure.setText("")
        else:
            self._figure.show_afterglow(ended.area)
            self._beside_figure.setText(self.tr("Pink skin for a while is normal."))
        self._fit()

    @property
    def answers(self) -> AfterAnswers:
        """What the person said so far."""
        noticed = tuple(which for which, chip in self._notice_chips.items() if chip.isChecked())
        return AfterAnswers(self.scale.value, noticed, self._note.text().strip(), self._reason)

    @property
    def _reason(self) -> StopReason | None:
        chosen = (reason for reason, chip in self._reason_chips.items() if chip.isChecked())
        return next(chosen, None)

    def _on_reason_toggled(self, reason: StopReason, on: bool) -> None:  # noqa: FBT001 - Qt
        if on:
            for other, chip in self._reason_chips.items():
                if other != reason:
                    chip.setChecked(False)
        self._say_what_follows()

    def _say_what_follows(self) -> None:
        now, following = ("", "")
        if self._reason is not None:
            now, following = self._says.get(self._reason, ("", ""))
        self._panel.show_text(now)
        if following:
            self._beside.setText(following)
            self._beside_quiet.setText(self.tr("Noted, so Today will suggest something milder."))
        elif self._rated_before:
            self._beside.setText(self.tr("Your number from before stays hidden."))
            self._beside_quiet.setText(self.tr("You see the pair once this is saved."))
        else:
            self._beside.setText(self.tr("There is no number from before."))
            self._beside_quiet.setText(self.tr("This one is kept by itself."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits rate, Enter saves."""
        if self.scale.take_key(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save_wanted.emit()
        else:
            super().keyPressEvent(event)

"""A session on paper: put one down afterwards, or set one right."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mattimer.limits import MINUTES_HARD_CAP, MINUTES_SHORTEST
from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome
from mattimer.session.session_draft import SessionDraft
from mattimer.session.session_plan import Layer
from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.card import Card
from mattimer.ui.controls.combo import Choices, Combo
from mattimer.ui.controls.field import NoteField
from mattimer.ui.controls.label import Label, Paragraphs
from mattimer.ui.controls.notice_line import Answer, NoticeLine
from mattimer.ui.controls.scale import RatingScale
from mattimer.ui.controls.scrolling import PageScroll, Scrolled
from mattimer.ui.controls.stepper import StepButton, Stepper
from mattimer.ui.layouts.beside_layout import BesideLayout, LineShape
from mattimer.ui.layouts.flow_layout import FlowLayout
from mattimer.ui.layouts.spacing import Spacing
from mattimer.ui.page import COMPACT_MARGIN, MARGIN, Page
from mattimer.ui.pages.session_editor.moment_fields import ClockField, DateField
from mattimer.ui.pages.settings.setting_row import SettingRow
from mattimer.ui.theme.theme import Theme

WIDEST, WIDEST_COLUMN = 1040, 720
BESIDE_FROM = 880
"""Width of a page, at 100 %, from which the numbers stand beside what happened."""

FOOT_GAP, COLUMNS_GAP = 20, 40


@dataclass(frozen=True, slots=True)
class Lists:
    """What can be chosen from, each value with its words."""

    areas: Choices
    layers: Mapping[str, Choices]
    reasons: Choices


class SessionEditor(Page):
    """Belongs to History.

    Signals:
        save_wanted(): Keep ``draft``.
        delete_wanted(): Put this session away.
        close_wanted(): Back to History; nothing changed, or it may be forgotten.
        left_open(): The person went elsewhere with something changed.
    """

    save_wanted = Signal()
    delete_wanted = Signal()
    close_wanted = Signal()
    left_open = Signal()

    def __init__(self, theme: Theme, lists: Lists) -> None:
        super().__init__(theme, "session_editor_page")
        self._lists = lists
        self._shown: SessionDraft | None = None
        self._new = True
        self._rows: dict[str, SettingRow] = {}
        self._make_head()
        self._make_fields()
        self._make_foot()
        self._lay_out()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save_wanted)
        self.set_compact(compact=False)

    # What it is made of ------------------------------------------------------------------------

    def _make_head(self) -> None:
        theme = self._theme
        history = self.tr("History")
        self._back = Button(theme, ButtonKind.QUIET, "editor_back", history, icon="chevron-back")
        self._back.clicked.connect(self.leave)
        self._title = Label(theme, "title", wrap=True)
        self._title.setObjectName("editor_title")
        self._lead = Label(theme, "lead", "text2", wrap=True)
        self._lead.setObjectName("editor_lead")

    def _make_fields(self) -> None:
        theme, lists = self._theme, self._lists
        self._day = DateField(theme, "editor_day", self.tr("Date"))
        self._at = ClockField(theme, "editor_at", self.tr("Began at"))
        self._area = Combo(theme, "editor_area", self.tr("Area"), lists.areas)
        self._minutes = Stepper(theme, "editor_minutes")
        for button in self._minutes.findChildren(StepButton):
            button.setObjectName(f"editor_{button.objectName()}")
        self._layer = Combo(theme, "editor_layer", self.tr("Layer"), self._layers_of(""))
        self._outcome = Combo(theme, "editor_outcome", self.tr("How it ended"), self._outcomes())
        self._reason = Combo(theme, "editor_reason", self.tr("What was it?"), lists.reasons)
        self._before = RatingScale(theme, "editor_before", self.tr("Tightness before"), "cool")
        self._after = RatingScale(theme, "editor_after", self.tr("Tightness after"), "accent")
        self._note = NoteField(theme, self.tr("A note, if you like"))
        self._note.setObjectName("editor_note")
        self._area.activated.connect(self._on_area_activated)
        self._outcome.activated.connect(self._on_outcome_activated)

    def _make_foot(self) -> None:
        theme = self._theme
        self._save = Button(theme, ButtonKind.PRIMARY, "editor_save", self.tr("Save"))
        self._save.clicked.connect(self.save_wanted)
        self._delete = Button(
            theme, ButtonKind.LINK, "editor_delete", self.tr("Delete this session")
        )
        self._delete.clicked.connect(self.delete_wanted)
        for button in (self._save, self._delete):
            button.fold()
        self._trouble = Label(theme, "body", "danger", wrap=True)
        self._trouble.setObjectName("editor_trouble")
        self._trouble.yield_height()
        self._question = NoticeLine(theme, "editor_question")
        self._question.answered.connect(self._on_question_answered)
        keys = self.tr("Ctrl+Enter saves, Esc leaves it as it was.")
        self._keys = Label(theme, "caption", "text2", keys, wrap=True)
        self._keys.prefer_one_line()

    def _make_card(self) -> Card:
        card = Card(self._theme)
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        rows: tuple[tuple[str, str, QWidget], ...] = (
            ("day", self.tr("Date"), self._day),
            ("at", self.tr("Began at"), self._at),
            ("area", self.tr("Area"), self._area),
            ("minutes", self.tr("Time on the mat"), self._minutes),
            ("layer", self.tr("Layer"), self._layer),
            ("outcome", self.tr("How it ended"), self._outcome),
            ("reason", self.tr("What was it?"), self._reason),
        )
        for name, text, control in rows:
            row = self._rows[name] = SettingRow(self._theme, text, control)
            row.part(parted=len(self._rows) > 1)
            column.addWidget(row)
        return card

    def _make_rating(self, title: str, scale: RatingScale) -> QWidget:
        rating = QWidget()
        clear = Button(
            self._theme, ButtonKind.QUIET, f"{scale.objectName()}_clear", self.tr("No number")
        )
        clear.setAccessibleName(self.tr("{0}, no number").format(title))
        clear.clicked.connect(scale.clear)
        scale.value_changed.connect(partial(self._show_clear, clear, scale))
        self._show_clear(clear, scale)
        head = BesideLayout(self._theme, LineShape(least=120, below=2))
        head.addWidget(Label(self._theme, "strong", text=title, wrap=True))
        head.addWidget(clear)
        column = QVBoxLayout(rating)
        column.addLayout(head)
        column.addWidget(scale)
        Spacing(self._theme, rating, 8)
        return rating

    def _make_said(self) -> QWidget:
        """What nobody can measure."""
        said = QWidget()
        column = QVBoxLayout(said)
        column.addWidget(self._make_rating(self.tr("How tight before"), self._before))
        column.addWidget(self._make_rating(self.tr("How tight after"), self._after))
        column.addWidget(self._note)
        Spacing(self._theme, said, 20)
        return said

    def _lay_out(self) -> None:
        theme = self._theme
        inner = Scrolled("session_editor_inner")
        head = Paragraphs(self._title, self._lead)
        head.set_gap(theme.tokens.px(2))
        foot = QWidget()
        flow = FlowLayout(FOOT_GAP, foot, centered=True)
        for widget in (self._save, self._delete, self._keys):
            flow.addWidget(widget)
        self._column = QVBoxLayout(inner)
        self._column.setSpacing(0)
        self._column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(self._make_card(), 1, Qt.AlignmentFlag.AlignTop)
        self._body.addWidget(self._make_said(), 1, Qt.AlignmentFlag.AlignTop)
        self._column.addSpacing(10)
        self._column.addWidget(head)
        self._column.addSpacing(22)
        self._column.addLayout(self._body)
        self._column.addSpacing(16)
        self._column.addWidget(self._trouble)
        self._column.addWidget(self._question)
        self._column.addSpacing(16)
        self._column.addWidget(foot)
        self._column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._scroll = PageScroll(inner, theme)
        whole.addWidget(self._scroll)

    def set_compact(self, *, compact: bool) -> None:
        """Narrower margins."""
        self._margin = COMPACT_MARGIN if compact else MARGIN
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """No wider than one reads; what is left stays free at the end."""
        tokens, inner = self._tokens, self._scroll.widget()
        beside = self.width() >= tokens.px(BESIDE_FROM)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._body.setDirection(direction)
        self._body.setSpacing(COLUMNS_GAP if beside else tokens.px(FOOT_GAP))
        if inner is not None:
            widest = tokens.px(WIDEST if beside else WIDEST_COLUMN)
            inner.setMaximumWidth(widest + 2 * self._margin)
        self._column.setContentsMargins(
            self._margin, self._margin - 6, self._margin, self._margin - 2
        )

    # What it shows -----------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        """Where a new one begins; else Save, and everything is one Tab away."""
        return self._day if self._new else self._save

    def show_draft(self, title: str, lead: str, draft: SessionDraft, *, new: bool) -> None:
        """Begin anew with these values."""
        self._new = new
        self._title.setText(title)
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        self._delete.setVisible(not new)
        self._day.show_value(draft.day)
        self._at.show_value(draft.at)
        self._area.show_value(draft.area)
        shortest = min(MINUTES_SHORTEST, draft.minutes)
        self._minutes.set_range(shortest, max(MINUTES_HARD_CAP, draft.minutes))
        self._minutes.set_value(draft.minutes)
        self._layer.offer(self._layers_of(draft.area))
        self._layer.show_value(draft.layer)
        self._outcome.offer(self._outcomes(draft.outcome))
        self._outcome.show_value(draft.outcome)
        self._reason.show_value(draft.stop_reason)
        self._before.set_value(draft.before)
        self._after.set_value(draft.after)
        self._note.setText(draft.note)
        self._note.setCursorPosition(0)
        self._show_reason()
        self.show_faults({})
        self._question.clear()
        self._shown = self.draft
        self._scroll.verticalScrollBar().setValue(0)

    @property
    def draft(self) -> SessionDraft:
        """What stands in the fields now."""
        reason = self._reason.currentData()
        return SessionDraft(
            day=self._day.value,
            at=self._at.value,
            area=str(self._area.currentData()),
            minutes=self._minutes.value,
            layer=Layer(self._layer.currentData()),
            outcome=Outcome(self._outcome.currentData()),
            stop_reason=None if reason is None else StopReason(reason),
            before=self._before.value,
            after=self._after.value,
            note=self._note.text().strip(),
        )

    @property
    def changed(self) -> bool:
        """Whether the person changed something since it was shown."""
        return self._shown is not None and self.draft != self._shown

    def show_faults(self, sentences: Mapping[str, str]) -> None:
        """Say what can't be right, each under its field; what has no row of its own at the foot."""
        for name, row in self._rows.items():
            row.show_trouble(sentences.get(name, ""))
        rest = [said for name, said in sentences.items() if name not in self._rows]
        self.show_trouble(" ".join(rest))
        wrong = next((self._rows[name] for name in self._rows if name in sentences), None)
        if wrong is not None:
            self._scroll.ensureWidgetVisible(wrong)

    def show_trouble(self, sentence: str) -> None:
        """Say at the foot why nothing was kept; empty says nothing."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))
        if sentence:
            self._scroll.ensureWidgetVisible(self._trouble)

    def forget(self) -> None:
        """What was changed is kept, or is not to be; nothing is asked any more."""
        self._shown = None
        self._question.clear()

    # What a person does ------------------------------------------------------------------------

    def leave(self) -> None:
        """Back to History; where something was changed, ask first."""
        if not self.changed:
            self.close_wanted.emit()
        elif self._question.isHidden():
            stay = Answer("stay", self.tr("Go on"))
            leave = Answer("leave", self.tr("Leave it as it was"))
            self._question.show_notice(self.tr("What you changed is not saved."), stay, leave)
            self._focus_on("editor_question_stay")
        else:
            self._on_question_answered("stay")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Somebody may go elsewhere in the middle of it; a minimised window has not."""
        super().hideEvent(event)
        if not event.spontaneous() and self.changed:
            self.left_open.emit()

    def _on_question_answered(self, key: str) -> None:
        self._question.clear()
        if key == "leave":
            self.forget()
            self.close_wanted.emit()
        else:
            self._save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_area_activated(self) -> None:
        self._layer.offer(self._layers_of(str(self._area.currentData())))

    def _on_outcome_activated(self) -> None:
        self._show_reason()

    def _show_reason(self) -> None:
        """Only a stop has one."""
        self._rows["reason"].setVisible(self._outcome.currentData() == Outcome.STOPPED)

    def _show_clear(self, clear: Button, scale: RatingScale, _value: object = None) -> None:
        """Enabled only where there is a number to take back; it keeps its place."""
        clear.setEnabled(scale.value is not None)

    def _focus_on(self, name: str) -> None:
        found: QWidget | None = self.findChild(Button, name)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(found)

    def _layers_of(self, area: str) -> Choices:
        return self._lists.layers.get(area, next(iter(self._lists.layers.values())))

    def _outcomes(self, outcome: Outcome = Outcome.FINISHED) -> Choices:
        """Nobody cuts a session off afterwards, but one that was stays so."""
        words: Choices = (
            (Outcome.FINISHED, self.tr("Finished")),
            (Outcome.STOPPED, self.tr("Stopped early")),
        )
        cut_off: Choices = ((Outcome.INTERRUPTED, self.tr("Interrupted")),)
        return (*words, *cut_off) if outcome == Outcome.INTERRUPTED else words

"""Prepare: how to lie, what lies between, how tight it feels; then lie down."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from mattimer.session.session_plan import Layer
from mattimer.ui.body.body_figure import BodyFigure
from mattimer.ui.body.body_shape import BodyShape
from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.choice import LayerCard
from mattimer.ui.controls.label import Label
from mattimer.ui.controls.scale import RatingScale
from mattimer.ui.controls.scrolling import PageScroll, Scrolled
from mattimer.ui.controls.steps import Steps
from mattimer.ui.layouts.columns_layout import ColumnsLayout, EvenColumns
from mattimer.ui.page import COMPACT_MARGIN, MARGIN, Page
from mattimer.ui.pages.form_rows import LEAST_WORDS, foot_row, question_row, turn_foot
from mattimer.ui.pages.prepare.preflight_line import Preflight, PreflightLine
from mattimer.ui.theme.theme import Theme

FIGURE, FEET_ROOM = QSize(284, 605), 14
"""The figure beside the steps, and how much of it is free under its feet."""

WORDS, APART = 12, 1
"""Shares of the room that words have, and that stays free between them and the figure."""

SECTIONS = 16

PREFLIGHT_HIGHEST = 64
"""Two lines of words under the figure, and one of links."""

QWIDGETSIZE_MAX = 16_777_215
"""Qt's word for no limit, which PySide6 does not pass on."""

FIGURE_FROM = 1000
"""Narrower pages have no room for words under the figure; they stand beside Lie down."""

AIRY_FROM = 640
"""Lower pages have narrow margins."""


@dataclass(frozen=True, slots=True)
class LayerOption:
    """A layer as this area calls it, the quiet word under it, and whether it may be chosen."""

    layer: Layer
    name: str
    note: str
    allowed: bool = True


@dataclass(frozen=True, slots=True)
class Preparation:
    """What Prepare shows. Texts are ready to read."""

    area: str
    title: str
    steps: tuple[str, ...]
    layers: tuple[LayerOption, ...]
    layer: Layer
    lead_in: str
    rather_not: str = ""
    figures: str = ""


class PreparePage(Page):
    """Belongs to Today.

    Signals:
        back_wanted(): Not now.
        lie_down_wanted(): Begin the lead-in with ``layer`` and ``tightness``.
        shown(): The page came up.
        left(): It went: the person began, or is elsewhere. A minimised window has not left.
        mend_wanted(key): Help with what the pre-flight found.
        dismissed(key): What it found is fine as it is.
        test_wanted(): Let the bell be heard.
    """

    back_wanted = Signal()
    lie_down_wanted = Signal()
    shown = Signal()
    left = Signal()
    mend_wanted = Signal(str)
    dismissed = Signal(str)
    test_wanted = Signal()

    def __init__(self, theme: Theme, shape: BodyShape, areas: list[str]) -> None:
        super().__init__(theme, "prepare_page")
        self._back = Button(theme, ButtonKind.QUIET, "back", self.tr("Today"), icon="chevron-back")
        self._back.clicked.connect(self.back_wanted)
        self._title = Label(theme, "title", wrap=True)
        self._title.setObjectName("prepare_title")
        self._steps = Steps(theme)
        self._rather_not = Label(theme, "caption", "text2", wrap=True)
        self._rather_not.setObjectName("rather_not")
        self._figures = Label(theme, "caption", "text2", wrap=True)
        self._figures.setObjectName("prepare_figures")
        self._cards = {layer: LayerCard(theme, layer) for layer in Layer}
        self._layers = QButtonGroup(self)
        for card in self._cards.values():
            self._layers.addButton(card)
        self._question = self.tr("How tight do you feel?")
        self.scale = RatingScale(theme, "tightness_before", self.tr("Tightness before"), "cool")
        self.lie_down = Button(theme, ButtonKind.BIG, "lie_down", self.tr("Lie down"))
        self.lie_down.clicked.connect(self.lie_down_wanted)
        self._lead_in = Label(theme, "strong", wrap=True)
        self._quiet = Label(theme, "caption", "text2", wrap=True)
        self._quiet.setObjectName("prepare_quiet")
        self._figure = BodyFigure(theme, shape, areas, FIGURE)
        self._preflight = PreflightLine(theme)
        self._preflight.mend_wanted.connect(self.mend_wanted)
        self._preflight.dismissed.connect(self.dismissed)
        self._preflight.test_wanted.connect(self.test_wanted)
        self._compact = False
        self._strut = QSpacerItem(0, 0)
        self._gaps = [QSpacerItem(0, 0) for _ in range(4)]
        self._words, self._figure_room, self._beside = QVBoxLayout(), QVBoxLayout(), QGridLayout()
        self._lay_out()
        self.show_voice(speaks=False)

    def _lay_out(self) -> None:
        theme = self._theme
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addItem(self._strut)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        column.addSpacing(2)
        column.addWidget(self._title)
        column.addSpacing(3)
        column.addWidget(self._figures)
        column.addStretch(3)
        column.addItem(self._gaps[0])
        column.addWidget(Label(theme, "strong", text=self.tr("How to lie"), wrap=True))
        column.addSpacing(10)
        column.addWidget(self._steps)
        column.addSpacing(8)
        column.addWidget(self._rather_not)
        column.addItem(self._gaps[1])
        column.addStretch(2)
        between = self.tr("Between you and the spikes")
        column.addWidget(Label(theme, "strong", text=between, wrap=True))
        column.addSpacing(12)
        column.addLayout(self._layer_row())
        column.addItem(self._gaps[2])
        column.addStretch(2)
        column.addLayout(question_row(theme, self._question))
        column.addSpacing(12)
        column.addWidget(self.scale)
        column.addItem(self._gaps[3])
        column.addStretch(5)
        self._foot = foot_row(self.lie_down, self._lead_in, self._quiet, self._words)
        column.addLayout(self._foot)
        self._figure_room.addWidget(self._figure)
        # One above the other, so that the figure stands still while words come and go.
        self._beside.addLayout(self._figure_room, 0, 0)
        self._beside.addWidget(self._preflight, 0, 0, Qt.AlignmentFlag.AlignBottom)
        inner = Scrolled("prepare_inner")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(PageScroll(inner, theme))
        self._frame = QHBoxLayout(inner)
        self._frame.setSpacing(24)
        self._frame.addLayout(column, WORDS)
        self._frame.addStretch(APART)
        self._frame.addLayout(self._beside, 0)
        self._fit()

    def _layer_row(self) -> ColumnsLayout:
        row = ColumnsLayout(EvenColumns(10, (3, 1)))
        for card in self._cards.values():
            row.addWidget(card)
        return row

    def set_compact(self, *, compact: bool) -> None:
        """Without the figure."""
        self._compact = compact
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other rooms suit another size."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out, and narrow, what there is no room for."""
        tokens, compact = self._tokens, self._compact
        airy = not compact and self.height() >= tokens.px(AIRY_FROM)
        across, along = (COMPACT_MARGIN if small else MARGIN for small in (compact, not airy))
        top, bottom = along - 17, along - 2
        self._frame.setContentsMargins(across, top, across, bottom)
        self.lie_down.setMinimumWidth(tokens.px(158 if compact else 196))
        turn_foot(self._foot, tokens, self.width())
        self._strut.changeSize(0 if compact else tokens.px(LEAST_WORDS), 0)
        for gap in self._gaps:
            # Sections part by what room is left; with large text a page that scrolls has none.
            gap.changeSize(0, tokens.px(SECTIONS) - SECTIONS)
        self._frame.invalidate()
        self._frame.setStretch(1, 0 if compact else APART)
        self._figure.setVisible(not compact)
        self._figures.setVisible(airy)
        beneath = tokens.px(PREFLIGHT_HIGHEST) - FEET_ROOM
        spare = self.height() - top - bottom - FIGURE.height()
        self._figure_room.setContentsMargins(0, 0, 0, max(0, min(beneath, 2 * beneath - spare)))
        self._place_preflight()

    def _place_preflight(self) -> None:
        """Under the figure; where there is no room, in place of the words beside Lie down."""
        tokens, line = self._tokens, self._preflight
        under = not self._compact and self.width() >= tokens.px(FIGURE_FROM)
        if under and self._beside.indexOf(line) < 0:
            self._beside.addWidget(line, 0, 0, Qt.AlignmentFlag.AlignBottom)
        elif not under and self._words.indexOf(line) < 0:
            self._words.insertWidget(self._words.count() - 1, line)
        line.setMaximumWidth(tokens.px(FIGURE.width()) if under else QWIDGETSIZE_MAX)
        line.set_under_figure(under_figure=under)
        self._quiet.setVisible(under)
        self._lead_in.setVisible(under or not line.finding)

    def showEvent(self, event: QShowEvent) -> None:
        """Say so, unless only the window came back."""
        super().showEvent(event)
        if not event.spontaneous():
            self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Say so, unless only the window went."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.left.emit()

    def first_focus(self) -> QWidget:
        """Lie down, so that Enter, Enter is a whole start."""
        return self.lie_down

    def show_preparation(self, preparation: Preparation) -> None:
        """Show another area; nothing is rated yet."""
        self._title.setText(preparation.title)
        self._steps.show_steps(preparation.steps)
        self._figures.setText(preparation.figures)
        self._rather_not.setText(preparation.rather_not)
        self._rather_not.setVisible(bool(preparation.rather_not))
        for option in preparation.layers:
            self._cards[option.layer].set_words(option.name, option.note)
            self._cards[option.layer].setEnabled(option.allowed)
        self._cards[preparation.layer].setChecked(True)
        self.scale.clear()
        self._lead_in.setText(preparation.lead_in)
        self.lie_down.setAccessibleDescription(preparation.title)
        self._figure.show_on_mat(preparation.area)

    def show_voice(self, *, speaks: bool) -> None:
        """What comes after the lead-in."""
        voice = self.tr("Then the voice takes over. Eyes shut is fine.")
        circle = self.tr("Then follow the circle, or just breathe. Eyes shut is fine.")
        self._quiet.setText(voice if speaks else circle)

    def show_preflight(self, preflight: Preflight | None) -> None:
        """What was found; None while it is looked for."""
        if preflight is None:
            self._preflight.show_checking()
        else:
            self._preflight.show_preflight(preflight)
        self._place_preflight()

    @property
    def layer(self) -> Layer:
        """The layer chosen."""
        return next(layer for layer, card in self._cards.items() if card.isChecked())

    @property
    def tightness(self) -> int | None:
        """The rating before, None where it was skipped."""
        return self.scale.value

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits rate, Enter lies down, Esc goes back."""
        if self.scale.take_key(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.lie_down_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

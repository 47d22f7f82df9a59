"""Prepare: how to lie, what lies between, how tight it feels; then lie down."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from mattimer.session.plan import Layer
from mattimer.ui.look import Look
from mattimer.ui.pages.page import COMPACT_MARGIN, MARGIN, Page
from mattimer.ui.pages.rows import foot_row, question_row
from mattimer.ui.widgets.body_figure import BodyFigure
from mattimer.ui.widgets.body_shape import BodyShape
from mattimer.ui.widgets.button import Button, Kind
from mattimer.ui.widgets.choice import LayerCard
from mattimer.ui.widgets.label import Label
from mattimer.ui.widgets.scale import Scale
from mattimer.ui.widgets.steps import Steps

FIGURE = QSize(284, 605)
COLUMN_WIDEST = 592


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
    """

    back_wanted = Signal()
    lie_down_wanted = Signal()

    def __init__(self, look: Look, shape: BodyShape, areas: list[str]) -> None:
        super().__init__(look, "prepare_page")
        self._back = Button(look, Kind.QUIET, "back", self.tr("Today"), icon="chevron-back")
        self._back.clicked.connect(self.back_wanted)
        self._title = Label(look, "title")
        self._title.setObjectName("prepare_title")
        self._steps = Steps(look)
        self._rather_not = Label(look, "caption", "text2", wrap=True)
        self._rather_not.setObjectName("rather_not")
        self._figures = Label(look, "caption", "text2", wrap=True)
        self._figures.setObjectName("prepare_figures")
        self._cards = {layer: LayerCard(look, layer) for layer in Layer}
        self._layers = QButtonGroup(self)
        for card in self._cards.values():
            self._layers.addButton(card)
        self._question = self.tr("How tight do you feel?")
        self.scale = Scale(look, "tightness_before", self.tr("Tightness before"), "cool")
        self.lie_down = Button(look, Kind.BIG, "lie_down", self.tr("Lie down"))
        self.lie_down.clicked.connect(self.lie_down_wanted)
        self._lead_in = Label(look, "strong")
        self._figure = BodyFigure(look, shape, areas, FIGURE)
        self._lay_out()

    def _lay_out(self) -> None:
        look = self.look
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        column.addSpacing(2)
        column.addWidget(self._title)
        column.addSpacing(3)
        column.addWidget(self._figures)
        column.addStretch(3)
        column.addWidget(Label(look, "strong", text=self.tr("How to lie")))
        column.addSpacing(11)
        column.addWidget(self._steps)
        column.addSpacing(9)
        column.addWidget(self._rather_not)
        column.addStretch(2)
        column.addWidget(Label(look, "strong", text=self.tr("Between you and the spikes")))
        column.addSpacing(12)
        column.addLayout(self._layer_row())
        column.addStretch(2)
        column.addLayout(question_row(look, self._question))
        column.addSpacing(12)
        column.addWidget(self.scale)
        column.addStretch(5)
        quiet = self.tr("Then follow the circle, or just breathe. Eyes shut is fine.")
        foot = Label(look, "caption", "text2", quiet)
        column.addLayout(foot_row(self.lie_down, self._lead_in, foot))
        self._frame = QHBoxLayout(self)
        self._frame.setSpacing(24)
        self._frame.addLayout(column, 3)
        self._frame.addStretch(1)
        self._frame.addWidget(self._figure, 0)
        self.set_compact(compact=False)

    def _layer_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        for card in self._cards.values():
            row.addWidget(card, 1)
        return row

    def set_compact(self, *, compact: bool) -> None:
        """Without the figure."""
        margin = COMPACT_MARGIN if compact else MARGIN
        self._frame.setContentsMargins(margin, margin - 17, margin, margin - 2)
        self.lie_down.setFixedWidth(self.look.theme.px(158 if compact else 196))
        self._figure.setVisible(not compact)
        self._figures.setVisible(not compact)

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

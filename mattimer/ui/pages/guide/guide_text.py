"""A text of the guide as one reads it: title, intro, its parts, a tool or a button."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mattimer.ui.body.body_figure import BodyFigure
from mattimer.ui.body.body_shape import BodyShape
from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.label import Label
from mattimer.ui.controls.painted import ThemedWidget
from mattimer.ui.pages.guide.guide_blocks import StepList, widget_of
from mattimer.ui.pages.guide.guide_entry import GuideEntry
from mattimer.ui.theme.theme import Theme

MARGIN, COMPACT_MARGIN = 48, 32
ABOVE, COMPACT_ABOVE, BELOW, GAP = 54, 22, 32, 14
READING_WIDEST = 560
FIGURE = QSize(232, 433)


class GuideText(ThemedWidget, QWidget):
    """In a narrow window the figure stands below the steps.

    Signals:
        action_wanted(key): The button under the text was pressed.
    """

    action_wanted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        entry: GuideEntry,
        shape: BodyShape,
        areas: list[str],
        tool: QWidget | None,
    ) -> None:
        super().__init__(theme)
        self._entry = entry
        self._compact = False
        self._figure: BodyFigure | None = None
        self.setObjectName("guide_text")
        column = self._column = QVBoxLayout(self)
        self._add_words("title", "text", entry.title)
        self._add_words("lead", "text2", entry.intro)
        for block in entry.blocks:
            column.addWidget(widget_of(theme, block))
            if entry.area and self._figure is None and isinstance(block, StepList):
                self._figure = BodyFigure(theme, shape, areas, FIGURE)
                self._figure.setFixedHeight(FIGURE.height())
                self._figure.hide()
                column.addWidget(self._figure)
        if tool is not None:
            column.addWidget(tool)
            tool.show()
        column.addStretch(1)
        if entry.action:
            self._add_action(entry)
        self._dress()

    def _add_words(self, role: str, color: str, text: str) -> None:
        if text:
            label = Label(self._theme, role, color, wrap=True)
            label.yield_height()
            label.setText(text)
            self._column.addWidget(label)

    def _add_action(self, entry: GuideEntry) -> None:
        name = f"guide_action_{entry.key}"
        button = Button(self._theme, ButtonKind.PLAIN, name, entry.action, icon="play")
        button.fold()
        button.clicked.connect(lambda: self.action_wanted.emit(entry.key))
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    def set_compact(self, *, compact: bool) -> None:
        """Closer to the edges, with its own figure."""
        self._compact = compact
        self._dress()

    def _dress(self) -> None:
        tokens, compact = self._tokens, self._compact
        margin = COMPACT_MARGIN if compact else MARGIN
        above = tokens.px(COMPACT_ABOVE if compact else ABOVE)
        self._column.setContentsMargins(margin, above, margin, tokens.px(BELOW))
        self._column.setSpacing(tokens.px(GAP))
        self.setMaximumWidth(tokens.px(READING_WIDEST) + 2 * MARGIN)
        if self._figure is not None:
            self._figure.setVisible(compact)
            # Its colours are part of what it was asked to show.
            self._figure.show_on_mat(self._entry.area)

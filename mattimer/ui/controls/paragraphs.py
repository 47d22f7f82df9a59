"""Labels one under the other, each as high as its text needs, as one thing to lay out."""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mattimer.ui.controls.label import Label


class Paragraphs(QWidget):
    """Words that belong together; those without text take no room."""

    def __init__(self, *labels: Label) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for label in labels:
            label.yield_height()
            self._column.addWidget(label)

    def set_gap(self, gap: int) -> None:
        """Pixels between two of them."""
        self._column.setSpacing(gap)

"""Lets a page scroll up and down, never sideways, with a quiet bar."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from mattimer.ui.look import Look, scroll_style


def scrolling(inner: QWidget, look: Look) -> QScrollArea:
    """A frameless scroll area around a named widget; its ground stays the page's."""
    area = QScrollArea()
    area.setObjectName(f"{inner.objectName()}_scroll")
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def dress() -> None:
        ground = f"QScrollArea, #{inner.objectName()} {{ background: transparent; }}"
        area.setStyleSheet(ground + scroll_style(look.theme))

    look.changed.connect(dress)
    dress()
    return area

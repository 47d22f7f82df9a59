"""One quiet line on the night screen: that the sound is off, and what is missing."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpacerItem, QWidget

from mattimer.ui.session.night_label import NightLabel
from mattimer.ui.theme.theme import Theme

ICON, ICON_GAP, WORDS_APART = 1.3, 0.45, 1.6
"""In sizes of the type."""


class SessionLine(QWidget):
    """Seen, and there for a screen reader; clicks go through it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._px = int(theme.tokens.values["type"]["caption"]["px"])
        self._dim = 0.0
        self.setObjectName("session_line")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._icon = QLabel()
        self._muted = NightLabel(theme, "caption", color="text2", text=self.tr("Muted"))
        self._muted.setObjectName("session_muted")
        self._trouble = NightLabel(theme, "caption", color="text2")
        self._trouble.setObjectName("session_trouble")
        self._apart = QSpacerItem(0, 0)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch(1)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._muted)
        self._row.addItem(self._apart)
        self._row.addWidget(self._trouble)
        self._row.addStretch(1)
        for part in (self._icon, self._muted, self._trouble):
            part.hide()
        self._fit()

    @property
    def muted(self) -> bool:
        """Whether it says that the sound is off."""
        return not self._muted.isHidden()

    def set_muted(self, *, muted: bool) -> None:
        """Whether to say that the sound is off."""
        self._icon.setVisible(muted)
        self._muted.setVisible(muted)
        self._fit()

    def show_trouble(self, text: str) -> None:
        """Say what is missing; an empty text says nothing."""
        self._text = text
        self._trouble.setVisible(bool(text))
        self._trouble.setAccessibleName(text)
        self._fit()

    def set_px(self, px: int) -> None:
        """Another size of the type."""
        if px != self._px:
            self._px = px
            self._fit()

    def set_dim(self, dim: float) -> None:
        """As dark as the rest of the page, 0 to 1."""
        if dim != self._dim:
            self._dim = dim
            self._muted.set_dim(dim)
            self._trouble.set_dim(dim)
            self._paint_icon()

    def event(self, event: QEvent) -> bool:
        """On a finer screen the icon is finer."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._paint_icon()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room for the words."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Words too long for the line end in dots; a screen reader has all of them."""
        muted = self.muted
        gap, apart = round(ICON_GAP * self._px), round(WORDS_APART * self._px)
        for label in (self._muted, self._trouble):
            label.set_window_px(self._px, "caption")
        self._paint_icon()
        self._row.setSpacing(gap)
        self._apart.changeSize(apart if muted and self._text else 0, 0)
        self._row.invalidate()
        room = self.width() - 5 * gap
        if muted:
            room -= self._icon.sizeHint().width() + self._muted.sizeHint().width() + apart
        metrics = QFontMetrics(self._trouble.font())
        dots = Qt.TextElideMode.ElideRight
        self._trouble.setText(metrics.elidedText(self._text, dots, max(0, room)))

    def _paint_icon(self) -> None:
        color = self._theme.tokens.session_color("text2", self._dim)
        side = round(ICON * self._px)
        self._icon.setPixmap(self._theme.icon("muted", color, side, self.devicePixelRatioF()))

"""Push buttons in the theme's few kinds; real buttons under their own paint."""

from enum import Enum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QLinearGradient, QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from mattimer.ui.controls.painted import PaintedControl
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens, mix

GAP = 12
AFTER_WORDS = ("chevron-down", "chevron-forward")
"""Icons that say what a press leads to, and stand after the words."""


class ButtonKind(Enum):
    """What a button looks like: (height, side padding, font role, radius)."""

    BIG = (60, 30, "button_big", "button_big")
    AGAIN = (60, 34, "button_big", "button_big")
    PRIMARY = (44, 20, "button", "button")
    PLAIN = (44, 16, "button", "button")
    ON_CARD = (44, 18, "button", "button")
    SMALL = (34, 15, "button", "segment")
    LINK = (30, 0, "button", "key")
    QUIET = (30, 0, "body", "key")
    SESSION = (52, 20, "button", "card")
    RESUME = (76, 20, "figure_value", "card")
    EASE = (64, 16, "button", "card")
    FINISH = (64, 20, "section", "card")
    CHIP = (46, 16, "button", "pill")

    @property
    def height(self) -> int:
        """Height at 100 % text size."""
        return self.value[0]

    @property
    def padding(self) -> int:
        """Free space left and right of icon and text."""
        return self.value[1]

    @property
    def role(self) -> str:
        """Font role."""
        return self.value[2]

    @property
    def radius(self) -> str:
        """Name of the corner radius."""
        return self.value[3]


FILLED = (ButtonKind.BIG, ButtonKind.PRIMARY)
BARE = (ButtonKind.LINK, ButtonKind.QUIET)
WARM_NIGHT = (ButtonKind.RESUME, ButtonKind.EASE)
NIGHT = (ButtonKind.SESSION, *WARM_NIGHT, ButtonKind.FINISH, ButtonKind.CHIP)


class Button(PaintedControl, QPushButton):
    """One button. The person presses it with pointer, Space or Enter."""

    def __init__(
        self,
        theme: Theme,
        kind: ButtonKind,
        name: str,
        text: str,
        *,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._kind = kind
        self._icon_name = icon
        self._folds = False
        super().__init__(theme, name, text, parent)
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(True)
        self._dress()

    @property
    def ring_radius(self) -> float:
        """The corner radius that the focus ring follows, in pixels."""
        return min(self._tokens.radius(self._kind.radius), self._kind.height / 2)

    def set_kind(self, kind: ButtonKind) -> None:
        """Look like another kind."""
        if kind is not self._kind:
            self._kind = kind
            self._dress()

    def set_words(self, text: str) -> None:
        """Another text, seen and read out."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def fold(self) -> None:
        """Break its words where there is no room for them on one line."""
        self._folds = True
        # Fixed would hold it to one line's height.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def width_for(self, text: str) -> int:
        """How wide it is with a text on one line."""
        return QFontMetrics(self.font()).horizontalAdvance(text) + self.beside_words

    def sizeHint(self) -> QSize:
        """Room for padding, icon and text."""
        return QSize(self.width_for(self.text()), self._px(self._kind.height))

    def minimumSizeHint(self) -> QSize:
        """A text is never cut."""
        if not self._folds:
            return self.sizeHint()
        widest = max(map(self.width_for, self.text().split()), default=0)
        return QSize(widest, self._px(self._kind.height))

    def hasHeightForWidth(self) -> bool:
        """Whether narrower is higher."""
        return self._folds

    def heightForWidth(self, width: int) -> int:
        """Height of its lines, as they break in a width."""
        metrics = QFontMetrics(self.font())
        room = QRect(0, 0, max(1, width - self.beside_words + 2), 10_000)
        words = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.text())
        return self._px(self._kind.height) + max(0, words.height() - metrics.height())

    @property
    def beside_words(self) -> int:
        """The room that padding and icon take, in pixels."""
        icon = self._icon_size() + self._px(GAP) if self._icon_name else 0
        return icon + 2 * self._px(self._kind.padding) + 2

    @property
    def _scale(self) -> float:
        """How large its text is; at night it is large anyway, and there is less room."""
        tokens = self._tokens
        return tokens.night_scale if self._kind in NIGHT else tokens.text_scale

    def _px(self, size: float) -> int:
        return round(size * self._scale)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses; Shift+Enter is the page's."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        if self._kind not in BARE:
            self._paint_fill(painter, tokens)
        self._paint_words(painter)

    def _dress(self) -> None:
        tokens, kind = self._tokens, self._kind
        self.setFont(tokens.night_font(kind.role) if kind in NIGHT else tokens.font(kind.role))
        super()._dress()

    def _paint_fill(self, painter: QPainter, tokens: DesignTokens) -> None:
        kind = self._kind
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if kind in FILLED:
            painter.setBrush(self._gradient(box))
        elif kind in NIGHT:
            painter.setBrush(self._night_fill())
            if tokens.contrast:
                painter.setPen(tokens.session_color("text2"))
        else:
            painter.setBrush(self._plain_fill())
            if tokens.outlined:
                painter.setPen(tokens.color("hair"))
        if self.isDown():
            painter.setOpacity(painter.opacity() * 0.85)
        radius = min(tokens.radius(kind.radius), box.height() / 2)
        painter.drawRoundedRect(box, radius, radius)

    def _gradient(self, box: QRectF) -> QLinearGradient:
        gradient = QLinearGradient(box.topLeft(), box.bottomLeft())
        tokens = self._tokens
        for at, name in ((0.0, "button_top"), (1.0, "button_bottom")):
            color = tokens.color(name)
            gradient.setColorAt(at, tokens.color("accent_hi") if self.hovered else color)
        return gradient

    def _plain_fill(self) -> QColor:
        """Set off from what it stands on: the page, or a card."""
        tokens = self._tokens
        if self._kind is not ButtonKind.ON_CARD:
            return tokens.color("raised" if self.hovered else "surface")
        fill = tokens.color("raised")
        return mix(fill, tokens.color("text"), 0.08) if self.hovered else fill

    def _night_fill(self) -> QColor:
        tokens = self._tokens
        name = "resume_fill" if self._kind in WARM_NIGHT else "control_fill"
        fill = tokens.session_color(name)
        return mix(fill, tokens.session_color("text"), 0.08) if self.hovered else fill

    def _words_color(self) -> QColor:
        tokens, kind = self._tokens, self._kind
        if kind in FILLED:
            return tokens.color("on_accent")
        if kind in WARM_NIGHT:
            return tokens.session_color("resume_text")
        if kind in NIGHT:
            return tokens.session_color("text")
        if kind is ButtonKind.LINK:
            return tokens.color("accent_hi" if self.hovered else "accent_text")
        if kind is ButtonKind.QUIET:
            return tokens.color("text" if self.hovered else "text2")
        return tokens.color("text")

    def _icon_size(self) -> int:
        return self._px(22 if self._kind in (ButtonKind.BIG, ButtonKind.RESUME) else 18)

    def _paint_words(self, painter: QPainter) -> None:
        color = self._words_color()
        painter.setPen(color)
        painter.setFont(self.font())
        rtl = self._mirrored
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        if self._folds:
            words = min(words, self.width() - self.beside_words)
        bare = self._kind in BARE
        side, gap = self._icon_size(), self._px(8 if bare else GAP) if self.text() else 0
        whole = words + (side + gap if self._icon_name else 0)
        left = (self.width() - whole) / 2
        if bare:
            left = self.width() - whole if rtl else 0.0
        text_left = left
        if self._icon_name:
            mirrored = (self._icon_name in AFTER_WORDS) != rtl
            icon_left = left + words + gap if mirrored else left
            text_left = left if mirrored else left + side + gap
            at = QPointF(icon_left, (self.height() - side) / 2)
            self._paint_icon(painter, self._icon_name, color, at, side)
        box = QRectF(text_left, 0, words + 2, self.height())
        # A box as wide as the words has no side to align to; the font's own side may stick out.
        align = Qt.AlignmentFlag.AlignHCenter if self._folds else Qt.AlignmentFlag.AlignLeft
        flags = align | Qt.AlignmentFlag.AlignVCenter
        wrap = Qt.TextFlag.TextWordWrap if self._folds else Qt.TextFlag.TextSingleLine
        painter.drawText(box, int(flags) | int(wrap), self.text())

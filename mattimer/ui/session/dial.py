"""The middle of the session screen: stage ring, breathing disc, stage, time left, breath word."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from mattimer.session.clock import MILLISECOND
from mattimer.session.session_plan import Stages
from mattimer.ui.session.digits import paint_digits, shrink_to_fit
from mattimer.ui.session.disc_painter import DiscPainter
from mattimer.ui.session.pacer import DISC_LEAST, OUTER, STILL_CIRCLE, disc_at
from mattimer.ui.session.ring import RingPoint, lit_count, newest_glow, ring_points
from mattimer.ui.session.ring_painter import RingPainter
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import faded, mix

PAUSED_POINTS = 0.62
STILL_CIRCLE_COLOR = "#3b2c22"
STILL_DIMS_BY = 0.28
"""The still circle and the bar's track have no dim colour; they fade as far as unlit points."""

GLOW_STEPS = 6
BAR_WIDTH, BAR_HEIGHT, BAR_TOP = 0.62, 0.032, 0.475
TOP_BASELINE = -0.335
WORD_SHARE = 0.6
"""Of a change of words that each of them takes: both at half light would be one illegible word."""

WORD_WIDEST = 0.94
WORD_LEAST_PX = 0.1
NOTICEABLE = 0.5
"""A disc that grew by less than this many pixels is not painted again."""


@dataclass(frozen=True, slots=True)
class Face:
    """What the dial shows. Words are ready to read.

    Attributes:
        top: Stage, or "Paused".
        digits: Time left as m:ss.
        bottom: Breath word, rise step, or the stage while paused.
        stages: Lengths of the stages, for the ring.
        elapsed: Mat time in microseconds; below 0 lights nothing.
        fullness: Of the disc, 0 to 1; None shows no disc.
        presence: Of the disc and the breath word, 0 to 1.
        bar: 0 to 1, shown in place of a moving disc; None shows no bar.
        paused: Points step back.
        finished: No newest point.
        arrived: How far ``top`` has come up in place of the word before it, 0 to 1.
    """

    top: str
    digits: str
    bottom: str
    stages: Stages
    elapsed: int
    fullness: float | None = None
    presence: float = 1.0
    bar: float | None = None
    paused: bool = False
    finished: bool = False
    arrived: float = 1.0

    def words(self) -> tuple[object, ...]:
        """What the text layer depends on."""
        theme = (self.presence, self.bar is None, self.paused, self.arrived)
        return (self.top, self.digits, self.bottom, *theme)


class Dial(QWidget):
    """Paints a face; repaints only what moved. Decorative to a screen reader."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._face: Face | None = None
        self._points: tuple[RingPoint, ...] = ()
        self._lit = 0
        self._glow = 1.0
        self._leaving = ""
        self._dim = 0.0
        self._disc: DiscPainter | None = None
        self._ring: RingPainter | None = None
        self._ground: QPixmap | None = None
        self._words: QPixmap | None = None
        self._radius = 1.0
        self.setObjectName("dial")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def event(self, event: QEvent) -> bool:
        """On a finer screen the pictures are finer."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._forget()
        return super().event(event)

    def set_radius(self, radius: float) -> None:
        """Outer radius of the ring, in pixels; everything else follows from it."""
        if radius != self._radius:
            self._radius = radius
            self._forget()

    def set_dim(self, dim: float) -> None:
        """As dark as the rest of the page, 0 to 1; every picture is made anew."""
        if dim != self._dim:
            self._dim = dim
            self._forget()

    @property
    def face(self) -> Face | None:
        """What is shown."""
        return self._face

    @property
    def radius(self) -> float:
        """The outer radius of the ring, in pixels."""
        return self._radius

    @property
    def rin(self) -> float:
        """The radius inside the ring."""
        tokens = self._theme.tokens
        return self._radius * (1 - tokens.geometry("point_length") - 0.045)

    def show_face(self, face: Face) -> None:
        """Show another face and repaint what differs."""
        old, self._face = self._face, face
        if old is None or old.stages != face.stages:
            self._points = ring_points(face.stages)
        was_lit, self._lit = self._lit, lit_count(self._points, face.elapsed)
        was_glowing, self._glow = self._glow, self._glow_of(face)
        if face.arrived >= 1:
            self._leaving = ""
        elif old is not None and old.top != face.top:
            self._leaving = old.top
        if old is None or _ground_differs(old, face):
            self._ground = self._words = None
            self.update()
            return
        if was_lit != self._lit:
            self._ground = None
            self.update(self._newest_box() if was_lit == self._lit - 1 else self.rect())
        elif was_glowing != self._glow:
            self._light_newest(was_glowing)
            self.update(self._newest_box())
        if old.words() != face.words():
            self._words = None
            self.update(self._words_box())
        self._update_disc(old, face)
        if old.bar != face.bar:
            self.update(self._bar_box().toAlignedRect().adjusted(-2, -2, 2, 2))

    def make_ready(self) -> None:
        """Paint the disc's pictures while nothing is due; the first breath is then on time."""
        if self._disc is None and self.width() > 1:
            ratio = self.devicePixelRatioF()
            self._disc = DiscPainter(self._theme.tokens, self.rin, self._dim, ratio)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and ring from a picture, then the disc, then the words from a picture."""
        if self._face is None:
            return
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        if self._ground is None:
            self._ground = self._paint_ground(ratio)
        box = event.rect()
        source = QRectF(box.x() * ratio, box.y() * ratio, box.width() * ratio, box.height() * ratio)
        painter.drawPixmap(QRectF(box), self._ground, source)
        face = self._face
        if face.fullness is not None and face.presence > 0:
            self.make_ready()
            assert self._disc is not None
            disc = disc_at(face.fullness, self.rin, self._disc.dot_factor)
            self._disc.paint(painter, self._center(), disc, face.presence)
        if self._words is None:
            self._words = self._paint_words(face, ratio)
        painter.drawPixmap(self._words_box().topLeft(), self._words)
        if face.bar is not None:
            self._paint_bar(painter, face.bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All pictures are of one size."""
        self._forget()
        super().resizeEvent(event)

    def _forget(self) -> None:
        self._disc = self._ring = self._ground = self._words = None
        self.update()

    def _glow_of(self, face: Face) -> float:
        """How far the newest point is lit; without a breath frames are too few to fade it."""
        if face.fullness is None:
            return 1.0
        length = self._theme.tokens.motion("point_light") * MILLISECOND
        return round(newest_glow(self._points, face.elapsed, length) * GLOW_STEPS) / GLOW_STEPS

    def _update_disc(self, old: Face, new: Face) -> None:
        if old.fullness == new.fullness and old.presence == new.presence:
            return
        radii = [disc_at(f, self.rin).radius for f in (old.fullness, new.fullness) if f is not None]
        if not radii:
            return
        appeared = old.presence != new.presence or len(radii) == 1
        if not appeared and abs(radii[0] - radii[1]) < NOTICEABLE:
            # The disc on screen is kept, so that small steps add up.
            self._face = replace(new, fullness=old.fullness)
            return
        self.update(self._disc_box(max(radii)))

    def _disc_box(self, radius: float) -> QRect:
        reach, center = radius + 3, self._center()
        box = QRectF(center.x() - reach, center.y() - reach, 2 * reach, 2 * reach)
        return box.toAlignedRect()

    def _center(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def _words_box(self) -> QRect:
        reach = round(self.rin * OUTER)
        center = self._center()
        top, bottom = round(0.5 * self._radius), round(0.56 * self._radius)
        return QRect(round(center.x()) - reach, round(center.y()) - top, 2 * reach, top + bottom)

    def _bar_box(self) -> QRectF:
        r, center = self._radius, self._center()
        width, height = BAR_WIDTH * r, BAR_HEIGHT * r
        return QRectF(center.x() - width / 2, center.y() + BAR_TOP * r, width, height)

    def _ring_painter(self) -> RingPainter:
        if self._ring is None:
            self._ring = RingPainter(self._theme.tokens, self._radius, self._dim)
        return self._ring

    def _newest_box(self) -> QRect:
        box = self._ring_painter().newest_box(self._points, self._lit)
        return box.translated(self._center()).toAlignedRect()

    def _light_newest(self, was: float) -> None:
        """Lay so much light over the newest point that it comes from ``was`` to its glow."""
        if self._ground is None:
            return
        painter = QPainter(self._ground)
        ratio = self.devicePixelRatioF()
        painter.scale(ratio, ratio)
        self._paint_newest(painter, 1.0 if was >= 1 else (self._glow - was) / (1 - was))
        painter.end()

    def _paint_newest(self, painter: QPainter, opacity: float) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._center())
        self._ring_painter().paint_newest(painter, self._points, self._lit, opacity)
        painter.restore()

    def _quiet(self, color: QColor) -> QColor:
        """A colour without a dim one, as dark as the page."""
        return mix(color, self._theme.tokens.session_color("bg"), STILL_DIMS_BY * self._dim)

    def _paint_ground(self, ratio: float) -> QPixmap:
        assert self._face is not None
        tokens = self._theme.tokens
        pixmap = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(tokens.session_color("bg"))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.translate(self._center())
        if self._face.bar is None:
            painter.setPen(QPen(tokens.session_color("unlit", self._dim), 1.2))
            painter.drawEllipse(QPointF(0, 0), OUTER * self.rin, OUTER * self.rin)
        else:
            painter.setPen(QPen(self._quiet(QColor(STILL_CIRCLE_COLOR)), 2))
            painter.drawEllipse(QPointF(0, 0), STILL_CIRCLE * self.rin, STILL_CIRCLE * self.rin)
        newest = bool(self._lit) and not (self._face.paused or self._face.finished)
        opacity = PAUSED_POINTS if self._face.paused else 1.0
        self._ring_painter().paint(painter, self._points, self._lit - newest, opacity)
        painter.restore()
        if newest:
            self._paint_newest(painter, self._glow)
        painter.end()
        pixmap.setDevicePixelRatio(1.0)
        return pixmap

    def _paint_words(self, face: Face, ratio: float) -> QPixmap:
        tokens, r, box = self._theme.tokens, self._radius, self._words_box()
        pixmap = QPixmap(round(box.width() * ratio), round(box.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._center() - QPointF(box.topLeft()))
        text, text2 = (tokens.session_color(name, self._dim) for name in ("text", "text2"))
        label = tokens.geometry("label_px") * r
        top = text if face.paused else text2
        if self._leaving:
            left = faded(text2, max(0.0, 1 - face.arrived / WORD_SHARE))
            self._paint_line(painter, self._leaving, label, TOP_BASELINE * r, color=left)
            top = faded(top, max(0.0, 1 - (1 - face.arrived) / WORD_SHARE))
        self._paint_line(painter, face.top, label, TOP_BASELINE * r, color=top)
        number = tokens.geometry("number_px") * r * (1 if len(face.digits) < 5 else 0.47 / 0.56)  # noqa: PLR2004
        font = tokens.session_font("session_number", number)
        smallest_disc = 2 * DISC_LEAST * self.rin * WORD_WIDEST
        shrink_to_fit(font, face.digits, smallest_disc)
        paint_digits(painter, face.digits, font, 0.365 * number - 0.02 * r, text)
        bottom = 0.45 if face.bar is None else 0.405
        shade = text2 if face.paused else faded(text, face.presence)
        self._paint_line(
            painter, face.bottom, label, bottom * r, color=shade, widest=WORD_WIDEST * self.rin
        )
        painter.end()
        return pixmap

    def _paint_line(
        self,
        painter: QPainter,
        text: str,
        px: float,
        baseline: float,
        *,
        color: QColor,
        widest: float = 0.0,
    ) -> None:
        """One line; wider than ``widest`` (else than the ring's inside) it shrinks to fit."""
        tokens = self._theme.tokens
        font = tokens.session_font("session_label", px)
        widest = widest or WORD_WIDEST * 2 * self.rin * 0.9
        width = QFontMetricsF(font).horizontalAdvance(text)
        if width > widest:
            smaller = max(px * widest / width, WORD_LEAST_PX * self._radius)
            font.setPixelSize(round(smaller))
            width = QFontMetricsF(font).horizontalAdvance(text)
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(QPointF(-width / 2, baseline), text)

    def _paint_bar(self, painter: QPainter, filled: float) -> None:
        tokens, box = self._theme.tokens, self._bar_box()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._quiet(tokens.session_color("bar_track")))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        if filled > 0:
            box.setWidth(max(box.height(), box.width() * filled))
            painter.setBrush(tokens.session_color("still", self._dim))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)


def _ground_differs(old: Face, new: Face) -> bool:
    return (
        old.stages != new.stages
        or (old.paused, old.finished) != (new.paused, new.finished)
        or (old.bar is None) != (new.bar is None)
    )

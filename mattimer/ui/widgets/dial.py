"""The middle of the session screen: stage ring, breathing disc, stage, time left, breath word."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from mattimer.session.plan import Stages
from mattimer.ui.look import Look
from mattimer.ui.theme import faded
from mattimer.ui.widgets.disc_painter import DiscPainter
from mattimer.ui.widgets.pacer import DISC_LEAST, OUTER, STILL_CIRCLE, disc_at
from mattimer.ui.widgets.ring import NEWEST_LONGER, RingPoint, lit_count, ring_points

PAUSED_POINTS = 0.62
STILL_CIRCLE_COLOR = "#3b2c22"
BAR_WIDTH, BAR_HEIGHT, BAR_TOP = 0.62, 0.032, 0.475
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

    def words(self) -> tuple[object, ...]:
        """What the text layer depends on."""
        return (self.top, self.digits, self.bottom, self.presence, self.bar is None, self.paused)


class Dial(QWidget):
    """Paints a face; repaints only what moved. Decorative to a screen reader."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._face: Face | None = None
        self._points: tuple[RingPoint, ...] = ()
        self._disc: DiscPainter | None = None
        self._ground: QPixmap | None = None
        self._words: QPixmap | None = None
        self._radius = 1.0
        self.setObjectName("dial")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_radius(self, radius: float) -> None:
        """Outer radius of the ring, in pixels; everything else follows from it."""
        if radius != self._radius:
            self._radius = radius
            self._forget()

    @property
    def rin(self) -> float:
        """The radius inside the ring."""
        theme = self._look.theme
        return self._radius * (1 - theme.geometry("point_length") - 0.045)

    def show_face(self, face: Face) -> None:
        """Show another face and repaint what differs."""
        old, self._face = self._face, face
        if old is None or old.stages != face.stages:
            self._points = ring_points(face.stages)
        if old is None or self._ground_differs(old, face):
            self._ground = self._words = None
            self.update()
            return
        if old.words() != face.words():
            self._words = None
            self.update(self._words_box())
        self._update_disc(old, face)
        if old.bar != face.bar:
            self.update(self._bar_box().toAlignedRect().adjusted(-2, -2, 2, 2))

    def make_ready(self) -> None:
        """Paint the disc's pictures while nothing is due; the first breath is then on time."""
        if self._disc is None and self.width() > 1:
            self._disc = DiscPainter(self._look.theme, self.rin, 0.0, self.devicePixelRatioF())

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
            disc = disc_at(face.fullness, self.rin)
            assert self._disc is not None
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
        self._disc = self._ground = self._words = None
        self.update()

    def _ground_differs(self, old: Face, new: Face) -> bool:
        return (
            old.stages != new.stages
            or (old.paused, old.finished) != (new.paused, new.finished)
            or (old.bar is None) != (new.bar is None)
            or lit_count(self._points, old.elapsed) != lit_count(self._points, new.elapsed)
        )

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
        reach = max(radii) + 3
        center = self._center()
        box = QRectF(center.x() - reach, center.y() - reach, 2 * reach, 2 * reach)
        self.update(box.toAlignedRect())

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

    def _paint_ground(self, ratio: float) -> QPixmap:
        assert self._face is not None
        theme = self._look.theme
        pixmap = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(theme.session_color("bg"))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._center())
        if self._face.bar is None:
            painter.setPen(QPen(theme.session_color("unlit"), 1.2))
            painter.drawEllipse(QPointF(0, 0), OUTER * self.rin, OUTER * self.rin)
        else:
            painter.setPen(QPen(QColor(STILL_CIRCLE_COLOR), 2))
            painter.drawEllipse(QPointF(0, 0), STILL_CIRCLE * self.rin, STILL_CIRCLE * self.rin)
        self._paint_ring(painter, self._face)
        painter.end()
        pixmap.setDevicePixelRatio(1.0)
        return pixmap

    def _paint_ring(self, painter: QPainter, face: Face) -> None:
        theme = self._look.theme
        lit = lit_count(self._points, face.elapsed)
        length = theme.geometry("point_length") * self._radius
        for index, point in enumerate(self._points):
            color = theme.session_color(point.stage if index < lit else "unlit")
            if face.paused and index < lit:
                color = faded(color, PAUSED_POINTS)
            pen = QPen(color, theme.geometry("point_width") * self._radius)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            newest = index == lit - 1 and not (face.finished or face.paused)
            more = length * NEWEST_LONGER if newest else 0.0
            painter.save()
            painter.rotate(point.angle)
            painter.setPen(pen)
            inner = self._radius - length - more
            painter.drawLine(QPointF(0, -self._radius - more), QPointF(0, -inner))
            painter.restore()

    def _paint_words(self, face: Face, ratio: float) -> QPixmap:
        theme, r, box = self._look.theme, self._radius, self._words_box()
        pixmap = QPixmap(round(box.width() * ratio), round(box.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._center() - QPointF(box.topLeft()))
        text, text2 = theme.session_color("text"), theme.session_color("text2")
        label = theme.geometry("label_px") * r
        self._paint_line(painter, face.top, label, -0.335 * r, color=text if face.paused else text2)
        number = theme.geometry("number_px") * r * (1 if len(face.digits) < 5 else 0.47 / 0.56)  # noqa: PLR2004
        font = theme.session_font("session_number", number)
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
        theme = self._look.theme
        font = theme.session_font("session_label", px)
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
        theme, box = self._look.theme, self._bar_box()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.session_color("bar_track"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        if filled > 0:
            box.setWidth(max(box.height(), box.width() * filled))
            painter.setBrush(theme.session_color("still"))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)


def shrink_to_fit(font: QFont, text: str, width: float) -> None:
    """Make a font smaller where its digits are too wide for a width in pixels."""
    metrics = QFontMetricsF(font)
    needed = sum(_cells(metrics, text))
    if needed > width:
        font.setPixelSize(max(1, int(font.pixelSize() * width / needed)))


def _cells(metrics: QFontMetricsF, text: str) -> list[float]:
    """How wide each character stands: digits all alike, the colon as it is."""
    widest = max(metrics.horizontalAdvance(digit) for digit in "0123456789")
    return [widest if c.isdigit() else metrics.horizontalAdvance(c) for c in text]


def paint_digits(painter: QPainter, text: str, font: QFont, baseline: float, color: QColor) -> None:
    """Paint m:ss around the origin: every digit as wide as the widest, the colon as it is.

    A font's own tabular figures would widen the colon too, and not every font has them.
    """
    metrics = QFontMetricsF(font)
    cells = _cells(metrics, text)
    painter.setFont(font)
    painter.setPen(color)
    left = -sum(cells) / 2
    for character, cell in zip(text, cells, strict=True):
        inset = (cell - metrics.horizontalAdvance(character)) / 2
        painter.drawText(QPointF(left + inset, baseline), character)
        left += cell

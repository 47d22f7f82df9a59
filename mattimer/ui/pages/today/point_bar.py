"""Settle, still and rise as a bar of points under Today's sentence."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mattimer.session.clock import MINUTE
from mattimer.session.session_plan import Stage, Stages
from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.session.ring import share_points
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens
from mattimer.ui.wording import stage_name

POINTS = 64
WIDTH = 472
POINT_WIDTH = 2.8
GAP = 12.0
LABEL_TOP = 20


class PointBar(PaintedWidget, QWidget):
    """Decorative; the labels under it are part of the sentence that screen readers hear."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._stages: Stages | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setObjectName("point_bar")
        self._dress()

    def set_stages(self, stages: Stages) -> None:
        """Show other lengths."""
        self._stages = stages
        self.update()

    def sizeHint(self) -> QSize:
        """Bar and labels."""
        tokens = self._tokens
        return QSize(tokens.px(WIDTH), self._points_height + tokens.px(28))

    def minimumSizeHint(self) -> QSize:
        """Narrower, points stand closer and labels say less."""
        return QSize(0, self.sizeHint().height())

    @property
    def _points_height(self) -> int:
        tokens = self._tokens
        return tokens.px(tokens.values["size"]["point_bar"])

    def _dress(self) -> None:
        self.setMaximumWidth(self._tokens.px(WIDTH))
        self.updateGeometry()

    def _paint(self, painter: QPainter, _tokens: DesignTokens) -> None:
        if self._stages is None:
            return
        shares = share_points(self._stages, POINTS)
        step = (self.width() - GAP * (len(shares) - 1)) / POINTS
        left = 0.0
        for stage, count in shares.items():
            self._paint_stage(painter, stage, QRectF(left, 0, count * step, 0), count)
            left += count * step + GAP

    def _paint_stage(self, painter: QPainter, stage: Stage, box: QRectF, count: int) -> None:
        tokens = self._tokens
        height = self._points_height
        pen = QPen(tokens.color(stage), POINT_WIDTH * tokens.text_scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        mirrored = self._mirrored
        for index in range(count):
            x = box.left() + (index + 0.5) * box.width() / count
            x = self.width() - x if mirrored else x
            painter.drawLine(QPointF(x, 1.5), QPointF(x, height - 1.5))
        painter.setPen(tokens.color("text2"))
        painter.setFont(tokens.font("caption"))
        room = min(max(box.width() + GAP / 2, 40), self.width() - box.left())
        words = QRectF(box.left(), height + 7, room, tokens.px(LABEL_TOP))
        align = Qt.AlignmentFlag.AlignLeft
        if mirrored:
            words.moveRight(self.width() - box.left())
            align = Qt.AlignmentFlag.AlignRight
        painter.drawText(words, align | Qt.AlignmentFlag.AlignVCenter, self.words_for(stage, words))

    def words_for(self, stage: Stage, box: QRectF) -> str:
        """The longest of "Settle 2 min", "Settle 2", "Settle" that fits; the bar speaks alone."""
        assert self._stages is not None
        name = stage_name(stage)
        length = self._stages.of(stage)
        metrics = QFontMetrics(self._tokens.font("caption"))
        minutes = length // MINUTE
        long = self.tr("{stage} {minutes} min").format(stage=name, minutes=minutes)
        wishes = (name,) if length % MINUTE else (long, f"{name} {minutes}", name)
        fitting = (words for words in wishes if metrics.horizontalAdvance(words) <= box.width())
        return next(fitting, "")

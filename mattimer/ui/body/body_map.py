"""The body as a way to choose an area: a figure, and a real radio button for each region."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QObject,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from mattimer.ui.body.area_label import AreaChoice, AreaLabel
from mattimer.ui.body.body_shape import BodyShape
from mattimer.ui.body.figure_painter import (
    ACTIVE_OPACITY,
    FigureColors,
    Lit,
    paint_body,
    paint_hatch,
    paint_mat,
    placed,
)
from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.label import Label
from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens, faded

WIDE = QSize(324, 605)
WIDE_LEFT = 122
BESIDE_LEGS = 60
"""From the left edge to the figure's middle: the mat sticks out further than the hands."""

COMPACT = QSize(232, 433)
LABEL_FROM_CENTER = 118
FOOT_GAP, DETAIL = 8, 22
LEADER_INSET = 12.0
FRAME_MS = 16


class BodyMap(PaintedWidget, QWidget):
    """Figure and labels. The figure forwards hover and clicks to the labels.

    Signals:
        area_changed(area): The person chose another area, by its id.
        barred_pressed(area): The person wanted one that is left out.
    """

    area_changed = Signal(str)
    barred_pressed = Signal(str)
    holds_themed = True

    def __init__(self, theme: Theme, shape: BodyShape, areas: list[AreaChoice]) -> None:
        super().__init__(theme)
        self._shape = shape
        self._areas = {area.id: area for area in areas}
        self._compact = False
        self._measured: QSize | None = None
        self._leaving: str | None = None
        self._fading = QElapsedTimer()
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.setObjectName("body_frames")
        self._frames.timeout.connect(self._on_frames_timeout)
        self.setObjectName("body_map")
        self.setAccessibleName(self.tr("Body area"))
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._group = QButtonGroup(self)
        self._labels = {area.id: self._make_label(area) for area in areas}
        self._pop_up, self._detail = self._make_pop_up()
        self._chosen = next(iter(self._areas))
        self._labels[self._chosen].setChecked(True)

    def _dress(self) -> None:
        self._measured = None
        self.updateGeometry()
        self._place()

    def _make_label(self, area: AreaChoice) -> AreaLabel:
        label = AreaLabel(self._theme, area, self)
        self._group.addButton(label)
        label.toggled.connect(partial(self._on_label_toggled, area.id))
        label.refused.connect(partial(self.barred_pressed.emit, area.id))
        label.step_wanted.connect(self._on_label_step_wanted)
        label.installEventFilter(self)
        return label

    def _make_pop_up(self) -> tuple[Button, Label]:
        button = Button(
            self._theme,
            ButtonKind.QUIET,
            "area_menu",
            "",
            icon="chevron-down",
            parent=self,
        )
        button.clicked.connect(self._on_pop_up_clicked)
        detail = Label(self._theme, "caption", "accent_text", parent=self)
        detail.setObjectName("area_detail")
        detail.setAlignment(Qt.AlignmentFlag.AlignCenter)
        button.hide()
        detail.hide()
        return button, detail

    def _on_pop_up_clicked(self) -> None:
        from mattimer.ui.controls.popup import Menu  # noqa: PLC0415 - on first use

        menu = Menu(self._theme, "area_menu_list", self._pop_up)
        for area in self._areas.values():
            action = menu.addAction(area.name, self._labels[area.id].click)
            action.setEnabled(not self._labels[area.id].barred)
        menu.open_below(self._pop_up)

    @property
    def area(self) -> str:
        """The chosen area's id."""
        return self._chosen

    def set_area(self, area: str) -> None:
        """Choose an area; announces it only if it is another one."""
        self._labels[area].setChecked(True)

    def set_compact(self, *, compact: bool) -> None:
        """A smaller figure, the labels folded into one pop-up button under it."""
        self._compact = compact
        for label in self._labels.values():
            label.setVisible(not compact)
        self._pop_up.setVisible(compact)
        self._detail.setVisible(compact)
        self._measured = None
        self.updateGeometry()
        self._place()

    def sizeHint(self) -> QSize:
        """Figure and labels, measured once: the page asks hundreds of times."""
        if self._measured is None:
            self._measured = self._measure()
        return self._measured

    def _measure(self) -> QSize:
        if self._compact:
            words = max(self._pop_up.width_for(area.name) for area in self._areas.values())
            metrics = QFontMetrics(self._detail.font())
            details = max(metrics.horizontalAdvance(area.detail) for area in self._areas.values())
            width = max(COMPACT.width(), words, details + 2)
            return QSize(width, COMPACT.height() + FOOT_GAP + self._foot_height)
        widest = max(label.sizeHint().width() for label in self._labels.values())
        labels = sum(label.sizeHint().height() for label in self._labels.values())
        return QSize(WIDE_LEFT + LABEL_FROM_CENTER + widest, max(WIDE.height(), labels))

    @property
    def free_corner(self) -> int:
        """How far the corner below the mat, beside the legs, is empty."""
        return 0 if self._compact else BESIDE_LEGS

    @property
    def _foot_height(self) -> int:
        """Of the pop-up button and the line under it."""
        return self._pop_up.sizeHint().height() + self._tokens.px(DETAIL)

    def minimumSizeHint(self) -> QSize:
        """The figure is never squeezed."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Labels stand at their regions' heights."""
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A label under the pointer or with the focus lights its region too."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.FocusIn):
            self.update()
        return super().eventFilter(watched, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The region under the pointer rises a little."""
        self._hover(self.region_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """No region is under the pointer."""
        self._hover(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a region presses its label."""
        area = self.region_at(event.position())
        if area is not None and event.button() == Qt.MouseButton.LeftButton:
            self._labels[area].click()
            self._labels[area].setFocus(Qt.FocusReason.MouseFocusReason)

    def set_barred(self, reasons: Mapping[str, str]) -> None:
        """Leave areas out, each with its reason in words; the others are taken in again."""
        for area, label in self._labels.items():
            label.set_barred(reasons.get(area, ""))
        self._place()

    def step(self, by: int) -> None:
        """The next or the previous area, round and round; barred ones are passed over."""
        ids = [area for area, label in self._labels.items() if not label.barred]
        if self._chosen in ids:
            self.set_area(ids[(ids.index(self._chosen) + by) % len(ids)])

    def _on_label_step_wanted(self, by: int) -> None:
        self.step(by)
        self._labels[self._chosen].setFocus(Qt.FocusReason.TabFocusReason)

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        """Mat, leaders, body."""
        scale, origin = placed(self.figure_box())
        share = self._fade_share()
        painter.save()
        painter.translate(origin)
        painter.scale(scale, scale)
        paint_mat(painter, self._shape.mat_for(self._chosen), tokens.color("accent"))
        painter.restore()
        if not self._compact:
            self._paint_leaders(painter, scale, origin)
        painter.translate(origin)
        painter.scale(scale, scale)
        colors = FigureColors.of_theme(tokens)
        paint_body(painter, self._shape, colors, list(self._areas), self._lit(share))
        for area, label in self._labels.items():
            if label.barred:
                paint_hatch(painter, self._shape.path(area), tokens.color("control"))

    def _lit(self, share: float) -> Lit:
        tokens = self._tokens
        active = tokens.color("region_active")
        fills = {}
        for area, label in self._labels.items():
            if label.barred:
                fills[area] = QColor(Qt.GlobalColor.transparent)
            elif label.hovered:
                hover = tokens.color("region_overlay")
                hover.setAlphaF(tokens.opacity("region_hover"))
                fills[area] = hover
        if self._leaving is not None and share < 1:
            fills[self._leaving] = faded(active, ACTIVE_OPACITY * (1 - share))
        fills[self._chosen] = faded(active, ACTIVE_OPACITY * share)
        return Lit(fills)

    def _paint_leaders(self, painter: QPainter, scale: float, origin: QPointF) -> None:
        tokens = self._tokens
        for area, label in self._labels.items():
            chosen = area == self._chosen
            region = self._shape.path(area).boundingRect()
            y = origin.y() + region.center().y() * scale
            behind = (
                region.left() + LEADER_INSET if self._mirrored else region.right() - LEADER_INSET
            )
            start = origin.x() + behind * scale
            end = label.x() + (label.width() if self._mirrored else 0)
            beside = label.y() + label.height() / 2
            color = tokens.color("accent" if chosen else "control")
            pen = QPen(color if chosen else faded(color, 0.55), 1.6 if chosen else 1.0)
            painter.setPen(pen)
            end += 4 if self._mirrored else -4
            painter.drawLine(QPointF(start, y), QPointF(end, beside))

    def figure_box(self) -> QRectF:
        """Where the figure is painted."""
        size = COMPACT if self._compact else WIDE
        middle = self.width() / 2 if self._compact else float(WIDE_LEFT)
        if self._mirrored and not self._compact:
            middle = self.width() - middle
        left = middle - size.width() / 2
        foot = FOOT_GAP + self._foot_height if self._compact else 0
        spare = self.height() - size.height() - foot
        return QRectF(left, max(0.0, spare / 2), size.width(), size.height())

    def _place(self) -> None:
        self._measured = None
        self._place_labels()
        chosen = self._areas[self._chosen]
        self._pop_up.set_words(chosen.name)
        self._detail.setText(chosen.detail)
        foot = round(self.figure_box().bottom()) + FOOT_GAP
        hint = self._pop_up.sizeHint()
        self._pop_up.setGeometry(
            (self.width() - hint.width()) // 2, foot, hint.width(), hint.height()
        )
        self._detail.setGeometry(0, foot + hint.height(), self.width(), self._tokens.px(DETAIL))
        self.update()

    def _place_labels(self) -> None:
        """At their regions' heights, or under the one before where that is in the way."""
        scale, origin = placed(self.figure_box())
        center, below = origin.x() + 150 * scale, 0.0
        for area, label in self._labels.items():
            hint = label.sizeHint()
            x = center + LABEL_FROM_CENTER
            if self._mirrored:
                x = center - LABEL_FROM_CENTER - hint.width()
            y = origin.y() + self._shape.center_y(area) * scale - hint.height() / 2
            y = max(y, below)
            below = y + hint.height()
            label.setGeometry(round(x), round(y), hint.width(), hint.height())

    def region_at(self, position: QPointF) -> str | None:
        """The area whose region lies there."""
        scale, origin = placed(self.figure_box())
        return self._shape.region_at((position - origin) / scale, list(self._areas))

    def _hover(self, area: str | None) -> None:
        for which, label in self._labels.items():
            label.show_pointed(pointed=which == area)
        self.update()
        shape = Qt.CursorShape.ArrowCursor if area is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    def _on_label_toggled(self, area: str, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if not on or area == self._chosen:
            return
        self._leaving, self._chosen = self._chosen, area
        self._fading.start()
        if self.isVisible() and self._tokens.motion("area_select"):
            self._frames.start()
        self._place()
        self.area_changed.emit(area)

    def _fade_share(self) -> float:
        length = self._tokens.motion("area_select")
        if self._leaving is None or not length or not self._frames.isActive():
            return 1.0
        return min(1.0, self._fading.elapsed() / length)

    def _on_frames_timeout(self) -> None:
        if self._fading.elapsed() >= self._tokens.motion("area_select"):
            self._frames.stop()
            self._leaving = None
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        """A cross-fade does not outlive the page."""
        self._frames.stop()
        self._leaving = None
        super().hideEvent(event)

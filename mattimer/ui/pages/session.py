"""The session screen: ring and disc, figure and one line; made to be read from the mat."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from mattimer.guide.lines import StopAdvice
from mattimer.session.clock import MILLISECOND, SECOND
from mattimer.session.moment import Moment
from mattimer.session.plan import Layer, Stage
from mattimer.session.session import Status
from mattimer.ui.look import Look
from mattimer.ui.pages.page import Page
from mattimer.ui.session_words import (
    Subject,
    caption_of,
    face_of,
    lit_of,
    slept_sentence,
    spoken_news,
    spoken_state,
)
from mattimer.ui.widgets.body_figure import BodyFigure
from mattimer.ui.widgets.body_shape import BodyShape
from mattimer.ui.widgets.dial import Dial
from mattimer.ui.widgets.night_label import NightLabel
from mattimer.ui.widgets.pause_panel import PausePanel
from mattimer.ui.widgets.session_controls import SessionControls

FRAME_MS = 33
REDUCED_FRAME_MS = 250
HIDDEN_FRAME_MS = 1000
READY_AFTER_MS = 400
WIDE_FROM = 960
PANEL_WIDTH, FOOT_HEIGHT, CONTROLS_HEIGHT = 262, 112, 113


class SessionPage(Page):
    """Fills the window. It asks for a moment, frame by frame, from showEvent to hideEvent.

    Signals:
        frame_due(): Time to show another moment.
        toggle_wanted(), pause_wanted(), resume_wanted(), finish_wanted(), discard_wanted(),
        extend_wanted(), skip_wanted(), rise_wanted(), ease_wanted(), stop_wanted(reason):
            What the person asks for.
    """

    frame_due = Signal()
    toggle_wanted = Signal()
    pause_wanted = Signal()
    resume_wanted = Signal()
    finish_wanted = Signal()
    discard_wanted = Signal()
    extend_wanted = Signal()
    skip_wanted = Signal()
    rise_wanted = Signal()
    ease_wanted = Signal()
    stop_wanted = Signal(object)

    def __init__(
        self, look: Look, shape: BodyShape, areas: list[str], stops: tuple[StopAdvice, ...]
    ) -> None:
        super().__init__(look, "session_page")
        self._subject: Subject | None = None
        self._moment: Moment | None = None
        self._layer = Layer.SHIRT
        self.dial = Dial(look, self)
        self._figure = BodyFigure(look, shape, areas, self.size())
        self._figure.setParent(self)
        self._caption = NightLabel(look, "lead", wrap=True, parent=self)
        self._caption.setObjectName("session_caption")
        self._caption.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._controls = SessionControls(look)
        self._controls.setParent(self)
        self._panel = PausePanel(look, stops)
        self._panel.setParent(self)
        for picture in (self._figure, self._caption):
            picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for ground in (self, self._controls, self._panel):
            ground.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._frames = QTimer(self)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.setSingleShot(True)
        self._frames.timeout.connect(self._on_frames_timeout)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        hide_after = look.theme.tokens["session"]["dimming"]["controls_hide_after_s"]
        self._idle.setInterval(int(hide_after) * 1000)
        self._idle.timeout.connect(self._hide_controls)
        self._wire()
        self._hide_controls()

    def _wire(self) -> None:
        self._controls.pause_wanted.connect(self.pause_wanted)
        self._controls.end_wanted.connect(self.pause_wanted)
        self._controls.extend_wanted.connect(self.extend_wanted)
        self._controls.rise_wanted.connect(self.rise_wanted)
        self._panel.resume_wanted.connect(self.resume_wanted)
        self._panel.finish_wanted.connect(self.finish_wanted)
        self._panel.discard_wanted.connect(self.discard_wanted)
        self._panel.ease_wanted.connect(self.ease_wanted)
        self._panel.stop_wanted.connect(self.stop_wanted)
        self._panel.height_changed.connect(self._place)
        for button in self._controls.buttons:
            button.installEventFilter(self)

    def begin(self, subject: Subject, layer: Layer) -> None:
        """Another session is about this."""
        self._subject, self._layer, self._moment = subject, layer, None
        self._hide_controls()

    def set_layer(self, layer: Layer) -> None:
        """The layer in use, after it was changed on the way."""
        self._layer = layer

    def show_moment(self, moment: Moment) -> None:
        """Show another moment."""
        if self._subject is None:
            return
        old, self._moment = self._moment, moment
        if old is None or (old.status, old.paused_by) != (moment.status, moment.paused_by):
            self._on_status_changed(moment)
        if old is None or _spoken_part(old) != _spoken_part(moment):
            self._tell(moment, self._subject)
        reduced = self.look.theme.reduced_motion
        face = face_of(moment, self._subject, reduced_motion=reduced, with_part=not self.wide)
        self.dial.show_face(face)
        if self._paused or not self.wide:
            return
        self._figure.show_lit(lit_of(moment, self._subject, self.look.theme))
        self._caption.setText(caption_of(moment, self._subject))

    @property
    def wide(self) -> bool:
        """Whether there is room for the figure."""
        return self.width() >= WIDE_FROM

    @property
    def _paused(self) -> bool:
        return self._moment is not None and self._moment.status is Status.PAUSED

    def first_focus(self) -> QWidget:
        """The page itself takes the keys; paused, the button that goes on."""
        return self._panel.first_focus if self._paused else self

    # Frames ------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Frames begin."""
        super().showEvent(event)
        self._frames.start(0)
        QTimer.singleShot(READY_AFTER_MS, self.dial.make_ready)

    def hideEvent(self, event: QHideEvent) -> None:
        """Frames end."""
        self._frames.stop()
        self._idle.stop()
        self.unsetCursor()
        super().hideEvent(event)

    def _on_frames_timeout(self) -> None:
        self.frame_due.emit()
        self._frames.start(self._next_frame_ms())

    def _next_frame_ms(self) -> int:
        """As soon as something will look different, and no sooner."""
        moment = self._moment
        if moment is None or self._paused or not self.window().windowHandle().isExposed():
            return HIDDEN_FRAME_MS
        if moment.breath is not None:
            return REDUCED_FRAME_MS if self.look.theme.reduced_motion else FRAME_MS
        until_next_second = (moment.time_left % SECOND or SECOND) // MILLISECOND
        return max(FRAME_MS, min(HIDDEN_FRAME_MS, until_next_second + 1))

    # Status ------------------------------------------------------------------------------------

    def _on_status_changed(self, moment: Moment) -> None:
        assert self._subject is not None
        paused = moment.status is Status.PAUSED
        if paused:
            self._hide_controls()
            can_ease = self._layer is not Layer.TOWEL
            self._panel.show_paused(slept_sentence(moment), can_ease=can_ease)
        self._panel.setVisible(paused)
        self._figure.setVisible(self.wide and not paused)
        self._caption.setVisible(self.wide and not paused)
        self._place()
        if self.isVisible():
            self.arrive()
            self._frames.start(0)

    def _tell(self, moment: Moment, subject: Subject) -> None:
        """Keep the page's name true, and tell a screen reader politely; never of breaths."""
        self.setAccessibleName(spoken_state(moment))
        if QAccessible.isActive() and self.isVisible():
            news = QAccessibleAnnouncementEvent(self, spoken_news(moment, subject))
            QAccessible.updateAccessibility(news)

    # Input -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space pauses and resumes, Esc pauses and offers to finish."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space:
            self.toggle_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            self.pause_wanted.emit()
        elif self._paused:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.extend_wanted.emit()
        elif key == Qt.Key.Key_N or (
            self._lying_down and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self.skip_wanted.emit()
        else:
            self._show_controls()
            super().keyPressEvent(event)

    @property
    def _lying_down(self) -> bool:
        return self._moment is not None and self._moment.stage is Stage.LEAD_IN

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """In a running session Space pauses even where a control has the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._idle.start()
            if event.key() == Qt.Key.Key_Space:
                self.toggle_wanted.emit()
                return True
        return False

    def mouseMoveEvent(self, _event: QMouseEvent) -> None:
        """A movement brings the controls."""
        self._show_controls()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere but on a control pauses."""
        controls = self._controls
        if controls.isVisible() and controls.geometry().contains(event.position().toPoint()):
            return
        if event.button() == Qt.MouseButton.LeftButton and not self._paused:
            self.pause_wanted.emit()

    def _show_controls(self) -> None:
        moment = self._moment
        if moment is None or self._paused:
            return
        self._controls.set_possible(extend=moment.can_extend, rise=moment.stage is not Stage.RISE)
        self._controls.setVisible(True)
        self._caption.setVisible(False)
        self.unsetCursor()
        self._idle.start()

    def _hide_controls(self) -> None:
        if any(button.hasFocus() for button in self._controls.buttons):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._controls.setVisible(False)
        self._caption.setVisible(self.wide and not self._paused)
        self._panel.setVisible(self._paused)
        if self.isVisible() and not self._paused:
            self.setCursor(Qt.CursorShape.BlankCursor)

    # Places ------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything follows from the window's size."""
        super().resizeEvent(event)
        self._controls.set_compact(compact=not self.wide)
        self._panel.set_compact(compact=not self.wide)
        if self._moment is not None:
            moment, self._moment = self._moment, None
            self.show_moment(moment)
        self._place()

    def _place(self) -> None:
        width, height = self.width(), self.height()
        radius = min(0.445 * height, 0.46 * width)
        center = round(0.36 * width) if self.wide else width // 2
        reach = min(round(radius * 1.06), height // 2, center)
        self.dial.set_radius(radius)
        self.dial.setGeometry(center - reach, height // 2 - reach, 2 * reach, 2 * reach)
        if self.wide:
            self._place_wide(radius)
        else:
            hint = self._panel.sizeHint().height()
            bar = max(FOOT_HEIGHT, hint, self._panel.heightForWidth(width))
            self._controls.setGeometry(24, height - FOOT_HEIGHT + 24, width - 48, FOOT_HEIGHT - 48)
            self._panel.setGeometry(0, height - bar, width, bar)

    def _place_wide(self, radius: float) -> None:
        width, height = self.width(), self.height()
        middle = round(0.838 * width)
        half = min(width - middle, round(0.165 * width)) - 8
        figure_top, figure_bottom = round(0.095 * height), round(0.775 * height)
        box = QRect(middle - half, figure_top, 2 * half, figure_bottom - figure_top)
        self._figure.set_size(box.size())
        self._figure.setGeometry(box)
        self._caption.set_window_px(self.look.theme.geometry("caption_px") * radius)
        self._caption.setGeometry(
            middle - half, round(0.825 * height), 2 * half, round(0.16 * height)
        )
        side = max(300, round(0.273 * width))
        top = min(round(0.81 * height), height - CONTROLS_HEIGHT - 8)
        self._controls.setGeometry(middle - side // 2, top, side, CONTROLS_HEIGHT)
        left = round(0.718 * width)
        panel_width = min(width - left - 24, max(PANEL_WIDTH, round(0.238 * width)))
        self._panel.setGeometry(left, round(0.155 * height), panel_width, round(0.79 * height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The night's ground."""
        QPainter(self).fillRect(event.rect(), self.look.theme.session_color("bg"))


def _spoken_part(moment: Moment) -> tuple[object, ...]:
    """What a screen reader is told of when it changes."""
    return (moment.status, moment.stage, moment.scan_part, moment.rise_step)

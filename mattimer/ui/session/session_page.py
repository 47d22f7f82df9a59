"""The session screen: ring and disc, figure and one line; made to be read from the mat."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from mattimer.coach.session_lines import StopAdvice
from mattimer.preferences.settings_values import Dimming
from mattimer.session.clock import SECOND
from mattimer.session.moment import Moment
from mattimer.session.session import Status
from mattimer.session.session_plan import Layer, Stage
from mattimer.ui.announcements import announce
from mattimer.ui.body.body_shape import BodyShape
from mattimer.ui.page import Page
from mattimer.ui.session.auto_dim import Scene, Timing, limited
from mattimer.ui.session.dial import Dial
from mattimer.ui.session.dim_state import DimState
from mattimer.ui.session.frame_times import HIDDEN_FRAME_MS, next_frame_ms
from mattimer.ui.session.pause_panel import PausePanel
from mattimer.ui.session.screen_words import (
    Subject,
    slept_sentence,
    spoken_news,
    spoken_part,
    spoken_state,
)
from mattimer.ui.session.session_controls import SessionControls
from mattimer.ui.session.session_layout import grown, is_wide, panel_below, panel_beside, places_in
from mattimer.ui.session.session_view import Sight
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

READY_AFTER_MS = 400
HIGHEST_BAR = 0.4
"""Of the page, that a pause's bar may cover; under a higher one the dial makes room."""


class SessionPage(Page):
    """Fills the window. It asks for a moment, frame by frame, from showEvent to hideEvent.

    Signals:
        frame_due(): Time to show another moment.
        toggle_wanted(), pause_wanted(), resume_wanted(), finish_wanted(), discard_wanted(),
        extend_wanted(), skip_wanted(), rise_wanted(), ease_wanted(), stop_wanted(reason):
            What the person asks for.
        mute_wanted(): Sound off, or on again.
        time_wanted(): Hear how much time is left.
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
    mute_wanted = Signal()
    time_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        shape: BodyShape,
        areas: list[str],
        stops: tuple[StopAdvice, ...],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """A page that counts the time since it was last touched by ``seconds``."""
        super().__init__(theme, "session_page")
        self._subject: Subject | None = None
        self._moment: Moment | None = None
        self._layer = Layer.SHIRT
        self._sight = Sight(theme, shape, areas, self)
        self._controls = SessionControls(theme)
        self._controls.setParent(self)
        self._panel = PausePanel(theme, stops)
        self._panel.setParent(self)
        dimming = theme.tokens.values["session"]["dimming"]
        self._night = DimState(Timing.of(dimming), seconds)
        self._dimming = self._night.level
        for ground in (self, self._controls, self._panel, *self._controls.buttons):
            ground.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._frames = QTimer(self)
        self._frames.setObjectName("session_frames")
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.setSingleShot(True)
        self._frames.timeout.connect(self._on_frames_timeout)
        self._idle = QTimer(self)
        self._idle.setObjectName("session_idle")
        self._idle.setSingleShot(True)
        self._idle.setInterval(int(dimming["controls_hide_after_s"]) * 1000)
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
        self._night.begin()
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
        if old is None or spoken_part(old) != spoken_part(moment):
            self._tell(moment, self._subject)
        self._darken(moment)
        self._sight.show(moment, self._subject, wide=self.wide)

    @property
    def dial(self) -> Dial:
        """Ring, disc and time."""
        return self._sight.dial

    @property
    def wide(self) -> bool:
        """Whether there is room for the figure."""
        return is_wide(self.width(), self._tokens.night_scale)

    @property
    def _paused(self) -> bool:
        return self._moment is not None and self._moment.status is Status.PAUSED

    def first_focus(self) -> QWidget:
        """The page itself takes the keys; paused, the button that goes on."""
        return self._panel.first_focus if self._paused else self

    # Sound -------------------------------------------------------------------------------------

    def show_trouble(self, text: str) -> None:
        """Say in one line what is missing; an empty text takes it back."""
        self._sight.line.show_trouble(text)
        announce(self, text)

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - a signal may bring it
        """Whether the sound is off, for whoever wonders at the silence."""
        if muted != self._sight.line.muted:
            self._sight.line.set_muted(muted=muted)
            announce(self, self.tr("Muted") if muted else self.tr("Sound on"))

    # Dark --------------------------------------------------------------------------------------

    def set_dimming(self, level: Dimming | str) -> None:
        """How dark the page becomes while nobody touches anything; high contrast has its limit.

        Raises:
            ValueError: There is no such level.
        """
        self._dimming = Dimming(level)
        self._night.level = limited(self._dimming, contrast=self._tokens.contrast)
        self._look_again()

    def _dress(self) -> None:
        self.set_dimming(self._dimming)
        super()._dress()

    def fall_dark(self) -> None:
        """Be as dark as the page becomes, as if nobody had touched anything for long."""
        self._night.fall()
        self._look_again()

    def _darken(self, moment: Moment) -> None:
        rise = (moment.elapsed - moment.stages.start_of(Stage.RISE)) / SECOND
        scene = Scene(
            paused=self._paused,
            rise=rise if moment.stage is Stage.RISE else None,
            cut=self._tokens.reduced_motion,
        )
        self._sight.darken(self._night.shade(scene))

    def _on_touched(self) -> None:
        """A key, a click or a movement: let there be light."""
        if self._night.touch():
            self._look_again()

    def _look_again(self) -> None:
        if self.isVisible():
            self._frames.start(0)

    # Frames ------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Frames begin, and the pointer hides if it is left alone."""
        super().showEvent(event)
        self._frames.start(0)
        self._idle.start()
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
        moment, seen = self._moment, self.window().windowHandle().isExposed()
        if moment is None or self._sight.black or not seen:
            return HIDDEN_FRAME_MS
        return next_frame_ms(
            moment,
            steady_s=self._night.steady_s,
            moving=self._sight.moves(moment),
            reduced=self._tokens.reduced_motion,
        )

    # Status ------------------------------------------------------------------------------------

    def _on_status_changed(self, moment: Moment) -> None:
        assert self._subject is not None
        self._night.touch()
        paused = moment.status is Status.PAUSED
        if paused:
            self._hide_controls()
            self.unsetCursor()
            can_ease = self._layer is not Layer.TOWEL
            self._panel.show_paused(slept_sentence(moment), can_ease=can_ease)
        self._panel.setVisible(paused)
        beside = self.wide and not paused
        self._sight.show_parts(figure=beside, caption=beside)
        self._place()
        if self.isVisible():
            self.arrive()
            self._idle.start()
            self._frames.start(0)

    def _tell(self, moment: Moment, subject: Subject) -> None:
        """Keep the page's name true, and tell a screen reader politely; never of breaths."""
        self.setAccessibleName(spoken_state(moment))
        announce(self, spoken_news(moment, subject))

    # Input -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Each key does what it says, paused or not; the keys of a running session come last."""
        self._on_touched()
        if event.isAutoRepeat():
            return
        key = Qt.Key(event.key())
        always = {
            Qt.Key.Key_Space: self.toggle_wanted,
            Qt.Key.Key_Escape: self.pause_wanted,
            Qt.Key.Key_M: self.mute_wanted,
            Qt.Key.Key_T: self.time_wanted,
        }
        if key in always:
            always[key].emit()
        elif self._paused:
            super().keyPressEvent(event)
        else:
            self._on_running_key(key, event)

    def _on_running_key(self, key: Qt.Key, event: QKeyEvent) -> None:
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.extend_wanted.emit()
        elif key == Qt.Key.Key_N or (enter and self._lying_down):
            self.skip_wanted.emit()
        else:
            self._show_controls()
            super().keyPressEvent(event)

    @property
    def _lying_down(self) -> bool:
        return self._moment is not None and self._moment.stage is Stage.LEAD_IN

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """In a running session Space pauses even where a control has the focus."""
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress):
            return False
        self._on_touched()
        self._idle.start()
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.toggle_wanted.emit()
            return True
        return False

    def mouseMoveEvent(self, _event: QMouseEvent) -> None:
        """A movement brings light, and once there is light the controls.

        Until then nothing lies under the pointer of a hand that comes to click with eyes shut.
        """
        self._on_touched()
        if self._night.groping:
            self._idle.start()
        else:
            self._show_controls()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere but on a control pauses."""
        self._on_touched()
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
        self._sight.show_caption(shown=False)
        self.unsetCursor()
        self._idle.start()

    def _hide_controls(self) -> None:
        if any(button.hasFocus() for button in self._controls.buttons):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._controls.setVisible(False)
        self._sight.show_caption(shown=self.wide and not self._paused)
        self._panel.setVisible(self._paused)
        if self.isVisible() and not self._paused:
            self.setCursor(Qt.CursorShape.BlankCursor)

    # Places ------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything follows from the window's size."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Everything that follows from size and text."""
        self._panel.set_compact(compact=not self.wide)
        if self._moment is not None:
            moment, self._moment = self._moment, None
            self.show_moment(moment)
        self._place()

    def _place(self) -> None:
        width, height, scale = self.width(), self.height(), self._tokens.night_scale
        self._place_panel(width, height)
        seen = height
        if self._paused and not self.wide and self._panel.y() < height * (1 - HIGHEST_BAR):
            # Time left is not to lie under a bar that large words make high.
            seen = self._panel.y()
        places = places_in(width, seen, scale)
        self._sight.place(places, over_line=self._paused and not self.wide)
        box = places.controls
        self._controls.setGeometry(grown(box, self._controls.heightForWidth(box.width())))

    def _place_panel(self, width: int, height: int) -> None:
        if self.wide:
            box = panel_beside(width, height)
            self._panel.fit_beside(box.size())
        else:
            hint = max(self._panel.minimumSizeHint().height(), self._panel.heightForWidth(width))
            box = panel_below(width, height, hint)
        self._panel.setGeometry(box)

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        """The night's ground."""
        painter.fillRect(self.rect(), tokens.session_color("bg"))

"""The player: keeps the device fed while a session sounds, and no longer.

The stream is written a little ahead, each sample for the moment at which it will be heard: at
every round the clock is read and the session says where its ears then are.
"""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from mattimer.session.clock import MILLISECOND, SECOND, Clock
from mattimer.session.session import Session, Status
from mattimer.session.timeline import heard_at
from mattimer.sound.mixer import Mixer, Sounds, Volumes
from mattimer.sound.output import Output
from mattimer.sound.tones import RATE

ROUND_MS = 20
SILENCE_FIRST = RATE * 300 // 1000
"""A device that was idle swallows its first moments (Bluetooth most of all)."""

OPEN_BEFORE = 1 * SECOND
LINGER = 3 * SECOND
"""A stream costs hundreds of wake-ups a second: it is closed where nothing comes for so long."""

JUMP = 40 * MILLISECOND
"""More than a device wavers by: samples were lost, or the interface stood still."""

SETTLING = 0.02
"""Each round a small share of the difference between device and clock is made good."""

STUCK_ROUNDS = 100
TRY_AGAIN_MS = 2000


class Silence(Enum):
    """Why nothing is heard although something is due."""

    NO_DEVICE = "no-device"
    BUSY = "busy"


class Player(QObject):
    """Plays bells and breath tones of the session it is told of.

    Signals:
        silence_changed(reason): A ``Silence``, or None once sound is there again.

    Attributes:
        mixer: Turns the score into samples.
    """

    silence_changed = Signal(object)

    def __init__(
        self, clock: Clock, output: Output, *, speed: float = 1.0, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._output = output
        self._speed = speed
        self.mixer = Mixer(speed)
        self._session: Session | None = None
        self._muted = self._hushed = False
        self._silence: Silence | None = None
        self._at = 0
        self._silent_frames = self._stuck = 0
        self._rounds = self._make_timer(self._on_rounds_timeout)
        self._rounds.setObjectName("player_rounds")
        self._rounds.setInterval(ROUND_MS)
        self._opening = self._make_timer(self._wake)
        self._opening.setObjectName("player_opening")
        self._opening.setSingleShot(True)

    def _make_timer(self, on_timeout: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(on_timeout)
        return timer

    # What is to be heard ---------------------------------------------------------------------

    def use(self, sounds: Sounds) -> None:
        """Take these samples from now on."""
        self.mixer.use(sounds)
        self._wake()

    def use_output(self, output: Output) -> None:
        """Another place for samples; the old one is let go."""
        self._stop()
        self._output.close()
        self._output = output
        self._wake()

    def set_volumes(self, volumes: Volumes) -> None:
        """How loud; heard at once."""
        self.mixer.volumes = volumes
        self._wake()

    def set_muted(self, *, muted: bool) -> None:
        """Nothing is heard while muted; the session goes on."""
        self._muted = muted
        if muted:
            self._stop()
        self._wake()

    def test(self, sound: str) -> None:
        """Play one bell or breath tone as it is set, without a session."""
        self.mixer.strike(sound)
        self._wake()

    def hush(self) -> None:
        """Somebody stirred: the end bell need not ring again."""
        if self._session is not None and self._session.status is Status.FINISHED:
            self._hushed = True
            self._stop()
            self._wake()

    def on_session_changed(self, new: Session | None, old: Session | None) -> None:
        """The session became another value."""
        if new is not None and (old is None or old.id != new.id):
            self._hushed = False
        self._session = new
        if new is not None:
            self.mixer.follow(new, heard_at(new, self._clock.read()))
        if not self._audible:
            self._stop()
        self._wake()

    def on_device_changed(self) -> None:
        """Devices came or went: go on with the one there is."""
        self._stop()
        self._wake()

    def close(self) -> None:
        """Let go of the device."""
        self._opening.stop()
        self._rounds.stop()
        self._output.close()

    # When --------------------------------------------------------------------------------------

    @property
    def _audible(self) -> bool:
        session = self._session
        if session is None or self._muted or self._hushed:
            return False
        return session.status in (Status.RUNNING, Status.FINISHED)

    def _heard_at(self, frames_ahead: int = 0) -> int:
        if self._session is None:
            return self._at
        now = heard_at(self._session, self._clock.read())
        return now + round(frames_ahead * self.mixer.frame_us)

    def _wake(self) -> None:
        """Open the stream, close it, or wait: whatever the next note asks for."""
        self._opening.stop()
        until = self.until_next()
        if until is None:
            self._stop()
        elif until > LINGER:
            self._stop()
            self._opening.start((until - OPEN_BEFORE) // MILLISECOND)
        elif not self._rounds.isActive():
            self._open()

    def until_next(self) -> int | None:
        """Microseconds as heard until the next note; None where none comes."""
        if self.mixer.sounding and not self._muted:
            return 0
        if not self._audible:
            return None
        at = self._heard_at()
        following = self.mixer.next_note(at)
        return None if following is None else round((following - at) / self._speed)

    def _open(self) -> None:
        if not self._output.start():
            self._say(Silence.BUSY if self._output.present else Silence.NO_DEVICE)
            self._opening.start(TRY_AGAIN_MS)
            return
        self._silent_frames, self._stuck = SILENCE_FIRST, 0
        self._rounds.start()
        self._feed()

    def _stop(self) -> None:
        if self._rounds.isActive():
            self._rounds.stop()
            self._output.stop()
        self.mixer.silence()

    def _lose(self) -> None:
        self._rounds.stop()
        self.mixer.silence()
        self._output.lose()
        self._opening.start(TRY_AGAIN_MS)
        self._say(Silence.BUSY if self._output.present else Silence.NO_DEVICE)

    # Feeding -----------------------------------------------------------------------------------

    def _on_rounds_timeout(self) -> None:
        if not self._output.running:
            self._lose()
            return
        self._feed()
        until = self.until_next()
        if until is None or until > LINGER:
            self._wake()

    def _feed(self) -> None:
        room = self._output.room()
        self._stuck = 0 if room else self._stuck + 1
        if self._stuck == STUCK_ROUNDS:
            self._lose()
            return
        if room == 0:
            return
        self._follow_clock()
        silent = min(room, self._silent_frames)
        if silent:
            self._silent_frames -= silent
            self._output.write(bytes(2 * silent))
            self._at += round(silent * self.mixer.frame_us)
            if self._silent_frames == 0:
                self._say(None)
        if room > silent:
            self._write(room - silent)

    def _follow_clock(self) -> None:
        """Where the next sample will be heard. What sounds already is never stretched."""
        heard = self._heard_at(self._output.waiting())
        off = heard - self._at
        if self._silent_frames or not self.mixer.sounding:
            self._at = heard
        elif abs(off) > JUMP * self._speed:
            self.mixer.rejoin()
            self._at = heard
        else:
            self._at += round(off * SETTLING)

    def _write(self, frames: int) -> None:
        samples = self.mixer.render(self._at, frames)
        self._output.write(samples.tobytes())
        self._at += round(frames * self.mixer.frame_us)

    def _say(self, silence: Silence | None) -> None:
        if silence is not self._silence:
            self._silence = silence
            self.silence_changed.emit(silence)

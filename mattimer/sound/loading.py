"""Loading of a session's sounds: bells from their files, breath tones for its pattern."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from mattimer.session.breath import BreathPhase, Pattern
from mattimer.session.clock import SECOND
from mattimer.sound.mixer import Sounds
from mattimer.sound.output import import_sound_library
from mattimer.sound.score import BELLS
from mattimer.sound.tones import RATE, exhale_tone, inhale_tone
from mattimer.sound.wav import SoundFileError, load_wav

SHORTEST_TONE_S = 1.0
"""Half a breath that goes by faster, at a higher speed, is no longer a tone."""


@dataclass(frozen=True, slots=True)
class LoadedSounds:
    """Samples by name, and a sentence for each file that could not be used."""

    sounds: Sounds
    troubles: tuple[str, ...] = ()

    def lengths(self) -> dict[str, int]:
        """How long each sounds, in microseconds as heard."""
        return {name: len(tone) * SECOND // RATE for name, tone in self.sounds.items()}


def load_sounds(folder: Path, pattern: Pattern, speed: float) -> LoadedSounds:
    """Load and render; some 200 ms of work. Another bell stands in for one that is missing."""
    sounds, troubles = {}, []
    for name in BELLS:
        try:
            sounds[name] = load_wav(folder / f"{name}.wav")
        except SoundFileError as error:
            troubles.append(str(error))
    if sounds:
        stand_in = next(iter(sounds.values()))
        sounds |= {name: stand_in for name in BELLS if name not in sounds}
    inhale, exhale = (half / SECOND / speed for half in (pattern.inhale, pattern.exhale))
    if min(inhale, exhale) >= SHORTEST_TONE_S:
        sounds |= {BreathPhase.INHALE: inhale_tone(inhale), BreathPhase.EXHALE: exhale_tone(exhale)}
    return LoadedSounds(sounds, tuple(troubles))


class Loader(QObject):
    """A loader on a thread of its own: the sound library takes 40 ms, the tones 200.

    Signals:
        loaded(sounds): ``LoadedSounds`` for the pattern that was asked for last.
    """

    loaded = Signal(object)
    _done = Signal(object, object)

    def __init__(self, folder: Path, speed: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._speed = speed
        self._wanted: Pattern | None = None
        self._worker: ThreadPoolExecutor | None = None
        self._done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)

    def load(self, pattern: Pattern) -> None:
        """Get the sounds for a pattern; once is enough."""
        if pattern == self._wanted:
            return
        self._wanted = pattern
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1, thread_name_prefix="sounds")
        work = self._worker.submit(self._work, pattern)
        work.add_done_callback(lambda done: self._done.emit(pattern, done))

    def close(self) -> None:
        """Wait for the thread; what it brings is dropped."""
        self._wanted = None
        if self._worker is not None:
            self._worker.shutdown(wait=True, cancel_futures=True)

    def _work(self, pattern: Pattern) -> LoadedSounds:
        import_sound_library()
        return load_sounds(self._folder, pattern, self._speed)

    def _on_done(self, pattern: Pattern, work: "Future[LoadedSounds]") -> None:
        if pattern == self._wanted:
            self.loaded.emit(work.result())

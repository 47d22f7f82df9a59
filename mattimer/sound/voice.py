"""The voice: a process of its own that the app asks to speak."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QElapsedTimer, QObject, QProcess, QTimer, Signal

SPEAKER = "speaker"
"""The app's command that speaks."""

READY_MS = 15_000
"""An engine that needs longer to come up counts as missing."""

STALE_MS = 4000
"""What could not be said for so long is not said."""

ENDING_MS = 100
"""Time to end by itself, for a process that is no longer needed."""

LONGEST_LINE = 64 * 1024


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """The manner of speaking: which voice, how fast, how loud.

    Attributes:
        voice: Its name; empty is the system's choice.
        rate: -1 (slowest) to 1.
        volume: 0 to 1.
    """

    voice: str = ""
    rate: float = 0.0
    volume: float = 1.0


class Voice(Protocol):
    """Something that can speak."""

    def start(self) -> None:
        """Get ready; it takes its time elsewhere."""
        ...

    def say(self, text: str) -> None:
        """Say this now, in place of what is being said."""
        ...

    def stop(self) -> None:
        """Fall silent."""
        ...

    def configure(self, manner: VoiceSettings) -> None:
        """How to speak from now on."""
        ...

    def rest(self) -> None:
        """Nothing is to be said for a while."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...


class SpeakingProcess(QObject):
    """The system's speech in a process of its own. It may hang or die; this does not.

    Signals:
        ready(voices): It can speak, with these voices (names).
        failed(sentence): It cannot, or not any more.
    """

    ready = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        words: Sequence[str],
        *,
        ready_ms: int = READY_MS,
        parent: QObject | None = None,
    ) -> None:
        """``words`` start the process, when it is wanted."""
        super().__init__(parent)
        self._program, *self._arguments = words
        self._manner = VoiceSettings()
        self._process: QProcess | None = None
        self._leaving: set[QProcess] = set()
        self._able: bool | None = None
        self._waiting = ""
        self._waited = QElapsedTimer()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(ready_ms)
        self._patience.timeout.connect(lambda: self._fail("The speech engine does not answer."))

    @property
    def able(self) -> bool | None:
        """Whether it can speak; None while that is not known."""
        return self._able

    def start(self) -> None:
        """Get ready; it takes its time elsewhere. Once started it stays until closed."""
        if self._process is not None:
            return
        process = QProcess(self)
        process.setProgram(self._program)
        process.setArguments(self._arguments)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._on_process_ready_read)
        process.finished.connect(self._on_process_finished)
        process.errorOccurred.connect(self._on_process_error_occurred)
        self._process, self._able = process, None
        self._patience.start()
        process.start()

    def say(self, text: str) -> None:
        """Say this now, in place of what is being said; while it gets ready, soon or never."""
        if self._able:
            self._tell({"say": text})
        elif self._able is None:
            self._waiting = text
            self._waited.start()

    def stop(self) -> None:
        """Fall silent."""
        self._waiting = ""
        if self._able:
            self._tell({"stop": True})

    def configure(self, manner: VoiceSettings) -> None:
        """How to speak from now on."""
        self._manner = manner
        if self._able:
            self._tell({"voice": manner.voice, "rate": manner.rate, "volume": manner.volume})

    def rest(self) -> None:
        """End the process without waiting for it; ``start`` begins another."""
        process = self._let_go()
        if process is not None:
            process.finished.connect(lambda: self._forget(process))
            self._leaving.add(process)
            QTimer.singleShot(ENDING_MS, process, process.kill)

    def close(self) -> None:
        """End every process, whatever state it is in."""
        for one in self._leaving:
            one.finished.disconnect()
        process = self._let_go()
        for one in {*self._leaving, *((process,) if process is not None else ())}:
            if not one.waitForFinished(ENDING_MS):
                one.kill()
                one.waitForFinished(ENDING_MS)
        self._leaving.clear()

    def _forget(self, process: QProcess) -> None:
        self._leaving.discard(process)
        process.deleteLater()

    def _let_go(self) -> QProcess | None:
        self._patience.stop()
        self._waiting = ""
        process, self._process, self._able = self._process, None, None
        if process is not None:
            process.readyReadStandardOutput.disconnect()
            process.finished.disconnect()
            process.errorOccurred.disconnect()
            process.closeWriteChannel()
        return process

    def _tell(self, command: dict[str, Any]) -> None:
        if self._process is not None:
            self._process.write((json.dumps(command) + "\n").encode())

    def _on_process_ready_read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            self._take(bytes(self._process.readLine(LONGEST_LINE).data()))

    def _take(self, line: bytes) -> None:
        try:
            told = json.loads(line)
        except ValueError:
            return
        if not isinstance(told, dict):
            return
        if "voices" in told:
            self._patience.stop()
            self._able = True
            self.configure(self._manner)
            waiting, self._waiting = self._waiting, ""
            if waiting and self._waited.elapsed() < STALE_MS:
                self.say(waiting)
            self.ready.emit(tuple(map(str, told["voices"])))
        elif "error" in told:
            self._fail(f"{str(told['error']).rstrip('. ')}.")

    def _on_process_finished(self) -> None:
        self._fail("The speech engine has ended.")

    def _on_process_error_occurred(self, _error: object) -> None:
        self._fail("The speech engine could not be started.")

    def _fail(self, sentence: str) -> None:
        self._patience.stop()
        if self._able is not False:
            self._able = False
            self.failed.emit(sentence)

"""The sound device: a running stream of samples through QtMultimedia."""

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QElapsedTimer, QLoggingCategory, QObject, Qt, QTimer, Signal

from mattimer.sound.tones import RATE

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioSink

AHEAD_MS = 250
"""How much is written ahead: a stall of the interface up to this long leaves no gap."""

SERVER_MS = 80
"""What the sound server keeps. Its usual 21 ms run dry while all cores are busy; 60 still do."""

FADE_MS, FADE_STEP_MS = 16, 4
BYTES_A_FRAME = 2
FRAMES_A_MS = RATE // 1000


class Output(Protocol):
    """A sound device: takes samples, mono, 16 bit, RATE a second."""

    @property
    def present(self) -> bool:
        """Whether there is a device at all."""
        ...

    @property
    def running(self) -> bool:
        """Whether a stream is open and the device takes what is written."""
        ...

    def outputs(self) -> tuple[tuple[str, str], ...]:
        """Identifier and name of every device."""
        ...

    def choose(self, device: str) -> None:
        """Use this device from now on; empty follows the system's default."""
        ...

    def start(self) -> bool:
        """Open the stream; says whether that went well."""
        ...

    def room(self) -> int:
        """How many frames can be written now."""
        ...

    def waiting(self) -> int:
        """How many frames were written and not yet taken by the device."""
        ...

    def write(self, samples: bytes) -> None:
        """Write samples; no more than there is room for."""
        ...

    def lose(self) -> None:
        """The stream stands still or broke: do not try again before something has changed."""
        ...

    def stop(self) -> None:
        """Fade out at once and close the stream; what waits is dropped."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...


class NoOutput:
    """No device: no sound library, or none wanted."""

    present = False
    running = False

    def outputs(self) -> tuple[tuple[str, str], ...]:
        """None."""
        return ()

    def choose(self, device: str) -> None:
        """Nothing to choose from."""

    def start(self) -> bool:
        """Never."""
        return False

    def room(self) -> int:
        """None."""
        return 0

    def waiting(self) -> int:
        """None."""
        return 0

    def write(self, samples: bytes) -> None:
        """Into the void."""

    def lose(self) -> None:
        """Nothing runs."""

    def stop(self) -> None:
        """Nothing runs."""

    def close(self) -> None:
        """Nothing is held."""


class DeviceOutput(QObject):
    """A QAudioSink over the chosen device, or over the system's default one.

    Signals:
        devices_changed(): Devices came or went, or the default is another.
    """

    devices_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Load the sound library; some 40 ms the first time.

        Raises:
            ImportError: QtMultimedia or a library below it is not there.
        """
        super().__init__(parent)
        settle_with_qt()
        from PySide6 import QtMultimedia  # noqa: PLC0415 - heavy, and not there everywhere

        self._qt = QtMultimedia
        self._devices = QtMultimedia.QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._on_devices_audio_outputs_changed)
        self._chosen = ""
        self._lost = False
        self._used = ""
        self._sink: QAudioSink | None = None
        self._stream: Any = None
        self._fading = QElapsedTimer()
        self._fader = QTimer(self)
        self._fader.setTimerType(Qt.TimerType.PreciseTimer)
        self._fader.setInterval(FADE_STEP_MS)
        self._fader.timeout.connect(self._on_fader_timeout)

    @property
    def present(self) -> bool:
        """Whether there is a device at all."""
        return not self._device().isNull()

    @property
    def running(self) -> bool:
        """Whether a stream is open and without an error."""
        sink = self._sink
        if sink is None or self._stream is None:
            return False
        # By name: the enumerations moved from QAudio to QtAudio between releases.
        return sink.error().name == "NoError" and sink.state().name != "StoppedState"

    def outputs(self) -> tuple[tuple[str, str], ...]:
        """Identifier and name of every device."""
        return tuple(
            (_text(device.id()), device.description())
            for device in self._qt.QMediaDevices.audioOutputs()
        )

    def choose(self, device: str) -> None:
        """Use this device from now on; empty follows the system's default."""
        self._chosen = device
        self._leave_other_device()

    def start(self) -> bool:
        """Open the stream; says whether that went well."""
        self._end_fade()
        # One that has met an error stays broken; a new one costs nothing.
        self._drop_sink()
        device = self._device()
        if device.isNull() or self._lost:
            return False
        self._sink = self._make_sink(device)
        self._stream = self._sink.start()
        return self.running

    def lose(self) -> None:
        """The stream stands still or broke: open none before the devices are known anew.

        The sound server may have died, and Qt 6.11 ends the process where a stream is opened on
        a dead one. Devices that come or go prove that it lives.
        """
        self._lost = True
        self.stop()

    def room(self) -> int:
        """How many frames can be written now."""
        if self._sink is None or self._fader.isActive():
            return 0
        return int(self._sink.bytesFree()) // BYTES_A_FRAME

    def waiting(self) -> int:
        """How many frames were written and not yet taken by the device."""
        if self._sink is None:
            return 0
        return int(self._sink.bufferSize() - self._sink.bytesFree()) // BYTES_A_FRAME

    def write(self, samples: bytes) -> None:
        """Write samples; no more than there is room for."""
        if self._stream is not None:
            self._stream.write(samples)

    def stop(self) -> None:
        """Fade out at once, then close the stream; what waits is dropped."""
        if self._stream is None or self._fader.isActive():
            return
        self._fading.start()
        self._fader.start()

    def close(self) -> None:
        """Let go of the device."""
        self._end_fade()
        self._drop_sink()

    def _make_sink(self, device: "QAudioDevice") -> "QAudioSink":
        wanted = self._qt.QAudioFormat()
        wanted.setSampleRate(RATE)
        wanted.setChannelCount(1)
        wanted.setSampleFormat(self._qt.QAudioFormat.SampleFormat.Int16)
        sink = self._qt.QAudioSink(device, wanted, self)
        sink.setBufferSize(AHEAD_MS * FRAMES_A_MS * BYTES_A_FRAME)
        self._used = _text(device.id())
        return sink

    def _device(self) -> "QAudioDevice":
        media = self._qt.QMediaDevices
        if self._chosen:
            for device in media.audioOutputs():
                if _text(device.id()) == self._chosen:
                    return device
        return media.defaultAudioOutput()

    def _on_fader_timeout(self) -> None:
        elapsed = self._fading.elapsed()
        if self._sink is None or elapsed > FADE_MS + SERVER_MS:
            # Not sooner: closing drops what the server has not played, the fade among it.
            self._end_fade()
        else:
            self._sink.setVolume(max(0.0, 1 - elapsed / FADE_MS))

    def _end_fade(self) -> None:
        if self._fader.isActive():
            self._fader.stop()
            self._close_stream()

    def _close_stream(self) -> None:
        if self._sink is not None:
            self._sink.setVolume(0.0)
            self._sink.reset()
        self._stream = None

    def _drop_sink(self) -> None:
        self._close_stream()
        if self._sink is not None:
            self._sink.deleteLater()
            self._sink = None

    def _leave_other_device(self) -> None:
        if self._sink is not None and _text(self._device().id()) != self._used:
            self._end_fade()
            self._drop_sink()

    def _on_devices_audio_outputs_changed(self) -> None:
        self._lost = False
        self._leave_other_device()
        self.devices_changed.emit()


def import_sound_library() -> None:
    """Load it on whatever thread this is, so that the interface's finds it loaded.

    Where it is not there, ``DeviceOutput`` will say so.
    """
    settle_with_qt()
    with suppress(ImportError):
        from PySide6 import QtMultimedia  # noqa: F401, PLC0415 - heavy


def settle_with_qt() -> None:
    """Settle with QtMultimedia, before it is loaded, how it talks to the world.

    It tells on stderr which libraries it looked for and which it found. How much a PulseAudio
    server keeps can be said to libpulse in its environment only.
    """
    os.environ.setdefault("PULSE_LATENCY_MSEC", str(SERVER_MS))
    rules = ("qt.multimedia.symbolsresolver=false", "qt.multimedia.ffmpeg*=false")
    QLoggingCategory.setFilterRules("\n".join(rules))


def _text(identifier: Any) -> str:  # noqa: ANN401 - a QByteArray
    return bytes(identifier.data()).decode("utf-8", "replace")

"""Whether the system's own volume lets anything be heard, asked of PulseAudio or PipeWire.

The server is the one that PULSE_SERVER names, else the session's. None is ever started.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from mattimer.desktop.blocking_call import aside

if TYPE_CHECKING:
    from pulsectl import Pulse, PulseSinkInfo  # type: ignore[import-untyped]

T = TypeVar("T")

NAME = "Mat Timer"

PATIENCE_S = 2.0
"""A look takes some ten milliseconds, the first one a hundred; a server that hangs is left."""

INAUDIBLE = 0.05
"""Below this share of the full volume there is nothing to hear: 78 dB less than all of it."""

DUMMY = "auto_null"
"""What both servers call the output that stands in where there is no device."""

MODEST = 0.4
"""What a volume of nothing becomes when it is unmuted: 24 dB less than all of it."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """What the system makes of everything that is played.

    Attributes:
        muted: Whether it is switched off.
        volume: Its loudest channel, from 0 to 1; a little more where the system amplifies.
        device: The device's name for people.
        dummy: Whether there is no device; what is played goes nowhere.
    """

    muted: bool
    volume: float
    device: str
    dummy: bool = False

    @property
    def audible(self) -> bool:
        """Whether anything can be heard."""
        return not (self.dummy or self.muted) and self.volume >= INAUDIBLE


class SystemSound(Protocol):
    """The system's volume. Never raises for what the system does."""

    async def look(self, device: str = "") -> Loudness | None:
        """How loud a device is; None where nobody knows.

        Args:
            device: Its identifier; empty, or one that is gone, is the system's own choice.
        """
        ...

    async def unmute(self, device: str = "") -> bool:
        """Make it audible; whether it is now."""
        ...


class NoSystemSound:
    """Where the system's volume is nobody's business."""

    async def look(self, device: str = "") -> Loudness | None:  # noqa: ARG002
        """None."""
        return None

    async def unmute(self, device: str = "") -> bool:  # noqa: ARG002
        """In vain."""
        return False


class PulseSound:
    """Asks the sound server, beside the interface, with a connection for each question."""

    async def look(self, device: str = "") -> Loudness | None:
        """Ask for the volume."""
        return await aside(lambda: _look(device), within_s=PATIENCE_S)

    async def unmute(self, device: str = "") -> bool:
        """Switch it on, and turn it up to ``MODEST`` where it was turned down to nothing."""
        return await aside(lambda: _unmute(device), within_s=PATIENCE_S) or False


def _look(device: str) -> Loudness | None:
    return _ask(lambda server: _loudness(_sink(server, device)))


def _unmute(device: str) -> bool | None:
    def make_audible(server: "Pulse") -> bool:
        sink = _sink(server, device)
        if sink is None:
            return False
        if sink.mute:
            server.mute(sink, mute=False)
        if _loudness(sink).volume < INAUDIBLE:
            server.volume_set_all_chans(sink, MODEST)
        return _loudness(_sink(server, device)).audible

    return _ask(make_audible)


def _ask(question: "Callable[[Pulse], T]") -> T | None:
    """Connect, ask and let go; None where there is no server, no device or no library."""
    try:
        # Looks for libpulse with ldconfig and, in vain, with a compiler: 60 ms, the first time.
        from pulsectl import Pulse, PulseDisconnected, PulseError  # noqa: PLC0415 - see above
    except (ImportError, OSError):
        return None
    server = Pulse(NAME, connect=False)
    try:
        # pulsectl's own timeout would be waited for in full even where the server answers at
        # once; libpulse gives up after 30 s.
        server.connect(autospawn=False)
        return question(server)
    except (PulseError, PulseDisconnected):
        return None
    finally:
        server.close()


def _sink(server: "Pulse", device: str) -> "PulseSinkInfo | None":
    from pulsectl import PulseIndexError  # noqa: PLC0415 - loaded by whoever asks

    if device:
        with suppress(PulseIndexError):
            return server.get_sink_by_name(device)
    default = server.server_info().default_sink_name
    return server.get_sink_by_name(default) if default else None


def _loudness(sink: "PulseSinkInfo | None") -> Loudness:
    if sink is None:
        return Loudness(muted=False, volume=0.0, device="", dummy=True)
    volume = max(sink.volume.values, default=0.0)
    return Loudness(bool(sink.mute), volume, str(sink.description), sink.name == DUMMY)

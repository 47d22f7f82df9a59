"""The system's volume over PulseAudio's protocol, which PipeWire speaks too.

The server is the one that PULSE_SERVER names, else the session's. None is ever started.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from mattimer.desktop.blocking_call import run_in_thread
from mattimer.desktop.system_sound import INAUDIBLE, Loudness

if TYPE_CHECKING:
    from pulsectl import Pulse, PulseSinkInfo  # type: ignore[import-untyped]

T = TypeVar("T")

NAME = "Mat Timer"

PATIENCE_S = 2.0
"""A look takes some ten milliseconds, the first one a hundred; a server that hangs is left."""

DUMMY = "auto_null"
"""What both servers call the output that stands in where there is no device."""

MODEST = 0.4
"""What a volume of nothing becomes when it is unmuted: 24 dB less than all of it."""


class PulseSound:
    """The sound server, asked on a thread with a connection for each question."""

    async def look(self, device: str = "") -> Loudness | None:
        """Ask for the volume."""
        return await run_in_thread(lambda: _look(device), within_s=PATIENCE_S)

    async def unmute(self, device: str = "") -> bool:
        """Switch it on, and turn it up to ``MODEST`` where it was turned down to nothing."""
        return await run_in_thread(lambda: _unmute(device), within_s=PATIENCE_S) or False


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

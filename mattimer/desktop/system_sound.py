"""The protocol of the system's volume, and whether it lets anything be heard."""

from dataclasses import dataclass
from typing import Protocol

INAUDIBLE = 0.05
"""Below this share of the full volume there is nothing to hear: 78 dB less than all of it."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """The volume that the system gives to everything that is played.

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
    """For systems whose volume cannot be asked."""

    async def look(self, device: str = "") -> Loudness | None:  # noqa: ARG002
        """None."""
        return None

    async def unmute(self, device: str = "") -> bool:  # noqa: ARG002
        """In vain."""
        return False

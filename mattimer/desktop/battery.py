"""The battery: its charge and how long it lasts."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from mattimer.desktop.blocking_call import run_in_thread

POWER_SUPPLIES = Path("/sys/class/power_supply")

PATIENCE_S = 1.0
"""Reading takes well under a millisecond; some batteries answer through a slow controller."""


@dataclass(frozen=True, slots=True)
class Battery:
    """The battery as it was at one moment.

    Attributes:
        percent: Charge, 0 to 100.
        seconds_left: Time until it is empty; None where the system does not know, or on mains.
        plugged: Whether it is on mains. A system that does not say counts as plugged in.
    """

    percent: float
    seconds_left: int | None
    plugged: bool


class PowerSource(Protocol):
    """A source of battery readings."""

    async def look(self) -> Battery | None:
        """The battery now; None where there is none, or it does not tell in time."""
        ...


class SystemPower:
    """The computer's own battery."""

    async def look(self) -> Battery | None:
        """Look beside the interface; never raises for what the system does."""
        return await run_in_thread(read_battery, within_s=PATIENCE_S)


def read_battery() -> Battery | None:
    """The battery's reading, taken at once; blocks where its driver does.

    None where there is no battery, no library for it, or what it says makes no sense.
    """
    if sys.platform == "linux" and not _powers_the_computer():
        return None
    try:
        # 9 ms that only Prepare needs
        import psutil  # type: ignore[import-untyped]  # noqa: PLC0415

        return _battery(psutil.sensors_battery())
    # What a driver writes into its files is anybody's guess; psutil reckons with it as it is.
    except (ImportError, AttributeError, OSError, ValueError, TypeError):
        return None


def _battery(found: Any) -> Battery | None:  # noqa: ANN401 - psutil's named tuple
    if found is None:
        return None
    percent = float(found.percent)
    if percent < 0:
        return None
    plugged = found.power_plugged is not False
    # Below zero it stands for unknown, or for without end.
    known = not plugged and found.secsleft is not None and found.secsleft >= 0
    return Battery(min(percent, 100.0), int(found.secsleft) if known else None, plugged)


def _powers_the_computer() -> bool:
    """Whether there is a battery that is not a mouse's or a headphone's.

    psutil takes any battery there is, and a mouse that runs dry is no reason to stay up.
    """
    try:
        return any(
            _says(one, "type") == "Battery" and _says(one, "scope") != "Device"
            for one in POWER_SUPPLIES.iterdir()
        )
    except OSError:
        return False


def _says(supply: Path, name: str) -> str:
    try:
        return (supply / name).read_text("ascii", errors="replace").strip()
    except OSError:
        return ""

"""Pre-flight checks: what may disturb a session, from plain values.

Do not disturb is not among it: the end of a session is a bell, never a notification, so a
desktop that holds notifications back holds nothing back here.
"""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mattimer.desktop.battery import Battery
from mattimer.desktop.system_sound import Loudness
from mattimer.preferences.settings_values import Awake
from mattimer.session.clock import MINUTE, SECOND

DEVICE, MUTED, TONES, AWAKE, BATTERY, VOICE = (
    "device",
    "muted",
    "tones",
    "awake",
    "battery",
    "voice",
)
"""Keys of what is found, the most important first."""

RESERVE_S = 5 * MINUTE // SECOND
LOW_PERCENT = 10
"""Where the system does not know how long a battery lasts, less than this is not enough."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known right now. None is not known, and no finding.

    Attributes:
        device: Whether there is a sound device.
        loudness: What the system makes of what is played.
        tones_muted: Whether the app itself is silent.
        words_wanted: Whether the voice is to speak.
        voice: Whether there is one.
        awake: What the person wants of the computer.
        granted: Whether the computer promised it.
        battery: How long it lasts.
        needed_s: How long it has to.
    """

    device: bool | None = None
    loudness: Loudness | None = None
    tones_muted: bool = False
    words_wanted: bool = False
    voice: bool | None = None
    awake: Awake = Awake.SCREEN
    granted: bool | None = None
    battery: Battery | None = None
    needed_s: int = 0

    @property
    def deviceless(self) -> bool:
        """Whether there is nothing to play on."""
        return self.device is False or (self.loudness is not None and self.loudness.dummy)

    @property
    def silent(self) -> bool:
        """Whether nothing would be heard, as far as is known."""
        audible = self.loudness is None or self.loudness.audible
        return self.deviceless or self.tones_muted or not audible

    @property
    def speaks(self) -> bool:
        """Whether the voice will be heard, as far as is known."""
        return self.words_wanted and self.voice is True and not self.silent


@dataclass(frozen=True, slots=True)
class PreflightFinding:
    """One thing to know before lying down. Texts are ready to read.

    Attributes:
        key: One of the keys above.
        text: What is.
        mend: What would help, as a button; empty where nothing here does.
        dismissal: The button that accepts it.
    """

    key: str
    text: str
    mend: str
    dismissal: str


def needed_s(minutes: int, lead_in_s: int) -> int:
    """Seconds that a battery has to last for a session, with something in reserve."""
    return lead_in_s + minutes * 60 + RESERVE_S


def check_all(
    situation: Situation, tried: frozenset[str] = frozenset()
) -> tuple[PreflightFinding, ...]:
    """Everything to know, the most important first; ``tried`` was mended in vain."""
    found = (
        _sound(situation, tried),
        _tones(situation),
        _awake(situation, tried),
        _battery(situation),
        _voice(situation),
    )
    return tuple(one for one in found if one is not None)


def ready_words(situation: Situation) -> str:
    """What can honestly be said where there is nothing to know, or all of it was accepted."""
    known = situation.device is True or situation.loudness is not None
    sound = known and not situation.silent
    screen = situation.awake is Awake.SCREEN and situation.granted is True
    if sound and screen:
        return _tr("Sound and screen are ready")
    if sound:
        return _tr("Sound is ready")
    return _tr("The screen stays on") if screen else _tr("Ready when you are")


def _finding(key: str, text: str, mend: str = "") -> PreflightFinding:
    return PreflightFinding(key, text, mend, _tr("Fine"))


def _sound(situation: Situation, tried: frozenset[str]) -> PreflightFinding | None:
    loudness = situation.loudness
    if situation.deviceless:
        text = _tr("No sound device. The timer runs on without tones.")
        if DEVICE in tried:
            text = _tr("Still no sound device. The timer runs on without tones.")
        return _finding(DEVICE, text, _tr("Look again"))
    if loudness is None or loudness.audible:
        return None
    if MUTED in tried:
        return _finding(MUTED, _tr("Still no sound. The system's own volume may help."))
    if loudness.muted:
        return _finding(MUTED, _tr("Sound is muted."), _tr("Unmute"))
    return _finding(MUTED, _tr("Sound is turned all the way down."), _tr("Turn it up"))


def _tones(situation: Situation) -> PreflightFinding | None:
    if situation.deviceless or not situation.tones_muted:
        return None
    return _finding(TONES, _tr("Tones are muted."), _tr("Unmute"))


def _awake(situation: Situation, tried: frozenset[str]) -> PreflightFinding | None:
    if situation.awake is Awake.OFF or situation.granted is not False:
        return None
    if situation.awake is Awake.SCREEN:
        text, mend = _tr("The screen may go dark."), _tr("Keep it on")
    else:
        text, mend = _tr("The computer may fall asleep."), _tr("Keep it awake")
    if AWAKE in tried:
        return _finding(AWAKE, _tr("{0} Nothing here can keep it up.").format(text))
    return _finding(AWAKE, text, mend)


def _battery(situation: Situation) -> PreflightFinding | None:
    battery = situation.battery
    if battery is None or _lasts(battery, situation.needed_s):
        return None
    return _finding(BATTERY, _tr("Battery may not last."))


def _lasts(battery: Battery, needed: int) -> bool:
    if battery.plugged:
        return True
    if battery.seconds_left is None:
        return battery.percent >= LOW_PERCENT
    return battery.seconds_left >= needed


def _voice(situation: Situation) -> PreflightFinding | None:
    # Without sound there is something more important to know.
    if situation.silent or not situation.words_wanted or situation.voice is not False:
        return None
    return _finding(VOICE, _tr("No voice on this computer. The tones carry on."))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Preflight", text)

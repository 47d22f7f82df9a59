"""Settings as values: typed, checked, with defaults."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

import msgspec
from msgspec.structs import asdict

from mattimer.limits import (
    LARGEST_TEXT,
    LONGEST_LEAD_IN_S,
    LONGEST_WIND_DOWN,
    LOUDEST,
    MINUTES_HARD_CAP,
    MINUTES_SHORTEST,
    SHORTEST_WIND_DOWN,
    SMALLEST_TEXT,
)
from mattimer.session.breath import Pattern
from mattimer.session.session_plan import Pacing

EVERY_DAY = "1234567"


class Appearance(StrEnum):
    """Which palette; the session is dark in all of them."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Motion(StrEnum):
    """Whether the disc moves."""

    SYSTEM = "system"
    FULL = "full"
    REDUCED = "reduced"


class SpokenWords(StrEnum):
    """How much the voice says."""

    FULL = "full"
    FEW = "few"
    OFF = "off"


class Pace(StrEnum):
    """How fast the voice speaks."""

    SLOW = "slow"
    NORMAL = "normal"
    FAST = "fast"


class Awake(StrEnum):
    """What a session asks of the computer: a lit screen, sound in the dark, or nothing."""

    SCREEN = "screen"
    SOUND = "sound"
    OFF = "off"


class Dimming(StrEnum):
    """How dark the session page becomes while nobody touches anything."""

    OFF = "off"
    SOME = "some"
    MOST = "most"
    BLACK = "black"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings. Every field has a default, so an older or damaged file still gives one.

    Attributes:
        appearance: Light or dark.
        motion: A moving disc, or a number and a bar.
        lead_in_s: Seconds to lie down.
        scan: Whether attention walks through the body while still.
        skip_prepare: Whether Start begins the lead-in at once.
        pattern: Breath pattern as "4-6".
        pacing: How long the breath is paced.
        bedtime: As "22:30"; empty where no evening reminder is wanted.
        wind_down_min: Minutes before bed at which the evening begins.
        evening_days: Days of the wind-down, 1 for Monday to 7 for Sunday, as "1234567".
        bells: Volume of the bells, 0 is silent.
        breath: Volume of the breath tones.
        voice: Volume of the voice.
        words: How much the voice says.
        voice_name: One of the system's voices by name; empty for the system's choice.
        voice_pace: How fast it speaks.
        output: Identifier of a sound device; empty follows the system's default.
        awake: What a session asks of the computer.
        dimming: How dark the session page becomes by itself.
        length: Minutes of a session; 0 for what Today suggests.
        text_size: Percent; 0 for the system's.
        tray: Whether closing the window leaves the app in the tray.
        evening_reminder: Whether the wind-down is announced, where there is a bedtime.
        plan_reminder: Whether days of the plan are announced.
        plan_days: Days on which they are, as ``evening_days``.
        plan_time: When they are, as "18:00".
        pause_key: Whether the desktop was asked for a key that pauses from everywhere.
        shared_folder: Where this computer meets the person's others; empty where it does not.
    """

    appearance: Appearance = Appearance.SYSTEM
    motion: Motion = Motion.SYSTEM
    lead_in_s: int = 20
    scan: bool = True
    skip_prepare: bool = False
    pattern: str = "4-6"
    pacing: Pacing = Pacing.FIRST_MINUTES
    bedtime: str = ""
    wind_down_min: int = 60
    evening_days: str = EVERY_DAY
    bells: int = 70
    breath: int = 50
    voice: int = 80
    words: SpokenWords = SpokenWords.FEW
    voice_name: str = ""
    voice_pace: Pace = Pace.NORMAL
    output: str = ""
    awake: Awake = Awake.SCREEN
    dimming: Dimming = Dimming.MOST
    length: int = 0
    text_size: int = 0
    tray: bool = True
    evening_reminder: bool = True
    plan_reminder: bool = False
    plan_days: str = EVERY_DAY
    plan_time: str = "18:00"
    pause_key: bool = False
    shared_folder: str = ""

    def __post_init__(self) -> None:
        Pattern.parse(self.pattern)
        # Half a character, as a damaged file may hold it: nothing could show it.
        (self.voice_name + self.output + self.shared_folder).encode()
        if not 0 <= self.lead_in_s <= LONGEST_LEAD_IN_S:
            raise ValueError(f"The time to lie down is 0 to {LONGEST_LEAD_IN_S} seconds.")
        if self.bedtime:
            _check_time(self.bedtime)
        _check_time(self.plan_time)
        for days in (self.evening_days, self.plan_days):
            if not days or not set(days) <= set(EVERY_DAY):
                raise ValueError("Days are 1 for Monday to 7 for Sunday.")
        if not SHORTEST_WIND_DOWN <= self.wind_down_min <= LONGEST_WIND_DOWN:
            minutes = f"{SHORTEST_WIND_DOWN} to {LONGEST_WIND_DOWN} minutes"
            raise ValueError(f"The evening begins {minutes} before bed.")
        if not all(0 <= volume <= LOUDEST for volume in (self.bells, self.breath, self.voice)):
            raise ValueError(f"A volume is 0 to {LOUDEST}.")
        if self.length and not MINUTES_SHORTEST <= self.length <= MINUTES_HARD_CAP:
            raise ValueError(f"A session is {MINUTES_SHORTEST} to {MINUTES_HARD_CAP} minutes.")
        if self.text_size and not SMALLEST_TEXT <= self.text_size <= LARGEST_TEXT:
            raise ValueError(f"Text is {SMALLEST_TEXT} to {LARGEST_TEXT} percent.")

    @property
    def wind_down(self) -> str:
        """When the evening begins, as "21:30"; empty without a bedtime."""
        if not self.bedtime:
            return ""
        bed = datetime.combine(date.min + timedelta(days=1), time.fromisoformat(self.bedtime))
        return f"{bed - timedelta(minutes=self.wind_down_min):%H:%M}"

    def changed(self, name: str, value: object) -> "Settings":
        """The same settings but for one.

        Raises:
            ValueError: The value is not one this setting can have.
        """
        return msgspec.convert({**asdict(self), name: value}, Settings)


def _check_time(text: str) -> None:
    """Whether it is a time of day as "22:30", and nothing that Python would read as one too."""
    if f"{time.fromisoformat(text):%H:%M}" != text:
        raise ValueError("A time of day looks like 22:30.")

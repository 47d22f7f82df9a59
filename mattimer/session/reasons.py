"""Why a session is held, and why people stop."""

from enum import StrEnum


class PauseReason(StrEnum):
    """Who or what holds a session; it runs while there is no reason left."""

    PERSON = "person"
    SLEEP = "sleep"


class StopReason(StrEnum):
    """Why a person stopped early."""

    DIZZINESS = "dizziness"
    NUMBNESS = "numbness"
    SHARP_PAIN = "sharp-pain"
    BRUISING = "bruising"
    IRRITATED_SKIN = "irritated-skin"
    TOO_INTENSE = "too-intense"
    OTHER = "other"

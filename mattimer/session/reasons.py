"""Reasons: why a session is paused, and why a person stopped."""

from enum import StrEnum


class PauseReason(StrEnum):
    """Who or what pauses a session; it runs while there is no reason left."""

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

"""How dark the session page is: plain functions of the level and of elapsed times."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from mattimer.preferences.settings_values import Dimming

FADE_STEPS, WAKE_STEPS, VEIL_STEPS = 16, 4, 64
"""Another palette makes pictures anew, so it comes in steps no eye sees; a veil is cheap."""

HALF_WAY = 0.5


@dataclass(frozen=True, slots=True)
class Timing:
    """How the light goes and comes, in seconds.

    Attributes:
        idle: Without a touch before the first fade of a session.
        fade: From light to dark.
        wake: From dark to light.
        hold: Without a touch before the light goes again.
        rise: In which Rise brings the light back.
    """

    idle: float
    fade: float
    wake: float
    hold: float
    rise: float

    @classmethod
    def of(cls, tokens: Mapping[str, Any]) -> Self:
        """As the tokens of the session's dimming say."""
        return cls(
            idle=float(tokens["idle_s"]),
            fade=tokens["fade_down_ms"] / 1000,
            wake=tokens["wake_ms"] / 1000,
            hold=float(tokens["wake_hold_s"]),
            rise=float(tokens["rise_fade_up_s"]),
        )


@dataclass(frozen=True, slots=True)
class Touch:
    """The last key, click or movement. Times are readings in seconds.

    Attributes:
        at: When it was.
        woken: When the light last came back for one; None where it has not been dark yet.
        dark: How dark it was then, 0 to 1.
    """

    at: float
    woken: float | None = None
    dark: float = 0.0


@dataclass(frozen=True, slots=True)
class Scene:
    """What the light depends on besides touches.

    Attributes:
        paused: The page is lit.
        rise: Seconds into Rise; None before it.
        cut: Motion is reduced: light and dark without a fade between them.
    """

    paused: bool = False
    rise: float | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Shade:
    """What the page looks like: how far towards the dim palette, and how much black over it."""

    dim: float = 0.0
    veil: float = 0.0

    @property
    def black(self) -> bool:
        """Nothing is drawn."""
        return self.veil >= 1


def limited(level: Dimming, *, contrast: bool) -> Dimming:
    """The level that is in force; who needs high contrast is left with half of the light."""
    return Dimming.SOME if contrast and level in (Dimming.MOST, Dimming.BLACK) else level


def touched(touch: Touch, now: float, dark: float, timing: Timing) -> Touch:
    """The touch after another one, which finds the page so ``dark``."""
    if dark > 0 and not _waking(touch, now, timing):
        return Touch(now, now, dark)
    return Touch(now, touch.woken, touch.dark)


def dim_at(level: Dimming, timing: Timing, touch: Touch, scene: Scene, now: float) -> float:
    """How far the light is gone, from 0 to 1, which is as dark as the level goes."""
    if scene.paused or level is Dimming.OFF:
        return 0.0
    coming = touch.dark * (1 - (now - touch.woken) / timing.wake) if touch.woken is not None else 0
    idle, kept = now - touch.at, 1.0
    if scene.rise is not None and level is not Dimming.BLACK:
        # Who lay still until Rise is not to be left in the dark for it.
        idle -= scene.rise
        kept = 0.0 if scene.cut else max(0.0, 1 - scene.rise / timing.rise)
    over = idle - _patience(touch, timing)
    if scene.cut:
        return kept if over >= 0 else 0.0
    return max(0.0, coming, kept * min(1.0, over / timing.fade))


def steady_for(level: Dimming, timing: Timing, touch: Touch, scene: Scene, now: float) -> float:
    """Seconds until the light begins to change; 0 while it does, infinite where it will not.

    Rise brings the light so slowly that a look a second is enough.
    """
    if scene.paused or level is Dimming.OFF:
        return math.inf
    if _waking(touch, now, timing) and not scene.cut:
        return 0.0
    if scene.rise is not None and level is not Dimming.BLACK:
        return math.inf
    left = _patience(touch, timing) - (now - touch.at)
    if left > 0:
        return left
    return 0.0 if left > -timing.fade and not scene.cut else math.inf


def shade_at(level: Dimming, timing: Timing, touch: Touch, scene: Scene, now: float) -> Shade:
    """The page at a moment, in as many steps as it can take without stumbling."""
    dark = dim_at(level, timing, touch, scene, now)
    if level is Dimming.BLACK:
        return Shade(veil=_stepped(dark, VEIL_STEPS))
    end = HALF_WAY if level is Dimming.SOME else 1.0
    steps = WAKE_STEPS if _waking(touch, now, timing) else FADE_STEPS
    return Shade(dim=_stepped(dark * end, steps))


def _patience(touch: Touch, timing: Timing) -> float:
    return timing.idle if touch.woken is None else timing.hold


def _waking(touch: Touch, now: float, timing: Timing) -> bool:
    return touch.woken is not None and now - touch.woken < timing.wake


def _stepped(share: float, steps: int) -> float:
    return round(share * steps) / steps

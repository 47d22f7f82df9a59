"""The night of one session page: when it was last touched, and how dark it is by now."""

from collections.abc import Callable

from mattimer.preferences.settings_values import Dimming
from mattimer.ui.session.auto_dim import (
    Scene,
    Shade,
    Timing,
    Touch,
    dim_at,
    shade_at,
    steady_for,
    touched,
)

GROPING_S = 1.0
"""A movement this soon after the dark may be a hand that only feels for the mouse."""


class DimState:
    """Reads a clock when asked; whoever paints asks often enough."""

    def __init__(self, timing: Timing, seconds: Callable[[], float]) -> None:
        self._timing = timing
        self._seconds = seconds
        self._touch = Touch(seconds())
        self._scene = Scene()
        self.level = Dimming.MOST

    def begin(self) -> None:
        """Another session: the first fade takes its time again."""
        self._touch, self._scene = Touch(self._seconds()), Scene()

    def touch(self) -> bool:
        """There was a key, a click or a movement; whether it found any dark."""
        now = self._seconds()
        dark = dim_at(self.level, self._timing, self._touch, self._scene, now)
        self._touch = touched(self._touch, now, dark, self._timing)
        return dark > 0

    def fall(self) -> None:
        """Be dark as if nobody had touched anything for long."""
        timing = self._timing
        self._touch = Touch(self._seconds() - timing.idle - timing.fade)

    def shade(self, scene: Scene) -> Shade:
        """What the page looks like now."""
        self._scene = scene
        return shade_at(self.level, self._timing, self._touch, scene, self._seconds())

    @property
    def steady_s(self) -> float:
        """Seconds until the light begins to change, as ``dimness.steady_for``."""
        return steady_for(self.level, self._timing, self._touch, self._scene, self._seconds())

    @property
    def groping(self) -> bool:
        """Whether the light only just came back."""
        woken = self._touch.woken
        return woken is not None and self._seconds() - woken < GROPING_S

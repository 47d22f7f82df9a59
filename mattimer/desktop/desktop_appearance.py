"""The appearance that a desktop asks of programs. Pure, and light: the first frame needs it."""

import math
from collections.abc import Mapping

import msgspec

APPEARANCE = "org.freedesktop.appearance"
GNOME = "org.gnome.desktop.interface"
KDE = "org.kde.kdeglobals.KDE"
NAMESPACES = (APPEARANCE, GNOME, KDE)

DARK, LIGHT, MORE, LESS = 1, 2, 1, 1
"""What the portal's numbers mean; any other is no preference."""

Values = Mapping[tuple[str, str], object]
"""Settings as the portal tells them, by namespace and key."""


class DesktopAppearance(msgspec.Struct, frozen=True):
    """The desktop's wishes; None where it has none.

    Attributes:
        dark: Dark or light.
        contrast: More contrast than usual.
        less_motion: No animation.
        text_scale: Factor on the size of text, above 0.
    """

    dark: bool | None = None
    contrast: bool | None = None
    less_motion: bool | None = None
    text_scale: float | None = None


def appearance_of(values: Values) -> DesktopAppearance:
    """The wishes that settings stand for; values of a wrong type count as none."""
    scheme = _whole(values.get((APPEARANCE, "color-scheme")))
    contrast = _whole(values.get((APPEARANCE, "contrast")))
    return DesktopAppearance(
        dark={DARK: True, LIGHT: False}.get(scheme),
        contrast=None if contrast < 0 else contrast == MORE,
        less_motion=_less_motion(values),
        text_scale=_factor(values.get((GNOME, "text-scaling-factor"))) or None,
    )


def _less_motion(values: Values) -> bool | None:
    """One wish for stillness is enough, whoever tells it."""
    standard = _whole(values.get((APPEARANCE, "reduced-motion")))
    animated = values.get((GNOME, "enable-animations"))
    duration = _factor(values.get((KDE, "AnimationDurationFactor")))
    told = (
        None if standard < 0 else standard == LESS,
        not animated if isinstance(animated, bool) else None,
        None if duration is None else duration == 0,
    )
    known = [wish for wish in told if wish is not None]
    return any(known) if known else None


def _whole(value: object) -> int:
    """A whole number, -1 where it is none."""
    return value if type(value) is int else -1


def _factor(value: object) -> float | None:
    """A number of 0 or more, which KDE tells as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None

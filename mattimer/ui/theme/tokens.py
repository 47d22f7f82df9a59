"""Colours, sizes, fonts and durations, all read from the design tokens."""

import tomllib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtGui import QColor, QFont, QFontDatabase

WIDE_DISPLAY = "display"
COMPACT_DISPLAY_PX = 42
LARGEST_DISPLAY_SCALE = 1.5
LARGEST_NIGHT_SCALE = 1.5


class TokenError(Exception):
    """The design tokens are missing or damaged; the message names the file."""


def load_tokens(path: Path) -> dict[str, Any]:
    """Read ``tokens.toml``.

    Raises:
        TokenError: The file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (OSError, ValueError) as error:
        raise TokenError(f"{path.name} is missing or damaged.") from error


class DesignTokens(msgspec.Struct, frozen=True, dict=True):
    """One appearance: a frozen view on the tokens. Sizes are logical pixels.

    Attributes:
        values: The tokens as read.
        dark: Which of the two palettes.
        text_scale: 1.0 to 2.0, scales type and everything that holds type.
        family: The system's font family.
        reduced_motion: No fades, no moving disc.
        contrast: Lines one can see, and an outline on every control.
    """

    values: Mapping[str, Any]
    dark: bool = True
    text_scale: float = 1.0
    family: str = ""
    reduced_motion: bool = False
    contrast: bool = False

    @cached_property
    def _fonts(self) -> dict[tuple[float, int, float], QFont]:
        return {}

    @cached_property
    def _palette(self) -> Mapping[str, Any]:
        palette: Mapping[str, Any] = self.values["dark" if self.dark else "light"]["color"]
        return palette

    def color(self, name: str) -> QColor:
        """A colour of the palette, with its opacity where the tokens give one."""
        if self.contrast and name == "hair":
            name = "control"
        color = QColor(self._palette[name])
        color.setAlphaF(self._palette.get(f"{name}_opacity", 1.0))
        return color

    def opacity(self, name: str) -> float:
        """An opacity of the palette, 0 to 1."""
        return float(self._palette[f"{name}_opacity"])

    def session_color(self, name: str, dim: float = 0.0) -> QColor:
        """A colour of the session screen, which is dark in both themes; ``dim`` is 0 to 1."""
        full = self.values["session"]["color"]
        color = QColor(full[name])
        if dim <= 0:
            return color
        return mix(color, QColor(self.values["session"]["color_dim"].get(name, full[name])), dim)

    def session_number(self, name: str, dim: float = 0.0) -> float:
        """An opacity of the session screen, between its full and its dim value."""
        full = float(self.values["session"]["color"].get(name, 1.0))
        low = float(self.values["session"]["color_dim"].get(name, full))
        return full + (low - full) * dim

    @property
    def outlined(self) -> bool:
        """Whether a control has an outline in ``hair``; in the dark its ground sets it off."""
        return self.contrast or not self.dark

    @property
    def night_scale(self) -> float:
        """How much larger words to press are at night, where they are large anyway."""
        return min(self.text_scale, LARGEST_NIGHT_SCALE)

    def night_font(self, role: str) -> QFont:
        """The system font in a role's size and weight, for the session screen's controls."""
        kind = self.values["type"][role]
        size = kind["px"] * self.night_scale
        return self.sized_font(size, kind["weight"], kind.get("tracking", 0.0))

    def px(self, size: float) -> int:
        """A size that grows with its text."""
        return round(size * self.text_scale)

    def font(self, role: str, *, px: float | None = None) -> QFont:
        """The system font in the size and weight of a role of the ``type`` tokens."""
        kind = self.values["type"][role]
        size = px or kind["px"]
        scale = self.text_scale
        if role == WIDE_DISPLAY:
            scale = min(scale, LARGEST_DISPLAY_SCALE)
        return self.sized_font(size * scale, kind["weight"], kind.get("tracking", 0.0))

    def session_font(self, role: str, px: float) -> QFont:
        """A font of the session screen, whose sizes follow the window."""
        kind = self.values["type"][role]
        return self.sized_font(px, kind["weight"], kind.get("tracking", 0.0))

    def sized_font(self, px: float, weight: int, tracking: float = 0.0) -> QFont:
        """The system font at a pixel size; tracking is in em."""
        key = (px, weight, tracking)
        if key not in self._fonts:
            font = QFont(self.family) if self.family else _general_font()
            font.setPixelSize(max(1, round(px)))
            font.setWeight(QFont.Weight(weight))
            if tracking:
                font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, tracking * px)
            self._fonts[key] = font
        return QFont(self._fonts[key])

    def radius(self, name: str) -> int:
        """A corner radius."""
        return int(self.values["radius"][name])

    def motion(self, name: str) -> int:
        """A duration in milliseconds; 0 where reduced motion cuts it."""
        motion = self.values["motion"]
        if self.reduced_motion and name in motion["reduced"]:
            return int(motion["reduced"][name])
        return int(motion[name])

    def geometry(self, name: str) -> float:
        """A number of the session screen's geometry."""
        return float(self.values["session"]["geometry"][name])


def _general_font() -> QFont:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)


def mix(one: QColor, other: QColor, share: float) -> QColor:
    """The colour ``share`` (0 to 1) of the way from one to the other."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
        one.alphaF() + (other.alphaF() - one.alphaF()) * share,
    )


def faded(color: QColor, opacity: float) -> QColor:
    """The same colour, its opacity multiplied (0 to 1)."""
    copy = QColor(color)
    copy.setAlphaF(color.alphaF() * opacity)
    return copy

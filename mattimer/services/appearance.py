"""Appearance: the theme's values from the settings, the desktop and Qt."""

import sys

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from mattimer.desktop.desktop_appearance import DesktopAppearance
from mattimer.limits import LARGEST_TEXT, SMALLEST_TEXT
from mattimer.preferences.settings_values import Appearance, Motion, Settings

USUAL_DPI = 96.0
PERCENT = 100


class QtHints(msgspec.Struct, frozen=True):
    """What Qt knows by itself, before any bus is asked.

    Attributes:
        dark: Dark or light; None where it can't tell.
        contrast: Whether more contrast is wished for.
        text_scale: What Qt leaves to programs to enlarge text by.
        enlarges: Whether Qt enlarges everything by the desktop's text size already.
    """

    dark: bool | None = None
    contrast: bool = False
    text_scale: float = 1.0
    enlarges: bool = False


class ThemeValues(msgspec.Struct, frozen=True):
    """What ``Theme.change`` takes, by its names."""

    dark: bool
    reduced_motion: bool
    text_scale: float
    contrast: bool


def theme_values(settings: Settings, desktop: DesktopAppearance, hints: QtHints) -> ThemeValues:
    """A setting decides; where it leaves it to the system, the desktop, then Qt."""
    return ThemeValues(
        dark=_dark(settings.appearance, desktop, hints),
        reduced_motion=_less_motion(settings.motion, desktop),
        text_scale=_text_scale(settings.text_size, desktop, hints),
        contrast=hints.contrast if desktop.contrast is None else desktop.contrast or hints.contrast,
    )


def qt_hints() -> QtHints:
    """What Qt knows now. A Qt application is there."""
    styles = QGuiApplication.styleHints()
    scheme = styles.colorScheme()
    screen = QGuiApplication.primaryScreen()
    # On X11 the desktop's text size is in the dots per inch; Qt takes them for the screen's
    # scale, which enlarges all, and leaves over what it was told not to take.
    dpi = screen.logicalDotsPerInch() if sys.platform == "linux" else USUAL_DPI
    return QtHints(
        dark=None if scheme is Qt.ColorScheme.Unknown else scheme is Qt.ColorScheme.Dark,
        contrast=styles.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast,
        text_scale=dpi / USUAL_DPI,
        enlarges=QGuiApplication.platformName() == "xcb",
    )


def _dark(wanted: Appearance, desktop: DesktopAppearance, hints: QtHints) -> bool:
    """A system that does not say gets the dark one."""
    if wanted is not Appearance.SYSTEM:
        return wanted is Appearance.DARK
    return next((dark for dark in (desktop.dark, hints.dark) if dark is not None), True)


def _less_motion(wanted: Motion, desktop: DesktopAppearance) -> bool:
    if wanted is not Motion.SYSTEM:
        return wanted is Motion.REDUCED
    return bool(desktop.less_motion)


def _text_scale(percent: int, desktop: DesktopAppearance, hints: QtHints) -> float:
    """1.0 to 2.0; the desktop's own size counts once."""
    if percent:
        return percent / PERCENT
    scale = hints.text_scale
    if desktop.text_scale is not None and not hints.enlarges:
        scale *= desktop.text_scale
    return min(LARGEST_TEXT / PERCENT, max(SMALLEST_TEXT / PERCENT, scale))

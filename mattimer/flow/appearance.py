"""What the settings and the system together mean for how the app looks."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from mattimer.settings import Appearance, Motion, Settings


def wants_dark(settings: Settings) -> bool:
    """Whether the dark palette is in force; a system that does not say gets the dark one."""
    if settings.appearance is Appearance.SYSTEM:
        return QGuiApplication.styleHints().colorScheme() != Qt.ColorScheme.Light
    return settings.appearance is Appearance.DARK


def wants_less_motion(settings: Settings) -> bool:
    """Whether motion is reduced. Qt does not pass on the system's wish, so it is the setting."""
    return settings.motion is Motion.REDUCED

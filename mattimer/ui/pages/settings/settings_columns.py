"""All groups of the settings, in the order they are read."""

from mattimer.ui.pages.settings.settings_desk_rows import (
    about_group,
    computer_group,
    evening_group,
    own_group,
    screen_group,
)
from mattimer.ui.pages.settings.settings_rows import Group
from mattimer.ui.pages.settings.settings_session_rows import (
    breath_group,
    session_group,
    sound_group,
)


def columns() -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """The groups of both columns; in one column the second follows the first."""
    left = (session_group(), breath_group(), sound_group(), computer_group())
    return left, (screen_group(), evening_group(), own_group(), about_group())

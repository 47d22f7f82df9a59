"""The guide with every text and tool there is."""

from mattimer.presentation.guide_entries import GuideLibrary
from mattimer.presenters.mat import mat_fields
from mattimer.presenters.recovery import routine_steps
from mattimer.ui.pages.guide.guide import GuidePage
from mattimer.ui.pages.guide.mat_form import MatForm
from mattimer.ui.pages.guide.recovery import RecoveryForm
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import RESOURCES, areas, lines, shape

LIBRARY = GuideLibrary(RESOURCES / "guide", areas(), lines())
ENTRIES = LIBRARY.entries()


def full_page(theme: Theme) -> GuidePage:
    """The page as the app builds it, its tools at work."""
    assert LIBRARY.recovery is not None
    assert LIBRARY.mat_care is not None
    recovery = RecoveryForm(theme, routine_steps(LIBRARY.recovery, str))
    recovery.show_running("stretch", "4:59, stop", 0.3)
    form = MatForm(theme, mat_fields(str, LIBRARY.mat_care))
    form.show_values({"name": "The green one from the market", "washed_on": "2026-11-22"})
    form.show_trouble("A date looks like 2026-11-22.")
    tools = {"recovery": recovery, "mat": form}
    return GuidePage(theme, shape(), list(areas()), ENTRIES, tools)

"""The guide with every text and tool there is."""

from mattimer.flow.guide import Library
from mattimer.flow.mat import mat_fields
from mattimer.flow.recovery import routine_steps
from mattimer.ui.look import Look
from mattimer.ui.pages.guide import GuidePage
from mattimer.ui.widgets.mat_form import MatForm
from mattimer.ui.widgets.recovery import Recovery
from tests.ui.making import RESOURCES, areas, lines, shape

LIBRARY = Library(RESOURCES / "guide", areas(), lines())
ENTRIES = LIBRARY.entries()


def full_page(look: Look) -> GuidePage:
    """The page as the app builds it, its tools at work."""
    assert LIBRARY.recovery is not None
    assert LIBRARY.mat_care is not None
    recovery = Recovery(look, routine_steps(LIBRARY.recovery, str))
    recovery.show_running("stretch", "4:59, stop", 0.3)
    form = MatForm(look, mat_fields(str, LIBRARY.mat_care))
    form.show_values({"name": "The green one from the market", "washed_on": "2026-11-22"})
    form.show_trouble("A date looks like 2026-11-22.")
    tools = {"recovery": recovery, "mat": form}
    return GuidePage(look, shape(), list(areas()), ENTRIES, tools)

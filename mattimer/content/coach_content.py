"""The content that the coach needs before the first frame, and what is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from mattimer.coach.advice import CoachContent
from mattimer.coach.areas import Area
from mattimer.coach.coach_words import plain_words
from mattimer.coach.safety import ScreeningText
from mattimer.content.areas_file import load_areas
from mattimer.content.coach_file import load_coach_words
from mattimer.content.entry import ContentError
from mattimer.content.plan_file import load_plan
from mattimer.content.screening_file import load_screening

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LoadedContent:
    """Areas, without which there is no app; the rest has a stand-in or is done without.

    Attributes:
        content: What the coach goes by.
        screening: The safety questions; without them no session is offered.
        troubles: One sentence for each file that could not be used.
    """

    content: CoachContent
    screening: ScreeningText | None
    troubles: tuple[str, ...]

    @property
    def areas(self) -> Mapping[str, Area]:
        """The body areas by id."""
        return self.content.areas


def load_essentials(guide: Path) -> LoadedContent:
    """Read them.

    Raises:
        ContentError: The areas cannot be used.
    """
    troubles: list[str] = []
    content = CoachContent(
        areas=load_areas(guide),
        program=sound(load_plan, guide, troubles),
        words=sound(load_coach_words, guide, troubles) or plain_words(),
    )
    screening = sound(load_screening, guide, troubles)
    return LoadedContent(content, screening, tuple(troubles))


def sound(load: Callable[[Path], T], guide: Path, troubles: list[str]) -> T | None:
    """What a file holds, or None and a sentence among the troubles."""
    try:
        return load(guide)
    except ContentError as error:
        troubles.append(str(error))
        return None

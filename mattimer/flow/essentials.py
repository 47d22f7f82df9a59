"""The content that the coach needs before the first frame, and what is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from mattimer.guide.areas import Area
from mattimer.guide.coach import Knowledge
from mattimer.guide.loading.areas import load_areas
from mattimer.guide.loading.coach import load_coach_words
from mattimer.guide.loading.entry import ContentError
from mattimer.guide.loading.program import load_plan
from mattimer.guide.loading.safety import load_screening
from mattimer.guide.safety import ScreeningText
from mattimer.guide.words import plain_words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Essentials:
    """Areas, without which there is no app; the rest has a stand-in or is done without.

    Attributes:
        knowledge: What the coach goes by.
        screening: The safety questions; without them no session is offered.
        troubles: One sentence for each file that could not be used.
    """

    knowledge: Knowledge
    screening: ScreeningText | None
    troubles: tuple[str, ...]

    @property
    def areas(self) -> Mapping[str, Area]:
        """The body areas by id."""
        return self.knowledge.areas


def load_essentials(guide: Path) -> Essentials:
    """Read them.

    Raises:
        ContentError: The areas cannot be used.
    """
    troubles: list[str] = []
    knowledge = Knowledge(
        areas=load_areas(guide),
        program=sound(load_plan, guide, troubles),
        words=sound(load_coach_words, guide, troubles) or plain_words(),
    )
    screening = sound(load_screening, guide, troubles)
    return Essentials(knowledge, screening, tuple(troubles))


def sound(load: Callable[[Path], T], guide: Path, troubles: list[str]) -> T | None:
    """What a file holds, or None and a sentence among the troubles."""
    try:
        return load(guide)
    except ContentError as error:
        troubles.append(str(error))
        return None

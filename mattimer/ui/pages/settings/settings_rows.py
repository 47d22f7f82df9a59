"""What a row of the settings is, as data; the modules beside it have the rows."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from mattimer.ui.controls.combo import Choices


class RowKind(Enum):
    """What a row is set with."""

    SWITCH = auto()
    LIST = auto()
    SEGMENTS = auto()
    VOLUME = auto()
    TIME = auto()
    DAYS = auto()
    ACTION = auto()
    FACT = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One setting, or a line that is only read.

    Attributes:
        name: The setting, or what a button asks for.
        text: Its words.
        kind: What it is set with.
        note: A quiet second line.
        choices: Values and their words, for a list or segments.
        words_of: Words for a value that a list does not offer.
        first: The time that a list of times begins with.
        none: Words for no time; empty where there has to be one.
        action: Words of the row's button.
        second: What a button before that one asks for; empty without one.
        second_action: Its words.
        about: What the control does, in full, for who cannot see the row.
        also: Other words it is looked for by.
        needs: Settings without which it means nothing.
    """

    name: str
    text: str
    kind: RowKind = RowKind.SWITCH
    note: str = ""
    choices: Choices = ()
    words_of: Callable[[Any], str] = str
    first: str = "00:00"
    none: str = ""
    action: str = ""
    second: str = ""
    second_action: str = ""
    about: str = ""
    also: str = ""
    needs: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All it is found by, but for a note that changes."""
        return " ".join((self.text, self.also, self.about, *(words for _, words in self.choices)))


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    title: str
    rows: tuple[Row, ...]

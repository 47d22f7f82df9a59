"""The body areas and what is known of each."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from mattimer.coach.values import Minutes, Range, Text, Texts, check_within
from mattimer.session.session_plan import Layer

LAYER_NAMES = {Layer.TOWEL: "Towel", Layer.SHIRT: "Thin shirt", Layer.BARE: "Bare skin"}


class Caution(StrEnum):
    """How careful to be with an area."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Area(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One body area. Minutes are whole; names and sentences are for people to read.

    Attributes:
        id: Names it for ever, in stored sessions and on the command line.
        name: Its name.
        place: Completes "Mat under …".
        beginner: Minutes to begin with.
        usual: Minutes later on.
        cap: The longest session here.
        layer: What to start with between skin and spikes.
        caution: How careful to be.
        steps: How to get into place.
        first_days: Minutes of the first days, where they are others than ``beginner``.
        own_layers: What layers are called here, where the usual name does not fit.
        intro: What kind of place it is.
        do: What helps.
        dont: What not to do.
        go_easier: When to be milder than the figures say.
        caution_note: Why this caution.
    """

    id: Text
    name: Text
    place: Text
    beginner: Range
    usual: Range
    cap: Minutes
    layer: Layer
    caution: Caution
    steps: Texts
    first_days: Range | None = field(default=None, name="first")
    own_layers: Mapping[Layer, Text] = field(default_factory=dict, name="layers")
    intro: str = ""
    do: Texts = ()
    dont: Texts = ()
    go_easier: str = ""
    caution_note: str = ""

    def __post_init__(self) -> None:
        check_within("beginner", self.beginner, self.cap)
        check_within("usual", self.usual, self.cap)
        check_within("first", self.first, self.cap)

    @property
    def first(self) -> Range:
        """Minutes of the first days."""
        return self.first_days or self.beginner

    @property
    def layers(self) -> Mapping[Layer, str]:
        """What every layer is called here."""
        return {**LAYER_NAMES, **self.own_layers}

"""Reads areas.toml."""

from pathlib import Path

from mattimer.coach.areas import Area, Caution
from mattimer.content.entry import TomlTable, read_file
from mattimer.limits import MINUTES_HARD_CAP, MINUTES_SHORTEST
from mattimer.session.session_plan import Layer

LAYER_NAMES = {Layer.TOWEL: "Towel", Layer.SHIRT: "Thin shirt", Layer.BARE: "Bare skin"}


def load_areas(guide: Path) -> dict[str, Area]:
    """The areas of ``areas.toml`` by id, in the file's order, which is the figure's.

    Raises:
        ContentError: The file is missing, no TOML, or a key is missing or out of bounds.
    """
    file = read_file(guide / "areas.toml")
    areas = {area.id: area for area in file.rows("area", _area)}
    file.done()
    return areas


def _area(entry: TomlTable) -> Area:
    cap = entry.whole("cap", MINUTES_SHORTEST, MINUTES_HARD_CAP)
    named = entry.table("layers")
    for layer, name in named.items():
        if layer not in LAYER_NAMES:
            raise entry.fail(f"layers.{layer}", "this layer is not known")
        if not isinstance(name, str) or not name:
            raise entry.fail(f"layers.{layer}", "a text is needed")
    beginner = entry.range("beginner", cap)
    return Area(
        id=entry.text("id"),
        name=entry.text("name"),
        place=entry.text("place"),
        first=entry.range("first", cap) if entry.has("first") else beginner,
        beginner=beginner,
        usual=entry.range("usual", cap),
        cap=cap,
        layer=entry.choice("layer", Layer),
        layers={**LAYER_NAMES, **{Layer(layer): text for layer, text in named.items()}},
        caution=entry.choice("caution", Caution),
        steps=entry.texts("steps"),
        intro=entry.text("intro", ""),
        do=entry.texts_if_any("do"),
        dont=entry.texts_if_any("dont"),
        go_easier=entry.text("go_easier", ""),
        caution_note=entry.text("caution_note", ""),
    )

"""The areas as shipped: what the design, the figure and the session rely on."""

from itertools import pairwise
from pathlib import Path

import pytest

from mattimer.coach.areas import Area, Caution
from mattimer.content.loader import ContentError, load_areas
from mattimer.limits import MINUTES_HARD_CAP
from mattimer.session.session_plan import Layer
from tests.ui.factories import RESOURCES, areas, lines, scan, shape

GUIDE = RESOURCES / "guide"


def test_the_areas_stand_in_the_order_of_the_figure() -> None:
    heights = [shape().center_y(area) for area in areas()]
    assert heights == sorted(heights)


@pytest.mark.parametrize("area", areas().values(), ids=areas())
def test_the_minutes_of_an_area_grow_and_end_at_its_cap(area: Area) -> None:
    for one, other in pairwise((area.first, area.beginner, area.usual)):
        assert one.low <= other.low
        assert one.high <= other.high
    assert area.usual.high <= area.cap <= MINUTES_HARD_CAP


@pytest.mark.parametrize("area", areas().values(), ids=areas())
def test_an_area_has_words_for_every_layer_and_three_steps(area: Area) -> None:
    assert set(area.layers) == set(Layer)
    assert len(area.steps) == 3
    assert all(step.endswith(".") for step in area.steps)
    assert area.name[0].isupper()
    assert area.place.startswith("the ")


def test_caution_is_highest_at_the_neck_and_lowest_at_the_upper_back() -> None:
    assert areas()["neck-shoulders"].caution is Caution.HIGH
    assert areas()["upper-back"].caution is Caution.LOW


def test_the_lower_back_begins_with_a_towel() -> None:
    assert areas()["lower-back"].layer is Layer.TOWEL


def test_what_the_scan_lights_is_an_area() -> None:
    shown = {name for part in lines().scan for name in (part.lights, part.outline) if name}
    assert shown <= set(areas())
    assert len(set(scan())) == len(scan())


def written(folder: Path, old: str, new: str) -> Path:
    """A copy of the areas with one text replaced."""
    text = (GUIDE / "areas.toml").read_text("utf-8")
    assert old in text
    (folder / "areas.toml").write_text(text.replace(old, new, 1), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("cap = 15", "cap = 31", "areas.toml, area neck-shoulders, cap"),
        ("cap = 15", 'cap = "15"', "areas.toml, area neck-shoulders, cap"),
        ("beginner = [2, 5]", "beginner = [5, 2]", "neck-shoulders, beginner"),
        ("beginner = [2, 5]", "beginner = [2, 50]", "neck-shoulders, beginner"),
        ("beginner = [2, 5]", "beginner = 2", "neck-shoulders, beginner"),
        ('layer = "shirt"', 'layer = "silk"', "neck-shoulders, layer"),
        ('caution = "high"', 'caution = "extreme"', "neck-shoulders, caution"),
        ('place = "the shoulders"', 'plaice = "the shoulders"', "neck-shoulders"),
        ('shirt = "Clothes"', 'silk = "Clothes"', "glutes, layers, silk"),
        ('name = "Feet"', 'name = ""', "feet, name"),
    ],
)
def test_a_mistake_is_named_by_file_area_and_key(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    with pytest.raises(ContentError) as caught:
        load_areas(written(tmp_path, old, new))
    assert said in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("text", ["", "area = 3", "[[area", "area = [3]"])
def test_a_file_without_areas_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "areas.toml").write_text(text, "utf-8")
    with pytest.raises(ContentError, match=r"^areas\.toml"):
        load_areas(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"^areas\.toml"):
        load_areas(tmp_path)

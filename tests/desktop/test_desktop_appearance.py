"""What a desktop's settings mean for how the app looks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.desktop.desktop_appearance import (
    APPEARANCE,
    GNOME,
    KDE,
    DesktopAppearance,
    appearance_of,
)


def test_a_desktop_that_says_nothing_wishes_nothing() -> None:
    assert appearance_of({}) == DesktopAppearance()


@pytest.mark.parametrize(("number", "dark"), [(0, None), (1, True), (2, False), (7, None)])
def test_dark_light_or_no_preference(number: int, dark: bool | None) -> None:  # noqa: FBT001
    assert appearance_of({(APPEARANCE, "color-scheme"): number}).dark is dark


@pytest.mark.parametrize(("number", "contrast"), [(0, False), (1, True), (7, False)])
def test_contrast(number: int, contrast: bool) -> None:  # noqa: FBT001
    assert appearance_of({(APPEARANCE, "contrast"): number}).contrast is contrast


@pytest.mark.parametrize(
    ("values", "less"),
    [
        ({(APPEARANCE, "reduced-motion"): 1}, True),
        ({(APPEARANCE, "reduced-motion"): 0}, False),
        ({(GNOME, "enable-animations"): False}, True),
        ({(GNOME, "enable-animations"): True}, False),
        ({(KDE, "AnimationDurationFactor"): "0"}, True),
        ({(KDE, "AnimationDurationFactor"): "0.5"}, False),
        ({(KDE, "AnimationDurationFactor"): "fast"}, None),
        ({(APPEARANCE, "reduced-motion"): 0, (GNOME, "enable-animations"): False}, True),
    ],
)
def test_one_wish_for_less_motion_is_enough(
    values: dict[tuple[str, str], object],
    less: bool | None,  # noqa: FBT001
) -> None:
    assert appearance_of(values).less_motion is less


@pytest.mark.parametrize(
    ("value", "scale"), [(1.5, 1.5), (2, 2.0), (0, None), (-1.0, None), (True, None), ([], None)]
)
def test_the_size_of_text(value: object, scale: float | None) -> None:
    assert appearance_of({(GNOME, "text-scaling-factor"): value}).text_scale == scale


KEYS = [
    (APPEARANCE, "color-scheme"),
    (APPEARANCE, "contrast"),
    (APPEARANCE, "reduced-motion"),
    (GNOME, "enable-animations"),
    (GNOME, "text-scaling-factor"),
    (KDE, "AnimationDurationFactor"),
]
ANYTHING = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text())


@given(st.dictionaries(st.sampled_from(KEYS), ANYTHING))
def test_whatever_it_says_something_sensible_comes_of_it(
    values: dict[tuple[str, str], object],
) -> None:
    scale = appearance_of(values).text_scale
    assert scale is None or scale > 0

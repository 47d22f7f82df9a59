"""Colours, sizes and contrasts as the tokens state them."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QColor

from mattimer.ui.theme.tokens import TokenError, faded, load_tokens, mix
from tests.ui.factories import design_tokens, make_tokens

MINIMA = {
    ("dark", "contrast"): 4.5,
    ("dark", "contrast_graphics"): 3.0,
    ("light", "contrast"): 4.5,
    ("light", "contrast_graphics"): 3.0,
    ("session", "contrast"): 7.0,
}
ROUNDED = 0.011


def stated_pairs() -> list[tuple[str, str, str, float, float]]:
    """Part, first colour, second colour, stated ratio, minimum: one for each line of contrast."""
    return [
        (part, *pair.split(" on "), ratio, least)
        for (part, table), least in MINIMA.items()
        for pair, ratio in design_tokens()[part][table].items()
    ]


def stated_color(part: str, name: str) -> str:
    """A colour by the name that the contrast tables use."""
    if part == "session" and name.startswith("dim_"):
        short = name.removeprefix("dim_")
        dimmed = design_tokens()["session"]["color_dim"]
        return str(dimmed.get({"edge": "disc_edge"}.get(short, short)))
    return str(design_tokens()[part]["color"][name])


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2 defines it."""

    def linear(channel: int) -> float:
        share = channel / 255
        return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("part", "ink", "ground", "stated", "least"), stated_pairs())
def test_contrast_is_as_stated_and_enough(
    part: str, ink: str, ground: str, stated: float, least: float
) -> None:
    ground_color = (
        design_tokens()["session"]["color"]["bg"]
        if part == "session" and ground == "bg"
        else stated_color(part, ground)
    )
    measured = contrast(stated_color(part, ink), ground_color)
    assert measured >= least
    assert measured == pytest.approx(stated, abs=ROUNDED)


@pytest.mark.parametrize("dark", [True, False])
def test_every_colour_of_both_palettes_is_a_colour(*, dark: bool) -> None:
    palette = design_tokens()["dark" if dark else "light"]["color"]
    tokens = make_tokens(dark=dark)
    for name, value in palette.items():
        if isinstance(value, str):
            assert tokens.color(name).name() == value


def test_both_palettes_name_the_same_colours() -> None:
    assert design_tokens()["dark"]["color"].keys() == design_tokens()["light"]["color"].keys()


def test_a_colour_has_its_opacity_where_the_tokens_give_one() -> None:
    tokens = make_tokens()
    assert tokens.color("region_overlay").alphaF() == pytest.approx(0.075, abs=0.002)
    assert tokens.color("text").alphaF() == 1
    assert tokens.opacity("region_hover") == 0.15


def test_the_session_is_dark_in_both_themes() -> None:
    light, dark = make_tokens(dark=False), make_tokens(dark=True)
    assert light.session_color("bg") == dark.session_color("bg") == QColor("#070708")


def test_dimming_goes_from_the_full_colour_to_the_dim_one() -> None:
    tokens = make_tokens()
    assert tokens.session_color("still", 0) == QColor("#f0a15c")
    assert tokens.session_color("still", 1).name() == "#af7644"
    assert tokens.session_color("still", 0.5).name() == "#d08c50"


def test_a_colour_without_a_dim_value_stays() -> None:
    tokens = make_tokens()
    assert tokens.session_color("bg", 1).name() == "#070708"


@pytest.mark.parametrize(
    ("name", "dim", "expected"),
    [
        ("figure_region_opacity", 0.0, 0.86),
        ("figure_region_opacity", 1.0, 0.6),
        ("figure_region_opacity", 0.5, 0.73),
        ("rim_opacity", 1.0, 0.5),
        ("dot_opacity_factor", 0.0, 1.0),
        ("dot_opacity_factor", 1.0, 0.7),
        ("named nowhere", 1.0, 1.0),
    ],
)
def test_opacities_of_the_session_dim_too(name: str, dim: float, expected: float) -> None:
    assert make_tokens().session_number(name, dim) == pytest.approx(expected)


def test_mixing_takes_a_share_of_each_channel() -> None:
    mixed = mix(QColor(0, 100, 200, 255), QColor(100, 200, 0, 55), 0.25)
    assert mixed.getRgb() == (25, 125, 150, 205)


def test_fading_multiplies_the_opacity_and_leaves_the_given_colour_alone() -> None:
    color = QColor(10, 20, 30, 128)
    assert faded(color, 0.5).getRgb() == (10, 20, 30, 64)
    assert color.alpha() == 128


def test_sizes_and_fonts_grow_with_the_text(qapp: object) -> None:  # noqa: ARG001 - fonts need it
    large = make_tokens(text_scale=2.0)
    assert large.px(44) == 88
    assert large.font("body").pixelSize() == 30
    assert large.font("body", px=20).pixelSize() == 40


def test_the_display_font_grows_by_half_at_most(qapp: object) -> None:  # noqa: ARG001
    assert make_tokens(text_scale=2.0).font("display").pixelSize() == 81


def test_a_font_has_the_weight_and_tracking_of_its_role(qapp: object) -> None:  # noqa: ARG001
    title = make_tokens().font("title")
    assert title.weight() == 600
    assert title.letterSpacing() == pytest.approx(-0.018 * 28, abs=1 / 64)
    assert make_tokens().font("body").letterSpacing() == 0


def test_session_type_follows_the_window_and_not_the_text_size(qapp: object) -> None:  # noqa: ARG001
    large = make_tokens(text_scale=2.0)
    assert large.session_font("session_number", 180).pixelSize() == 180
    assert large.session_font("session_number", 180).weight() == 300


def test_no_font_is_smaller_than_a_pixel(qapp: object) -> None:  # noqa: ARG001
    assert make_tokens().sized_font(0.2, 400).pixelSize() == 1


def test_durations_are_cut_where_motion_is_reduced() -> None:
    full, reduced = make_tokens(), make_tokens(reduced_motion=True)
    assert (full.motion("page"), reduced.motion("page")) == (200, 0)
    assert (full.motion("hover"), reduced.motion("hover")) == (120, 120)


def test_radii_and_geometry_are_read_from_the_tokens() -> None:
    assert make_tokens().radius("card") == 18
    assert make_tokens().geometry("point_length") == 0.062


@pytest.mark.parametrize("content", [None, "this is = = no toml"])
def test_missing_or_damaged_tokens_are_named(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "tokens.toml"
    if content is not None:
        file.write_text(content)
    with pytest.raises(TokenError, match=r"^tokens\.toml is missing or damaged\.$"):
        load_tokens(file)


def test_high_contrast_has_lines_one_can_see() -> None:
    for dark in (True, False):
        tokens = make_tokens(dark=dark)
        sharp = replace(tokens, contrast=True)
        assert sharp.color("hair") == tokens.color("control")
        assert sharp.outlined
    assert not make_tokens().outlined
    assert make_tokens(dark=False).outlined


def test_words_to_press_at_night_grow_by_half_at_most() -> None:
    assert make_tokens(text_scale=2.0).night_font("button").pixelSize() == 22
    assert make_tokens(text_scale=1.2).night_font("button").pixelSize() == 18

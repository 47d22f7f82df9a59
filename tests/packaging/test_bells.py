import math
import runpy
from array import array
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from bells import BELLS, BOWL, Bell, Stroke, ring

from mattimer.sound.tones import RATE, exhale_tone, inhale_tone
from mattimer.sound.wav import load_wav
from tests.sound.sample_analysis import (
    LARGEST_STEP,
    LOUDEST,
    largest_step,
    loudness,
    milliseconds,
    onsets,
    peak,
    rms,
    sharpest_corner,
    strength,
    windows,
)

ROOT = Path(__file__).parents[2]
SOUNDS = ROOT / "resources" / "sounds"
SOFT = "end-soft"
FIGURES = {
    "settle": [220.0],
    "still": [329.63, 329.63],
    "rise": [440.0, 659.26],
    "end": [659.26, 554.37, 440.0],
    SOFT: [659.26, 554.37, 440.0],
}
BOWLS = sorted({pitch for figure in FIGURES.values() for pitch in figure})

every_bell = pytest.mark.parametrize("name", list(FIGURES))


@cache
def bell(name: str) -> "array[int]":
    return load_wav(SOUNDS / f"{name}.wav")


def struck_bowl(samples: "array[int]", at: int) -> float:
    """The bowl of which there is most more than before."""
    window = milliseconds(200)
    before = samples[max(0, at - window) : at] or samples[:1]
    after = samples[at + milliseconds(60) : at + milliseconds(60) + window]
    return max(BOWLS, key=lambda hertz: strength(after, hertz) - strength(before, hertz))


def test_the_folder_holds_the_bells_and_what_is_said_of_them() -> None:
    expected = {f"{name}.wav" for name in FIGURES} | {"README.md"}
    assert {path.name for path in SOUNDS.iterdir()} == expected
    assert BELLS.keys() == FIGURES.keys()


def test_the_files_are_what_the_script_makes(tmp_path: Path) -> None:
    runpy.run_path(str(ROOT / "packaging" / "make_sounds.py"))["make"](tmp_path / "new")
    for name in FIGURES:
        made, kept = (folder / f"{name}.wav" for folder in (tmp_path / "new", SOUNDS))
        assert made.read_bytes() == kept.read_bytes(), f"{name}: run packaging/make_sounds.py"


@every_bell
def test_a_bell_is_short_and_never_loud(name: str) -> None:
    samples = bell(name)
    assert 2.0 <= len(samples) / RATE <= (4.5 if name.startswith("end") else 3.5)
    assert peak(samples) <= LOUDEST
    assert largest_step(samples) < LARGEST_STEP / 5
    # Its highest tones bend by some 200; a click bends by more.
    assert sharpest_corner(samples) < 300


@every_bell
def test_nothing_startles(name: str) -> None:
    samples = bell(name)
    edge = windows(samples[: milliseconds(60)], 10, rms)
    assert edge == sorted(edge)
    assert edge[0] < 0.05 * edge[-1]
    assert edge[2] < 0.5 * edge[-1]
    heard = windows(samples, 10, rms)
    assert max(after - before for before, after in pairwise(heard)) < 0.2 * max(heard)


@every_bell
def test_a_bell_ends_in_silence(name: str) -> None:
    leaving = windows(bell(name)[-milliseconds(50) :], 10, peak)
    assert leaving == sorted(leaving, reverse=True)
    assert leaving[0] < 0.01 * peak(bell(name))
    assert not any(bell(name)[-48:])


@every_bell
def test_each_bell_has_its_own_figure(name: str) -> None:
    samples = bell(name)
    assert [struck_bowl(samples, at) for at in onsets(samples)] == FIGURES[name]


def test_bells_and_breath_are_equally_loud() -> None:
    sounds = [bell(name) for name in FIGURES if name != SOFT]
    sounds += [inhale_tone(4), exhale_tone(6), inhale_tone(2), exhale_tone(10)]
    heard = [loudness(sound) for sound in sounds]
    assert max(heard) - min(heard) < 2.5


def test_the_soft_end_bell_is_the_end_bell_from_farther_away() -> None:
    assert loudness(bell("end")) - loudness(bell(SOFT)) == pytest.approx(9, abs=0.3)
    share = BELLS[SOFT].level / BELLS["end"].level
    assert all(
        abs(soft - share * firm) <= 1 for soft, firm in zip(bell(SOFT), bell("end"), strict=True)
    )


def test_loudness_is_measured_as_the_standard_says() -> None:
    # A sine of 997 Hz at full scale is -3.01 LUFS in one channel (ITU-R BS.1770-4).
    turn = math.tau * 997 / RATE
    sine = array("h", [round(32_767 * math.sin(turn * at)) for at in range(RATE)])
    assert loudness(sine) == pytest.approx(-3.01, abs=0.05)


def test_a_bowl_beats_slightly() -> None:
    samples = ring(Bell((Stroke(0, 330.0),), length_s=3.0, level=0.15))
    heard = windows(samples[milliseconds(200) : milliseconds(2000)], 20, peak)
    assert max(after / before for before, after in pairwise(heard)) < 1.05
    assert heard[-1] < 0.5 * heard[0]


def test_the_mallet_is_soft() -> None:
    assert all(partial.swell_s >= 0.03 for partial in BOWL)

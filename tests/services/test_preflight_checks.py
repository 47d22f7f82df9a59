"""What is found, in which words, and in which order."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from mattimer.desktop.battery import Battery
from mattimer.desktop.system_sound import Loudness
from mattimer.preferences.settings_values import Awake
from mattimer.services.preflight_checks import (
    PreflightFinding,
    Situation,
    check_all,
    needed_s,
    ready_words,
)

LOUD = Loudness(muted=False, volume=0.8, device="Speakers")
MUTED = Loudness(muted=True, volume=0.8, device="Speakers")
DOWN = Loudness(muted=False, volume=0.0, device="Speakers")
DUMMY = Loudness(muted=False, volume=1.0, device="Dummy Output", dummy=True)
EMPTY = Battery(4.0, None, plugged=False)
GOOD = Situation(
    device=True,
    loudness=LOUD,
    words_wanted=True,
    voice=True,
    awake=Awake.SCREEN,
    granted=True,
    battery=Battery(80.0, 7200, plugged=False),
    needed_s=needed_s(10, 20),
)
ORDER = ("device", "muted", "tones", "awake", "battery", "voice")


@pytest.fixture(autouse=True)
def _qt(qapp: QApplication) -> None:
    """Texts are translated by Qt."""


def keys(situation: Situation) -> list[str]:
    return [finding.key for finding in check_all(situation)]


def only(situation: Situation, *tried: str) -> PreflightFinding:
    (finding,) = check_all(situation, frozenset(tried))
    return finding


def said(finding: PreflightFinding) -> tuple[str, str, str]:
    return finding.text, finding.mend, finding.dismissal


def test_where_all_is_well_there_is_nothing_to_know() -> None:
    assert check_all(GOOD) == ()
    assert ready_words(GOOD) == "Sound and screen are ready"


def test_what_nobody_knows_is_no_finding() -> None:
    assert check_all(Situation(words_wanted=True)) == ()
    assert ready_words(Situation()) == "Ready when you are"


@pytest.mark.parametrize(
    ("situation", "words"),
    [
        (replace(GOOD, loudness=MUTED), ("Sound is muted.", "Unmute", "Fine")),
        (
            replace(GOOD, loudness=DOWN),
            ("Sound is turned all the way down.", "Turn it up", "Fine"),
        ),
        (
            replace(GOOD, device=False),
            ("No sound device. The timer runs on without tones.", "Look again", "Fine"),
        ),
        (
            replace(GOOD, loudness=DUMMY),
            ("No sound device. The timer runs on without tones.", "Look again", "Fine"),
        ),
        (replace(GOOD, tones_muted=True), ("Tones are muted.", "Unmute", "Fine")),
        (replace(GOOD, granted=False), ("The screen may go dark.", "Keep it on", "Fine")),
        (
            replace(GOOD, granted=False, awake=Awake.SOUND),
            ("The computer may fall asleep.", "Keep it awake", "Fine"),
        ),
        (replace(GOOD, battery=EMPTY), ("Battery may not last.", "", "Fine")),
        (
            replace(GOOD, voice=False),
            ("No voice on this computer. The tones carry on.", "", "Fine"),
        ),
    ],
)
def test_each_finding_in_its_words(situation: Situation, words: tuple[str, str, str]) -> None:
    assert said(only(situation)) == words


@pytest.mark.parametrize(
    ("situation", "tried", "words"),
    [
        (
            replace(GOOD, loudness=MUTED),
            "muted",
            ("Still no sound. The system's own volume may help.", "", "Fine"),
        ),
        (
            replace(GOOD, granted=False),
            "awake",
            ("The screen may go dark. Nothing here can keep it up.", "", "Fine"),
        ),
        (
            replace(GOOD, device=False),
            "device",
            ("Still no sound device. The timer runs on without tones.", "Look again", "Fine"),
        ),
    ],
)
def test_what_was_mended_in_vain_says_so(
    situation: Situation, tried: str, words: tuple[str, str, str]
) -> None:
    assert said(only(situation, tried)) == words


def test_the_most_important_comes_first() -> None:
    worst = replace(
        GOOD, loudness=MUTED, tones_muted=True, granted=False, battery=EMPTY, voice=False
    )
    assert keys(worst) == ["muted", "tones", "awake", "battery"]
    assert keys(replace(worst, loudness=LOUD, tones_muted=False)) == ["awake", "battery", "voice"]


def test_without_a_device_nothing_else_about_sound_matters() -> None:
    assert keys(replace(GOOD, device=False, loudness=MUTED, tones_muted=True, voice=False)) == [
        "device"
    ]


def test_who_wants_no_words_misses_no_voice() -> None:
    assert keys(replace(GOOD, words_wanted=False, voice=False)) == []


def test_who_wants_nothing_of_the_screen_is_not_told_of_it() -> None:
    assert keys(replace(GOOD, awake=Awake.OFF, granted=False)) == []


@pytest.mark.parametrize(
    ("battery", "lasts"),
    [
        (None, True),
        (Battery(3.0, None, plugged=True), True),
        (Battery(3.0, 920, plugged=False), True),
        (Battery(90.0, 919, plugged=False), False),
        (Battery(10.0, None, plugged=False), True),
        (Battery(9.9, None, plugged=False), False),
    ],
)
def test_a_battery_has_to_last_for_all_of_it_and_five_minutes(
    *, battery: Battery | None, lasts: bool
) -> None:
    assert needed_s(10, 20) == 920
    assert (keys(replace(GOOD, battery=battery)) == []) is lasts


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"loudness": None}, "Sound and screen are ready"),
        ({"device": None}, "Sound and screen are ready"),
        ({"awake": Awake.OFF, "granted": None}, "Sound is ready"),
        ({"awake": Awake.SOUND}, "Sound is ready"),
        ({"granted": None}, "Sound is ready"),
        ({"granted": False}, "Sound is ready"),
        ({"loudness": MUTED}, "The screen stays on"),
        ({"device": False}, "The screen stays on"),
        ({"tones_muted": True}, "The screen stays on"),
        ({"device": None, "loudness": None}, "The screen stays on"),
        ({"loudness": DOWN, "granted": False}, "Ready when you are"),
    ],
)
def test_only_what_is_true_is_called_ready(changes: dict[str, object], words: str) -> None:
    assert ready_words(replace(GOOD, **changes)) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "speaks"),
    [
        ({}, True),
        ({"words_wanted": False}, False),
        ({"voice": None}, False),
        ({"voice": False}, False),
        ({"loudness": MUTED}, False),
        ({"tones_muted": True}, False),
        ({"device": None, "loudness": None}, True),
    ],
)
def test_when_the_voice_takes_over(*, changes: dict[str, object], speaks: bool) -> None:
    assert replace(GOOD, **changes).speaks is speaks  # type: ignore[arg-type]


situations = st.builds(
    Situation,
    device=st.sampled_from([None, True, False]),
    loudness=st.sampled_from([None, LOUD, MUTED, DOWN, DUMMY]),
    tones_muted=st.booleans(),
    words_wanted=st.booleans(),
    voice=st.sampled_from([None, True, False]),
    awake=st.sampled_from(Awake),
    granted=st.sampled_from([None, True, False]),
    battery=st.sampled_from([None, EMPTY, Battery(50, 600, plugged=False)]),
    needed_s=st.integers(300, 6000),
)


@given(situation=situations, tried=st.frozensets(st.sampled_from(ORDER)))
def test_findings_are_ordered_unlike_each_other_and_never_hidden_behind_ready(
    situation: Situation, tried: frozenset[str]
) -> None:
    found = [finding.key for finding in check_all(situation, tried)]
    assert found == sorted(set(found), key=ORDER.index)
    if {"device", "muted", "tones"} & set(found):
        assert "ound" not in ready_words(situation)
    if "awake" in found:
        assert "screen" not in ready_words(situation)
    assert all(finding.text and finding.dismissal for finding in check_all(situation, tried))

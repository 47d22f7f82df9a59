"""What is read before the first frame, and what stands in where a file cannot be used."""

import shutil
from pathlib import Path

import pytest

from mattimer.coach.coach_words import plain_words
from mattimer.coach.starter_plan import Program
from mattimer.content.loader import ContentError, load_content, load_or_none
from tests.coach.factories import AREAS, GUIDE, PROGRAM, WORDS

NEEDED = ("plan.toml", "coach.toml", "screening.toml")


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GUIDE, tmp_path / "guide"))


def test_the_shipped_content_has_no_trouble() -> None:
    found = load_content(GUIDE)
    assert found.troubles == ()
    assert (found.areas, found.content.program, found.content.words) == (AREAS, PROGRAM, WORDS)
    assert found.screening is not None
    assert len(found.screening.questions) == 9


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("text", [None, "title = [", "title = 3\n"])
def test_each_file_fails_by_itself_and_in_one_sentence(
    guide: Path, name: str, text: str | None
) -> None:
    (guide / name).unlink()
    if text is not None:
        (guide / name).write_text(text, encoding="utf-8")
    found = load_content(guide)
    (sentence,) = found.troubles
    assert sentence.startswith(name)
    assert sentence.endswith(".")
    assert (found.content.program is None) is (name == "plan.toml")
    assert (found.screening is None) is (name == "screening.toml")
    assert (found.content.words == plain_words()) is (name == "coach.toml")


def test_all_of_them_at_once_are_three_sentences(guide: Path) -> None:
    for name in NEEDED:
        (guide / name).unlink()
    assert len(load_content(guide).troubles) == 3


def test_without_areas_there_is_no_app(guide: Path) -> None:
    (guide / "areas.toml").unlink()
    with pytest.raises(ContentError, match=r"areas\.toml"):
        load_content(guide)


def test_what_is_sound_adds_no_trouble(guide: Path) -> None:
    troubles: list[str] = []
    assert load_or_none(guide, Program, troubles) == PROGRAM
    assert troubles == []


def test_an_area_that_is_not_there_leaves_no_screening(guide: Path) -> None:
    """A misspelt name would bar nothing; without the questions no session is offered."""
    file = guide / "screening.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"calves"', '"calfs"'), encoding="utf-8")
    found = load_content(guide)
    assert found.screening is None
    assert found.troubles == (
        "screening.toml, question less-feeling, bars: no area is called calfs.",
    )

"""The guide in the app: every text opens, is found, and is read with the keyboard."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea

from mattimer.presenters.guide import Library
from mattimer.ui.pages.guide.guide import GuidePage
from mattimer.ui.pages.guide.guide_blocks import words_of
from mattimer.ui.pages.guide.guide_entry import GuideEntry
from tests.presenters.house import House, house_in
from tests.presenters.knowing import answer, change_content, focus, spoken_words
from tests.ui.making import RESOURCES, areas, lines, press
from tests.ui.pages.making import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TOPICS = ("feelings", "stopping", "evidence", "questions", "evenings", "recovery", "mat")
CTRL = Qt.KeyboardModifier.ControlModifier


def library() -> Library:
    return Library(RESOURCES / "guide", areas(), lines())


def entries() -> dict[str, GuideEntry]:
    return {entry.key: entry for entry in library().entries()}


def page_of(house: House) -> GuidePage:
    """The page, brought up."""
    house.go_to("guide")
    return find(house.window, GuidePage, "guide_page")


def reading(house: House) -> str:
    """What stands in the text that is open."""
    text = find(house.window, QScrollArea, "guide_detail").widget()
    assert text is not None
    assert text.isVisible()
    return spoken_words(text)


def listed(house: House) -> list[str]:
    """The keys of the lines that can be seen."""
    return [key for key in (*areas(), *TOPICS) if house.find(f"guide_{key}").isVisible()]


def look_for(house: House, words: str) -> list[str]:
    field = find(house.window, QLineEdit, "guide_search")
    field.clear()
    QTest.keyClicks(field, words)
    return listed(house)


# The texts -------------------------------------------------------------------------------------


def test_areas_come_first_and_then_what_is_good_to_know() -> None:
    assert list(entries()) == [*areas(), *TOPICS]
    assert library().troubles == ()


@pytest.mark.parametrize("area", list(areas()))
def test_an_area_says_its_figures_and_how_to_lie(area: str) -> None:
    entry, known = entries()[area], areas()[area]
    text = " ".join(map(words_of, entry.blocks))
    assert entry.intro == known.intro
    assert f"For beginners {known.beginner} min" in text
    assert f"Later {known.usual} min" in text
    assert f"Start with {known.layers[known.layer]}" in text
    assert f"Caution {known.caution.capitalize()}" in text
    for sentence in (*known.steps, *known.do, *known.dont, known.go_easier, known.caution_note):
        assert sentence in text
    assert "Sting" in text
    assert entry.action == f"Use {known.name.lower()} today"


def test_negative_results_stand_among_the_others() -> None:
    text = " ".join(map(words_of, entries()["evidence"].blocks))
    for source in ("n=", "doi 10.1155/2012/753583", "NCT02487368", "Kisker", "PMID 21208128"):
        assert source in text or source == "n="
    assert "starter dose" in text


def test_stopping_says_what_to_do_for_every_reason() -> None:
    text = " ".join(map(words_of, entries()["stopping"].blocks))
    for stop in lines().stops:
        if stop.now:
            assert stop.name in text
            assert stop.now in text


def test_no_text_promises_anything_medical() -> None:
    for entry in entries().values():
        text = " ".join((entry.intro, *map(words_of, entry.blocks))).lower()
        words = {word.strip(".,:;?!()") for word in text.split()}
        assert not words & {"heal", "heals", "cure", "cures", "detox", "therapy", "release"}
        assert "!" not in text


# The page --------------------------------------------------------------------------------------


def test_it_opens_at_the_area_of_today(house: House) -> None:
    house.press("area_feet")
    assert page_of(house).entry.key == "feet"


def test_every_text_opens_by_a_click_with_all_its_words(house: House) -> None:
    page = page_of(house)
    for key, entry in entries().items():
        house.press(f"guide_{key}")
        assert page.entry.key == key
        said = reading(house).replace("\u200b", "")
        assert entry.title in said
        assert entry.intro in said
        for block in entry.blocks:
            for word in words_of(block).split():
                assert word in said, (key, word)


def test_the_figure_is_there_for_areas_only(house: House) -> None:
    page = page_of(house)
    for key in entries():
        house.press(f"guide_{key}")
        assert page._figure.isVisible() is (key in areas())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("friendliest", ["upper-back"]),
        ("shoulder blades", ["upper-back"]),
        ("NERVE-LIKE", ["neck-shoulders"]),
        ("grumble", ["calves"]),
        ("melzack", ["evidence"]),
        ("starter dose", ["evidence"]),
        ("Pregnancy", ["questions"]),
        ("both count as sense", ["stopping"]),
        ("dark room", ["evenings"]),
        ("coconut", ["mat"]),
        ("umbrella", []),
    ],
)
def test_the_search_finds_words_wherever_they_stand(
    house: House, words: str, found: list[str]
) -> None:
    page = page_of(house)
    assert look_for(house, words) == found
    assert ("Nothing about that." in house.words()) is (not found)
    if found:
        assert page.entry.key == found[0]


@pytest.mark.parametrize("key", ["recovery", "mat", "feelings"])
def test_every_word_of_a_step_or_a_reminder_is_found_too(house: House, key: str) -> None:
    words = {"recovery": "glass of water", "mat": "shake it out", "feelings": "afterglow"}
    page_of(house)
    assert key in look_for(house, words[key])


def test_an_empty_search_shows_everything_again(house: House) -> None:
    page_of(house)
    assert look_for(house, "melzack") == ["evidence"]
    find(house.window, QLineEdit, "guide_search").clear()
    assert listed(house) == [*areas(), *TOPICS]


# The keyboard ----------------------------------------------------------------------------------


def test_ctrl_f_leads_to_the_search_from_anywhere(house: House) -> None:
    press(house.window, Qt.Key.Key_F, CTRL)
    house.settle()
    assert house.page() == "guide"
    assert focus() == "guide_search"
    QTest.keyClicks(house.find("guide_search"), "melzack")
    assert listed(house) == ["evidence"]


def test_f1_opens_the_guide_at_its_list(house: House) -> None:
    press(house.window, Qt.Key.Key_F1)
    assert house.page() == "guide"
    assert focus() == "guide_upper-back"


def test_arrows_walk_the_list_and_the_text_follows(house: House) -> None:
    page = page_of(house)
    page.open("neck-shoulders")
    page.arrive()
    walked = [page.entry.key]
    for _ in range(len(entries()) - 1):
        press(house.window, Qt.Key.Key_Down)
        walked.append(page.entry.key)
        assert entries()[page.entry.key].title in reading(house)
    assert walked == list(entries())
    press(house.window, Qt.Key.Key_Up)
    assert page.entry.key == walked[-2]


def test_tab_leads_from_the_list_into_the_text_and_keys_scroll_it(house: House) -> None:
    page = page_of(house)
    page.open("evidence")
    page.arrive()
    QApplication.processEvents()
    for _ in range(3):
        if focus() == "guide_detail":
            break
        press(house.window, Qt.Key.Key_Tab)
    assert focus() == "guide_detail"
    bar = find(house.window, QScrollArea, "guide_detail").verticalScrollBar()
    assert bar.maximum() > 0
    press(house.window, Qt.Key.Key_PageDown)
    assert bar.value() > 0


def test_another_text_begins_at_its_top(house: House) -> None:
    page = page_of(house)
    page.open("evidence")
    QApplication.processEvents()
    bar = find(house.window, QScrollArea, "guide_detail").verticalScrollBar()
    bar.setValue(bar.maximum())
    page.open("questions")
    QApplication.processEvents()
    assert bar.value() == 0


# What leads elsewhere --------------------------------------------------------------------------


@pytest.mark.parametrize("area", list(areas()))
def test_an_area_can_be_used_today(house: House, area: str) -> None:
    page_of(house).open(area)
    house.press(f"guide_action_{area}")
    assert house.page() == "today"
    assert house.today.area.id == area


def test_set_a_time_leads_to_the_setting(house: House) -> None:
    page_of(house).open("evenings")
    house.press("guide_action_evenings")
    house.settle()
    assert house.page() == "settings"
    assert focus() == "setting_bedtime"


def test_a_barred_area_on_today_opens_its_text(house: House) -> None:
    house.app._ask_questions()
    answer(house, "skin", skin=("glutes",))
    house.press("area_glutes")
    assert house.page() == "guide"
    assert page_of(house).entry.key == "glutes"


def test_a_barred_area_is_not_used_by_way_of_the_guide(house: House) -> None:
    house.app._ask_questions()
    answer(house, "skin", skin=("glutes",))
    page_of(house).open("glutes")
    house.press("guide_action_glutes")
    assert house.page() == "today"
    assert house.today.area.id != "glutes"


# Content that cannot be used -------------------------------------------------------------------

FILES = {
    "feelings.toml": "feelings",
    "stopping.toml": "stopping",
    "evidence.toml": "evidence",
    "questions.toml": "questions",
    "evenings.toml": "evenings",
    "recovery.toml": "recovery",
    "mat.toml": "mat",
}


@pytest.mark.parametrize("name", [*FILES, "choosing.toml"])
@pytest.mark.parametrize("text", [None, "title = ["], ids=["missing", "broken"])
def test_a_file_that_cannot_be_used_leaves_out_one_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str | None
) -> None:
    change_content(tmp_path, monkeypatch, {name: text})
    made = Library(tmp_path / "resources" / "guide", areas(), lines())
    left = [key for key in (*areas(), *TOPICS) if key != FILES.get(name)]
    assert [entry.key for entry in made.entries()] == left
    (sentence,) = made.troubles
    assert sentence.startswith(f"{name}: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.fixture
def torn(
    qapp: QApplication,
    qtbot: "QtBot",  # noqa: ARG001 - starts Qt
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[House]:
    """A guide without its evidence, its recovery and its mat."""
    gone = dict.fromkeys(("evidence.toml", "recovery.toml", "mat.toml"))
    change_content(tmp_path, monkeypatch, gone)
    qapp.setStyle("fusion")
    with house_in(qapp, tmp_path) as made:
        yield made


def test_the_app_goes_on_with_the_rest_and_says_what_is_missing(torn: House) -> None:
    page = page_of(torn)
    for key in ("questions", "evenings", "feelings"):
        torn.press(f"guide_{key}")
        assert page.entry.key == key
    assert torn.window.findChild(QLineEdit, "mat_name") is None
    torn.go_to("today")
    torn.app._say_what_is_due()
    for name in ("evidence.toml", "recovery.toml", "mat.toml"):
        assert f"{name}: the file cannot be read." in torn.text("today_notice")
    assert torn.today.advice.may_start

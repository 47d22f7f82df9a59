"""The guide in the app: every text opens, is found, and is read with the keyboard."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea

from mattimer.presentation.guide_entries import GuideLibrary
from mattimer.ui.body.body_figure import BodyFigure
from mattimer.ui.pages.guide.guide import GuidePage
from mattimer.ui.pages.guide.guide_blocks import words_of
from mattimer.ui.pages.guide.guide_entry import GuideEntry
from tests.presenters.app_under_test import AppUnderTest, app_under_test
from tests.presenters.scenarios import answer, change_content, focus, spoken_words
from tests.ui.factories import RESOURCES, areas, lines, press
from tests.ui.pages.find_widgets import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TOPICS = ("feelings", "stopping", "evidence", "questions", "evenings", "recovery", "mat")
CTRL = Qt.KeyboardModifier.ControlModifier


def library() -> GuideLibrary:
    return GuideLibrary(RESOURCES / "guide", areas(), lines())


def entries() -> dict[str, GuideEntry]:
    return {entry.key: entry for entry in library().entries()}


def page_of(app: AppUnderTest) -> GuidePage:
    """The page, brought up."""
    app.go_to("guide")
    return find(app.window, GuidePage, "guide_page")


def reading(app: AppUnderTest) -> str:
    """What stands in the text that is open."""
    text = find(app.window, QScrollArea, "guide_detail").widget()
    assert text is not None
    assert text.isVisible()
    return spoken_words(text)


def listed(app: AppUnderTest) -> list[str]:
    """The keys of the lines that can be seen."""
    return [key for key in (*areas(), *TOPICS) if app.find(f"guide_{key}").isVisible()]


def look_for(app: AppUnderTest, words: str) -> list[str]:
    field = find(app.window, QLineEdit, "guide_search")
    field.clear()
    QTest.keyClicks(field, words)
    return listed(app)


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
    for source in ("doi 10.1155/2012/753583", "NCT02487368", "Kisker", "PMID 21208128"):
        assert source in text
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


def test_it_opens_at_the_area_of_today(app: AppUnderTest) -> None:
    app.press("area_feet")
    assert page_of(app).entry.key == "feet"


def test_every_text_opens_by_a_click_with_all_its_words(app: AppUnderTest) -> None:
    page = page_of(app)
    for key, entry in entries().items():
        app.press(f"guide_{key}")
        assert page.entry.key == key
        said = reading(app).replace("\u200b", "")
        assert entry.title in said
        assert entry.intro in said
        for block in entry.blocks:
            for word in words_of(block).split():
                assert word in said, (key, word)


def test_the_figure_is_there_for_areas_only(app: AppUnderTest) -> None:
    page = page_of(app)
    for key in entries():
        app.press(f"guide_{key}")
        assert find(page, BodyFigure, "guide_figure").isVisible() is (key in areas())


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
    app: AppUnderTest, words: str, found: list[str]
) -> None:
    page = page_of(app)
    assert look_for(app, words) == found
    assert ("Nothing about that." in app.words()) is (not found)
    if found:
        assert page.entry.key == found[0]


@pytest.mark.parametrize("key", ["recovery", "mat", "feelings"])
def test_every_word_of_a_step_or_a_reminder_is_found_too(app: AppUnderTest, key: str) -> None:
    words = {"recovery": "glass of water", "mat": "shake it out", "feelings": "afterglow"}
    page_of(app)
    assert key in look_for(app, words[key])


def test_an_empty_search_shows_everything_again(app: AppUnderTest) -> None:
    page_of(app)
    assert look_for(app, "melzack") == ["evidence"]
    find(app.window, QLineEdit, "guide_search").clear()
    assert listed(app) == [*areas(), *TOPICS]


# The keyboard ----------------------------------------------------------------------------------


def test_ctrl_f_leads_to_the_search_from_anywhere(app: AppUnderTest) -> None:
    press(app.window, Qt.Key.Key_F, CTRL)
    app.settle()
    assert app.page() == "guide"
    assert focus() == "guide_search"
    QTest.keyClicks(app.find("guide_search"), "melzack")
    assert listed(app) == ["evidence"]


def test_f1_opens_the_guide_at_its_list(app: AppUnderTest) -> None:
    press(app.window, Qt.Key.Key_F1)
    assert app.page() == "guide"
    assert focus() == "guide_upper-back"


def test_arrows_walk_the_list_and_the_text_follows(app: AppUnderTest) -> None:
    page = page_of(app)
    page.open("neck-shoulders")
    page.arrive()
    walked = [page.entry.key]
    for _ in range(len(entries()) - 1):
        press(app.window, Qt.Key.Key_Down)
        walked.append(page.entry.key)
        assert entries()[page.entry.key].title in reading(app)
    assert walked == list(entries())
    press(app.window, Qt.Key.Key_Up)
    assert page.entry.key == walked[-2]


def test_tab_leads_from_the_list_into_the_text_and_keys_scroll_it(app: AppUnderTest) -> None:
    page = page_of(app)
    page.open("evidence")
    page.arrive()
    QApplication.processEvents()
    for _ in range(3):
        if focus() == "guide_detail":
            break
        press(app.window, Qt.Key.Key_Tab)
    assert focus() == "guide_detail"
    bar = find(app.window, QScrollArea, "guide_detail").verticalScrollBar()
    assert bar.maximum() > 0
    press(app.window, Qt.Key.Key_PageDown)
    assert bar.value() > 0


def test_another_text_begins_at_its_top(app: AppUnderTest) -> None:
    page = page_of(app)
    page.open("evidence")
    QApplication.processEvents()
    bar = find(app.window, QScrollArea, "guide_detail").verticalScrollBar()
    bar.setValue(bar.maximum())
    page.open("questions")
    QApplication.processEvents()
    assert bar.value() == 0


# What leads elsewhere --------------------------------------------------------------------------


@pytest.mark.parametrize("area", list(areas()))
def test_an_area_can_be_used_today(app: AppUnderTest, area: str) -> None:
    page_of(app).open(area)
    app.press(f"guide_action_{area}")
    assert app.page() == "today"
    assert app.today.area.id == area


def test_set_a_time_leads_to_the_setting(app: AppUnderTest) -> None:
    page_of(app).open("evenings")
    app.press("guide_action_evenings")
    app.settle()
    assert app.page() == "settings"
    assert focus() == "setting_bedtime"


def test_a_barred_area_on_today_opens_its_text(app: AppUnderTest) -> None:
    app.root.ask_questions()
    answer(app, "skin", skin=("glutes",))
    app.press("area_glutes")
    assert app.page() == "guide"
    assert page_of(app).entry.key == "glutes"


def test_a_barred_area_is_not_used_by_way_of_the_guide(app: AppUnderTest) -> None:
    app.root.ask_questions()
    answer(app, "skin", skin=("glutes",))
    page_of(app).open("glutes")
    app.press("guide_action_glutes")
    assert app.page() == "today"
    assert app.today.area.id != "glutes"


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
    made = GuideLibrary(tmp_path / "resources" / "guide", areas(), lines())
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
) -> Iterator[AppUnderTest]:
    """A guide without its evidence, its recovery and its mat."""
    gone = dict.fromkeys(("evidence.toml", "recovery.toml", "mat.toml"))
    change_content(tmp_path, monkeypatch, gone)
    qapp.setStyle("fusion")
    with app_under_test(qapp, tmp_path) as made:
        yield made


def test_the_app_goes_on_with_the_rest_and_says_what_is_missing(torn: AppUnderTest) -> None:
    page = page_of(torn)
    for key in ("questions", "evenings", "feelings"):
        torn.press(f"guide_{key}")
        assert page.entry.key == key
    assert torn.window.findChild(QLineEdit, "mat_name") is None
    torn.go_to("today")
    torn.root.say_what_is_due()
    for name in ("evidence.toml", "recovery.toml", "mat.toml"):
        assert f"{name}: the file cannot be read." in torn.text("today_notice")
    assert torn.today.advice.may_start

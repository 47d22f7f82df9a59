"""The first frame, whatever the guide's files look like."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from mattimer.content.loader import ContentError
from mattimer.desktop.exit_status import REFUSED
from mattimer.services.start_request import StartRefused, StartRequest
from mattimer.session.reasons import StopReason
from mattimer.ui.body.body_shape import FigureError
from tests.presenters.app_under_test import AppUnderTest, app_under_test
from tests.presenters.scenarios import answer, barred, change_content, ended, offer
from tests.ui.factories import RESOURCES

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qtbot"),
]
NEEDED = ("screening.toml", "session.toml", "plan.toml", "coach.toml")


@contextmanager
def app_with(
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    files: dict[str, str | None],
    *,
    screened: bool = True,
) -> Iterator[AppUnderTest]:
    """A start with some of the guide's files gone or broken."""
    change_content(tmp_path, monkeypatch, files)
    qapp.setStyle("fusion")
    with app_under_test(qapp, tmp_path, screened=screened) as made:
        made.root.remind()
        yield made


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("text", [None, "title = ["], ids=["missing", "broken"])
def test_it_starts_and_says_which_file_cannot_be_used(
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    text: str | None,
) -> None:
    with app_with(qapp, tmp_path, monkeypatch, {name: text}) as app:
        assert app.page() == "today"
        assert app.text("today_notice").startswith(f"{name}: ")
        assert app.today.advice.may_start is (name != "screening.toml")


@pytest.mark.parametrize("screened", [True, False])
def test_without_the_questions_no_session_is_offered(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, screened: bool
) -> None:
    gone: dict[str, str | None] = {"screening.toml": None}
    with app_with(qapp, tmp_path, monkeypatch, gone, screened=screened) as app:
        assert app.page() == "today"
        assert offer(app)[::2] == ("Not today.", "")
        assert app.text("today_notice") == "screening.toml: the file cannot be read."
        with pytest.raises(StartRefused) as caught:
            app.root.starter.ask(StartRequest())
        assert caught.value.status == REFUSED
        app.go_to("settings")
        app.press("setting_safety")
        assert app.page() == "settings"


def test_without_the_plan_sessions_go_on_and_the_page_says_so(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app_with(qapp, tmp_path, monkeypatch, {"plan.toml": "title = ["}) as app:
        assert offer(app)[2].startswith("Start, upper back, ")
        app.go_to("plan")
        assert "Not now" in app.words()
        assert any(word.startswith("plan.toml: ") for word in app.words())
        assert not app.find("plan_start").isVisible()


def test_without_the_coachs_words_the_coach_still_speaks(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app_with(qapp, tmp_path, monkeypatch, {"coach.toml": None}) as app:
        assert app.text("today_lead") == "Thin shirt. As the guide suggests."
        assert offer(app)[2] == "Start, upper back, 3 minutes"


def test_without_the_coachs_words_a_bruise_still_rests_its_area(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app_with(qapp, tmp_path, monkeypatch, {"coach.toml": None}) as app:
        app.remember(ended(app, 1, 3, days_ago=2, reason=StopReason.BRUISING))
        app.read_again()
        app.root.ask_questions()
        answer(app)
        assert barred(app) == {"upper-back": "left out"}
        app.press("area_upper-back")
        assert app.today.area.id != "upper-back"
        with pytest.raises(StartRefused, match=r"Upper back: left out\."):
            app.root.starter.ask(StartRequest(area="upper-back"))
        app.go_to("today")
        app.today.ask_whether_healed()
        assert app.text("today_notice") == "Upper back: has the bruise gone?"


def test_without_the_sessions_lines_one_can_still_lie_down(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app_with(qapp, tmp_path, monkeypatch, {"session.toml": None}) as app:
        app.press("start")
        app.press("lie_down")
        app.settle()
        assert app.page() == "session"
        app.lie(60)
        app.lie(1800)
        assert app.page() == "after"


def test_several_broken_files_are_all_named(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app_with(qapp, tmp_path, monkeypatch, dict.fromkeys(NEEDED)) as app:
        for name in NEEDED:
            assert f"{name}: the file cannot be read." in app.text("today_notice")
        assert not app.today.advice.may_start


def test_without_areas_it_says_so_and_does_not_start(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_content(tmp_path, monkeypatch, {"areas.toml": None})
    with pytest.raises(ContentError, match=r"areas\.toml"), app_under_test(qapp, tmp_path):
        pass


def test_an_area_without_a_region_in_the_figure_is_refused(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (RESOURCES / "guide" / "areas.toml").read_text(encoding="utf-8")
    change_content(tmp_path, monkeypatch, {"areas.toml": text.replace('"calves"', '"shins"')})
    said = r"^areas\.toml, area shins: body-back\.svg has no path of this id\.$"
    with pytest.raises(FigureError, match=said), app_under_test(qapp, tmp_path):
        pass


def test_a_renamed_area_needs_no_code(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (RESOURCES / "guide" / "areas.toml").read_text(encoding="utf-8")
    renamed = text.replace('name = "Calves"', 'name = "Lower legs"')
    assert renamed != text
    with app_with(qapp, tmp_path, monkeypatch, {"areas.toml": renamed}) as app:
        assert app.find("area_calves").accessibleName().startswith("Lower legs, ")
        app.go_to("guide")
        label = app.find("guide_calves")
        assert isinstance(label, QWidget)
        assert label.accessibleName() == "Lower legs"

"""Prepare: how to lie, what lies between, how tight; then lie down."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from mattimer.session.session_plan import Layer
from mattimer.ui.pages.prepare.preflight_line import Preflight
from mattimer.ui.pages.prepare.prepare import FIGURE_FROM, LayerOption, Preparation, PreparePage
from mattimer.ui.theme.theme import Theme
from tests.ui.cut_text import settle
from tests.ui.factories import areas, click, make_theme, press, seen, shape, shown
from tests.ui.pages.find_widgets import button, find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.any_font


NAMES = {Layer.TOWEL: "Towel", Layer.SHIRT: "Thin shirt", Layer.BARE: "Bare skin"}


READY = Preflight("Sound and screen are ready", test="Test bell")
MUTED = Preflight("Sound is muted.", "muted", "Unmute", "Fine")
DEVICE = Preflight(
    "No sound device. The timer runs on without tones.", "device", "Look again", "Fine"
)
VOICE, CIRCLE = (
    "Then the voice takes over. Eyes shut is fine.",
    "Then follow the circle, or just breathe. Eyes shut is fine.",
)


def preparation(area: str = "upper-back", layer: Layer = Layer.SHIRT) -> Preparation:
    return Preparation(
        area=area,
        title="Upper back, 10 minutes",
        steps=areas()[area].steps,
        rather_not=" ".join(areas()[area].dont),
        figures="2 min today, 10 at most. Caution low.",
        layers=tuple(LayerOption(one, NAMES[one], "like last time") for one in Layer),
        layer=layer,
        lead_in="20 seconds to get comfortable.",
    )


@pytest.fixture
def page(theme: Theme, qtbot: "QtBot") -> PreparePage:
    made = PreparePage(theme, shape(), list(areas()))
    qtbot.addWidget(made)
    made.show_preparation(preparation())
    shown(made, 1016, 760)
    made.arrive()
    return made


def heard(page: PreparePage) -> list[str]:
    said: list[str] = []
    page.lie_down_wanted.connect(lambda: said.append("lie down"))
    page.back_wanted.connect(lambda: said.append("back"))
    page.mend_wanted.connect(lambda key: said.append(f"mend {key}"))
    page.dismissed.connect(lambda key: said.append(f"fine {key}"))
    page.test_wanted.connect(lambda: said.append("test"))
    page.shown.connect(lambda: said.append("shown"))
    page.left.connect(lambda: said.append("left"))
    return said


@pytest.fixture
def room(qtbot: "QtBot") -> QWidget:
    """A window that has the page in any size, whatever it would rather have."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def fitted(room: QWidget, size: tuple[int, int], *, compact: bool, area: str) -> PreparePage:
    """The page in a size of the window, less the rail."""
    page = PreparePage(make_theme(), shape(), list(areas()))
    page.setParent(room)
    page.set_compact(compact=compact)
    page.show_preparation(preparation(area))
    page.resize(*size)
    shown(room, *size)
    return page


def readable(page: PreparePage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_it_shows_title_steps_and_layers(page: PreparePage) -> None:
    texts = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert find(page, QLabel, "prepare_title").text() == "Upper back, 10 minutes"
    assert set(areas()["upper-back"].steps) <= set(texts)
    assert "20 seconds to get comfortable." in texts
    assert [button(page, f"layer_{layer}").text() for layer in Layer] == list(NAMES.values())
    seen(page)


def test_the_layer_comes_prefilled_and_nothing_else(page: PreparePage) -> None:
    assert page.layer is Layer.SHIRT
    assert page.tightness is None


def test_focus_is_on_lie_down_so_that_enter_is_enough(page: PreparePage) -> None:
    assert button(page, "lie_down").hasFocus()
    said = heard(page)
    press(page, Qt.Key.Key_Return)
    assert said == ["lie down"]


def test_a_click_lies_down(page: PreparePage) -> None:
    said = heard(page)
    click(button(page, "lie_down"))
    assert said == ["lie down"]


@pytest.mark.parametrize("name", ["layer_towel", "tightness_before_4"])
def test_enter_lies_down_from_a_choice_too(page: PreparePage, name: str) -> None:
    said = heard(page)
    button(page, name).setFocus()
    press(page, Qt.Key.Key_Enter)
    assert said == ["lie down"]


def test_digits_rate_wherever_the_focus_is(page: PreparePage) -> None:
    press(page, Qt.Key.Key_7)
    assert page.tightness == 7
    press(page, Qt.Key.Key_0)
    assert page.tightness == 10
    press(page, Qt.Key.Key_Backspace)
    assert page.tightness is None


def test_escape_and_back_lead_back(page: PreparePage) -> None:
    said = heard(page)
    press(page, Qt.Key.Key_Escape)
    click(button(page, "back"))
    assert said == ["back", "back"]


def test_enter_on_back_goes_back(page: PreparePage) -> None:
    said = heard(page)
    button(page, "back").setFocus()
    press(page, Qt.Key.Key_Return)
    assert said == ["back"]


def test_other_keys_do_nothing(page: PreparePage) -> None:
    said = heard(page)
    press(page, Qt.Key.Key_X)
    assert said == []


def test_another_layer_can_be_chosen(page: PreparePage) -> None:
    click(button(page, "layer_bare"))
    assert page.layer is Layer.BARE


def test_the_next_preparation_begins_unrated(page: PreparePage) -> None:
    press(page, Qt.Key.Key_7)
    page.show_preparation(preparation("feet", Layer.TOWEL))
    assert page.tightness is None
    assert page.layer is Layer.TOWEL


def test_lie_down_is_described_by_the_sentence(page: PreparePage) -> None:
    assert button(page, "lie_down").accessibleDescription() == "Upper back, 10 minutes"


def test_compact_leaves_the_figure_out(page: PreparePage) -> None:
    assert find(page, QWidget, "body_figure").isVisible()
    page.set_compact(compact=True)
    assert not find(page, QWidget, "body_figure").isVisible()
    page.set_compact(compact=False)
    assert find(page, QWidget, "body_figure").isVisible()


def test_it_says_when_it_comes_and_goes(theme: Theme, qtbot: "QtBot") -> None:
    page = PreparePage(theme, shape(), list(areas()))
    qtbot.addWidget(page)
    said = heard(page)
    shown(page, 1016, 760)
    page.hide()
    page.show()
    assert said == ["shown", "left", "shown"]


class FromOutside:
    """An event that the window system sent, as when a window is minimised."""

    def spontaneous(self) -> bool:
        return True


def test_a_minimised_window_has_not_left(
    page: PreparePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = heard(page)
    monkeypatch.setattr(QHideEvent, "spontaneous", FromOutside.spontaneous)
    monkeypatch.setattr(QShowEvent, "spontaneous", FromOutside.spontaneous)
    page.hideEvent(QHideEvent())
    page.showEvent(QShowEvent())
    assert said == []


def test_what_the_preflight_asks_is_passed_on(page: PreparePage) -> None:
    said = heard(page)
    page.show_preflight(MUTED)
    click(button(page, "preflight_mend"))
    click(button(page, "preflight_dismiss"))
    page.show_preflight(READY)
    click(button(page, "preflight_test"))
    assert said == ["mend muted", "fine muted", "test"]


def test_enter_lies_down_with_the_focus_where_it_was(page: PreparePage) -> None:
    said = heard(page)
    page.show_preflight(None)
    page.show_preflight(MUTED)
    press(page, Qt.Key.Key_Return)
    assert said == ["lie down"]


def test_the_preflight_comes_last_by_keyboard(page: PreparePage) -> None:
    page.show_preflight(MUTED)
    press(page, Qt.Key.Key_Tab)
    assert button(page, "preflight_mend").hasFocus()
    press(page, Qt.Key.Key_Tab)
    assert button(page, "preflight_dismiss").hasFocus()


def test_what_comes_next_is_the_voice_or_the_circle(page: PreparePage) -> None:
    assert CIRCLE in readable(page)
    page.show_voice(speaks=True)
    assert VOICE in readable(page)
    page.show_voice(speaks=False)
    assert VOICE not in readable(page)


def test_it_stands_under_the_figure(page: PreparePage) -> None:
    page.show_preflight(READY)
    QApplication.processEvents()
    line, figure = find(page, QWidget, "preflight"), find(page, QWidget, "body_figure")
    assert abs(line.geometry().center().x() - figure.geometry().center().x()) <= 1
    assert line.geometry().bottom() == button(page, "lie_down").geometry().bottom()
    assert CIRCLE in readable(page)


def test_the_figure_stands_still_whatever_is_found(page: PreparePage) -> None:
    figure = find(page, QWidget, "body_figure")
    places = []
    for preflight in (None, READY, MUTED, DEVICE):
        page.show_preflight(preflight)
        QApplication.processEvents()
        places.append((figure.geometry(), button(page, "layer_towel").geometry()))
    assert len(set(map(str, places))) == 1


@pytest.mark.parametrize("width", [FIGURE_FROM - 1, 876])
def test_where_the_figure_is_slim_it_stands_beside_lie_down(page: PreparePage, width: int) -> None:
    page.show_preflight(READY)
    page.resize(width, 760)
    QApplication.processEvents()
    line = find(page, QWidget, "preflight")
    assert line.x() > button(page, "lie_down").geometry().right()
    assert line.geometry().right() < find(page, QWidget, "body_figure").x()
    page.resize(FIGURE_FROM, 760)
    QApplication.processEvents()
    assert line.x() >= find(page, QWidget, "body_figure").x()


def test_compact_a_finding_takes_the_place_of_the_words(room: QWidget) -> None:
    page = fitted(room, (636, 560), compact=True, area="upper-back")
    page.show_preflight(READY)
    assert "20 seconds to get comfortable." in readable(page)
    assert READY.text in readable(page)
    page.show_preflight(DEVICE)
    assert DEVICE.text in readable(page)
    assert "20 seconds to get comfortable." not in readable(page)
    page.show_preflight(READY)
    assert "20 seconds to get comfortable." in readable(page)


@pytest.mark.parametrize("preflight", [None, READY, MUTED, DEVICE])
@pytest.mark.parametrize("area", list(areas()))
@pytest.mark.parametrize(
    ("size", "compact"),
    [((636, 560), True), ((876, 560), False), ((1016, 560), False), ((1016, 760), False)],
)
def test_no_text_is_cut_in_any_window(
    room: QWidget, preflight: Preflight | None, area: str, size: tuple[int, int], *, compact: bool
) -> None:
    page = fitted(room, size, compact=compact, area=area)
    page.show_preflight(preflight)
    settle()
    for label in page.findChildren(QLabel):
        if not label.isVisible():
            continue
        needed = label.heightForWidth(label.width()) if label.wordWrap() else 0
        assert label.height() >= (needed or label.sizeHint().height() - 2), label.text()
        place = label.rect().translated(label.mapTo(page, label.rect().topLeft()))
        assert page.rect().contains(place), label.text()
    lie_down = button(page, "lie_down").geometry()
    assert lie_down.bottom() < page.height() - 10
    assert lie_down.top() > page.scale.geometry().bottom()

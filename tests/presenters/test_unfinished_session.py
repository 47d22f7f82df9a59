"""A session that was cut off is offered, goes on, is kept or put away, and blocks nobody."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from mattimer.presenters.unfinished_session import UnfinishedSessionPresenter
from mattimer.services.start_request import StartRequest
from mattimer.services.unfinished_sessions import UnfinishedSessions
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.records import Outcome, SessionRecord
from mattimer.session.session_plan import Plan, Stage
from mattimer.ui.controls.button import Button
from mattimer.ui.pages.today.unfinished_card import UnfinishedCard
from tests.presenters.app_under_test import AppUnderTest, app_under_test
from tests.presenters.scenarios import faults
from tests.storage.factories import FINISHED
from tests.ui.pages.find_widgets import button

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def cut_off(app: AppUnderTest, minutes_ago: float, **changes: object) -> SessionRecord:
    """A ten-minute session that broke off in its fifth minute, so long ago."""
    ended = app.clock.utc - round(minutes_ago * MINUTE)
    record = replace(
        FINISHED,
        id=UUID(int=7),
        started_us=ended - 5 * MINUTE,
        ended_us=None,
        mat_us=4 * MINUTE + 36 * SECOND,
        outcome=Outcome.INTERRUPTED,
        tightness_after=None,
        noticed=(),
        note="",
        updated_us=ended,
    )
    return replace(record, **changes)  # type: ignore[arg-type]


class Evening:
    """The app in which a session may have been cut off before."""

    def __init__(self, app: AppUnderTest) -> None:
        self.app = app
        self.said = 0
        sessions = UnfinishedSessions(
            app.store, app.clock, app.runner, app.app_state, self._plan_like
        )
        self.flow = UnfinishedSessionPresenter(
            self._make_card, sessions, app.app_state, app.opening.context.tasks
        )
        self.flow.answered.connect(self._on_answered)

    def _on_answered(self) -> None:
        self.said += 1

    def _make_card(self) -> UnfinishedCard:
        card = UnfinishedCard(self.app.opening.context.theme)
        self.app.opening.today_page.put_above(card)
        return card

    def _plan_like(self, record: SessionRecord) -> Plan:
        area, app = self.app.app_state.areas[record.area], self.app.root
        return app.starter.plan(StartRequest(area=area.id, minutes=10, layer=record.layer))

    def look(self) -> None:
        self.flow.offer_newest()
        self.app.settle()

    @property
    def card(self) -> QWidget | None:
        """The card where it can be seen."""
        QApplication.processEvents()
        card: QWidget | None = self.app.window.findChild(QWidget, "unfinished")
        return card if card is not None and card.isVisible() else None

    @property
    def sentence(self) -> str:
        return self.app.text("unfinished_sentence")


@pytest.fixture
def evening(app: AppUnderTest) -> Evening:
    return Evening(app)


def test_without_one_nothing_is_said_nor_made(evening: Evening) -> None:
    evening.app.remember(FINISHED)
    evening.look()
    assert evening.card is None
    assert evening.app.window.findChild(QWidget, "unfinished") is None


def test_it_is_offered_with_what_is_left(evening: Evening) -> None:
    evening.app.remember(cut_off(evening.app, 3))
    evening.look()
    assert evening.sentence == "You left with 5:24 to go."
    assert evening.card is not None
    assert faults(evening.card) == []
    assert evening.app.find("unfinished_go_on").isVisible()


def test_tab_reaches_the_answers_before_start(evening: Evening) -> None:
    evening.app.remember(cut_off(evening.app, 3))
    evening.look()
    widget, order = evening.app.find("start"), list[str]()
    while len(order) < 3:
        before = widget.previousInFocusChain()
        assert before is not None
        widget = before
        if isinstance(widget, Button):
            order.append(widget.objectName())
    assert order == ["unfinished_discard", "unfinished_keep", "unfinished_go_on"]


def test_carrying_on_goes_on_in_the_same_row(evening: Evening) -> None:
    app = evening.app
    app.remember(cut_off(app, 3, tightness_before=7))
    evening.look()
    app.press("unfinished_go_on")
    assert app.page() == "session"
    assert app.session.running
    assert app.session.stage_at(app.clock.read()) is Stage.STILL
    app.lie(5 * 60 + 24)
    assert not app.session.active
    app.settle()
    (record,) = app.stored()
    assert record.outcome is Outcome.FINISHED
    assert (record.mat_us, record.away_us) == (10 * MINUTE, 3 * MINUTE)
    assert record.tightness_before == 7
    assert record.ended_us is not None
    evening.look()
    assert evening.card is None


def test_kept_it_stays_as_it_was_and_is_not_offered_again(evening: Evening) -> None:
    app = evening.app
    app.remember(before := cut_off(app, 3))
    evening.look()
    app.press("unfinished_keep")
    app.settle()
    assert evening.card is None
    assert evening.said == 1
    kept = replace(before, ended_us=before.updated_us, updated_us=app.clock.utc)
    assert app.stored() == [kept]
    evening.look()
    assert evening.card is None


def test_discarded_it_is_gone_from_the_history(evening: Evening) -> None:
    app = evening.app
    app.remember(cut_off(app, 3))
    evening.look()
    app.press("unfinished_discard")
    app.settle()
    assert app.stored() == []
    record = app.store.record(UUID(int=7)).result()
    assert record is not None
    assert record.deleted


def test_too_long_ago_it_can_only_be_kept_or_put_away(evening: Evening) -> None:
    evening.app.remember(cut_off(evening.app, 24 * 60))
    evening.look()
    assert evening.sentence == "Yesterday, 16:08: upper back broke off after four minutes."
    assert not evening.app.find("unfinished_go_on").isVisible()
    assert evening.app.find("unfinished_keep").isVisible()


def test_a_card_that_was_left_standing_offers_no_going_on_any_more(evening: Evening) -> None:
    app = evening.app
    app.remember(cut_off(app, 29))
    evening.look()
    app.clock.advance(120)
    app.press("unfinished_go_on")
    assert app.page() == "today"
    assert not app.find("unfinished_go_on").isVisible()
    assert "broke off" in evening.sentence


def test_several_are_asked_about_one_after_the_other(evening: Evening) -> None:
    app = evening.app
    app.remember(cut_off(app, 3), cut_off(app, 2000, id=UUID(int=8)))
    evening.look()
    app.press("unfinished_keep")
    app.settle()
    assert "broke off" in evening.sentence
    app.press("unfinished_discard")
    app.settle()
    assert evening.card is None
    assert [record.id.int for record in app.stored()] == [7]
    assert evening.said == 2


def test_it_blocks_no_other_session_and_is_there_again_afterwards(evening: Evening) -> None:
    app = evening.app
    app.remember(cut_off(app, 3))
    evening.look()
    app.today.begin()
    app.press("lie_down")
    assert app.page() == "session"
    evening.flow.go_on()
    evening.look()
    assert app.session.id != UUID(int=7)
    app.root.session_pages.go_home()
    assert evening.card is not None
    assert not app.find("unfinished_go_on").isVisible()


def test_the_session_that_runs_is_not_offered(evening: Evening) -> None:
    app = evening.app
    app.remember(cut_off(app, 3))
    evening.look()
    app.press("unfinished_go_on")
    app.settle()
    evening.look()
    app.root.session_pages.go_home()
    assert evening.card is None


def test_another_devices_is_not_offered(evening: Evening) -> None:
    evening.app.remember(cut_off(evening.app, 3, device="another"))
    evening.look()
    assert evening.card is None


@pytest.mark.parametrize("answers", [None, ("fever",)])
def test_what_the_safety_answers_forbid_does_not_go_on(
    qapp: QApplication,
    qtbot: "QtBot",  # noqa: ARG001
    tmp_path: Path,
    answers: tuple[str, ...] | None,
) -> None:
    def before(app: AppUnderTest) -> None:
        if answers is not None:
            app.store.accept_safety(answers, app.clock.read()).result()
        app.remember(cut_off(app, 3))

    with app_under_test(qapp, tmp_path, before=before, screened=False) as app:
        evening = Evening(app)
        evening.look()
        card = app.find("unfinished")
        assert isinstance(card, UnfinishedCard)
        assert button(card, "unfinished_go_on").isHidden()
        assert not button(card, "unfinished_keep").isHidden()


def test_an_area_that_is_no_more_can_still_be_answered(evening: Evening) -> None:
    evening.app.remember(cut_off(evening.app, 3, area="left-ear"))
    evening.look()
    assert "left-ear broke off" in evening.sentence
    evening.app.press("unfinished_keep")
    evening.app.settle()
    assert evening.card is None


def test_answers_without_a_question_do_nothing(evening: Evening) -> None:
    for answer in (evening.flow.keep, evening.flow.discard, evening.flow.go_on):
        answer()
    evening.app.settle()
    assert evening.said == 0
    assert evening.app.runner.session is None

"""The words of the history's rows, and older rows as one scrolls."""

import pytest
from PySide6.QtWidgets import QTableView

from mattimer.flow.history import PAGE
from mattimer.history.errors import DiskFull
from mattimer.history.journal import Journal
from mattimer.history.records import Outcome, SessionRecord
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.plan import Layer
from mattimer.session.reasons import StopReason
from mattimer.ui.pages.history import HistoryPage
from tests.flow.house import DAY, House
from tests.history.making import numbered
from tests.ui.pages.making import find


def table(house: House) -> QTableView:
    return find(house.window, QTableView, "sessions")


def show(house: House, *records: SessionRecord) -> list[list[str]]:
    """Store sessions and go to the list."""
    house.remember(*records)
    house.go_to("history")
    return house.rows()


def test_nothing_stored_says_so(house: House) -> None:
    house.go_to("history")
    assert house.text("history_title") == "Nothing yet, and nothing owed"


def test_a_finished_session_in_words(house: House) -> None:
    (row,) = show(house, house.past(10 * MINUTE))
    assert row == ["Today, 16:03", "Upper back", "10 min", "Thin shirt", "", "7", "4"]


@pytest.mark.parametrize(
    ("outcome", "reason", "said"),
    [
        (Outcome.FINISHED, None, ""),
        (Outcome.STOPPED, None, "Stopped"),
        (Outcome.STOPPED, StopReason.NUMBNESS, "Stopped, numbness"),
        (Outcome.STOPPED, StopReason.SHARP_PAIN, "Stopped, sharp, wrong pain"),
        (Outcome.STOPPED, StopReason.OTHER, "Stopped, no reason"),
        (Outcome.INTERRUPTED, None, "Interrupted"),
    ],
)
def test_each_outcome_has_its_word(
    house: House, outcome: Outcome, reason: StopReason | None, said: str
) -> None:
    (row,) = show(house, house.past(MINUTE, outcome=outcome, stop_reason=reason))
    assert row[4] == said


def test_every_reason_has_a_word(house: House) -> None:
    for number, reason in enumerate(StopReason, 1):
        record = numbered(number, outcome=Outcome.STOPPED, stop_reason=reason)
        house.journal.begin(record).result()
    assert all(row[4].startswith("Stopped, ") for row in show(house))


@pytest.mark.parametrize(
    ("mat_us", "said"),
    [
        (10 * MINUTE, "10 min"),
        (10 * MINUTE + SECOND - 1, "10 min"),
        (134 * SECOND, "2:14"),
        (30 * SECOND, "0:30"),
    ],
)
def test_a_length_is_whole_minutes_or_minutes_and_seconds(
    house: House, mat_us: int, said: str
) -> None:
    (row,) = show(house, house.past(MINUTE, mat_us=mat_us, planned_us=11 * MINUTE))
    assert row[2] == said


def test_an_area_that_is_gone_keeps_its_own_name(house: House) -> None:
    (row,) = show(house, house.past(MINUTE, area="elbow", layer=Layer.BARE))
    assert (row[1], row[3]) == ("elbow", "bare")


def test_a_layer_is_called_what_the_area_calls_it(house: House) -> None:
    (row,) = show(house, house.past(MINUTE, area="feet"))
    assert row[3] == "Socks"


def test_unrated_numbers_are_left_out(house: House) -> None:
    record = house.past(MINUTE, tightness_before=None, tightness_after=None)
    (row,) = show(house, record)
    assert row[5:] == ["", ""]


@pytest.mark.parametrize(
    ("us", "said"),
    [
        (DAY, "Yesterday, 16:13"),
        (2 * DAY, "Saturday, 16:13"),
        (7 * DAY, "14 September, 16:13"),
        (14 * 60 * MINUTE, "Yesterday, 02:13"),
    ],
)
def test_days_have_the_names_people_use(house: House, us: int, said: str) -> None:
    (row,) = show(house, house.past(us))
    assert row[0] == said


def test_newest_come_first_and_the_title_counts(house: House) -> None:
    rows = show(house, numbered(1, area="feet"), numbered(2, area="calves"))
    assert [row[1] for row in rows] == ["Calves", "Feet"]
    assert house.text("history_title") == "2 sessions"
    house.journal.delete(numbered(1).id, house.clock.utc).result()
    assert [row[1] for row in show(house)] == ["Calves"]
    assert house.text("history_title") == "One session"


def test_older_rows_come_as_one_scrolls(house: House) -> None:
    rows = show(house, *(numbered(number) for number in range(1, 2 * PAGE + 6)))
    assert len(rows) == PAGE
    for expected in (2 * PAGE, 2 * PAGE + 5, 2 * PAGE + 5):
        table(house).scrollToBottom()
        house.settle()
        assert len(house.rows()) == expected
    assert len({tuple(row[:1]) for row in house.rows()}) > 1


def test_a_full_page_and_nothing_more_asks_no_further(house: House) -> None:
    show(house, *(numbered(number) for number in range(1, 2 * PAGE + 1)))
    for _ in range(3):
        table(house).scrollToBottom()
        house.settle()
    assert len(house.rows()) == 2 * PAGE


def test_asking_for_more_of_nothing_is_harmless(house: House) -> None:
    house.go_to("history")
    find(house.window, HistoryPage, "history_page").more_wanted.emit()
    house.settle()
    assert house.rows() == []


def test_trouble_is_shown_as_its_sentence(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(journal: Journal, *_: object) -> None:
        raise DiskFull(journal._path)

    monkeypatch.setattr(Journal, "page", refuse)
    house.go_to("history")
    assert house.text("history_title") == "Not now"
    assert any(text.startswith("The disk is full") for text in house.words())


def test_trouble_on_the_way_down_is_told_and_can_be_tried_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(house, *(numbered(number) for number in range(1, PAGE + 6)))

    def refuse(journal: Journal, *_: object) -> None:
        raise DiskFull(journal._path)

    with monkeypatch.context() as broken:
        broken.setattr(Journal, "page", refuse)
        table(house).scrollToBottom()
        house.settle()
    assert house.today._page._notice.text().startswith("The disk is full")
    table(house).verticalScrollBar().setValue(0)
    table(house).scrollToBottom()
    house.settle()
    assert len(house.rows()) == PAGE + 5

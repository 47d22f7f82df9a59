"""The words of the history's rows, and older rows as one scrolls."""

from datetime import date

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QLabel, QTableView

from mattimer.presenters.history import PAGE
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome, SessionRecord
from mattimer.session.session_plan import Layer
from mattimer.storage.errors import DiskFull
from mattimer.storage.store import Store
from mattimer.ui.charts.figures_card import FiguresCard
from mattimer.ui.pages.history.history import HistoryPage
from mattimer.ui.wording import in_figures
from tests.presenters.app_under_test import DAY, AppUnderTest
from tests.storage.factories import numbered
from tests.ui.pages.find_widgets import find

NOISE = "One person's noise is about four points. "


def table(app: AppUnderTest) -> QTableView:
    return find(app.window, QTableView, "sessions")


def show(app: AppUnderTest, *records: SessionRecord) -> list[list[str]]:
    """Store sessions and go to the list of all of them."""
    app.remember(*records)
    look_back(app)
    app.press("all_sessions")
    app.settle()
    return app.rows()


def look_back(app: AppUnderTest) -> HistoryPage:
    """Go to the overview, and let all of it come."""
    app.go_to("history")
    for _ in range(3):
        QApplication.processEvents()
        app.settle()
    return find(app.window, HistoryPage, "history_page")


def test_nothing_stored_says_so(app: AppUnderTest) -> None:
    app.go_to("history")
    assert app.text("history_nothing_title") == "Nothing yet, and nothing owed"


def test_a_finished_session_in_words(app: AppUnderTest) -> None:
    (row,) = show(app, app.past(10 * MINUTE))
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
    app: AppUnderTest, outcome: Outcome, reason: StopReason | None, said: str
) -> None:
    (row,) = show(app, app.past(MINUTE, outcome=outcome, stop_reason=reason))
    assert row[4] == said


def test_every_reason_has_a_word(app: AppUnderTest) -> None:
    for number, reason in enumerate(StopReason, 1):
        record = numbered(number, outcome=Outcome.STOPPED, stop_reason=reason)
        app.store.begin(record).result()
    assert all(row[4].startswith("Stopped, ") for row in show(app))


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
    app: AppUnderTest, mat_us: int, said: str
) -> None:
    (row,) = show(app, app.past(MINUTE, mat_us=mat_us, planned_us=11 * MINUTE))
    assert row[2] == said


def test_an_area_that_is_gone_keeps_its_own_name(app: AppUnderTest) -> None:
    (row,) = show(app, app.past(MINUTE, area="elbow", layer=Layer.BARE))
    assert (row[1], row[3]) == ("elbow", "bare")


def test_a_layer_is_called_what_the_area_calls_it(app: AppUnderTest) -> None:
    (row,) = show(app, app.past(MINUTE, area="feet"))
    assert row[3] == "Socks"


def test_unrated_numbers_are_left_out(app: AppUnderTest) -> None:
    record = app.past(MINUTE, tightness_before=None, tightness_after=None)
    (row,) = show(app, record)
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
def test_days_have_the_names_people_use(app: AppUnderTest, us: int, said: str) -> None:
    (row,) = show(app, app.past(us))
    assert row[0] == said


def test_newest_come_first_and_the_title_counts(app: AppUnderTest) -> None:
    rows = show(app, numbered(1, area="feet"), numbered(2, area="calves"))
    assert [row[1] for row in rows] == ["Calves", "Feet"]
    assert app.text("sessions_title") == "2 sessions"
    app.store.delete(numbered(1).id, app.clock.utc).result()
    look_back(app)
    assert [row[1] for row in app.rows()] == ["Calves"]
    assert app.text("sessions_title") == "1 session"
    app.press("history_back")
    assert app.text("history_title") == "Too early to tell"
    assert app.find("all_sessions").accessibleName() == "The one session"


def test_older_rows_come_as_one_scrolls(app: AppUnderTest) -> None:
    rows = show(app, *(numbered(number) for number in range(1, 2 * PAGE + 6)))
    assert len(rows) == PAGE
    for expected in (2 * PAGE, 2 * PAGE + 5, 2 * PAGE + 5):
        table(app).scrollToBottom()
        app.settle()
        assert len(app.rows()) == expected
    assert len({tuple(row[:1]) for row in app.rows()}) > 1


def test_a_full_page_and_nothing_more_asks_no_further(app: AppUnderTest) -> None:
    show(app, *(numbered(number) for number in range(1, 2 * PAGE + 1)))
    for _ in range(3):
        table(app).scrollToBottom()
        app.settle()
    assert len(app.rows()) == 2 * PAGE


def test_asking_for_more_of_nothing_is_harmless(app: AppUnderTest) -> None:
    page = look_back(app)
    page.more_wanted.emit()
    app.settle()
    assert page.model.rowCount() == 0


def test_trouble_is_shown_as_its_sentence(
    app: AppUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DiskFull(app.paths.database)

    monkeypatch.setattr(Store, "page", refuse)
    app.go_to("history")
    assert app.text("history_nothing_title") == "Not now"
    assert any(text.startswith("The disk is full") for text in app.words())
    assert not app.find("go_today").isVisible()


def test_trouble_on_the_way_down_is_told_and_can_be_tried_again(
    app: AppUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(app, *(numbered(number) for number in range(1, PAGE + 6)))

    def refuse(*_: object) -> None:
        raise DiskFull(app.paths.database)

    with monkeypatch.context() as broken:
        broken.setattr(Store, "page", refuse)
        table(app).scrollToBottom()
        app.settle()
    assert find(app.window, QLabel, "today_notice").text().startswith("The disk is full")
    table(app).verticalScrollBar().setValue(0)
    table(app).scrollToBottom()
    app.settle()
    assert len(app.rows()) == PAGE + 5


# What they add up to ---------------------------------------------------------------------------


def rated(app: AppUnderTest, count: int, before: int, after: int, **changes: object) -> None:
    """Store so many sessions, one a day back from today."""
    for number in range(count):
        record = app.past(
            number * DAY + MINUTE,
            number + 100,
            tightness_before=before,
            tightness_after=after,
            **changes,
        )
        app.remember(record)


@pytest.mark.parametrize(
    ("count", "pair", "title", "line"),
    [
        (3, (7, 4), "Too early to tell", "Three of six rated sessions."),
        (6, (7, 5), "Usually two lower afterwards", NOISE + "So: pleasant, not proof."),
        (6, (7, 7), "About the same afterwards", NOISE + "So: no sign either way."),
        (6, (5, 6), "Usually a little higher afterwards", NOISE + "So: noted, not proof."),
        (
            6,
            (9, 4),
            "Usually five lower afterwards",
            "More than noise, over ten weeks. Still one person.",
        ),
    ],
)
def test_the_title_is_the_finding_and_the_line_keeps_it_honest(
    app: AppUnderTest, count: int, pair: tuple[int, int], title: str, line: str
) -> None:
    rated(app, count, *pair)
    look_back(app)
    assert app.text("history_title") == title
    assert app.text("history_line") == line


def test_unrated_sessions_say_so(app: AppUnderTest) -> None:
    app.remember(app.past(MINUTE, tightness_before=None))
    look_back(app)
    assert app.text("history_line") == "None of six rated sessions."


def test_three_figures(app: AppUnderTest) -> None:
    rated(app, 10, 7, 4)
    look_back(app)
    found = [app.text(f"history_count_{number}") for number in (1, 2, 3)]
    assert found == ["1 session this week", "10 in four weeks", "1 h 40 on the mat"]


def test_an_area_has_a_finding_of_its_own(app: AppUnderTest) -> None:
    rated(app, 6, 7, 5)
    app.remember(app.past(3 * MINUTE, area="feet"))
    page = look_back(app)
    page.area_chosen.emit("feet")
    assert app.text("history_title") == "Too early to tell"
    assert app.text("history_line") == "One of six rated sessions."
    page.area_chosen.emit("")
    assert app.text("history_title") == "Usually two lower afterwards"


def test_a_longer_look_back_finds_what_lies_further_back(app: AppUnderTest) -> None:
    for number in range(6):
        app.remember(app.past((100 + number) * DAY, number + 1))
    page = look_back(app)
    assert app.text("history_title") == "Too early to tell"
    page.span_chosen.emit("half-year")
    app.settle()
    assert app.text("history_title") == "Usually three lower afterwards"
    page.span_chosen.emit("all")
    app.settle()
    assert app.text("history_title") == "Usually three lower afterwards"
    assert "More than noise" not in app.text("history_line")


def test_each_chart_has_its_figures_in_a_table(app: AppUnderTest) -> None:
    rated(app, 8, 7, 5)
    stopped = app.past(
        2 * DAY, 50, outcome=Outcome.STOPPED, stop_reason=StopReason.NUMBNESS, mat_us=2 * MINUTE
    )
    app.remember(stopped)
    look_back(app)
    assert figures(app, "tightness") == [
        ["14 Sept 2026", "7", "5", "8"],
        ["21 Sept 2026", "7", "5", "1"],
    ]
    assert figures(app, "by_area") == [["Upper back", "7", "5", "9", "82"]]
    assert figures(app, "weeks")[-2:] == [
        ["14 Sept 2026", "8", "72"],
        ["21 Sept 2026", "1", "10"],
    ]
    assert figures(app, "day_parts")[2] == ["Afternoon, 14 to 18", "9"]
    assert figures(app, "changes") == [["3 lower", "1"], ["2 lower", "8"]]
    assert figures(app, "stops") == [["Numbness", "1"]]


def figures(app: AppUnderTest, name: str) -> list[list[str]]:
    model = find(app.window, FiguresCard, name).table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_month_says_what_each_day_had(app: AppUnderTest) -> None:
    rated(app, 3, 7, 4)
    page = look_back(app)
    assert app.text("month_title") == "September 2026"
    assert app.text("month_said").startswith("Monday 21 September: 16:12, upper back, 10 min")
    page.month_wanted.emit(date(2026, 8, 1))
    app.settle()
    assert app.text("month_title") == "August 2026"
    assert app.text("month_said") == "Saturday 1 August: no session"


def test_a_day_of_very_many_says_only_some(app: AppUnderTest) -> None:
    for number in range(12):
        app.remember(app.past(number * MINUTE + MINUTE, number + 1))
    look_back(app)
    assert app.text("month_said").endswith("and 4 more")


def test_a_few_sessions_show_only_the_month(app: AppUnderTest) -> None:
    rated(app, 2, 7, 4)
    look_back(app)
    assert not app.find("weeks").isVisible()
    assert app.find("month").isVisible()


def test_the_latest_three_are_on_the_first_screen(app: AppUnderTest) -> None:
    rated(app, 5, 7, 4)
    look_back(app)
    latest = find(app.window, QTableView, "latest_sessions")
    assert latest.model().rowCount() == 3
    assert str(latest.model().index(0, 0).data()) == "Today, 16:12"


def test_reading_again_keeps_what_is_looked_at(app: AppUnderTest) -> None:
    rated(app, 8, 7, 5)
    page = look_back(app)
    page.span_chosen.emit("half-year")
    page.area_chosen.emit("upper-back")
    app.settle()
    app.go_to("today")
    look_back(app)
    assert page.area == "upper-back"
    page.open_list()
    table = find(page, QTableView, "sessions")
    table.setCurrentIndex(page.model.index(4, 0))
    chosen = page.model.rows[4].id
    app.remember(app.past(1, 300))
    look_back(app)
    assert page.model.rows[table.currentIndex().row()].id == chosen
    assert page.model.rowCount() == 9


def test_a_language_with_figures_of_its_own_has_them_everywhere(app: AppUnderTest) -> None:
    rated(app, 6, 7, 5)
    QLocale.setDefault(QLocale(QLocale.Language.Persian, QLocale.Country.Iran))
    look_back(app)
    assert app.text("history_count_2") == f"{in_figures(6)} in four weeks"
    assert figures(app, "tightness")[0][1:] == [in_figures(7), in_figures(5), in_figures(5)]

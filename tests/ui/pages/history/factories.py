"""A history page as the app fills it, with its longest words."""

from dataclasses import replace
from datetime import date

from mattimer.ui.charts.chart_model import ChartPlace, TightnessMark
from mattimer.ui.pages.history.history import HistoryPage
from mattimer.ui.pages.history.history_view import (
    ColumnsView,
    FindingView,
    HistoryFigures,
    HistoryView,
    ListView,
    MoreView,
    TightnessView,
)
from mattimer.ui.pages.history.lines_list import LineRow
from mattimer.ui.pages.history.month_calendar import DaySaid
from mattimer.ui.pages.history.session_model import SessionRow
from mattimer.ui.theme.theme import Theme

TODAY = date(2026, 9, 23)
MONTH = date(2026, 9, 1)
SPANS = (("ten-weeks", "Ten weeks"), ("half-year", "Half a year"), ("all", "All of it"))
AREAS = (("", "All areas"), ("neck-shoulders", "Neck & shoulders"), ("feet", "Feet"))
WEEKS = ("20 Jul", "27 Jul", "3 Aug", "10 Aug", "17 Aug", "24 Aug", "31 Aug", "7 Sep", "this week")


def counts(**often: int) -> tuple[int, ...]:
    """How often each number was given, as in v7=2."""
    return tuple(often.get(f"v{number}", 0) for number in range(1, 11))


MARKS = (
    TightnessMark(ChartPlace(WEEKS[0], "Week of 20 July: 8 before, 6 after, 1 session"), 8, 6),
    TightnessMark(ChartPlace(WEEKS[1], "two"), 7.5, 5.5, counts(v8=2, v7=2), counts(v4=2, v7=2)),
    TightnessMark(ChartPlace(WEEKS[2], "none")),
    *(TightnessMark(ChartPlace(word, word), 7, 4) for word in WEEKS[3:7]),
    TightnessMark(ChartPlace(WEEKS[7], "same"), 6, 6),
    TightnessMark(ChartPlace(WEEKS[8], "This week: 10 before, 1 after, 1 session"), 10, 1),
)

FINDING = FindingView(
    title="Usually a little higher afterwards",
    line="One person's noise is about four points. So: pleasant, not proof.",
    tightness=TightnessView(
        MARKS,
        (5, 9),
        "weekly middle",
        HistoryFigures(
            "Usually a little higher. One person.", (("14 Sept 2026", "7.5", "5.5", "12"),)
        ),
    ),
    changes=ColumnsView(
        tuple(ChartPlace(f"{change:+}") for change in range(-9, 10)),
        tuple(float(abs(change)) for change in range(-9, 10)),
        HistoryFigures("Change per session, in points", (("3 lower", "12"),)),
        note="points",
        foot="Minus is looser.",
    ),
)


def view(rows: tuple[SessionRow, ...], finding: FindingView = FINDING) -> HistoryView:
    """The first screenful."""
    return HistoryView(
        span="ten-weeks",
        area="neck-shoulders",
        areas=AREAS,
        finding=finding,
        counts=(
            ("12", "sessions this week"),
            ("100", "in four weeks"),
            ("12 h 14", "on the mat"),
        ),
        by_area=ListView(
            (
                LineRow("Upper back", figures=("7", "5"), pair=(7, 5)),
                LineRow("Neck & shoulders", figures=("7.5", "6.5"), pair=(7.5, 6.5)),
                LineRow("Feet", figures=("4", "4"), pair=(4, 4)),
                LineRow("Lower back, calves, glutes", words="too early to tell", lined=False),
            ),
            HistoryFigures("By area", (("Neck & shoulders", "7.5", "6.5", "100", "1000"),)),
        ),
        latest=rows,
        all="All 100,000 sessions",
        kept="Kept on this computer only.",
    )


WEEKLY = ColumnsView(
    tuple(ChartPlace(word, f"{word}: 4 sessions, 40 minutes") for word in WEEKS),
    (5, 5, 0, 3, 4, 7, 9, 1, 2),
    HistoryFigures("Sessions a week", tuple((word, "4", "40") for word in WEEKS)),
    band=(3, 7),
)
MORE = MoreView(
    weeks=(WEEKLY, replace(WEEKLY, band=None, values=(50, 50, 0, 33, 44, 70, 90, 10, 20))),
    day_parts=ColumnsView(
        tuple(ChartPlace(word) for word in ("Morning", "Midday", "Afternoon", "Evening", "Night")),
        (8, 1, 0, 22, 8),
        HistoryFigures("By time of day", (("Morning, 4 to 10", "8"),)),
    ),
    stops=ListView(
        (
            LineRow("Sharp, wrong pain", words="12", share=0.6),
            LineRow("No reason given", words="8", share=0.4),
        ),
        HistoryFigures("Stopped early", (("Sharp, wrong pain", "12"), ("No reason given", "8"))),
        "20 of 200 sessions.",
    ),
)
DAYS = {
    date(2026, 9, 21): DaySaid(1, ("21:12, neck & shoulders, 15 min, 7 to 4",)),
    date(2026, 9, 22): DaySaid(4, ("21:12, feet, 3 min",) * 4),
}


def full_history(theme: Theme, rows: tuple[SessionRow, ...]) -> HistoryPage:
    """All of it."""
    page = HistoryPage(theme)
    page.show_sessions("100,000 sessions", list(rows), more=False)
    page.prepare(SPANS)
    page.show_view(view(rows[:3]))
    page.show_more(MORE)
    page.show_month(MONTH, TODAY, DAYS)
    page.offer("import", "add", "summary")
    return page

"""What the history shows, as plain values. All texts are ready to read."""

from dataclasses import dataclass

from mattimer.ui.charts.chart_model import ChartPlace, TightnessMark
from mattimer.ui.charts.figures_table import Cells
from mattimer.ui.pages.history.lines_list import LineRow
from mattimer.ui.pages.history.session_model import SessionRow

Choices = tuple[tuple[object, str], ...]


@dataclass(frozen=True, slots=True)
class HistoryFigures:
    """The same figures for those who read them.

    Attributes:
        name: What a screen reader says of the picture.
        rows: The table.
        heads: Heads of the table where they differ from the usual ones.
    """

    name: str
    rows: tuple[Cells, ...]
    heads: Cells | None = None


@dataclass(frozen=True, slots=True)
class TightnessView:
    """Tightness over time.

    Attributes:
        marks: One for each stretch of time.
        noise: Ends of the noise band; None without one.
        note: "weekly middle".
        figures: Week, before, after, sessions.
        words: What stands there where nothing is rated.
    """

    marks: tuple[TightnessMark, ...]
    noise: tuple[float, float] | None
    note: str
    figures: HistoryFigures
    words: str = ""


@dataclass(frozen=True, slots=True)
class ListView:
    """Rows over lines; ``foot`` is a quiet line under them."""

    rows: tuple[LineRow, ...]
    figures: HistoryFigures
    foot: str = ""


@dataclass(frozen=True, slots=True)
class ColumnsView:
    """Columns; ``band`` are the ends of what they may lie in, ``foot`` a quiet line below."""

    places: tuple[ChartPlace, ...]
    values: tuple[float, ...]
    figures: HistoryFigures
    band: tuple[float, float] | None = None
    note: str = ""
    foot: str = ""


@dataclass(frozen=True, slots=True)
class FindingView:
    """What belongs to the chosen area: it changes with it, and nothing else does.

    Attributes:
        title: The finding, in words.
        line: What keeps it honest.
        tightness: The chart.
        changes: The change per session.
    """

    title: str
    line: str
    tightness: TightnessView
    changes: ColumnsView


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The first screenful.

    Attributes:
        span: How far back, one of the spans offered.
        area: The chosen area; empty for all.
        areas: Areas to choose from with their names, all of them first.
        counts: Three figures, each with what it counts.
        by_area: Medians of each area.
        latest: The latest sessions.
        all: "All 37 sessions".
        kept: Where all of it is kept.
    """

    span: str
    area: str
    areas: Choices
    finding: FindingView
    counts: tuple[tuple[str, str], ...]
    by_area: ListView
    latest: tuple[SessionRow, ...]
    all: str
    kept: str


@dataclass(frozen=True, slots=True)
class MoreView:
    """What comes as one scrolls on.

    Attributes:
        weeks: Sessions a week; minutes a week.
        day_parts: By time of day.
        stops: By reason.
        few: So few sessions that only the calendar says something.
    """

    weeks: tuple[ColumnsView, ColumnsView]
    day_parts: ColumnsView
    stops: ListView
    few: bool = False

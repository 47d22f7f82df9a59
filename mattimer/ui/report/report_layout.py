"""Where everything stands on the one page for a clinician: text that is measured, and a chart.

Lengths are points, of which there are 72 to an inch; ``UNIT`` of them are one of the device's.
The page grows smaller letters before it would need a second sheet, and leaves notes out, which it
says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

UNIT = 20
RESOLUTION = 72 * UNIT
SIDE, TOP, FOOT = 46.0, 40.0, 34.0
BLACK, QUIET, LINE, BAND = "#000000", "#4a4a4a", "#b4b4b4", "#e9e9e9"
SCALES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58, 0.52, 0.46, 0.4)
TITLE, SECTION, TEXT, SMALL = 18.0, 11.5, 9.5, 8.0
BOLD, NORMAL = QFont.Weight.DemiBold, QFont.Weight.Normal
FACTS_A_ROW, FACTS_GAP = 3, 16.0
NAME_WIDTH, NAME_LEAST = 200.0, 90.0
AREA_SHARE = 0.28
CHART_HIGH, CHART_LOW = 176.0, 104.0
NOTE_LINES = 3
LEAST_NOTES = 34.0
"""Room that the letters shrink for, so that the newest note can be read."""


@dataclass(frozen=True, slots=True)
class ChartMark:
    """One stretch of time: its word, and middles from 1 to 10; None where nothing was rated."""

    word: str
    before: float | None = None
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the page, ready to read.

    Attributes:
        title: What it is about.
        period: Its days.
        name: Beside a line to write a name on.
        facts: Names and values.
        table_title: Above the table.
        head: Of the table.
        rows: Cells; the last of a shorter row goes on to the end of the table.
        chart_title: Above the chart; empty where there is none.
        marks: From the oldest to the newest.
        noise: Ends of the band; None without one.
        legend: Words for before, after and band.
        notes_title: Above the notes.
        notes: When and where, and the words.
        more: What to say of notes left out; ``{0}`` becomes how many.
        honest: What the numbers are worth.
        foot: Who wrote it, and when.
        mirrored: Whether it is read from right to left.
    """

    title: str
    period: str
    name: str
    facts: tuple[tuple[str, str], ...]
    table_title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    chart_title: str
    marks: tuple[ChartMark, ...]
    noise: tuple[float, float] | None
    legend: tuple[str, str, str]
    notes_title: str
    notes: tuple[tuple[str, str], ...]
    more: str
    honest: str
    foot: str
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class ReportText:
    """Some lines of text in a box, in units of the device."""

    box: QRectF
    text: str
    layout: QTextLayout
    color: str

    def paint(self, painter: QPainter) -> None:
        """Paint them."""
        painter.setPen(QColor(self.color))
        self.layout.draw(painter, self.box.topLeft())


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A thin line across a box of no height."""

    box: QRectF
    color: str = LINE

    def paint(self, painter: QPainter) -> None:
        """Paint it."""
        painter.fillRect(
            QRectF(self.box.topLeft(), QSizeF(self.box.width(), UNIT * 0.6)), QColor(self.color)
        )


Piece = ReportText | RuleLine


class ReportColumn:
    """Puts one thing under the other, from the top of the page; right to left where asked."""

    def __init__(self, size: QSizeF, family: str, scale: float, *, mirrored: bool) -> None:
        self._size = size
        self._family = family
        self.scale = scale
        self.mirrored = mirrored
        self.y = TOP
        self.pieces: list[Piece] = []

    @property
    def width(self) -> float:
        """Between the margins."""
        return self._size.width() - 2 * SIDE

    def px(self, size: float) -> float:
        """A size that shrinks with the letters."""
        return size * self.scale

    def font(self, size: float, weight: QFont.Weight = NORMAL) -> QFont:
        """Letters so many points large."""
        return sized(self._family, self.px(size), weight)

    def put(
        self,
        text: str,
        font: QFont,
        *,
        at: float = 0.0,
        width: float | None = None,
        y: float | None = None,
        color: str = BLACK,
        lines: int = 0,
        end: bool = False,
    ) -> float:
        """Add text and return how high it is; ``at`` counts from where one begins to read."""
        room = self.width - at if width is None else width
        words = laid(text, font, room * UNIT, lines, end != self.mirrored)
        high = words.boundingRect().height()
        top = self.y if y is None else y
        self.pieces.append(ReportText(self.box(at, top, room, high / UNIT), text, words, color))
        return high / UNIT

    def box(self, at: float, y: float, width: float, high: float) -> QRectF:
        """A box in units of the device; ``at`` counts from where one begins to read."""
        left = self._size.width() - SIDE - at - width if self.mirrored else SIDE + at
        return QRectF(left * UNIT, y * UNIT, width * UNIT, high * UNIT)

    def rule(self, color: str = LINE) -> None:
        """A line across."""
        self.pieces.append(RuleLine(self.box(0, self.y, self.width, 0), color))


def sized(family: str, size: float, weight: QFont.Weight = NORMAL) -> QFont:
    """A font so many points large, the application's where no family is named."""
    font = QFont(family) if family else QFont()
    font.setPixelSize(max(1, round(size * UNIT)))
    font.setWeight(weight)
    # A sign's other shape, as Inter has for the colon after a digit, cannot be copied out of a PDF.
    font.setFeature(QFont.Tag("calt"), 0)
    return font


def laid(text: str, font: QFont, width: float, lines: int = 0, right: bool = False) -> QTextLayout:  # noqa: FBT001, FBT002
    """Text in lines of a width; words that are longer break. After ``lines`` it ends in dots."""
    option = QTextOption(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
    option.setAlignment(option.alignment() | Qt.AlignmentFlag.AlignAbsolute)
    # A note may be in another language than the page.
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = _lines_of(text, font, width, option)
    if lines and layout.lineCount() > lines:
        last = layout.lineAt(lines - 1).textStart()
        rest = QFontMetricsF(font).elidedText(text[last:], Qt.TextElideMode.ElideRight, width)
        layout = _lines_of(text[:last] + rest, font, width, option)
    return layout


def _lines_of(text: str, font: QFont, width: float, option: QTextOption) -> QTextLayout:
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The page as it stands.

    Attributes:
        pieces: Text and lines.
        chart: Where the chart stands, in units of the device; empty without one.
        scale: How large the letters are, 1 as designed.
        left_out: How many notes found no room.
    """

    pieces: tuple[Piece, ...]
    chart: QRectF
    scale: float
    left_out: int


def lay_out(sheet: Sheet, size: QSizeF, family: str = "") -> ReportPage:
    """Find the largest letters with which everything but the notes has room."""
    for scale in SCALES[:-1]:
        page = _try(sheet, ReportColumn(size, family, scale, mirrored=sheet.mirrored), size)
        if page is not None:
            return page
    page = _try(
        sheet, ReportColumn(size, family, SCALES[-1], mirrored=sheet.mirrored), size, must=True
    )
    assert page is not None
    return page


def _try(
    sheet: Sheet, column: ReportColumn, size: QSizeF, *, must: bool = False
) -> ReportPage | None:
    """The page in one size of letters; None where that is too large."""
    bottom = _put_foot(sheet, column, size)
    foot, column.pieces = column.pieces, []
    _put_head(sheet, column)
    _put_facts(sheet, column)
    _put_table(sheet, column)
    notes = LEAST_NOTES * column.scale + 20 if sheet.notes else 0.0
    chart = QRectF()
    if sheet.chart_title:
        column.y += column.px(14)
        column.y += column.put(sheet.chart_title, column.font(SECTION, BOLD)) + column.px(4)
        free = bottom - column.y - notes - column.px(14)
        if free < CHART_LOW and not must:
            return None
        high = max(CHART_LOW / 2, min(CHART_HIGH, free))
        chart = column.box(0, column.y, column.width, high)
        column.y += high
    if column.y + notes > bottom and not must:
        return None
    left_out = _put_notes(sheet, column, bottom)
    # Whoever copies the text out, or has it read to them, gets it as one reads it.
    return ReportPage((*column.pieces, *foot), chart, column.scale, left_out)


def _put_head(sheet: Sheet, column: ReportColumn) -> None:
    """The title, and at the end of its line one to write a name on."""
    words = column.font(TEXT)
    title = column.width - NAME_WIDTH - 12
    name = min(
        NAME_WIDTH - NAME_LEAST, QFontMetricsF(words).horizontalAdvance(sheet.name) / UNIT + 6
    )
    begins = column.width - NAME_WIDTH
    high = column.put(sheet.title, column.font(TITLE, BOLD), width=title)
    beside = column.put(sheet.name, words, at=begins, width=name, y=column.y + column.px(5))
    line = column.box(begins + name, column.y + beside + column.px(5), NAME_WIDTH - name, 0)
    column.pieces.append(RuleLine(line, BLACK))
    column.y += max(high, beside + column.px(8))
    column.y += column.put(sheet.period, column.font(TEXT), color=QUIET) + column.px(8)
    column.rule(BLACK)
    column.y += column.px(9)


def _put_facts(sheet: Sheet, column: ReportColumn) -> None:
    """Three beside each other."""
    width = (column.width - (FACTS_A_ROW - 1) * FACTS_GAP) / FACTS_A_ROW
    for row in _rows(sheet.facts, FACTS_A_ROW):
        lowest = 0.0
        for index, (name, value) in enumerate(row):
            at = index * (width + FACTS_GAP)
            high = column.put(name, column.font(SMALL), at=at, width=width, color=QUIET)
            high += column.put(
                value, column.font(TEXT, BOLD), at=at, width=width, y=column.y + high + 1
            )
            lowest = max(lowest, high)
        column.y += lowest + column.px(8)


def _rows(facts: Sequence[tuple[str, str]], each: int) -> Iterator[Sequence[tuple[str, str]]]:
    return (facts[at : at + each] for at in range(0, len(facts), each))


def _put_table(sheet: Sheet, column: ReportColumn) -> None:
    """Words at the start of their column, figures at the end of theirs."""
    column.y += column.px(4)
    column.y += column.put(sheet.table_title, column.font(SECTION, BOLD)) + column.px(5)
    first = column.width * AREA_SHARE
    each = (column.width - first) / (len(sheet.head) - 1)
    for index, row in enumerate((sheet.head, *sheet.rows)):
        font = column.font(SMALL) if index == 0 else column.font(TEXT)
        lowest = 0.0
        for place, cell in enumerate(row):
            at = first + (place - 1) * each if place else 0.0
            width = each if place else first
            if place and place == len(row) - 1:
                width = column.width - at
            lowest = max(
                lowest,
                column.put(
                    cell,
                    font,
                    at=at + (4 if place else 0),
                    width=width - (4 if place else 0),
                    color=QUIET if index == 0 else BLACK,
                    end=place > 0,
                ),
            )
        column.y += lowest + column.px(2.5)
        column.rule()
        column.y += column.px(2.5)


def _put_notes(sheet: Sheet, column: ReportColumn, bottom: float) -> int:
    """As many as have room, and how many have none; returns that."""
    if not sheet.notes:
        return 0
    words, when = column.font(TEXT), column.font(SMALL)
    kept, y = len(column.pieces), column.y
    column.y += column.px(14)
    column.y += column.put(sheet.notes_title, column.font(SECTION, BOLD)) + column.px(3)
    metrics = QFontMetricsF(when)
    more = metrics.height() / UNIT + column.px(2)
    shown = 0
    beside = column.width * AREA_SHARE
    for place, text in sheet.notes:
        before, top = len(column.pieces), column.y
        small = column.put(place, when, width=beside - 8, y=top + column.px(1.2), color=QUIET)
        large = column.put(text, words, at=beside, lines=NOTE_LINES)
        column.y += max(small, large) + column.px(4)
        last = shown + 1 == len(sheet.notes)
        if column.y + (0.0 if last else more) > bottom:
            del column.pieces[before:]
            column.y = top
            break
        shown += 1
    left_out = len(sheet.notes) - shown
    if left_out:
        if not shown:
            del column.pieces[kept:]
            column.y = y + column.px(4)
        column.put(sheet.more.format(left_out), when, color=QUIET, lines=1)
    return left_out


def _put_foot(sheet: Sheet, column: ReportColumn, size: QSizeF) -> float:
    """The last lines, from the bottom up; returns where they begin."""
    top = column.y
    small, strong = column.font(SMALL), column.font(TEXT, BOLD)
    room = column.width * UNIT
    foot = laid(sheet.foot, small, room).boundingRect().height() / UNIT
    honest = laid(sheet.honest, strong, room).boundingRect().height() / UNIT
    begins = size.height() - FOOT - foot - honest - column.px(10)
    column.y = begins
    column.rule(BLACK)
    column.y += column.px(6)
    column.y += column.put(sheet.honest, strong) + column.px(2)
    column.put(sheet.foot, small, color=QUIET)
    column.y = top
    return begins - column.px(4)

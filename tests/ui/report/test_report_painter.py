"""The page as a PDF file: one page, text that can be read out of it, signs told apart by shape."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPointF, QRect, QSize
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from mattimer.ui.report.report_layout import UNIT, ChartMark, Sheet, lay_out
from mattimer.ui.report.report_painter import page_size_of, pdf_bytes
from tests.ui.report.factories import ARABIC, BARE, LONGEST, MANY, SHEET

A4 = QPageSize(QPageSize.PageSizeId.A4)
DOTS = 2
"""Pixels to a point in the pictures that are looked at."""


class Opened:
    """A file as another program sees it."""

    def __init__(self, folder: Path, content: bytes) -> None:
        path = folder / "page.pdf"
        path.write_bytes(content)
        self.content = content
        self.document = QPdfDocument()
        assert self.document.load(str(path)) == QPdfDocument.Error.None_

    @property
    def text(self) -> str:
        return " ".join(self.document.getAllText(0).text().split())

    def picture(self) -> QImage:
        size = self.document.pagePointSize(0)
        whole = QSize(round(size.width() * DOTS), round(size.height() * DOTS))
        page = self.document.render(0, whole)
        paper = QImage(whole, QImage.Format.Format_RGB32)
        paper.fill(0xFFFFFFFF)
        painter = QPainter(paper)
        painter.drawImage(0, 0, page)
        painter.end()
        return paper


@pytest.fixture
def folder(qapp: QApplication, tmp_path: Path) -> Path:  # noqa: ARG001 - starts Qt
    return tmp_path


def opened(folder: Path, sheet: Sheet, size: QPageSize = A4) -> Opened:
    return Opened(folder, pdf_bytes(sheet, size, title="Mat Timer"))


@pytest.mark.parametrize("sheet", [SHEET, MANY, LONGEST, BARE, ARABIC])
@pytest.mark.parametrize("which", [QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter])
def test_it_is_always_one_page_of_the_size_asked_for(
    folder: Path, sheet: Sheet, which: QPageSize.PageSizeId
) -> None:
    document = opened(folder, sheet, QPageSize(which)).document
    assert document.pageCount() == 1
    wanted = QPageSize(which).size(QPageSize.Unit.Point)
    assert document.pagePointSize(0).width() == pytest.approx(wanted.width(), abs=1)
    assert document.pagePointSize(0).height() == pytest.approx(wanted.height(), abs=1)


def test_text_can_be_copied_out_of_it(folder: Path) -> None:
    text = opened(folder, SHEET).text
    for words in (
        SHEET.title,
        SHEET.honest,
        "4: numbness 3, not said 1",
        "Upper back 26 270 10 min 22 7 5.5",
        "too early to tell",
        "Too much after the long drive.",
        "29 Jun",
    ):
        assert words in text


def test_letters_are_in_the_file(folder: Path) -> None:
    content = opened(folder, SHEET).content
    assert b"/FontFile" in content
    # Each font of the page is one whose letters, and their meanings, are in there as well.
    kinds = content.count(b"/Subtype /Type0")
    assert kinds == content.count(b"/FontFile") == content.count(b"/ToUnicode") > 0


def test_the_file_says_no_more_of_itself_than_the_app_s_name(folder: Path) -> None:
    document = opened(folder, MANY).document
    field = QPdfDocument.MetaDataField
    assert document.metaData(field.Title) == "Mat Timer"
    for name in (field.Author, field.Subject, field.Keywords, field.Creator):
        assert not document.metaData(name)


@pytest.mark.parametrize(
    ("country", "page"),
    [
        (QLocale.Country.UnitedStates, QPageSize.PageSizeId.Letter),
        (QLocale.Country.UnitedKingdom, QPageSize.PageSizeId.A4),
        (QLocale.Country.Germany, QPageSize.PageSizeId.A4),
    ],
)
def test_paper_is_that_of_the_country(country: QLocale.Country, page: QPageSize.PageSizeId) -> None:
    assert page_size_of(QLocale(QLocale.Language.English, country)).id() == page


# The chart -------------------------------------------------------------------------------------


def plotted(folder: Path, *marks: ChartMark, mirrored: bool = False) -> tuple[QImage, QRect]:
    """The picture, and the box of the chart in it."""
    sheet = replace(SHEET, marks=marks, noise=None, mirrored=mirrored)
    page = lay_out(sheet, A4.size(QPageSize.Unit.Point))
    box = page.chart
    scale = DOTS / UNIT
    corner = QPointF(box.left() * scale, box.top() * scale).toPoint()
    size = QSize(round(box.width() * scale), round(box.height() * scale))
    return opened(folder, sheet).picture(), QRect(corner, size)


def dark(image: QImage, box: QRect) -> list[tuple[int, int]]:
    """Where it is black, without the words beside and below the plot and the legend."""
    inner = box.adjusted(24 * DOTS, 18 * DOTS, 0, -17 * DOTS)
    return [
        (x, y)
        for x in range(inner.left(), inner.right())
        for y in range(inner.top(), inner.bottom())
        if image.pixelColor(x, y).lightness() < 40
    ]


def test_before_is_an_open_ring_and_after_a_full_dot(folder: Path) -> None:
    image, box = plotted(folder, ChartMark("", 8, 3))
    found = dark(image, box)
    top, bottom = min(y for _x, y in found), max(y for _x, y in found)
    middle = sum(x for x, _y in found) // len(found)
    radius = round(3.6 * DOTS)
    assert image.pixelColor(middle, top + radius).lightness() > 200
    assert image.pixelColor(middle, bottom - radius).lightness() < 40


def test_what_stays_the_same_is_a_dot_inside_a_ring(folder: Path) -> None:
    image, box = plotted(folder, ChartMark("", 5, 5))
    found = dark(image, box)
    xs, ys = [x for x, _y in found], [y for _x, y in found]
    middle, row = (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2
    colors = [image.pixelColor(x, row).lightness() < 128 for x in range(min(xs), max(xs) + 1)]
    turns = sum(one != next_ for one, next_ in pairwise(colors))
    assert turns >= 4
    assert image.pixelColor(middle, row).lightness() < 40


def test_higher_numbers_stand_higher(folder: Path) -> None:
    def top(value: float) -> int:
        return min(y for _x, y in dark(*plotted(folder, ChartMark("", value, 1.5))))

    assert top(9) < top(6) < top(3)


def test_time_runs_with_the_reading(folder: Path) -> None:
    marks = (ChartMark("", 8, 3), ChartMark(""), ChartMark(""))
    image, box = plotted(folder, *marks)
    assert max(x for x, _y in dark(image, box)) < box.center().x()
    image, box = plotted(folder, *marks, mirrored=True)
    assert min(x for x, _y in dark(image, box)) > box.center().x()


def test_a_week_without_a_rating_stays_empty(folder: Path) -> None:
    assert dark(*plotted(folder, ChartMark("29 Jun"))) == []

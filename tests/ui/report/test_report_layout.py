"""Where things stand on the page: always one page, nothing over anything else."""

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from mattimer.ui.report.report_layout import (
    SIDE,
    UNIT,
    ReportPage,
    ReportText,
    Sheet,
    laid,
    lay_out,
)
from tests.ui.report.factories import ARABIC, BARE, LONGEST, MANY, SHEET

A4, LETTER = QSizeF(595, 842), QSizeF(612, 792)
EVERY = {
    "plain": SHEET,
    "many": MANY,
    "longest": LONGEST,
    "bare": BARE,
    "arabic": ARABIC,
    "mirrored": replace(LONGEST, mirrored=True),
}
every_sheet = pytest.mark.parametrize("sheet", EVERY.values(), ids=EVERY)
every_size = pytest.mark.parametrize("size", [A4, LETTER], ids=["A4", "Letter"])


def boxes(page: ReportPage) -> list[tuple[str, QRectF]]:
    """Every text and the chart, where they stand, in points."""
    found = [(piece.text, piece.box) for piece in page.pieces if isinstance(piece, ReportText)]
    if not page.chart.isEmpty():
        found.append(("the chart", page.chart))
    return [
        (text, QRectF(box.x() / UNIT, box.y() / UNIT, box.width() / UNIT, box.height() / UNIT))
        for text, box in found
    ]


def texts(page: ReportPage) -> list[str]:
    return [text for text, _box in boxes(page)]


@every_sheet
@every_size
def test_nothing_lies_on_anything_and_all_is_on_the_page(
    qapp: QApplication,  # noqa: ARG001 - starts Qt
    sheet: Sheet,
    size: QSizeF,
) -> None:
    found = boxes(lay_out(sheet, size))
    paper = QRectF(SIDE - 0.1, 20, size.width() - 2 * SIDE + 0.2, size.height() - 40)
    for text, box in found:
        assert paper.contains(box), text
    for (one, here), (other, there) in combinations(found, 2):
        common = here.intersected(there)
        assert min(common.width(), common.height()) < 1, (one, other)


@every_sheet
@every_size
def test_no_line_is_wider_than_its_column(
    qapp: QApplication,  # noqa: ARG001 - starts Qt
    sheet: Sheet,
    size: QSizeF,
) -> None:
    for piece in lay_out(sheet, size).pieces:
        if isinstance(piece, ReportText):
            assert piece.layout.boundingRect().height() <= piece.box.height() + UNIT
            for index in range(piece.layout.lineCount()):
                line = piece.layout.lineAt(index)
                assert line.naturalTextWidth() <= piece.box.width() + UNIT, piece.text


@every_sheet
def test_everything_is_on_it_but_notes(
    qapp: QApplication,  # noqa: ARG001 - starts Qt
    sheet: Sheet,
) -> None:
    found = texts(lay_out(sheet, A4))
    cells = [cell for row in (sheet.head, *sheet.rows) for cell in row]
    facts = [word for fact in sheet.facts for word in fact]
    for text in (sheet.title, sheet.period, sheet.name, sheet.honest, sheet.foot, *facts, *cells):
        assert text in found


def test_ordinary_letters_are_as_large_as_designed(qapp: QApplication) -> None:  # noqa: ARG001
    assert lay_out(SHEET, A4).scale == 1.0
    assert lay_out(MANY, A4).scale == 1.0
    assert lay_out(LONGEST, A4).scale < 1.0


def test_newest_notes_first_and_the_rest_are_counted(
    qapp: QApplication,  # noqa: ARG001 - starts Qt
) -> None:
    page = lay_out(MANY, A4)
    shown = [text for text in texts(page) if text.startswith("Note ")]
    assert 3 < len(shown) < 12
    assert [text.split(".")[0] for text in shown] == [f"Note {n}" for n in range(len(shown))]
    assert page.left_out == 200 - len(shown)
    assert f"Notes without room here: {page.left_out}." in texts(page)


def test_notes_that_all_have_room_are_not_counted(qapp: QApplication) -> None:  # noqa: ARG001
    page = lay_out(SHEET, A4)
    assert page.left_out == 0
    assert not any(text.startswith("Notes without") for text in texts(page))


def test_text_comes_in_the_order_of_reading(qapp: QApplication) -> None:  # noqa: ARG001
    found = texts(lay_out(SHEET, A4))
    facts = [word for fact in SHEET.facts for word in fact]
    assert found[0] == SHEET.title
    assert found[3 : 3 + len(facts)] == facts
    assert found[-3:-1] == [SHEET.honest, SHEET.foot]


def test_a_page_from_right_to_left_is_turned_round(qapp: QApplication) -> None:  # noqa: ARG001
    page, turned = (
        dict(boxes(lay_out(sheet, A4))) for sheet in (SHEET, replace(SHEET, mirrored=True))
    )
    for text, box in page.items():
        there = turned[text]
        assert there.left() == pytest.approx(A4.width() - box.right(), abs=0.1), text
        assert there.top() == pytest.approx(box.top(), abs=0.1)


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_text_of_too_many_lines_ends_in_dots(qapp: QApplication, lines: int) -> None:  # noqa: ARG001
    font = QFont()
    font.setPixelSize(200)
    layout = laid("Word by word " * 40, font, 3000, lines)
    assert layout.lineCount() == lines
    assert layout.text().endswith("…")
    assert laid("Word", font, 3000, lines).text() == "Word"

"""The page for a clinician: its words, its file, and what is said where there is none."""

import re
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from mattimer.presentation.report_words import ReportWords
from mattimer.presenters.clinic_report import ClinicReportPresenter
from mattimer.session.clock import MINUTE, day_of
from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome, SessionRecord
from mattimer.session.session_plan import Layer
from mattimer.stats.clinician import period_of, report_of
from mattimer.ui.report.report_layout import Sheet
from tests.presenters.app_under_test import DAY, AppUnderTest
from tests.storage.factories import NOON, numbered
from tests.ui.factories import areas, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = day_of(NOON, 7200)
NEVER = re.compile(
    r"diagnos|significan|heal|cure|detox|therap|treat|patient|symptom|pain relie|improve|!",
    re.IGNORECASE,
)
"""Words that a page which only counts has no use for."""


def ago(days: int, number: int = 1, **changes: object) -> SessionRecord:
    return replace(numbered(number, **changes), started_us=NOON - days * DAY)


def sheet_of(*records: SessionRecord) -> Sheet:
    days = [record.day for record in records]
    report = report_of(records, period_of(min(days), max(days), TODAY))
    assert report is not None
    names = {area.id: area.name for area in areas().values()}
    reasons = {stop.reason: stop.name.lower() for stop in lines().stops}
    return ReportWords(names, reasons, TODAY).sheet(report)


class Writing:
    """The app, and somebody who chooses where the page goes."""

    def __init__(self, app: AppUnderTest, folder: Path) -> None:
        self.app = app
        self.target = folder / "page.pdf"
        self.suggested: list[str] = []
        self.said: list[str] = []
        self.flow = ClinicReportPresenter(
            self._choose,
            store=app.store,
            tasks=app.opening.context.tasks,
            clock=app.clock,
            areas=areas(),
            lines=lines(),
        )

    def _choose(self, name: str, chosen: Callable[[Path], None]) -> None:
        self.suggested.append(name)
        if self.target.name:
            chosen(self.target)

    def offer(self) -> None:
        self.flow.offer(self.said.append)
        self.app.settle()
        QApplication.processEvents()
        self.app.settle()


@pytest.fixture
def writing(app: AppUnderTest, tmp_path: Path) -> "Iterator[Writing]":
    made = Writing(app, tmp_path)
    yield made
    made.flow.deleteLater()


# Its words -------------------------------------------------------------------------------------


def test_the_figures_in_words() -> None:
    sheet = sheet_of(
        *(ago(number, number) for number in range(1, 7)),
        ago(0, 7, area="feet", layer=Layer.BARE, mat_us=75 * MINUTE // 10, note="Cold floor."),
        ago(
            13,
            8,
            outcome=Outcome.STOPPED,
            stop_reason=StopReason.NUMBNESS,
            tightness_before=None,
            note="",
        ),
        ago(12, 9, outcome=Outcome.STOPPED, note=""),
    )
    assert sheet.period == "8 September 2026 to 21 September 2026, 2 weeks"
    assert dict(sheet.facts) == {
        "Sessions": "9 on 9 days",
        "Sessions a week": "4.5",
        "Time on the mat": "1 h 28 min, usually 10 min",
        "Between skin and spikes": "thin layer 8, bare skin 1",
        "Ended early": "2: numbness 1, not said 1",
        "Safety questions answered": "not yet",
    }
    assert sheet.rows == (
        ("Upper back", "8", "80", "10 min", "7", "7", "4"),
        ("Feet", "1", "8", "8 min", "1", "too early to tell"),
        ("All areas", "9", "88", "10 min", "8", "7", "4"),
    )
    assert sheet.notes[0] == ("21 September 2026, Feet", "Cold floor.")
    assert sheet.noise == (5.0, 9.0)


def test_one_session_alone() -> None:
    sheet = sheet_of(ago(0, note=""))
    assert sheet.period == "21 September 2026"
    assert dict(sheet.facts)["Sessions a week"] == "less than a week so far"
    assert dict(sheet.facts)["Ended early"] == "none"
    assert sheet.rows == (("Upper back", "1", "10", "10 min", "1", "too early to tell"),)
    assert sheet.chart_title == ""
    assert sheet.noise is None


def test_every_week_has_a_place_even_an_empty_one() -> None:
    sheet = sheet_of(*(ago(days, days + 1) for days in (0, 1, 2, 3, 4, 21)))
    assert [(mark.word, mark.before) for mark in sheet.marks] == [
        ("31 Aug", 7.0),
        ("7 Sept", None),
        ("14 Sept", 7.0),
        ("21 Sept", 7.0),
    ]


def test_an_area_of_another_version_keeps_its_own_name() -> None:
    assert sheet_of(ago(0, area="elbow")).rows[0][0] == "elbow"


def test_it_is_honest_and_judges_nothing() -> None:
    stops = [
        ago(number, number, outcome=Outcome.STOPPED, stop_reason=reason, note="")
        for number, reason in enumerate(StopReason, 1)
    ]
    sheet = sheet_of(*stops, *(ago(number, number + 20, note="") for number in range(9)))
    assert sheet.honest == "One person's ratings; a change under about four points is noise."
    said = [
        *(sheet.title, sheet.period, sheet.table_title, sheet.chart_title, sheet.notes_title),
        *(sheet.honest, sheet.foot, sheet.more, *sheet.legend, *sheet.head),
        *(word for fact in sheet.facts for word in fact),
        *(cell for row in sheet.rows for cell in row),
    ]
    assert not [text for text in said if NEVER.search(text)]


def test_figures_are_those_of_the_locale() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    sheet = sheet_of(
        *(ago(number, number, tightness_before=7 + number % 2) for number in range(1, 7))
    )
    assert sheet.rows[0][5] == "7,5"


# Its file --------------------------------------------------------------------------------------


def test_it_is_written_for_its_owner_only_and_said(writing: Writing, app: AppUnderTest) -> None:
    app.remember(app.past(60 * MINUTE))
    writing.target.write_bytes(b"An older one.")
    writing.offer()
    assert writing.suggested == ["mat-timer-2026-09-21.pdf"]
    assert writing.said == ["Saved as page.pdf."]
    assert stat.S_IMODE(writing.target.stat().st_mode) == 0o600
    assert [path.name for path in writing.target.parent.glob("*pdf*")] == ["page.pdf"]
    document = QPdfDocument()
    assert document.load(str(writing.target)) == QPdfDocument.Error.None_
    assert document.pageCount() == 1
    text = " ".join(document.getAllText(0).text().split())
    assert "Better than the sofa." in text
    assert "Safety questions answered 21 September 2026" in text
    assert text.startswith("Acupressure mat, at home Name 21 September 2026 Sessions 1 Sessions a")


def test_nothing_to_write_about_is_said_before_anybody_is_asked(writing: Writing) -> None:
    writing.offer()
    assert writing.said == ["There is no session to write about yet."]
    assert writing.suggested == []
    assert not writing.target.exists()


def test_who_thinks_better_of_it_gets_no_file(writing: Writing, app: AppUnderTest) -> None:
    app.remember(app.past(60 * MINUTE))
    target, writing.target = writing.target, Path()
    writing.offer()
    assert (writing.said, target.exists()) == ([], False)


def test_a_folder_that_is_not_there_is_told_and_an_older_page_stays(
    writing: Writing, app: AppUnderTest, tmp_path: Path
) -> None:
    app.remember(app.past(60 * MINUTE))
    writing.target = tmp_path / "gone" / "page.pdf"
    writing.offer()
    (said,) = writing.said
    assert "can't be written" in said


def test_asked_twice_it_asks_once(writing: Writing, app: AppUnderTest) -> None:
    app.remember(app.past(60 * MINUTE))
    writing.flow.offer(writing.said.append)
    writing.offer()
    assert len(writing.suggested) == 1

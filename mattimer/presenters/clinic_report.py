"""Presenter of the clinician's report: reads the figures, saves them as a page in PDF."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from PySide6.QtCore import QLocale, QObject

from mattimer.coach.areas import Area
from mattimer.coach.session_lines import SessionLines
from mattimer.presentation.report_words import ReportWords
from mattimer.services.background_tasks import BackgroundTasks, of
from mattimer.session.clock import Clock
from mattimer.stats.clinician import WEEKS, Report
from mattimer.storage.clinician_query import read_report
from mattimer.storage.errors import DataError
from mattimer.storage.saving import save_private
from mattimer.storage.store import Store
from mattimer.ui.report.report_painter import page_size_of, pdf_bytes

Say = Callable[[str], object]


class ClinicReportPresenter(QObject):
    """Reads the figures, asks for a file, and writes it."""

    def __init__(
        self,
        choose: Callable[[str, Callable[[Path], None]], object],
        *,
        store: Store,
        tasks: BackgroundTasks,
        clock: Clock,
        areas: Mapping[str, Area],
        lines: SessionLines,
    ) -> None:
        """``choose`` suggests a name and, where the person chose a file, calls with that."""
        super().__init__()
        self._choose = choose
        self._store = store
        self._tasks = tasks
        self._clock = clock
        self._areas = areas
        self._lines = lines
        self._reading = False

    def offer(self, say: Say, weeks: int | None = WEEKS) -> None:
        """Write the page about so many weeks, or about all there is; ``say`` takes the outcome."""
        if not self._reading:
            self._reading = True
            self._tasks.spawn(self._read(say, weeks))

    async def _read(self, say: Say, weeks: int | None) -> None:
        try:
            report = await of(self._store.within(read_report, self._today, weeks))
        except DataError as error:
            say(str(error))
            return
        finally:
            self._reading = False
        if report is None:
            say(self.tr("There is no session to write about yet."))
            return
        name = f"mat-timer-{self._today.isoformat()}.pdf"
        self._choose(name, lambda target: self._tasks.spawn(self._save(say, report, target)))

    @property
    def _today(self) -> date:
        return self._clock.read().day

    async def _save(self, say: Say, report: Report, target: Path) -> None:
        names = {area.id: area.name for area in self._areas.values()}
        reasons = {stop.reason: stop.name.lower() for stop in self._lines.stops}
        sheet = ReportWords(names, reasons, self._today).sheet(report)
        content = pdf_bytes(sheet, page_size_of(QLocale()), title="Mat Timer")
        try:
            await asyncio.to_thread(save_private, target, content)
        except DataError as error:
            say(str(error))
        else:
            say(self.tr("Saved as {0}.").format(target.name))

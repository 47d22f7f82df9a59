"""Records in words: a session as a row of the list and as a line of the calendar."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from mattimer.coach.areas import Area
from mattimer.coach.session_lines import SessionLines
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.records import Outcome, SessionRecord
from mattimer.ui.pages.history.session_measure import joined_ratings
from mattimer.ui.pages.history.session_model import SessionRow
from mattimer.ui.wording import clock_digits, day_name, in_figures, time_of_day


def _tr(text: str) -> str:
    return QCoreApplication.translate("History", text)


class RecordWords:
    """Knows what areas, layers and reasons are called."""

    def __init__(self, areas: Mapping[str, Area], lines: SessionLines) -> None:
        self._areas = areas
        self.reasons = {advice.reason: advice.name for advice in lines.stops}

    def area(self, area: str) -> str:
        """The name of an area; one that is gone keeps its own."""
        found = self._areas.get(area)
        return area if found is None else found.name

    def row(self, record: SessionRecord, today: date) -> SessionRow:
        """A session as a row of the list."""
        area = self._areas.get(record.area)
        day = record.day
        return SessionRow(
            when=f"{day_name(day, today)}, {self._time(record)}",
            area=self.area(record.area),
            length=length(record.mat_us),
            layer=str(record.layer) if area is None else area.layers[record.layer],
            outcome=self._outcome(record),
            before=_rating(record.tightness_before),
            after=_rating(record.tightness_after),
            id=record.id,
        )

    def line(self, record: SessionRecord) -> str:
        """A session as a day of the calendar says it: "21:12, upper back, 15 min, 7 to 4"."""
        before, after = _rating(record.tightness_before), _rating(record.tightness_after)
        pair = f"{before} {joined_ratings()} {after}" if before and after else ""
        words = (
            self._time(record),
            self.area(record.area).lower(),
            length(record.mat_us),
            self._outcome(record).lower(),
            pair,
        )
        return ", ".join(filter(None, words))

    def _time(self, record: SessionRecord) -> str:
        return time_of_day(record.begun)

    def _outcome(self, record: SessionRecord) -> str:
        if record.outcome is Outcome.FINISHED:
            return ""
        if record.outcome is Outcome.INTERRUPTED:
            return _tr("Interrupted")
        if record.stop_reason is None:
            return _tr("Stopped")
        return _tr("Stopped, {0}").format(self.reasons[record.stop_reason].lower())


def length(us: int) -> str:
    """Whole minutes where it is some, else minutes and seconds."""
    whole = us % MINUTE < SECOND
    return in_figures(_tr("{0} min").format(us // MINUTE) if whole else clock_digits(us))


def _rating(value: int | None) -> str:
    return "" if value is None else in_figures(value)

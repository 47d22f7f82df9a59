"""Report in words: the clinician's figures as facts, table, chart and notes of one page."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt
from PySide6.QtGui import QGuiApplication

from mattimer.session.clock import MINUTE
from mattimer.session.reasons import StopReason
from mattimer.session.session_plan import Layer
from mattimer.stats.clinician import OTHERS, WEEK, ClinicFigures, Report
from mattimer.ui.report.report_layout import ChartMark, Sheet

HOUR_MIN = 60


class ReportWords:
    """Puts the figures into words for the page; it counts and never judges."""

    def __init__(
        self, areas: Mapping[str, str], reasons: Mapping[StopReason, str], today: date
    ) -> None:
        """``areas`` and ``reasons`` are their names; a reason's goes on in a sentence."""
        self._areas = areas
        self._reasons = reasons
        self._today = today

    def sheet(self, report: Report) -> Sheet:
        """The page in words."""
        trend = report.whole.trend
        return Sheet(
            title=_tr("Acupressure mat, at home"),
            period=self._period(report),
            name=_tr("Name"),
            facts=self._facts(report),
            table_title=_tr("How tight, from 1 loose to 10 tight: medians before and after"),
            head=(
                _tr("Area"),
                _tr("Sessions"),
                _tr("Minutes"),
                _tr("Usual length"),
                _tr("Rated"),
                _tr("Before"),
                _tr("After"),
            ),
            rows=tuple(self._rows(report)),
            chart_title="" if trend.early else self._chart_title(report),
            marks=self._marks(report),
            noise=trend.noise,
            legend=(_tr("Before"), _tr("After"), _tr("About one person's noise")),
            notes_title=_tr("In their own words"),
            notes=tuple(
                (f"{_day(note.day)}, {self._area(note.area)}", note.text) for note in report.notes
            ),
            more=_tr("Notes without room here: {0}."),
            honest=_tr("One person's ratings; a change under about four points is noise."),
            foot=_tr(
                "Written on {0} with Mat Timer by the person who lay on the mat. The numbers are"
                " their own, asked before and after a session; either may be left out."
            ).format(_day(self._today)),
            mirrored=QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft,
        )

    def _period(self, report: Report) -> str:
        period = report.period
        days = _tr("{0} to {1}").format(_day(period.since), _day(period.until))
        if period.days == 1:
            return _day(period.until)
        if period.days % WEEK == 0 and period.days > WEEK:
            return _tr("{0}, {1} weeks").format(days, _count(period.days // WEEK))
        return _tr("{0}, {1} days").format(days, _count(period.days))

    def _facts(self, report: Report) -> tuple[tuple[str, str], ...]:
        whole, rate = report.whole, report.per_week
        often = _tr("less than a week so far") if rate is None else _number(round(rate, 1))
        screened = report.screened
        return (
            (_tr("Sessions"), self._sessions(report)),
            (_tr("Sessions a week"), often),
            (
                _tr("Time on the mat"),
                _tr("{0}, usually {1}").format(_length(whole.mat_us), _length(whole.usual_us)),
            ),
            (_tr("Between skin and spikes"), self._layers(report)),
            (_tr("Ended early"), self._stops(report)),
            (
                _tr("Safety questions answered"),
                _tr("not yet") if screened is None else _day(screened),
            ),
        )

    def _sessions(self, report: Report) -> str:
        sessions = _count(report.whole.sessions)
        if report.whole.sessions == 1:
            return sessions
        if report.days == 1:
            return _tr("{0} on one day").format(sessions)
        return _tr("{0} on {1} days").format(sessions, _count(report.days))

    def _layers(self, report: Report) -> str:
        names = {
            Layer.TOWEL: _tr("towel"),
            Layer.SHIRT: _tr("thin layer"),
            Layer.BARE: _tr("bare skin"),
        }
        return ", ".join(f"{names[layer]} {_count(n)}" for layer, n in report.layers.items())

    def _stops(self, report: Report) -> str:
        if not report.stopped:
            return _tr("none")
        said = ", ".join(
            f"{self._reasons.get(reason, str(reason)) if reason else _tr('not said')} {_count(n)}"
            for reason, n in report.stops.items()
        )
        return _tr("{0}: {1}").format(_count(report.stopped), said)

    def _rows(self, report: Report) -> list[tuple[str, ...]]:
        found = [self._row(self._area(area), one) for area, one in report.areas.items()]
        if len(found) > 1:
            found.append(self._row(_tr("All areas"), report.whole))
        return found

    def _row(self, name: str, one: ClinicFigures) -> tuple[str, ...]:
        trend = one.trend
        counts = (
            name,
            _count(one.sessions),
            _count(round(one.mat_us / MINUTE)),
            _length(one.usual_us),
            _count(trend.rated),
        )
        if trend.early or trend.before is None or trend.after is None:
            return (*counts, _tr("too early to tell"))
        return (*counts, _number(trend.before), _number(trend.after))

    def _chart_title(self, report: Report) -> str:
        weeks = report.period.stretch
        if weeks == 1:
            return _tr("Week by week, medians of all areas")
        return _tr("Medians of all areas, a mark for every {0} weeks").format(_count(weeks))

    def _marks(self, report: Report) -> tuple[ChartMark, ...]:
        """Stretches without a rated session keep their place."""
        there = dict(report.marks)
        stretch = timedelta(weeks=report.period.stretch)
        day, found = report.period.monday, []
        while day <= report.period.until:
            mark = there.get(day)
            word = QLocale().toString(_qt(day), _tr("d MMM"))
            found.append(
                ChartMark(word) if mark is None else ChartMark(word, mark.before, mark.after)
            )
            day += stretch
        return tuple(found)

    def _area(self, area: str) -> str:
        return _tr("Other areas") if area == OTHERS else self._areas.get(area, area)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ClinicReportPresenter", text)


def _day(day: date) -> str:
    return QLocale().toString(_qt(day), _tr("d MMMM yyyy"))


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _count(number: int) -> str:
    return QLocale().toString(number)


def _number(value: float) -> str:
    """Whole where it is, else with one figure after the point."""
    return QLocale().toString(value, "f", 0 if value == int(value) else 1)


def _length(us: int) -> str:
    """Hours and minutes; whole minutes are near enough."""
    hours, minutes = divmod(max(1, round(us / MINUTE)), HOUR_MIN)
    if not hours:
        return _tr("{0} min").format(_count(minutes))
    return _tr("{0} h {1} min").format(_count(hours), _count(minutes))

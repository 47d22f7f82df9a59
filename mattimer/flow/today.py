"""Today: what is offered, what was chosen, what happened this week."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from mattimer.guide.areas import Area
from mattimer.guide.coach import LastTime, Suggestion, Why, suggest
from mattimer.history.insight import last_pair, week_of
from mattimer.history.records import SessionRecord, day_of, local_time
from mattimer.session.clock import MINUTE, Clock
from mattimer.session.plan import Layer, classic_stages
from mattimer.ui.pages.today import Offer, Strip, TodayPage
from mattimer.ui.widgets.body_map import AreaChoice
from mattimer.ui.wording import date_and_time, minutes_count

NOTICE_MS = 6000
CLOCK_MS = 15_000
FIRST_AREA = "upper-back"
"""The safe place to start."""


class TodayFlow(QObject):
    """Keeps Today's page true. The person's choice of area and minutes lives here."""

    def __init__(self, page: TodayPage, areas: Mapping[str, Area], clock: Clock) -> None:
        super().__init__(page)
        self._page = page
        self._areas = areas
        self._clock = clock
        self._last: dict[str, LastTime] = {}
        self._suggestion = suggest(areas[FIRST_AREA], None)
        self.area = areas[FIRST_AREA]
        self.minutes = self._suggestion.minutes
        page.area_changed.connect(self._on_page_area_changed)
        page.minutes_changed.connect(self._on_page_minutes_changed)
        self._notice = QTimer(self, interval=NOTICE_MS)
        self._notice.setSingleShot(True)
        self._notice.timeout.connect(page.clear_notice)
        self._minute = QTimer(self, interval=CLOCK_MS)
        self._minute.timeout.connect(self._show_date)
        self._minute.start()

    @property
    def layer(self) -> Layer:
        """What is suggested between skin and spikes."""
        return self._suggestion.layer

    def suggestion_for(self, area: Area) -> Suggestion:
        """What Today would suggest for an area."""
        return suggest(area, self._last.get(area.id))

    def last_layer(self, area: Area) -> Layer | None:
        """The layer of the last time in an area."""
        last = self._last.get(area.id)
        return None if last is None else last.layer

    def show_records(self, records: Sequence[SessionRecord]) -> None:
        """Take in the newest sessions (newest first) and offer what follows from them."""
        self._last = _last_times(records)
        known = [record.area for record in records if record.area in self._areas]
        self._choose(self._areas[known[0] if known else FIRST_AREA])
        self._page.show_area(self.area.id)
        self._show_strip(records)
        self._show_date()

    def show_notice(self, text: str, *, undo: bool = False) -> None:
        """One line for six seconds."""
        self._page.show_notice(text, undo=undo)
        self._notice.start()

    def show_trouble(self, text: str) -> None:
        """One line that stays."""
        self._notice.stop()
        self._page.show_notice(text)

    def _choose(self, area: Area) -> None:
        self.area = area
        self._suggestion = self.suggestion_for(area)
        self.minutes = self._suggestion.minutes
        self._show_offer()

    def _on_page_area_changed(self, area: str) -> None:
        self._choose(self._areas[area])

    def _on_page_minutes_changed(self, minutes: int) -> None:
        self.minutes = minutes
        self._show_offer()

    def _show_offer(self) -> None:
        area, minutes = self.area, self.minutes
        length = minutes_count(minutes)
        self._page.show_offer(
            Offer(
                kicker=self._kicker(),
                sentence=(f"{area.name},", f"{length}."),
                lead=self._lead(),
                minutes=minutes,
                most=area.cap,
                stages=classic_stages(minutes * MINUTE),
                spoken=self.tr("Start, {area}, {length}").format(
                    area=area.name.lower(), length=length
                ),
            )
        )

    def _kicker(self) -> tuple[str, str]:
        if self._suggestion.why is Why.FIRST_TIME:
            begin = self.tr("to begin with, {range} min").format(range=self.area.first)
            return self.tr("First time here"), f"·  {begin}"
        usual = self.tr("usually {range} min, {cap} at most")
        text = usual.format(range=self.area.usual, cap=self.area.cap)
        return self.tr("As last time"), f"·  {text}"

    def _lead(self) -> str:
        layer = self.area.layers[self._suggestion.layer]
        if self.minutes > self._suggestion.minutes:
            return self.tr("Longer than suggested. Fine if it felt easy.")
        if self._suggestion.why is Why.FIRST_TIME:
            return self.tr("{layer} on. Short on purpose.").format(layer=layer)
        return self.tr("{layer}, like last time.").format(layer=layer)

    def _show_strip(self, records: Sequence[SessionRecord]) -> None:
        now = self._clock.read()
        today = day_of(now.utc, now.utc_offset_s)
        week = week_of(records, today)
        done = sum(week.days)
        title = self.tr("This week, {0}").format(done) if done else self.tr("This week")
        self._page.show_strip(Strip(title, week.days, today.weekday(), last_pair(records)))

    def _show_date(self) -> None:
        now = self._clock.read()
        self._page.show_date(date_and_time(local_time(now.utc, now.utc_offset_s)))


def _last_times(records: Sequence[SessionRecord]) -> dict[str, LastTime]:
    """The newest session with mat time in each area."""
    last: dict[str, LastTime] = {}
    for record in records:
        if record.mat_us > 0 and record.area not in last:
            last[record.area] = LastTime(record.planned_us // MINUTE, record.layer)
    return last


def area_choices(areas: Mapping[str, Area]) -> list[AreaChoice]:
    """The areas as the body map offers them."""
    return [
        AreaChoice(
            area.id,
            area.name,
            _tr("{0} min").format(area.beginner),
            _tr("{0}, {1} to {2} minutes, caution {3}").format(
                area.name, area.beginner.low, area.beginner.high, area.caution
            ),
        )
        for area in areas.values()
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Today", text)

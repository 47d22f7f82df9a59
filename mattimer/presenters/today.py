"""Presenter of Today: the coach's offer, the person's choice, the week."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from mattimer.coach.advice import Advice
from mattimer.coach.areas import Area
from mattimer.coach.coach_words import Phrase, ReasonKey
from mattimer.coach.offer import Offer
from mattimer.coach.past_session import last_in
from mattimer.services.app_state import AppState
from mattimer.session.clock import MINUTE, Clock
from mattimer.session.session_plan import Layer, classic_stages
from mattimer.stats.this_week import last_pair, week_of
from mattimer.ui.body.area_label import AreaChoice
from mattimer.ui.pages.today.today import Action, TodayOffer, TodayPage
from mattimer.ui.pages.today.today_strip import Strip
from mattimer.ui.wording import date_and_time, minutes_count

NOTICE_MS = 6000
CLOCK_MS = 15_000
NEEDS_WORD = (Offer.HOLD, Offer.ASK_CLINICIAN)
"""The person has to say that a clinician was asked."""

OF_THE_LENGTH = (ReasonKey.GREW, ReasonKey.SAME, ReasonKey.RANGE)
"""Reasons that speak of the suggested minutes, which are not those of a person's own length."""


class TodayPresenter(QObject):
    """Shows the offer on Today; holds the chosen area and minutes.

    Signals:
        start_wanted(), quick_start_wanted(): The button was pressed and a session is offered.
        questions_wanted(): The safety questions come first.
    """

    start_wanted = Signal()
    quick_start_wanted = Signal()
    questions_wanted = Signal()

    def __init__(
        self,
        page: TodayPage,
        app_state: AppState,
        clock: Clock,
        wind_down: str,
        length: int = 0,
    ) -> None:
        """Build it.

        Args:
            page: Today.
            app_state: What is stored, and what follows from it.
            clock: For the date.
            wind_down: The time of the evening's reminder, empty without one.
            length: Minutes a person always wants; 0 for what is suggested.
        """
        super().__init__(page)
        self._page = page
        self._app_state = app_state
        self._words = app_state.words
        self._clock = clock
        self._wind_down = wind_down
        self._length = length
        self._preferred: str | None = None
        self._offered = False
        self._advice = app_state.advise()
        self.area = self._advised_area
        self.minutes = self._advised_minutes
        page.area_changed.connect(self._on_page_area_changed)
        page.minutes_changed.connect(self._on_page_minutes_changed)
        page.start_wanted.connect(lambda: self._begin(quick=False))
        page.quick_start_wanted.connect(lambda: self._begin(quick=True))
        app_state.changed.connect(self.refresh)
        self._notice = QTimer(self, interval=NOTICE_MS)
        self._notice.setObjectName("notice_timer")
        self._notice.setSingleShot(True)
        self._notice.timeout.connect(page.clear_notice)
        self._minute = QTimer(self, interval=CLOCK_MS)
        self._minute.setObjectName("clock_timer")
        self._minute.timeout.connect(self._follow_clock)
        page.came_into_sight.connect(self._on_page_came_into_sight)
        page.went_out_of_sight.connect(self._minute.stop)

    @property
    def advice(self) -> Advice:
        """What the coach says about the chosen area."""
        return self._advice

    @property
    def layer(self) -> Layer:
        """What is suggested between skin and spikes."""
        proposal = self._advice.proposal
        return self.area.layer if proposal is None else proposal.layer

    def last_layer(self, area: Area) -> Layer | None:
        """The layer of the last time in an area."""
        last = last_in(self._app_state.snapshot.past, area.id)
        return None if last is None else last.layer

    def refresh(self) -> None:
        """Ask the coach again and show what it says."""
        self._advice = self._app_state.advise(self._preferred)
        self.area, self.minutes = self._advised_area, self._advised_minutes
        self._page.show_barred(self._advice.left_out)
        self._page.show_area(self.area.id)
        self._show_offer()
        self._show_strip()
        self._show_date()

    def prefer(self, area: str, minutes: int | None = None) -> None:
        """Another area, and another length where one is given."""
        self._preferred = area
        self.refresh()
        if minutes is not None:
            self.minutes = min(minutes, self.area.cap)
            self._show_offer()

    def set_length(self, minutes: int) -> None:
        """Another length for every session; 0 for what is suggested."""
        self._length = minutes
        self.refresh()

    def set_wind_down(self, text: str) -> None:
        """Another time for the evening."""
        self._wind_down = text
        self._show_strip()

    def show_notice(self, text: str, *answers: Action) -> None:
        """One line for six seconds."""
        self._offered = False
        self._page.show_notice(text, *answers)
        self._notice.start()

    def keep_notice(self, text: str, *answers: Action) -> None:
        """One line that stays until it is answered."""
        self._offered = False
        self._notice.stop()
        self._page.show_notice(text, *answers)

    def offer_notice(self, text: str, *answers: Action) -> None:
        """One line that stays, unless something weightier is being said."""
        if not self._page.has_notice or self._offered:
            self.keep_notice(text, *answers)
            self._offered = True

    def clear_notice(self) -> None:
        """Nothing to say any more."""
        self._notice.stop()
        self._page.clear_notice()

    @property
    def _advised_area(self) -> Area:
        proposal = self._advice.proposal
        if proposal is not None:
            return proposal.area
        areas = self._app_state.areas
        return areas.get(self._preferred or "") or next(iter(areas.values()))

    @property
    def _advised_minutes(self) -> int:
        return self._advice.minutes_in(self.area, self._length)

    def begin(self) -> None:
        """Start from another page; nobody says there that a clinician was asked."""
        if self._advice.offer not in NEEDS_WORD:
            self._begin(quick=False)

    def ask_whether_healed(self) -> None:
        """A bruise rests its area until the person says that it is gone."""
        area = self._app_state.areas[self._advice.bruised[0]]
        question = self._words.phrase(Phrase.BRUISE_QUESTION, area=area.name)
        gone = Action(f"healed:{area.id}", self.tr("It is gone"))
        self.keep_notice(question, gone)

    def say_questions_are_due(self) -> None:
        """Ninety days have passed."""
        self.keep_notice(
            self.tr("The safety questions are due again."),
            Action("questions", self.tr("Answer them")),
            Action("later", self.tr("Later")),
        )

    def _begin(self, *, quick: bool) -> None:
        offer = self._advice.offer
        stale = offer is Offer.HOLD and self._app_state.clearance.asks_again
        if offer in NEEDS_WORD and not stale:
            self._app_state.confirm_asked()
        elif offer is Offer.SCREEN or stale:
            self.questions_wanted.emit()
        elif offer.may_start:
            (self.quick_start_wanted if quick else self.start_wanted).emit()

    def _on_page_came_into_sight(self) -> None:
        self._follow_clock()
        self._minute.start()

    def _follow_clock(self) -> None:
        self._show_date()
        self._app_state.refresh_where_day_passed()

    def _on_page_area_changed(self, area: str) -> None:
        self._preferred = area
        self._advice = self._app_state.advise(area)
        self.area, self.minutes = self._app_state.areas[area], self._advised_minutes
        self._show_offer()

    def _on_page_minutes_changed(self, minutes: int) -> None:
        self.minutes = minutes
        self._show_offer()

    def _show_offer(self) -> None:
        area, minutes, advice = self.area, self.minutes, self._advice
        length = minutes_count(minutes)
        sentence = (f"{area.name},", f"{length}.")
        if advice.offer is Offer.AGAIN:
            sentence = (self.tr("Done"), self.tr("for today."))
        elif not advice.may_start:
            sentence = self._held_sentence(advice.offer)
        self._page.show_offer(
            TodayOffer(
                kicker=(advice.plan_line, f"·  {advice.aim}" if advice.aim else ""),
                sentence=sentence,
                lead=self._lead(),
                minutes=minutes,
                most=area.cap,
                stages=classic_stages(minutes * MINUTE),
                spoken=self._spoken(area, length),
                start=self._start_words(advice.offer),
                plain=advice.offer in (Offer.AGAIN, Offer.REST_ADVISED),
                lengths=advice.may_start,
                by_enter=advice.offer not in NEEDS_WORD,
            )
        )

    def _held_sentence(self, offer: Offer) -> tuple[str, str]:
        if offer is Offer.SCREEN:
            return self.tr("First,"), self.tr("a few questions.")
        if offer in NEEDS_WORD:
            return self.tr("First,"), self.tr("ask.")
        return self.tr("Not"), self.tr("today.")

    def _start_words(self, offer: Offer) -> str:
        if offer in NEEDS_WORD:
            return self.tr("I have asked, carry on")
        return {
            Offer.START: self.tr("Start"),
            Offer.AGAIN: self.tr("Again"),
            Offer.REST_ADVISED: self.tr("Start anyway"),
            Offer.SCREEN: self.tr("Answer them"),
        }.get(offer, "")

    def _spoken(self, area: Area, length: str) -> str:
        words = self._start_words(self._advice.offer)
        if not self._advice.may_start:
            return words
        text = f"{words}, {area.name.lower()}, {length}"
        return f"{text}, {self._advice.plan_line.lower()}" if self._advice.plan_line else text

    def _lead(self) -> str:
        proposal = self._advice.proposal
        if self._advice.offer is not Offer.START or proposal is None:
            return self._advice.lead
        if self.minutes > proposal.minutes.high:
            return self.tr("Longer than suggested. Fine if it felt easy.")
        plainly = self._advice.reasons[0].key in OF_THE_LENGTH
        if plainly and self.minutes == self._advised_minutes != proposal.length:
            own = self.minutes == self._length
            text = self.tr("{0}. As long as you have set.")
            text = text if own else self.tr("{0}. As long as today allows.")
            return text.format(proposal.area.layers[proposal.layer])
        return self._advice.lead

    def _show_strip(self) -> None:
        snapshot = self._app_state.snapshot
        week = week_of(snapshot.records, snapshot.today)
        done = sum(week.days)
        title = self.tr("This week, {0}").format(done) if done else self.tr("This week")
        self._page.show_strip(
            Strip(
                week=title,
                days=week.days,
                today=snapshot.today.weekday(),
                last=last_pair(snapshot.records),
                rated_today=snapshot.rated,
                wind_down=self._wind_down,
            )
        )

    def _show_date(self) -> None:
        now = self._clock.read()
        self._page.show_date(date_and_time(now.local))


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

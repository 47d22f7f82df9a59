"""Tray menu, tooltip and icon name, as pure functions of session and offer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mattimer.coach.advice import Advice
from mattimer.coach.areas import Area
from mattimer.coach.offer import Offer
from mattimer.coach.past_session import PastSession
from mattimer.coach.safety import Clearance
from mattimer.desktop.system_tray import SEPARATOR, TrayEntry
from mattimer.session.moment import Moment
from mattimer.session.session import Status
from mattimer.session.session_plan import Stage
from mattimer.ui.wording import clock_digits, stage_name

LENGTHS = (5, 10, 15)
"""Minutes that the last area is offered with."""

ACTIVE = (Status.RUNNING, Status.PAUSED)
NEXT = {Stage.LEAD_IN: Stage.SETTLE, Stage.SETTLE: Stage.STILL, Stage.STILL: Stage.RISE}

Entries = tuple[TrayEntry, ...]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Tray", text)


@dataclass(frozen=True, slots=True)
class TrayArea:
    """An area as the menu offers it.

    Attributes:
        id: Of the area.
        name: Of the area.
        minutes: As long as the coach or the person wants it there.
        cap: The longest session there, in minutes.
        barred: Why it is left out, in words; None where it is not.
    """

    id: str
    name: str
    minutes: int
    cap: int
    barred: str | None = None


@dataclass(frozen=True, slots=True)
class TrayOffer:
    """What may be begun.

    Attributes:
        offer: Whether and how.
        questions: Whether the safety questions come first.
        suggested: What Today suggests; None where every area rests or is left out.
        last: Where the person lay last; the suggested area before the first time.
        others: Every other area.
    """

    offer: Offer
    questions: bool = False
    suggested: TrayArea | None = None
    last: TrayArea | None = None
    others: tuple[TrayArea, ...] = ()


def offered(
    advise: Callable[[str | None], Advice],
    areas: Mapping[str, Area],
    past: Sequence[PastSession],
    clearance: Clearance,
    *,
    length: int,
) -> TrayOffer:
    """What may be begun today.

    Args:
        advise: Today's advice for an area, or for the one the coach picks.
        areas: All areas by id.
        past: Past sessions, newest first.
        clearance: What the safety answers allow today.
        length: Minutes that the person set; 0 for the coach's.
    """
    advice = advise(None)
    proposal = advice.proposal
    stale = advice.offer is Offer.HOLD and clearance.asks_again
    questions = stale or advice.offer is Offer.SCREEN
    if not advice.may_start or proposal is None:
        return TrayOffer(advice.offer, questions)
    places = {area.id: _place(area, advise(area.id), clearance, length) for area in areas.values()}
    lain = next((session.area for session in past if session.area in places), proposal.area.id)
    last = places[lain] if places[lain].barred is None else places[proposal.area.id]
    return TrayOffer(
        advice.offer,
        questions,
        places[proposal.area.id],
        last,
        tuple(place for place in places.values() if place is not last),
    )


def _place(area: Area, advice: Advice, clearance: Clearance, length: int) -> TrayArea:
    minutes = advice.minutes_in(area, length)
    return TrayArea(area.id, area.name, minutes, area.cap, _why_barred(area.id, advice, clearance))


def _why_barred(area: str, advice: Advice, clearance: Clearance) -> str | None:
    """The menu opens in anybody's sight and passes through other programs: no health answer."""
    if area in clearance.barred:
        return _tr("left out")
    if area in advice.bruised:
        return _tr("resting")
    return advice.left_out.get(area)


def tray_menu(moment: Moment | None, what: TrayOffer) -> Entries:
    """The whole menu, from top to bottom."""
    first = _during(moment) if _is_active(moment) else _idle(what)
    last = (
        TrayEntry(_tr("Open Mat Timer"), "open"),
        TrayEntry(_tr("Settings"), "settings"),
        TrayEntry(_tr("Quit"), "quit"),
    )
    return (*first, SEPARATOR, *last)


def tray_tip(moment: Moment | None) -> str:
    """The tooltip: "Mat Timer, still, 5:24 to go"."""
    if moment is None or not _is_active(moment):
        return _tr("Mat Timer")
    text = _state(moment)
    return _tr("Mat Timer, {0}").format(text[:1].lower() + text[1:])


def tray_picture(moment: Moment | None) -> str:
    """The name of the picture: a point, a disc or bars."""
    if moment is None or not _is_active(moment):
        return "tray-idle"
    return "tray-running" if moment.status is Status.RUNNING else "tray-paused"


def begin_name(area: str, minutes: int) -> str:
    """The name of a line that begins a session."""
    return f"start:{area}:{minutes}"


def begin_of(name: str) -> tuple[str, int] | None:
    """Area and minutes of such a line; None for any other."""
    kind, _, rest = name.partition(":")
    area, _, minutes = rest.rpartition(":")
    return (area, int(minutes)) if kind == "start" else None


def _is_active(moment: Moment | None) -> bool:
    return moment is not None and moment.status in ACTIVE


def _state(moment: Moment) -> str:
    left = clock_digits(moment.time_left)
    if moment.status is Status.PAUSED:
        return _tr("Paused, {0} to go").format(left)
    if moment.stage is Stage.LEAD_IN:
        return _tr("{0}, begins in {1}").format(stage_name(moment.stage), left)
    return _tr("{0}, {1} to go").format(stage_name(moment.stage), left)


def _during(moment: Moment | None) -> Entries:
    assert moment is not None
    stop = TrayEntry(_tr("Stop"), "stop")
    if moment.status is Status.PAUSED:
        return (TrayEntry(_state(moment)), SEPARATOR, TrayEntry(_tr("Resume"), "resume"), stop)
    entries = [TrayEntry(_state(moment)), SEPARATOR, TrayEntry(_tr("Pause"), "pause")]
    if moment.can_extend:
        entries.append(TrayEntry(_tr("1 minute more"), "extend"))
    if moment.stage in NEXT:
        word = stage_name(NEXT[moment.stage])
        entries.append(TrayEntry(_tr("Skip to {0}").format(word.lower()), "skip"))
    return (*entries, stop)


def _idle(what: TrayOffer) -> Entries:
    if what.questions:
        return (TrayEntry(_tr("Safety questions first"), "questions"),)
    if not what.offer.may_start or what.suggested is None or what.last is None:
        return (TrayEntry(_held(what.offer)),)
    last = what.last
    lengths = [minutes for minutes in LENGTHS if minutes <= last.cap]
    return (
        _today(what.offer, what.suggested),
        SEPARATOR,
        *(_begin(last, minutes) for minutes in lengths),
        TrayEntry(_tr("Another area"), entries=tuple(map(_other, what.others))),
    )


def _today(offer: Offer, place: TrayArea) -> TrayEntry:
    if offer is Offer.REST_ADVISED:
        return TrayEntry(_tr("A rest day would be wise"))
    again = offer is Offer.AGAIN
    text = _tr("Again: {0}, {1} min") if again else _tr("Today: {0}, {1} min")
    name = begin_name(place.id, place.minutes)
    return TrayEntry(text.format(place.name.lower(), place.minutes), name)


def _begin(place: TrayArea, minutes: int) -> TrayEntry:
    text = _tr("{0}, {1} min").format(place.name, minutes)
    return TrayEntry(text, begin_name(place.id, minutes))


def _other(place: TrayArea) -> TrayEntry:
    if place.barred is None:
        return _begin(place, place.minutes)
    return TrayEntry(_tr("{0}, {1}").format(place.name, place.barred or _tr("left out")))


def _held(offer: Offer) -> str:
    """Why nothing is offered, in no more words than anybody may see."""
    if offer in (Offer.HOLD, Offer.ASK_CLINICIAN):
        return _tr("A doctor's word first")
    if offer is Offer.ADULTS_ONLY:
        return _tr("Mat Timer is for adults")
    return _tr("Not today. The mat can wait.")

"""Advice: what to do today, and why, as one pure function of what is known."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from mattimer.coach.allowance import Allowance, allowance_of, plan_range
from mattimer.coach.area_choice import ChosenArea, choose, left_out
from mattimer.coach.areas import Area
from mattimer.coach.coach_words import CoachWords, Phrase, Reason
from mattimer.coach.offer import Offer, offer
from mattimer.coach.past_session import PastSession, last_in, stopped
from mattimer.coach.plan_progress import PlanPhase, PlanProgress, PlanState, progress_of
from mattimer.coach.restrictions import AllowanceInput
from mattimer.coach.safety import Clearance
from mattimer.coach.starter_plan import Program
from mattimer.coach.values import Range
from mattimer.session.session_plan import Layer


class CoachContent(Struct, frozen=True):
    """The content that advice follows from. ``program`` is None where plan.toml cannot be read."""

    areas: Mapping[str, Area]
    program: Program | None
    words: CoachWords


class Proposal(Struct, frozen=True):
    """A session to suggest.

    Attributes:
        area: Where.
        minutes: From and to.
        length: Within them.
        layer: Between skin and spikes.
        counts: Whether this length does today's plan day; otherwise it is practice.
        longer: Minutes more than the last time here, negative for less; None the first time.
    """

    area: Area
    minutes: Range
    length: int
    layer: Layer
    counts: bool
    longer: int | None

    def minutes_for(self, length: int) -> int:
        """As long as a person always wants it, but never beyond the range; 0 is as suggested."""
        return min(length or self.length, self.minutes.high, self.area.cap)


class Advice(Struct, frozen=True):
    """What to do today.

    Attributes:
        offer: Whether Start is offered, and how.
        proposal: The session; None where every area rests or is left out.
        plan_line: "Day 6 of 14", or what the plan does instead.
        aim: "Build tolerance"; empty where no plan runs.
        reasons: Why, at least one, the weightiest first.
        lead: Layer and first reason as one line.
        left_out: Areas that cannot be chosen, and why, in words.
        bruised: Areas that rest until the person says that the bruise is gone.
        barest: The least there has to be between skin and spikes.
        progress: Where the plan stands; None without one.
    """

    offer: Offer
    proposal: Proposal | None
    plan_line: str
    aim: str
    reasons: tuple[Reason, ...]
    lead: str
    left_out: Mapping[str, str]
    bruised: tuple[str, ...]
    barest: Layer
    progress: PlanProgress | None

    @property
    def may_start(self) -> bool:
        """Whether a session may begin."""
        return self.offer.may_start

    def minutes_in(self, area: Area, length: int) -> int:
        """As long as a person always wants it; the shortest there is where nothing is suggested."""
        return self.proposal.minutes_for(length) if self.proposal else area.first.low


def advise(
    content: CoachContent,
    clearance: Clearance,
    history: Sequence[PastSession],
    state: PlanState,
    today: date,
    *,
    preferred: str | None = None,
) -> Advice:
    """What to do today, and why.

    Args:
        content: Areas, plan and words.
        clearance: What the safety answers allow today.
        history: Past sessions, newest first; those in areas that are gone still count as past.
        state: What was stored of the plan.
        today: The day, which begins at four in the morning.
        preferred: The area a person chose; None leaves it to the coach.
    """
    words, stops = content.words, stopped(history)
    out, bruised = left_out(content.areas, clearance, stops, today, words)
    chosen = choose(content.areas, out, history, today, words, preferred=preferred)
    progress = _progress(content, state, history, today)
    made = None
    if chosen.area is not None:
        at = AllowanceInput(
            chosen.area, content.program, progress, clearance, history, today, words
        )
        made = at, allowance_of(at)
    offered = offer(clearance, stops, history, today, words, something=made is not None)
    reasons = _reasons(offered.reason, chosen, made[1] if made else None)
    plan_line, aim = _plan_words(content, progress, today)
    layer = made[0].area.layers[made[1].layer] if made else ""
    return Advice(
        offer=offered.offer,
        proposal=_proposal(*made) if made else None,
        plan_line=plan_line,
        aim=aim,
        reasons=reasons,
        lead=_lead(words, layer, reasons[0], plainly=offered.offer is Offer.START),
        left_out=out,
        bruised=bruised,
        barest=clearance.barest,
        progress=progress,
    )


def _progress(
    content: CoachContent, state: PlanState, history: Sequence[PastSession], today: date
) -> PlanProgress:
    if content.program is None:
        return PlanProgress(PlanPhase.NOT_BEGUN)
    caps = {area.id: area.cap for area in content.areas.values()}
    return progress_of(content.program, state, history, today, caps)


def _reasons(
    offered: Reason | None, chosen: ChosenArea, made: Allowance | None
) -> tuple[Reason, ...]:
    found = [offered, chosen.reason, *(made.reasons if made else ())]
    return tuple(reason for reason in found if reason is not None)


def _lead(words: CoachWords, layer: str, reason: Reason, *, plainly: bool) -> str:
    return words.phrase(Phrase.LEAD, layer=layer, reason=reason.text) if plainly else reason.text


def _proposal(at: AllowanceInput, made: Allowance) -> Proposal:
    last, asked = last_in(at.history, at.area.id), plan_range(at)
    return Proposal(
        area=at.area,
        minutes=made.minutes,
        length=made.length,
        layer=made.layer,
        counts=asked is not None and asked.nearest(made.length) == made.length,
        longer=None if last is None else made.length - last.length,
    )


def _plan_words(content: CoachContent, progress: PlanProgress, today: date) -> tuple[str, str]:
    """The plan line and the aim."""
    words, program = content.words, content.program
    if program is None:
        return words.phrase(Phrase.NO_PLAN), ""
    match progress.phase:
        case PlanPhase.RUNNING:
            day = progress.day_on(today)
            line = words.phrase(Phrase.PLAN_DAY, day=day, days=program.days)
            return line, program.band(day).aim
        case PlanPhase.FINISHED:
            return words.phrase(Phrase.AFTER_PLAN, range=program.after.per_week), program.after.aim
        case PlanPhase.PAUSED:
            line = words.phrase(Phrase.PLAN_PAUSED, done=progress.done, days=program.days)
            return line, ""
        case PlanPhase.WAITING:
            return words.phrase(Phrase.PLAN_WAITING), ""
    return words.phrase(Phrase.NO_PLAN), ""

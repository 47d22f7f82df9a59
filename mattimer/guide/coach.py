"""What to do today, and why: one pure function from what is known to one piece of advice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mattimer.guide.areas import Area, Range
from mattimer.guide.choice import Chosen, choose, left_out
from mattimer.guide.dose import Dose, dose, plan_range
from mattimer.guide.limits import Setting
from mattimer.guide.offer import Offer, offer
from mattimer.guide.past import PastSession, last_in, stopped
from mattimer.guide.program import Program
from mattimer.guide.safety import Clearance
from mattimer.guide.standing import Phase, PlanState, Standing, stand
from mattimer.guide.words import Phrase, Reason, Words
from mattimer.session.plan import Layer


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the coach goes by. ``program`` is None where plan.toml cannot be read."""

    areas: Mapping[str, Area]
    program: Program | None
    words: Words


@dataclass(frozen=True, slots=True)
class Proposal:
    """A session to suggest.

    Attributes:
        area: Where.
        minutes: From and to.
        length: Within them.
        layer: Between skin and spikes.
        counts: Whether this length does today's plan day; otherwise it is practice.
        longer: Minutes more than the last time here, negative for less; None the first time.
        other_layer: Whether the layer is another than the last time here.
    """

    area: Area
    minutes: Range
    length: int
    layer: Layer
    counts: bool
    longer: int | None
    other_layer: bool

    def minutes_for(self, length: int) -> int:
        """As long as a person always wants it, but never beyond the range; 0 is as suggested."""
        return min(length or self.length, self.minutes.high, self.area.cap)


@dataclass(frozen=True, slots=True)
class Advice:
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
        standing: Where the plan stands; None without one.
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
    standing: Standing | None

    @property
    def may_start(self) -> bool:
        """Whether a session may begin."""
        return self.offer.may_start


def advise(
    knowledge: Knowledge,
    clearance: Clearance,
    history: Sequence[PastSession],
    state: PlanState,
    today: date,
    *,
    preferred: str | None = None,
) -> Advice:
    """What to do today, and why.

    Args:
        knowledge: Areas, plan and words.
        clearance: What the safety answers allow today.
        history: Past sessions, newest first; those in areas that are gone still count as past.
        state: What was stored of the plan.
        today: The day, which begins at four in the morning.
        preferred: The area a person chose; None leaves it to the coach.
    """
    words, stops = knowledge.words, stopped(history)
    out, bruised = left_out(knowledge.areas, clearance, stops, today, words)
    chosen = choose(knowledge.areas, out, history, today, words, preferred=preferred)
    standing = _standing(knowledge, state, history, today)
    made = None
    if chosen.area is not None:
        at = Setting(chosen.area, knowledge.program, standing, clearance, history, today, words)
        made = at, dose(at)
    offered = offer(clearance, stops, history, today, words, something=made is not None)
    reasons = _reasons(offered.reason, chosen, made[1] if made else None)
    plan_line, aim = _plan_words(knowledge, standing, today)
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
        standing=standing,
    )


def _standing(
    knowledge: Knowledge, state: PlanState, history: Sequence[PastSession], today: date
) -> Standing:
    if knowledge.program is None:
        return Standing(Phase.NOT_BEGUN)
    caps = {area.id: area.cap for area in knowledge.areas.values()}
    return stand(knowledge.program, state, history, today, caps)


def _reasons(offered: Reason | None, chosen: Chosen, made: Dose | None) -> tuple[Reason, ...]:
    found = [offered, chosen.reason, *(made.reasons if made else ())]
    return tuple(reason for reason in found if reason is not None)


def _lead(words: Words, layer: str, reason: Reason, *, plainly: bool) -> str:
    return words.phrase(Phrase.LEAD, layer=layer, reason=reason.text) if plainly else reason.text


def _proposal(at: Setting, made: Dose) -> Proposal:
    last, asked = last_in(at.history, at.area.id), plan_range(at)
    return Proposal(
        area=at.area,
        minutes=made.minutes,
        length=made.length,
        layer=made.layer,
        counts=asked is not None and asked.nearest(made.length) == made.length,
        longer=None if last is None else made.length - last.length,
        other_layer=last is not None and last.layer is not made.layer,
    )


def _plan_words(knowledge: Knowledge, standing: Standing, today: date) -> tuple[str, str]:
    """The plan line and the aim."""
    words, program = knowledge.words, knowledge.program
    if program is None:
        return words.phrase(Phrase.NO_PLAN), ""
    match standing.phase:
        case Phase.RUNNING:
            day = standing.day_on(today)
            line = words.phrase(Phrase.PLAN_DAY, day=day, days=program.days)
            return line, program.band(day).aim
        case Phase.FINISHED:
            return words.phrase(Phrase.AFTER_PLAN, range=program.after.per_week), program.after.aim
        case Phase.PAUSED:
            line = words.phrase(Phrase.PLAN_PAUSED, done=standing.done, days=program.days)
            return line, ""
        case Phase.WAITING:
            return words.phrase(Phrase.PLAN_WAITING), ""
    return words.phrase(Phrase.NO_PLAN), ""

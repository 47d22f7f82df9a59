"""Content, past sessions and advice that the tests of this package share."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from mattimer.guide.coach import Advice, Knowledge, advise
from mattimer.guide.content import load_areas, load_coach_words, load_plan, load_screening
from mattimer.guide.past import PastSession
from mattimer.guide.safety import Answers, Clearance, Verdict, assess
from mattimer.guide.standing import PlanState
from mattimer.session.plan import Layer
from mattimer.session.reasons import StopReason

GUIDE = Path(__file__).parents[2] / "resources" / "guide"
AREAS = load_areas(GUIDE)
PROGRAM = load_plan(GUIDE)
WORDS = load_coach_words(GUIDE)
QUESTIONS = load_screening(GUIDE).questions
KNOWLEDGE = Knowledge(AREAS, PROGRAM, WORDS)
CLEAR = Clearance(Verdict.CLEAR)
NO_PLAN = PlanState()
MONDAY = date(2026, 3, 2)
CAPS = {area.id: area.cap for area in AREAS.values()}


def march(day: int) -> date:
    return date(2026, 3, day)


def done(
    day: date,
    minutes: float = 5,
    area: str = "upper-back",
    layer: Layer = Layer.SHIRT,
    *,
    before: int | None = None,
    after: int | None = None,
) -> PastSession:
    return PastSession(
        day, area, minutes, minutes, layer, finished=True, before=before, after=after
    )


def stop(
    day: date,
    reason: StopReason | None,
    minutes: float = 3,
    area: str = "upper-back",
    layer: Layer = Layer.SHIRT,
    *,
    planned: float = 10,
    asked: bool = False,
    healed: bool = False,
) -> PastSession:
    return PastSession(
        day,
        area,
        minutes,
        planned,
        layer,
        finished=False,
        reason=reason,
        asked=asked,
        healed=healed,
    )


def advice(
    history: Sequence[PastSession] = (),
    today: date = MONDAY,
    *,
    state: PlanState = NO_PLAN,
    clearance: Clearance = CLEAR,
    preferred: str | None = None,
    knowledge: Knowledge = KNOWLEDGE,
) -> Advice:
    return advise(knowledge, clearance, history, state, today, preferred=preferred)


def cleared(*ticked: str, areas: Sequence[str] = (), confirmed: bool = False) -> Clearance:
    answers = Answers(frozenset(ticked), frozenset(areas), confirmed)
    return assess(QUESTIONS, answers, MONDAY, MONDAY, AREAS)

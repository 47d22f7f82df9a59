"""Content, past sessions and advice that the tests of this package share."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from mattimer.coach.advice import Advice, CoachContent, advise
from mattimer.coach.coach_words import CoachWords
from mattimer.coach.past_session import PastSession
from mattimer.coach.plan_progress import PlanState
from mattimer.coach.safety import Clearance, SafetyAnswers, SafetyVerdict, ScreeningText, assess
from mattimer.coach.starter_plan import Program
from mattimer.content.loader import load, load_areas
from mattimer.session.reasons import StopReason
from mattimer.session.session_plan import Layer

GUIDE = Path(__file__).parents[2] / "resources" / "guide"
AREAS = load_areas(GUIDE)
PROGRAM = load(GUIDE, Program)
WORDS = load(GUIDE, CoachWords)
SCREENING = load(GUIDE, ScreeningText)
QUESTIONS = SCREENING.questions
KNOWLEDGE = CoachContent(AREAS, PROGRAM, WORDS)
CLEAR = Clearance(SafetyVerdict.CLEAR)
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
    content: CoachContent = KNOWLEDGE,
) -> Advice:
    return advise(content, clearance, history, state, today, preferred=preferred)


def cleared(*ticked: str, areas: Sequence[str] = (), confirmed: bool = False) -> Clearance:
    answers = SafetyAnswers(frozenset(ticked), frozenset(areas), confirmed)
    return assess(QUESTIONS, answers, MONDAY, MONDAY, AREAS)

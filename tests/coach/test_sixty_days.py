"""One person's sixty days, and what the app says on each of them.

Every line is a day: what the person does before asking (answers the safety questions, asks a
doctor, reports a bruise as gone), what the app is to say, and what the person then does. "as told"
is the proposal, run to its end; "00:40 as told" the same after midnight, which is the same day.
"""

from datetime import datetime, time, timedelta

from msgspec.structs import replace

from mattimer.coach.advice import Advice
from mattimer.coach.past_session import PastSession
from mattimer.coach.plan_progress import begin
from mattimer.coach.safety import SafetyAnswers, assess
from mattimer.session.reasons import StopReason
from tests.coach.factories import AREAS, MONDAY, QUESTIONS, advice

# day | before | plan | area, minutes, layer | offer | why | then
SCRIPT = """
 1 | answers | 1  | upper-back  3 shirt | start | Short on purpose. | as told
 2 |         | 2  | upper-back  4 shirt | start | A minute more than yesterday, which went well. | as told
 3 |         | 3  | upper-back  5 shirt | start | A minute more than yesterday, which went well. | 00:40 as told
 4 |         | 4  | upper-back  6 shirt | start | A minute more than yesterday, which went well. | -
 5 |         | 4  | upper-back  6 shirt | start | A minute more than Wednesday, which went well. | as told
 6 |         | 5  | upper-back  7 shirt | start | A minute more than yesterday, which went well. | dizziness at 2
 7 |         | 5  | upper-back  2 shirt | screen | The safety questions come first, once more. | -
 8 | answers | 5  | upper-back  2 shirt | start | 5 minutes less than planned on Saturday: it made you dizzy. | as told
 9 |         | 5  | upper-back  5 shirt | start | 3 minutes more than yesterday, which went well. | as told
10 |         | 6  | upper-back  6 shirt | start | A minute more than yesterday, which went well. | as told
11 |         | 7  | upper-back  7 shirt | start | A minute more than yesterday, which went well. | dizziness at 4
12 |         | 7  | upper-back  4 shirt | screen | The safety questions come first, once more. | -
13 | answers | 7  | upper-back  4 shirt | ask-clinician | Dizzy twice within two weeks. Ask a doctor before the next time, please. | -
14 |         | 7  | upper-back  4 shirt | ask-clinician | Dizzy twice within two weeks. Ask a doctor before the next time, please. | -
15 | asked   | 7  | upper-back  4 shirt | start | 3 minutes less than planned on Thursday: it made you dizzy. | as told
16 |         | 7  | upper-back  5 shirt | start | A minute more than yesterday, which went well. | as told
17 |         | 8  | upper-back 10 shirt | start | 5 minutes more than yesterday, which went well. | as told, 3 to 5
18 |         | 9  | upper-back 10 shirt | start | No longer than yesterday: it felt tighter afterwards. | as told
19 |         | 10 | upper-back 11 shirt | start | A minute more than yesterday, which went well. | too-intense at 3
20 |         | 10 | upper-back 11 towel | start | With a layer more: it was too intense yesterday. | as told
21 |         | 11 | upper-back 15 towel | start | 4 minutes more than yesterday, which went well. | irritated-skin at 6
22 |         | 11 | upper-back 14 towel | rest-advised | A rest day would be wise. The skin asked for it. | -
23 |         | 11 | upper-back 14 towel | start | A minute less than Sunday: the skin was irritated. | as told
24 |         | 11 | upper-back 15 towel | start | A minute more than yesterday, which went well. | as told
25 |         | 12 | upper-back 16 towel | start | A minute more than yesterday, which went well. | -
26 |         | 12 | upper-back 16 towel | start | A minute more than Wednesday, which went well. | -
27 |         | 12 | upper-back 16 towel | start | A minute more than Wednesday, which went well. | -
28 |         | 12 | upper-back 16 towel | start | A minute more than Wednesday, which went well. | -
29 |         | 11 | upper-back 15 towel | start | Welcome back. Day 11 again, the gentle way in. | -
30 |         | 11 | upper-back 15 towel | start | Welcome back. Day 11 again, the gentle way in. | as told
31 |         | 12 | upper-back 16 towel | start | A minute more than yesterday, which went well. | as told
32 |         | 13 | upper-back 17 towel | start | A minute more than yesterday, which went well. | as told
33 |         | 14 | upper-back 18 towel | start | A minute more than yesterday, which went well. | 00:30 as told
34 |         | +  | upper-back 18 towel | start | As long as yesterday. | -
35 |         | +  | upper-back 18 towel | start | As long as Friday. | as told
36 | feet    | +  | feet        2 shirt | start | First time here, so it starts short. | as told
37 |         | +  | feet        3 shirt | start | A minute more than yesterday, which went well. | as told
38 |         | +  | feet        3 shirt | start | As long as yesterday. | numbness at 1
39 |         | +  | upper-back 18 towel | start | Feet went numb yesterday. Another area today. | as told
40 |         | +  | upper-back 18 towel | start | As long as yesterday. | sharp-pain at 5
41 |         | +  | upper-back  9 towel | start | A layer and half the minutes: the pain yesterday was the wrong kind. | as told
42 |         | +  | upper-back 10 towel | start | A minute more than yesterday, which went well. | sharp-pain at 2
43 |         | +  | glutes      3 shirt | ask-clinician | Sharp pain twice within two weeks. Ask a doctor before the next time, please. | -
44 | asked   | +  | glutes      3 shirt | start | Upper back, resting until Sunday. Another area today. | as told
45 | upper-back | + | glutes   4 shirt | start | Upper back, resting until Sunday. Another area today. | as told
46 |         | +  | glutes      5 shirt | start | A minute more than yesterday, which went well. | bruising at 2
47 |         | +  | hamstrings  3 shirt | screen | The safety questions come first, once more. | -
48 | answers | +  | hamstrings  3 shirt | start | Glutes, resting until the bruise is gone. Another area today. | as told
49 | upper-back | + | upper-back 5 towel | start | A layer and half the minutes: the pain last time was the wrong kind. | as told
50 |         | +  | upper-back  6 towel | start | A minute more than yesterday, which went well. | as told
51 | healed, glutes | + | glutes 5 towel | start | With a layer more: it left a bruise on Thursday. | as told
52 |         | +  | glutes      5 towel | start | As long as yesterday. | 00:50 as told
53 |         | +  | glutes      5 towel | start | As long as yesterday. | -
54 |         | +  | glutes      5 towel | start | As long as Wednesday. | -
55 |         | +  | glutes      5 towel | start | As long as Wednesday. | -
56 |         | +  | glutes      5 towel | start | As long as Wednesday. | -
57 |         | +  | glutes      5 towel | start | Welcome back. The short end, to get used to it again. | -
58 |         | +  | glutes      5 towel | start | Welcome back. The short end, to get used to it again. | -
59 | fever   | +  | glutes      5 towel | not-today | Not today. The mat can wait. | -
60 |         | +  | glutes      5 towel | screen | The safety questions come first, once more. | -
"""  # noqa: E501 - a table


class Person:
    """Keeps what the app would have stored."""

    def __init__(self) -> None:
        self.history: list[PastSession] = []
        self.plan = begin(MONDAY)
        self.answers: SafetyAnswers | None = None
        self.answered = MONDAY
        self.reported = False

    def prepare(self, what: str, today: datetime) -> str | None:
        """Do what comes before the question; an area is what the person chooses."""
        chosen = None
        for word in filter(None, what.split(", ")):
            if word in {"answers", "fever"}:
                self.answers = SafetyAnswers(frozenset({word} - {"answers"}))
                self.answered, self.reported = today.date(), False
            elif word == "asked":
                self._mark(lambda past: replace(past, asked=True))
            elif word == "healed":
                self._mark(lambda past: replace(past, healed=True))
            else:
                chosen = word
        return chosen

    def _mark(self, change: object) -> None:
        at = next(i for i, past in enumerate(self.history) if past.reason is not None)
        assert callable(change)
        self.history[at] = change(self.history[at])

    def ask(self, today: datetime, chosen: str | None) -> Advice:
        clearance = assess(
            QUESTIONS,
            self.answers,
            self.answered,
            today.date(),
            AREAS,
            reported_since=self.reported,
        )
        return advice(
            self.history, today.date(), state=self.plan, clearance=clearance, preferred=chosen
        )

    def live(self, what: str, given: Advice, evening: datetime) -> None:
        """Do it, or not."""
        if what == "-":
            return
        assert given.may_start
        assert given.proposal is not None
        started = evening
        if what[0] == "0":
            started = datetime.combine(evening + timedelta(days=1), time.fromisoformat(what[:5]))
            what = what[6:]
        day = (started - timedelta(hours=4)).date()
        length = given.proposal.length
        told = PastSession(day, given.proposal.area.id, length, length, given.proposal.layer, True)  # noqa: FBT003
        if what.startswith("as told"):
            before, _, after = what.removeprefix("as told").strip(", ").partition(" to ")
            rated = replace(told, before=int(before), after=int(after)) if after else told
            self.history.insert(0, rated)
            return
        reason, _, minutes = what.partition(" at ")
        stopped = replace(told, minutes=float(minutes), finished=False, reason=StopReason(reason))
        self.history.insert(0, stopped)
        self.reported = reason in {"dizziness", "bruising"}


def said(given: Advice) -> tuple[str, str, str, str]:
    assert given.proposal is not None
    words = given.plan_line.split()
    plan = words[1] if words[0] == "Day" else "+"
    made = given.proposal
    return (
        plan,
        f"{made.area.id} {made.length} {made.layer}",
        str(given.offer),
        given.reasons[0].text,
    )


def test_sixty_days() -> None:
    person = Person()
    rows = [[cell.strip() for cell in row.split("|")] for row in SCRIPT.strip().splitlines()]
    assert [int(row[0]) for row in rows] == list(range(1, 61))
    for number, before, plan, session, offer, why, then in rows:
        evening = datetime.combine(MONDAY, time(21, 30)) + timedelta(days=int(number) - 1)
        given = person.ask(evening, person.prepare(before, evening))
        assert (number, *said(given)) == (number, plan, " ".join(session.split()), offer, why)
        person.live(then, given, evening)
    assert len(person.history) == sum(row[-1] != "-" for row in rows)

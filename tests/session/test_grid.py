"""Every command in every state, written out by hand."""

from dataclasses import dataclass, replace

import pytest

from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.commands import (
    ChangeLayer,
    Command,
    Discard,
    Extend,
    Pause,
    Resume,
    Skip,
    SkipToRise,
    Start,
    Stop,
    TakeUp,
    Tick,
    Toggle,
)
from mattimer.session.machine import apply
from mattimer.session.reasons import PauseReason, StopReason
from mattimer.session.session import Session, Status
from mattimer.session.session_plan import Layer, Stage
from tests.fakes import FakeClock
from tests.session.factories import FIRST, SECOND_ID, answer, seconds, ten_minutes

CUT_OFF = replace(
    Session.begin(ten_minutes(), SECOND_ID, FakeClock().read()), position=200 * SECOND, away=MINUTE
)

COMMANDS: dict[str, Command] = {
    "start": Start(ten_minutes(), SECOND_ID),
    "take up": TakeUp(CUT_OFF),
    "pause": Pause(),
    "fall asleep": Pause(PauseReason.SLEEP),
    "resume": Resume(),
    "resume person": Resume(PauseReason.PERSON),
    "resume sleep": Resume(PauseReason.SLEEP),
    "toggle": Toggle(),
    "skip": Skip(),
    "skip to rise": SkipToRise(),
    "extend": Extend(),
    "shirt": ChangeLayer(Layer.SHIRT),
    "stop": Stop(),
    "stop dizzy": Stop(StopReason.DIZZINESS),
    "discard": Discard(),
    "tick": Tick(),
}

# A state is a stage, or how the session ended, and behind the slash who holds it: p the person,
# s a sleep. "=" is the very same value; "longer", "layer" and "end…" leave the stage as it is.
GRID = """
state    | start| take up| pause  |fall asleep| resume| resume person| resume sleep| toggle  | skip     | skip to rise| extend| shirt| stop| stop dizzy| discard| tick
none     | lead | cut off| =      | =         | =     | =            | =           | =       | =        | =           | =     | =    | =   | =         | =      | =

lead     | =    | =      | lead/p | lead/s    | =     | =            | =           | lead/p  | settle   | rise        | longer| layer| end | end dizzy | gone   | =
lead/p   | =    | =      | =      | lead/ps   | lead  | lead         | =           | lead    | settle/p | rise/p      | longer| layer| end | end dizzy | gone   | =
lead/s   | =    | =      | lead/ps| =         | lead  | =            | lead        | lead    | settle/s | rise/s      | longer| layer| end | end dizzy | gone   | =
lead/ps  | =    | =      | =      | =         | lead  | lead/s       | lead/p      | lead    | settle/ps| rise/ps     | longer| layer| end | end dizzy | gone   | =

settle   | =    | =      |settle/p| settle/s  | =     | =            | =           | settle/p| still    | rise        | longer| layer| end | end dizzy | gone   | =
settle/p | =    | =      | =      | settle/ps | settle| settle       | =           | settle  | still/p  | rise/p      | longer| layer| end | end dizzy | gone   | =
settle/s | =    | =      |settle/ps| =        | settle| =            | settle      | settle  | still/s  | rise/s      | longer| layer| end | end dizzy | gone   | =
settle/ps| =    | =      | =      | =         | settle| settle/s     | settle/p    | settle  | still/ps | rise/ps     | longer| layer| end | end dizzy | gone   | =

still    | =    | =      | still/p| still/s   | =     | =            | =           | still/p | rise     | rise        | longer| layer| end | end dizzy | gone   | =
still/p  | =    | =      | =      | still/ps  | still | still        | =           | still   | rise/p   | rise/p      | longer| layer| end | end dizzy | gone   | =
still/s  | =    | =      |still/ps| =         | still | =            | still       | still   | rise/s   | rise/s      | longer| layer| end | end dizzy | gone   | =
still/ps | =    | =      | =      | =         | still | still/s      | still/p     | still   | rise/ps  | rise/ps     | longer| layer| end | end dizzy | gone   | =

rise     | =    | =      | rise/p | rise/s    | =     | =            | =           | rise/p  | =        | =           | longer| layer| end | end dizzy | gone   | =
rise/p   | =    | =      | =      | rise/ps   | rise  | rise         | =           | rise    | =        | =           | longer| layer| end | end dizzy | gone   | =
rise/s   | =    | =      | rise/ps| =         | rise  | =            | rise        | rise    | =        | =           | longer| layer| end | end dizzy | gone   | =
rise/ps  | =    | =      | =      | =         | rise  | rise/s       | rise/p      | rise    | =        | =           | longer| layer| end | end dizzy | gone   | =

finished | lead | cut off| =      | =         | =     | =            | =           | =       | =        | =           | =     | =    | =   | =         | =      | =
stopped  | lead | cut off| =      | =         | =     | =            | =           | =       | =        | =           | =     | =    | =   | =         | =      | =
discarded| lead | cut off| =      | =         | =     | =            | =           | =       | =        | =           | =     | =    | =   | =         | =      | =
"""  # noqa: E501

# Seconds of lead-in, settle, still and rise once something was skipped or extended.
PLANNED = (20, 120, 360, 120)
LENGTHS = {
    ("lead", "skip"): (5, 120, 360, 120),
    ("lead", "skip to rise"): (5, 0, 0, 120),
    ("lead", "extend"): (20, 120, 420, 120),
    ("settle", "skip"): (20, 30, 360, 120),
    ("settle", "skip to rise"): (20, 30, 0, 120),
    ("settle", "extend"): (20, 120, 420, 120),
    ("still", "skip"): (20, 120, 80, 120),
    ("still", "skip to rise"): (20, 120, 80, 120),
    ("still", "extend"): (20, 120, 420, 120),
    ("rise", "extend"): (20, 120, 360, 180),
}

STAGES = {"lead": Stage.LEAD_IN, "settle": Stage.SETTLE, "still": Stage.STILL, "rise": Stage.RISE}
BEGIN_AFTER = {"lead": 5, "settle": 50, "still": 220, "rise": 510}
HELD = {"": set(), "p": {PauseReason.PERSON}, "s": {PauseReason.SLEEP}, "ps": set(PauseReason)}


@dataclass(frozen=True)
class Cell:
    state: str
    command: str
    expected: str

    @property
    def stage(self) -> str:
        return self.state.partition("/")[0]

    def __str__(self) -> str:
        return f"{self.state}-{self.command}"


def cells() -> list[Cell]:
    head, *rows = ([cell.strip() for cell in line.split("|")] for line in GRID.splitlines() if line)
    return [
        Cell(state, command, expected)
        for state, *row in rows
        for command, expected in zip(head[1:], row, strict=True)
    ]


def in_state(state: str, clock: FakeClock) -> Session | None:
    """A session that came into a state by commands and time alone, and has been there for 7 s."""
    if state == "none":
        return None
    stage, _, held = state.partition("/")
    session = answer(None, Start(ten_minutes(), FIRST), clock.read())
    clock.advance(BEGIN_AFTER.get(stage, 130))
    ends: dict[str, Command] = {"stopped": Stop(), "discarded": Discard(), "finished": Tick()}
    if stage == "finished":
        clock.advance(1_000)
    if stage in ends:
        session = answer(session, ends[stage], clock.read())
        clock.advance(7)
    for reason in HELD[held]:
        session = answer(session, Pause(reason), clock.read())
    if held:
        clock.advance(7)
    return session


def test_the_grid_knows_every_command_and_every_state() -> None:
    table = cells()
    assert {cell.command for cell in table} == set(COMMANDS)
    assert {type(command) for command in COMMANDS.values()} == set(Command.__args__)
    assert {cell.state for cell in table} == {
        "none",
        *(f"{stage}{held}" for stage in STAGES for held in ("", "/p", "/s", "/ps")),
        *("finished", "stopped", "discarded"),
    }
    assert len(table) == len({str(cell) for cell in table}) == 20 * 16


@pytest.mark.parametrize("cell", cells(), ids=str)
def test_every_command_in_every_state(cell: Cell) -> None:
    clock = FakeClock()
    before = in_state(cell.state, clock)
    now = clock.read()

    after = apply(before, COMMANDS[cell.command], now)

    if cell.expected == "=":
        assert after is before
        return
    assert after is not None
    if cell.command == "start":
        assert (after.id, after.status) == (SECOND_ID, Status.RUNNING)
        assert (after.started, after.anchor, after.position) == (now, now, 0)
        return
    if cell.command == "take up":
        assert after == replace(CUT_OFF, anchor=now)
        return
    assert before is not None
    was = before.position_at(now)
    assert (after.id, after.plan, after.started) == (before.id, before.plan, before.started)
    assert (after.position_at(now), after.paused_at(now)) == (was, before.paused_at(now))
    ended = {"end": Status.STOPPED, "end dizzy": Status.STOPPED, "gone": Status.DISCARDED}
    if cell.expected in ended:
        assert after.status is ended[cell.expected]
        assert after.ending is not None
        assert after.ending.at == now
        dizzy = StopReason.DIZZINESS if cell.expected == "end dizzy" else None
        assert after.ending.reason is dizzy
        assert after.paused_by == frozenset()
        assert after.stage_at(now) is before.stage_at(now)
    else:
        unmoved = cell.expected in ("longer", "layer")
        stage, _, held = (cell.state if unmoved else cell.expected).partition("/")
        assert after.status is (Status.PAUSED if held else Status.RUNNING)
        assert after.stage_at(now) is STAGES[stage]
        assert after.paused_by == HELD[held]
        assert after.ending is None
    assert after.layer is (Layer.SHIRT if cell.expected == "layer" else Layer.BARE)
    lengths = (after.lead_in, after.stages.settle, after.stages.still, after.stages.rise)
    assert lengths == seconds(*LENGTHS.get((cell.stage, cell.command), PLANNED))
    assert after.intended == (11 if cell.expected == "longer" else 10) * MINUTE

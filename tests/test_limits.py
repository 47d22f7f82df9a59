"""The bounds stand in one module, and nowhere a second time."""

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import mattimer
from mattimer import limits
from mattimer.session.clock import MINUTE, SECOND

ROOT = Path(mattimer.__file__).parent
BOUNDS = [
    value for name, value in vars(limits).items() if isinstance(value, int) and name.isupper()
]
TELLING = {value for value in BOUNDS if value > 500} - {SECOND, MINUTE}
"""Numbers that nobody writes by chance."""

PAIRS = {
    (limits.MINUTES_SHORTEST, limits.MINUTES_HARD_CAP),
    (limits.MINUTES_SHORTEST, limits.MINUTES_SUGGESTED),
    (limits.TIGHTNESS_LOWEST, limits.TIGHTNESS_HIGHEST),
    (limits.TIGHTNESS.start, limits.TIGHTNESS.stop),
    (limits.PHASE_SHORTEST_S, limits.PHASE_LONGEST_S),
    (limits.CYCLE_SHORTEST_S, limits.CYCLE_LONGEST_S),
    (0, limits.LONGEST_LEAD_IN_S),
    (0, limits.LOUDEST),
    (limits.SMALLEST_TEXT, limits.LARGEST_TEXT),
    (limits.SHORTEST_WIND_DOWN, limits.LONGEST_WIND_DOWN),
}
OF_ANOTHER_KIND = {
    "demo/sample_data.py: 0, 100": "seconds of a day that begins by chance",
    "desktop/single_instance.py: 2000": "milliseconds",
    "presenters/history.py: 2000": "rows",
    "presenters/window_placement.py: 2000": "milliseconds",
    "sound/player.py: 2000": "milliseconds",
    "sound/wav.py: 65536": "bytes",
    "storage/backup/leaf_pages.py: 65536": "bytes",
    "storage/edits.py: 30 * DAY": "how long what was deleted is kept",
    "session/session_draft.py: 2000": "a year",
    "storage/unfinished_sessions.py: 30 * MINUTE": "how long ago a crash may be to go on",
    "ui/pages/history/month_calendar.py: 2000": "a year",
    "ui/pages/settings/settings_session_rows.py: 30, 60": "seconds to choose from",
}


def numbers(node: ast.AST) -> list[object]:
    """The numbers side by side in a call, a pair or a comparison; other things as None."""
    match node:
        case ast.Call(args=found) | ast.Tuple(elts=found):
            pass
        case ast.Compare():
            # The bounds of what is compared stand on both sides of it.
            found = [node.left, *node.comparators][::2]
        case _:
            found = []
    flat = [part.value if isinstance(part, ast.Constant) else None for part in found]
    return [None if isinstance(value, bool) else value for value in flat]


def second_homes(text: str) -> Iterator[str]:
    """Every bound that a module writes by itself."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value in TELLING:
            yield str(node.value)
        for pair in pairwise(numbers(node)):
            if pair in PAIRS:
                yield f"{pair[0]}, {pair[1]}"
        match node:
            case ast.BinOp(left=ast.Constant(value=limits.MINUTES_HARD_CAP), op=ast.Mult()):
                yield ast.unparse(node)
            case _:
                pass


def test_no_bound_is_written_a_second_time() -> None:
    found = {
        f"{path.relative_to(ROOT).as_posix()}: {home}"
        for path in ROOT.rglob("*.py")
        if path.name != "limits.py"
        for home in second_homes(path.read_text("utf-8"))
    }
    assert found == set(OF_ANOTHER_KIND)


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("x = number(text, 1, 30)", "1, 30"),
        ("if 1 <= x <= 10: pass", "1, 10"),
        ("TIGHTNESS = range(1, 11)", "1, 11"),
        ("LONGEST = 2000", "2000"),
        ("CAP = 30 * MINUTE", "30 * MINUTE"),
    ],
)
def test_a_second_home_is_found(text: str, home: str) -> None:
    assert home in second_homes(text)


def test_the_units_are_those_of_the_clock() -> None:
    assert limits.HARD_CAP == limits.MINUTES_HARD_CAP * MINUTE == 30 * 60 * SECOND
    assert limits.SHORTEST == limits.MINUTES_SHORTEST * MINUTE
    assert limits.LONGEST_LEAD_IN == limits.LONGEST_LEAD_IN_S * SECOND
    assert limits.LONGEST_EXTENSION_S * SECOND == limits.HARD_CAP
    assert limits.MINUTES_SUGGESTED < limits.MINUTES_HARD_CAP

"""Reads plan.toml."""

from pathlib import Path

from mattimer.coach.starter_plan import AfterPlan, Band, Program
from mattimer.content.entry import TomlTable, read_file
from mattimer.limits import MINUTES_SUGGESTED
from mattimer.session.session_plan import Layer

MOST_DAYS = 100
WEEK = 7


def load_plan(guide: Path) -> Program:
    """The starter plan, from ``plan.toml``.

    Raises:
        ContentError: The file is missing, no TOML, a key is missing or out of bounds, or the bands
            leave a day out.
    """
    file = read_file(guide / "plan.toml")
    after = file.section("after")
    program = Program(
        title=file.text("title"),
        note=file.text("note"),
        bands=file.rows("band", _band),
        after=AfterPlan(
            minutes=after.range("minutes", MINUTES_SUGGESTED),
            per_week=after.range("per_week", WEEK),
            aim=after.text("aim"),
            line=after.text("line"),
        ),
    )
    after.done()
    file.done()
    next_day = 1
    for band in program.bands:
        if band.first != next_day:
            raise file.fail("band", f"day {next_day} is in no band, or in two")
        next_day = band.last + 1
    return program


def _band(entry: TomlTable) -> Band:
    days = entry.range("days", MOST_DAYS)
    return Band(
        first=days.low,
        last=days.high,
        minutes=entry.range("minutes", MINUTES_SUGGESTED),
        barest=entry.choice("barest", Layer),
        aim=entry.text("aim"),
        line=entry.text("line"),
    )

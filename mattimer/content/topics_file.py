"""Reads the topics of the guide: evenings.toml, recovery.toml, mat.toml and their like."""

from pathlib import Path

from mattimer.content.entry import TomlTable, read_file
from mattimer.content.topics import (
    Evenings,
    FeelingSpan,
    FeelingTimeline,
    FurtherReading,
    Item,
    MatCare,
    RecoveryRoutine,
    RecoveryStep,
)
from mattimer.limits import MINUTES_HARD_CAP, MINUTES_SUGGESTED

HOURS_3 = 180
MOST_SESSIONS = 200
MOST_DAYS = 400


def load_evenings(guide: Path) -> Evenings:
    """The wind-down, from ``evenings.toml``.

    Raises:
        ContentError: The file is missing, no TOML, or a key is missing or out of bounds.
    """
    file = read_file(guide / "evenings.toml")
    evenings = Evenings(
        title=file.text("title"),
        intro=file.text("intro"),
        minutes=file.range("minutes", MINUTES_SUGGESTED),
        before_bed=file.range("before_bed", HOURS_3),
        wakes=file.text("wakes"),
        reminder=file.text("reminder"),
        answers=file.rows("answer", _item),
        snooze=file.whole("snooze", 1, HOURS_3),
        pairings=file.rows("pairing", _item),
    )
    file.done()
    return evenings


def load_recovery(guide: Path) -> RecoveryRoutine:
    """The recovery routine, from ``recovery.toml``.

    Raises:
        ContentError: The file is missing, no TOML, or a key is missing or out of bounds.
    """
    file = read_file(guide / "recovery.toml")
    recovery = RecoveryRoutine(file.text("title"), file.text("intro"), file.rows("step", _step))
    file.done()
    return recovery


def load_mat_care(guide: Path) -> MatCare:
    """How to look after the mat, from ``mat.toml``.

    Raises:
        ContentError: The file is missing, no TOML, or a key is missing or out of bounds.
    """
    file = read_file(guide / "mat.toml")
    bounds = file.range("wash_bounds", MOST_SESSIONS)
    care = MatCare(
        title=file.text("title"),
        intro=file.text("intro"),
        wash_every=file.whole("wash_every", bounds.low, bounds.high),
        wash_bounds=bounds,
        look_over_days=file.whole("look_over_days", 1, MOST_DAYS),
        return_days=file.whole("return_days", 1, MOST_DAYS),
        wash_notice=file.text("wash_notice"),
        look_notice=file.text("look_notice"),
        return_notice=file.text("return_notice"),
        looks=file.rows("look", _item),
    )
    file.done()
    return care


def load_choosing(guide: Path) -> FurtherReading:
    """What to look for in a mat, from ``choosing.toml``.

    Raises:
        ContentError: The file is missing, no TOML, or a key is missing or out of bounds.
    """
    return _reading(guide / "choosing.toml", "check")


def load_questions(guide: Path) -> FurtherReading:
    """What people ask, from ``questions.toml``; an item is a question and its answer.

    Raises:
        ContentError: The file is missing, no TOML, or a key is missing or out of bounds.
    """
    return _reading(guide / "questions.toml", "question")


def load_when_to_stop(guide: Path) -> FurtherReading:
    """When to get off the mat, from ``stopping.toml``; the reasons stand in session.toml.

    Raises:
        ContentError: The file is missing, no TOML, or a key is missing or out of bounds.
    """
    return _reading(guide / "stopping.toml", "rule")


def load_feelings(guide: Path) -> FeelingTimeline:
    """What a person may feel, from ``feelings.toml``.

    Raises:
        ContentError: The file is missing, no TOML, or a key is missing or out of bounds.
    """
    file = read_file(guide / "feelings.toml")
    feelings = FeelingTimeline(file.text("title"), file.text("intro"), file.rows("span", _span))
    file.done()
    return feelings


def _reading(path: Path, key: str) -> FurtherReading:
    file = read_file(path)
    reading = FurtherReading(file.text("title"), file.text("intro"), file.rows(key, _item))
    file.done()
    return reading


def _item(entry: TomlTable) -> Item:
    return Item(entry.text("id"), entry.text("text"), entry.text("more", ""))


def _step(entry: TomlTable) -> RecoveryStep:
    step = RecoveryStep(
        id=entry.text("id"),
        text=entry.text("text"),
        minutes=entry.number("minutes", 1, MINUTES_SUGGESTED),
        areas=entry.texts_if_any("areas"),
        timed=entry.flag("timed"),
    )
    if (step.areas or step.timed) and step.minutes is None:
        raise entry.fail("minutes", "say how long")
    if step.areas and step.timed:
        raise entry.fail("timed", "a session on the mat times itself")
    return step


def _span(entry: TomlTable) -> FeelingSpan:
    span = FeelingSpan(
        name=entry.text("name"),
        start=entry.number("start", 0, MINUTES_HARD_CAP),
        end=entry.number("end", 1, MINUTES_HARD_CAP),
        text=entry.text("text"),
    )
    if (span.start is None) != (span.end is None):
        raise entry.fail("end", "start and end come together, or neither does")
    if span.start is not None and span.end is not None and span.start >= span.end:
        raise entry.fail("end", "it has to lie after start")
    return span

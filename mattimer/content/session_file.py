"""Reads session.toml."""

from pathlib import Path

from mattimer.coach.session_lines import (
    Notice,
    ScanPart,
    Sensation,
    SessionLines,
    Spoken,
    StopAdvice,
)
from mattimer.content.entry import TomlTable, read_file
from mattimer.limits import MINUTES_HARD_CAP
from mattimer.session.reasons import StopReason
from mattimer.session.timeline import RISE_STEPS

SPOTS = ("", "hands", "jaw", "face")


def load_session_lines(guide: Path) -> SessionLines:
    """What a session says, from ``session.toml``.

    Raises:
        ContentError: The file is missing, no TOML, or a key is missing or out of bounds.
    """
    file = read_file(guide / "session.toml")
    rise = file.section("rise")
    lines = SessionLines(
        sensations=file.rows("sensation", _sensation),
        scan=file.rows("scan", _scan_part),
        rise={step: rise.text(step) for step in RISE_STEPS},
        stops=file.rows("stop", _stop),
        notices=file.rows("notice", _notice),
        spoken=_spoken(file.section("spoken")),
    )
    rise.done()
    file.done()
    return lines


def _sensation(entry: TomlTable) -> Sensation:
    return Sensation(entry.number("until", 1, MINUTES_HARD_CAP * 60), entry.text("text"))


def _scan_part(entry: TomlTable) -> ScanPart:
    part = ScanPart(
        entry.text("id"),
        entry.text("text"),
        entry.text("lights", ""),
        entry.text("outline", ""),
        entry.text("spot", ""),
    )
    if part.spot not in SPOTS:
        raise entry.fail("spot", f"one of {', '.join(SPOTS[1:])} is needed")
    return part


def _spoken(entry: TomlTable) -> Spoken:
    rise = entry.section("rise")
    spoken = Spoken(
        lead_in=entry.text("lead_in"),
        settle=entry.text("settle"),
        sting=entry.text("sting"),
        still=entry.text("still"),
        rise={step: rise.text(step) for step in RISE_STEPS},
        end=entry.text("end"),
        time_left=entry.text("time_left"),
        test=entry.text("test"),
    )
    if "{length}" not in spoken.end or "{time}" not in spoken.time_left:
        raise entry.fail("end, time_left", "{length} and {time} have to be in them")
    rise.done()
    entry.done()
    return spoken


def _stop(entry: TomlTable) -> StopAdvice:
    return StopAdvice(
        entry.choice("id", StopReason),
        entry.text("name"),
        entry.text("now", ""),
        entry.text("next", ""),
        entry.text("again", ""),
    )


def _notice(entry: TomlTable) -> Notice:
    return Notice(entry.text("id"), entry.text("text"))

"""What was said and put off, kept across the end of the app."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from mattimer.coach.reminder_times import Due, Kept, ReminderKind
from mattimer.storage.atomic_write import atomic_write


def load_kept(path: Path) -> Kept:
    """Read the file; a missing or damaged one is an empty one, and costs one reminder at most."""
    try:
        stored = json.loads(path.read_text("utf-8"))
        return _kept(stored)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Kept()


def save_kept(path: Path, kept: Kept) -> None:
    """Replace the file at once.

    Raises:
        OSError: The folder cannot be written.
    """
    due = kept.put_off
    stored = {
        "said": {kind.value: day.isoformat() for kind, day in kept.said.items()},
        "not_today": None if kept.not_today is None else kept.not_today.isoformat(),
        "put_off": None if due is None else _due_json(due),
    }
    atomic_write(path, json.dumps(stored, indent=2).encode() + b"\n")


def _due_json(due: Due) -> dict[str, Any]:
    return {
        "kinds": sorted(due.kinds),
        "day": due.day.isoformat(),
        "at": due.at.isoformat(),
        "until": due.until.isoformat(),
    }


def _kept(stored: Any) -> Kept:  # noqa: ANN401 - whatever JSON holds
    not_today, put_off = stored["not_today"], stored["put_off"]
    return Kept(
        said={ReminderKind(kind): date.fromisoformat(day) for kind, day in stored["said"].items()},
        not_today=None if not_today is None else date.fromisoformat(not_today),
        put_off=None if put_off is None else _due(put_off),
    )


def _due(stored: Any) -> Due:  # noqa: ANN401 - as above
    return Due(
        kinds=frozenset({ReminderKind(kind) for kind in stored["kinds"]}),
        day=date.fromisoformat(stored["day"]),
        at=_moment(stored["at"]),
        until=_moment(stored["until"]),
    )


def _moment(stored: str) -> datetime:
    moment = datetime.fromisoformat(stored)
    if moment.tzinfo is None:
        raise ValueError("A moment says how far it is from UTC.")
    return moment

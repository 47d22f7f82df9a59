"""The state of the reminders as a file: what was said and put off."""

from datetime import date
from pathlib import Path

import msgspec

from mattimer.coach.reminder_times import Due, Kept, ReminderKind
from mattimer.storage.atomic_write import atomic_write


class _StoredReminders(msgspec.Struct, frozen=True):
    """The file; every key has to be there."""

    said: dict[ReminderKind, date]
    not_today: date | None
    put_off: Due | None


def load_kept(path: Path) -> Kept:
    """Read the file; a missing or damaged one is an empty one, and costs one reminder at most."""
    try:
        stored = msgspec.json.decode(path.read_bytes(), type=_StoredReminders)
    except (OSError, ValueError, RecursionError):
        return Kept()
    return Kept(stored.said, stored.not_today, stored.put_off)


def save_kept(path: Path, kept: Kept) -> None:
    """Replace the file at once.

    Raises:
        OSError: The folder cannot be written.
    """
    stored = msgspec.json.encode(kept, order="deterministic")
    atomic_write(path, msgspec.json.format(stored, indent=2) + b"\n")

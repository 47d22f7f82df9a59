"""The commands about what is kept: export, import, restore. None needs Qt or a display."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from mattimer.history.journal import Journal
from mattimer.paths import Paths, device_id
from mattimer.system_clock import SystemClock

DONE, WRONG_WORDS, REFUSED = 0, 2, 4

Answer = tuple[int, str]
"""An exit status, and the sentence to say where it is no success."""

KINDS = (".json", ".csv")


def export(paths: Paths, target: Path) -> Answer:
    """Everything to a .json file, or the sessions alone to a .csv file.

    Raises:
        DataError: It cannot be read or written.
    """
    kind = target.suffix.lower()
    if kind not in KINDS:
        return WRONG_WORDS, f"the file's name has to end in {' or '.join(KINDS)}."
    with _opened(paths) as journal:
        if kind == ".csv":
            from mattimer.history.csv_export import export_csv  # noqa: PLC0415 - one of the two

            export_csv(journal.all_records(), target)
        else:
            from mattimer.history.exchange import export_json  # noqa: PLC0415 - one of the two

            export_json(
                journal.all_records(),
                target,
                exported_at=SystemClock().read(),
                device=device_id(paths),
                more=journal.all_else().result(),
            )
    return DONE, ""


def take_in(paths: Paths, source: Path, *, dry_run: bool) -> Answer:
    """Merge a .json file, all of it or nothing, and say what that changed or would change.

    Raises:
        DataError: The file or the database cannot be used; nothing was changed.
    """
    from mattimer.history.json_import import import_json  # noqa: PLC0415 - no other command's

    with _opened(paths) as journal:
        imported = import_json(journal, source, dry_run=dry_run)
    sys.stdout.write(f"{imported.sentence(dry_run=dry_run)}\n")
    return DONE, ""


def list_backups(paths: Paths) -> Answer:
    """Every backup, the newest daily one first.

    Raises:
        DataError: Their folder cannot be read.
    """
    from mattimer.history.backups import backups_of  # noqa: PLC0415 - no other command's
    from mattimer.history.restore import is_sound  # noqa: PLC0415

    for backup in backups_of(paths.database):
        state = "sound" if is_sound(backup.path) else "damaged"
        sys.stdout.write(f"{backup.day}  {state}  {backup.path}\n")
    return DONE, ""


def restore(paths: Paths, backup: Path | None) -> Answer:
    """Bring back a backup, or the newest one with what can still be read of the database.

    Raises:
        DataError: It cannot be used; everything is as it was.
    """
    from mattimer.desktop.instance_lock import InstanceLock  # noqa: PLC0415 - no other command's
    from mattimer.history.restore import bring_back  # noqa: PLC0415

    paths.prepare()
    lock = InstanceLock(paths.lock)
    if not lock.take():
        return REFUSED, "Mat Timer is running; quit it first, or bring a backup back in Settings."
    try:
        restored = bring_back(paths.database, backup, date.today())  # noqa: DTZ011 - as named
    finally:
        lock.release()
    aside = "" if restored.set_aside is None else f" What was there is {restored.set_aside.name}."
    sys.stdout.write(f"The sessions are back.{aside}\n")
    return DONE, ""


@contextmanager
def _opened(paths: Paths) -> Iterator[Journal]:
    paths.prepare()
    journal = Journal(paths.database, device_id(paths))
    try:
        journal.open().result()
        yield journal
    finally:
        journal.close()

"""Data commands: export, import, restore; without Qt or a display."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from mattimer.app.paths import Paths, device_id
from mattimer.desktop.exit_status import DONE, NO_DATA, REFUSED, WRONG_WORDS
from mattimer.desktop.system_clock import SystemClock
from mattimer.storage.errors import data_error_of
from mattimer.storage.store import Store

if TYPE_CHECKING:
    from mattimer.storage.backup.restore import Restored

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
    with _opened(paths) as store:
        if kind == ".csv":
            from mattimer.storage.exchange.csv_export import export_csv  # noqa: PLC0415 - one of the two

            export_csv(store.all_records(), target)
        else:
            from mattimer.storage.exchange.json_export import export_json  # noqa: PLC0415 - one of the two

            export_json(
                store.all_records(),
                target,
                exported_at=SystemClock().read(),
                device=device_id(paths),
                more=store.all_else().result(),
            )
    return DONE, ""


def take_in(paths: Paths, source: Path, *, dry_run: bool) -> Answer:
    """Merge a .json file, all of it or nothing, and say what that changed or would change.

    Raises:
        DataError: The file or the database cannot be used; nothing was changed.
    """
    from mattimer.storage.exchange.json_import import import_json  # noqa: PLC0415 - no other command's

    with _opened(paths) as store:
        imported = import_json(store, source, dry_run=dry_run)
    sys.stdout.write(f"{imported.sentence(dry_run=dry_run)}\n")
    return DONE, ""


def list_backups(paths: Paths) -> Answer:
    """Every backup, the newest daily one first.

    Raises:
        DataError: Their folder cannot be read.
    """
    from mattimer.storage.backup.daily_backups import backups_of  # noqa: PLC0415 - no other command's
    from mattimer.storage.backup.restore import is_sound  # noqa: PLC0415

    found = backups_of(paths.database)
    for backup in found:
        state = "sound" if is_sound(backup.path) else "damaged"
        sys.stdout.write(f"{backup.day}  {state}  {backup.path}\n")
    if not found:
        sys.stdout.write("There is no backup yet.\n")
    return DONE, ""


def restore(paths: Paths, backup: Path | None) -> Answer:
    """Bring back a backup, or the newest one with what can still be read of the database.

    Raises:
        DataError: It cannot be used; everything is as it was.
    """
    from mattimer.desktop.instance_lock import InstanceLock  # noqa: PLC0415 - no other command's
    from mattimer.storage.backup.daily_backups import backups_of  # noqa: PLC0415
    from mattimer.storage.backup.restore import bring_back  # noqa: PLC0415

    if backup is None and not paths.database.exists() and not backups_of(paths.database):
        return NO_DATA, "there is no backup and no database here; nothing was changed."
    paths.prepare()
    lock = InstanceLock(paths.lock)
    try:
        if not lock.take():
            return REFUSED, "Mat Timer is running; quit it first, or bring it back in Settings."
    except OSError as error:
        raise data_error_of(error, paths.lock) from error
    try:
        restored = bring_back(paths.database, backup, date.today())  # noqa: DTZ011 - as named
    finally:
        lock.release()
    sys.stdout.write(f"{_sentence_of(restored)}\n")
    return DONE, ""


def _sentence_of(restored: "Restored") -> str:
    if restored.backup is not None:
        said = f"{restored.backup.name} is in place"
        if restored.saved:
            said += f", with what it lacked ({restored.saved})"
    elif restored.saved:
        said = f"There was no sound backup; what could be read is in place ({restored.saved})"
    else:
        said = "There was no sound backup and nothing could be read; an empty file is in place"
    if restored.set_aside is not None:
        said += f"; what was there before is kept as {restored.set_aside.name}"
    return f"{said}."


@contextmanager
def _opened(paths: Paths) -> Iterator[Store]:
    paths.prepare()
    store = Store(paths.database, device_id(paths))
    try:
        store.open().result()
        yield store
    finally:
        store.close()

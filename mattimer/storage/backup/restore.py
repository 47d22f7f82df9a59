"""Brings a backup back. What lay there before is set aside under a dated name, never deleted."""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mattimer.storage.atomic_write import move_in_place, sync_file
from mattimer.storage.backup.daily_backups import backups_of
from mattimer.storage.backup.database_copy import checked_copy, journal_of
from mattimer.storage.backup.salvage import Salvaged, merge_in, salvage
from mattimer.storage.database import open_database, refuse_broken
from mattimer.storage.error_mapping import told
from mattimer.storage.errors import DamagedData, DataError, DiskFull, NotOurData
from mattimer.storage.integrity_marker import marker_file
from mattimer.storage.migrations import create_private, run_steps
from mattimer.storage.schema import STEPS

ASIDE = "{stem}-set-aside-{day}{more}{suffix}"
NOTHING = Salvaged((), (), (), (), ())


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restoration did.

    Attributes:
        backup: What was brought back; None where there was none and all was begun anew.
        set_aside: Where the file that was there lies now; None where there was none.
        saved: Sessions that were read from the damaged file because the backup lacks them or
            has them older.
    """

    backup: Path | None
    set_aside: Path | None
    saved: int = 0


def restore(database: Path, backup: Path, today: date) -> Restored:
    """Put a copy of a backup in the place of the database, which nobody may have open.

    Until the very last step everything is as it was. The backup stays where it is.

    Raises:
        DataError: The backup is not sound or of a newer version, or the world stands in the way.
    """
    unfinished = _unfinished(database)
    checked_copy(backup, unfinished, every_row=True)
    return Restored(backup, _take_place(unfinished, database, today))


def recover(database: Path, today: date, *, anew: bool = False) -> Restored:
    """Put the newest sound backup in the place of a damaged database, nobody having it open.

    What can be read from the damaged file is merged in; of two versions the later stays.

    Args:
        database: The damaged file, which is set aside.
        today: For its new name.
        anew: Whether to begin with an empty database where there is no sound backup.

    Raises:
        DamagedData: There is no sound backup; nothing was changed.
        DataError: The world stands in the way; nothing was changed.
    """
    unfinished = _unfinished(database)
    backup = _copy_newest_sound(database, unfinished)
    if backup is None and not anew:
        raise DamagedData(database)
    try:
        with told(unfinished):
            saved = _mend(unfinished, database)
        refuse_broken(unfinished)
        aside = _take_place(unfinished, database, today)
    except BaseException:
        for path in (unfinished, journal_of(unfinished)):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise
    return Restored(backup, aside, saved)


def bring_back(database: Path, backup: Path | None, today: date) -> Restored:
    """What ``mattimer restore`` does, nobody having the database open.

    A backup that is named takes the place of the database. Without one, the newest sound backup
    and all that can still be read of the database do, or that alone where there is no backup.

    Raises:
        NewerData: None is named and the database is of a newer version; nothing was changed.
        DataError: As ``restore`` and ``recover``.
    """
    if backup is not None:
        return restore(database, backup, today)
    with suppress(DamagedData, NotOurData):
        refuse_broken(database)
    return recover(database, today, anew=True)


def is_sound(backup: Path) -> bool:
    """Whether a backup can be brought back; reads all of it."""
    try:
        refuse_broken(backup, every_row=True)
    except DataError:
        return False
    return True


def open_or_recover(database: Path, today: date) -> tuple[sqlite3.Connection, Restored | None]:
    """Open the database; a damaged one is recovered first where there is a sound backup.

    Raises:
        DataError: As ``open_database``; a file that could not be recovered is as it was.
    """
    if _is_emptied(database):
        restored = recover(database, today)
        return open_database(database), restored
    try:
        return open_database(database), None
    except (DamagedData, NotOurData) as damage:
        if not database.is_file():
            raise
        try:
            restored = recover(database, today)
        except DamagedData:
            raise damage from None
        return open_database(database), restored


def _is_emptied(database: Path) -> bool:
    """Whether nothing is left of a file that was backed up; a new one is empty as well."""
    try:
        return database.stat().st_size == 0 and any(map(is_sound, _backups(database)))
    except OSError:
        return False


def _backups(database: Path) -> list[Path]:
    return [backup.path for backup in backups_of(database)]


def _copy_newest_sound(database: Path, target: Path) -> Path | None:
    for backup in _backups(database):
        try:
            checked_copy(backup, target, every_row=True)
        except DiskFull:
            raise
        except DataError as error:
            if error.path == target:
                raise
            continue
        return backup
    return None


def _mend(unfinished: Path, damaged: Path) -> int:
    """Bring the copy to the newest version and merge in what can be saved."""
    create_private(unfinished)
    try:
        salvaged = salvage(damaged)
    except DataError:
        salvaged = NOTHING
    with closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        run_steps(connection, STEPS)
        return merge_in(connection, salvaged)


def _unfinished(database: Path) -> Path:
    return database.with_name(f"{database.name}.restoring")


def _take_place(unfinished: Path, database: Path, today: date) -> Path | None:
    """Set the database aside, with the note of a change that was cut off, and take its place.

    At every moment there is a database, and a whole pair of it and its note somewhere.
    """
    with told(database):
        sync_file(unfinished)
        aside = _keep_aside(database, today)
        # With the new file it would undo changes that were never made to it.
        journal_of(database).unlink(missing_ok=True)
        marker_file(database).unlink(missing_ok=True)
        move_in_place(unfinished, database)
    return aside


def _keep_aside(database: Path, today: date) -> Path | None:
    if not database.exists():
        return None
    aside = _free_name(database, today)
    for source, target in ((database, aside), (journal_of(database), journal_of(aside))):
        if source.exists():
            _keep_as(source, target)
    return aside


def _keep_as(source: Path, target: Path) -> None:
    """A second name for a file; a copy where the file system knows no second names."""
    try:
        os.link(source, target)
    except OSError:
        try:
            create_private(target)
            shutil.copyfile(source, target)
        except BaseException:
            target.unlink(missing_ok=True)
            raise


def _free_name(database: Path, today: date) -> Path:
    number = 1
    while True:
        more = "" if number == 1 else f"-{number}"
        name = ASIDE.format(
            stem=database.stem, day=today.isoformat(), more=more, suffix=database.suffix
        )
        if not (path := database.with_name(name)).exists():
            return path
        number += 1

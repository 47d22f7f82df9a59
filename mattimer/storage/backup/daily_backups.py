"""Daily copies of the database, each checked before it counts."""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from mattimer.storage.atomic_write import move_in_place
from mattimer.storage.backup.database_copy import checked_copy
from mattimer.storage.backup.retention import Made, is_due, to_keep
from mattimer.storage.error_mapping import told
from mattimer.storage.errors import DataError

PRIVATE_FOLDER = 0o700
NAME = re.compile(r"mattimer-(\d{5,9})-(\d{4}-\d\d-\d\d)\.sqlite3", re.ASCII)
BEFORE = re.compile(r"\.before-v(\d+)", re.ASCII)
PART = ".part"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the database.

    Attributes:
        path: The file.
        day: When it was made, by the clock of then.
        made: Its number and day where it is a daily one; None for a copy before a migration.
        size: In bytes.
    """

    path: Path
    day: date
    made: Made | None
    size: int


def backups_folder(database: Path) -> Path:
    """Where the daily backups lie: beside the database."""
    return database.with_name("backups")


def backups_of(database: Path) -> tuple[Backup, ...]:
    """Every backup there is: the daily ones, newest first, then those made before a migration.

    Whether one is sound is known only once it is read.

    Raises:
        DataError: The folder can't be read.
    """
    folder = backups_folder(database)
    with told(folder):
        daily = [_daily(path) for path in folder.glob("mattimer-*.sqlite3")]
        before = [_before(path) for path in database.parent.glob(f"{database.name}.before-v*")]
        found = sorted((one for one in daily if one), key=lambda one: one[0], reverse=True)
        older = sorted((one for one in before if one), key=lambda one: one[0], reverse=True)
    return tuple(backup for _order, backup in (*found, *older))


def _daily(path: Path) -> tuple[int, Backup] | None:
    match = NAME.fullmatch(path.name)
    if match is None or not path.is_file():
        return None
    try:
        made = Made(int(match[1]), date.fromisoformat(match[2]))
    except ValueError:
        return None
    return made.number, Backup(path, made.day, made, path.stat().st_size)


def _before(path: Path) -> tuple[int, Backup] | None:
    match = BEFORE.fullmatch(path.suffix)
    if match is None or not path.is_file():
        return None
    found = path.stat()
    day = date.fromtimestamp(found.st_mtime)  # noqa: DTZ012 - the person's own day
    return int(match[1]), Backup(path, day, None, found.st_size)


def back_up_daily(
    database: Path, today: date, *, go_on: Callable[[], bool] = lambda: True, anew: bool = False
) -> Backup | None:
    """Copy the database unless that was done today, and let go of the oldest copies.

    It reads through a connection of its own, a little at a time, so that a write finds its turn
    in between. It blocks, so it belongs on a thread of its own. Nothing older goes before the new
    copy is there and sound.

    Args:
        database: The database; there has to be one.
        today: The day it is, as a person counts days.
        go_on: Asked again and again; False ends it, and leaves no copy behind.
        anew: Whether today's is made in any case, in place of the one there may be.

    Returns:
        The new backup; None where none was due, or where it was told to end.

    Raises:
        DataError: The world stood in the way; every older backup is still there.
    """
    folder = backups_folder(database)
    with told(folder):
        if not anew and not is_due(_made_in(database), today):
            return None
        _make_folder(folder)
        for leftover in folder.glob(f"*{PART}*"):
            leftover.unlink(missing_ok=True)
        number = max((one.number for one in _made_in(database)), default=0) + 1
        target = folder / f"mattimer-{number:05}-{today.isoformat()}.sqlite3"
        unfinished = target.with_name(target.name + PART)
        if not checked_copy(database, unfinished, go_on=go_on):
            return None
        move_in_place(unfinished, target)
        _let_go(database, Made(number, today))
        return Backup(target, today, Made(number, today), target.stat().st_size)


def _made_in(database: Path) -> list[Made]:
    return [backup.made for backup in backups_of(database) if backup.made is not None]


def _let_go(database: Path, newest: Made) -> None:
    """The oldest, and the one before the newest where that takes its place on the same day."""
    replaced = Made(newest.number - 1, newest.day)
    kept = to_keep(one for one in _made_in(database) if one != replaced)
    for backup in backups_of(database):
        if backup.made is not None and backup.made not in kept:
            backup.path.unlink(missing_ok=True)


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(mode=PRIVATE_FOLDER)
        # A umask takes bits away; the owner needs these.
        folder.chmod(PRIVATE_FOLDER)


class DailyBackups:
    """Makes the daily backup on a thread of its own, at most one at a time.

    All methods but ``make_anew`` belong on one thread; ``on_failure`` is called where ``deliver``
    runs it.
    """

    def __init__(
        self,
        database: Path,
        *,
        on_failure: Callable[[str], None],
        deliver: Callable[[Callable[[], None]], object],
    ) -> None:
        """``on_failure`` takes one sentence for the person, once for each kind of failure."""
        self.database = database
        self._on_failure = on_failure
        self._deliver = deliver
        self._thread: threading.Thread | None = None
        self._ending = threading.Event()
        self._one_at_a_time = threading.Lock()
        self._done: date | None = None
        self._said: set[type[DataError]] = set()

    def look(self, today: date) -> None:
        """Make today's backup unless it is there; cheap to ask again and again."""
        if self._ending.is_set() or self._done == today:
            return
        if self._thread is not None and self._thread.is_alive():
            return
        self._done = today
        self._thread = threading.Thread(
            target=self._make, args=(today,), name="backup", daemon=True
        )
        self._thread.start()

    def make_anew(self, today: date) -> None:
        """Make today's backup now, whatever is there; it blocks, so not on the UI thread.

        Raises:
            DataError: As ``back_up_daily``.
        """
        with self._one_at_a_time:
            back_up_daily(self.database, today, go_on=self._may_go_on, anew=True)

    def close(self) -> None:
        """Give up what is being copied, and wait for that. Twice is once."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join()

    def _make(self, today: date) -> None:
        try:
            with self._one_at_a_time:
                back_up_daily(self.database, today, go_on=self._may_go_on)
        except DataError as error:
            self._deliver(partial(self._report, error))

    def _may_go_on(self) -> bool:
        return not self._ending.is_set()

    def _report(self, error: DataError) -> None:
        # Tried again when this is next asked for.
        self._done = None
        if type(error) not in self._said and not self._ending.is_set():
            self._said.add(type(error))
            self._on_failure(str(error))

"""Brings a database to the newest version: all steps or none, and never without a copy."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from mattimer.storage.atomic_write import move_in_place
from mattimer.storage.schema import APPLICATION_ID, Step

PRIVATE = 0o600


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything in the block is kept, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def version_of(connection: sqlite3.Connection) -> int:
    """The version the file says it has; 0 where it is empty."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(connection: sqlite3.Connection, path: Path, steps: tuple[Step, ...]) -> None:
    """Run the steps the file has not seen, after putting a copy of a used file beside it."""
    version = version_of(connection)
    if version == len(steps):
        return
    if version > 0:
        back_up(connection, backup_file(path, len(steps)))
    run_steps(connection, steps)


def run_steps(connection: sqlite3.Connection, steps: tuple[Step, ...]) -> None:
    """Run the steps the file has not seen; what it was before is not kept."""
    version = version_of(connection)
    with _without_foreign_keys(connection), transaction(connection):
        orphans = _orphans(connection)
        for step in steps[version:]:
            for statement in step:
                connection.execute(statement)
        if _orphans(connection) != orphans:
            raise sqlite3.IntegrityError("A step lost what other rows belong to.")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(steps)}")


@contextmanager
def _without_foreign_keys(connection: sqlite3.Connection) -> Iterator[None]:
    """A table can be rebuilt meanwhile; inside a transaction SQLite takes no such order."""
    (before,) = connection.execute("PRAGMA foreign_keys").fetchone()
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA foreign_keys = {before}")


def _orphans(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Rows that belong to one that is not there."""
    return connection.execute("PRAGMA foreign_key_check").fetchall()


def backup_file(path: Path, version: int) -> Path:
    """Where the copy lies that was made before the step to ``version``."""
    return path.with_name(f"{path.name}.before-v{version}")


def back_up(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the whole database; ``target`` appears only once it is complete."""
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    create_private(unfinished)
    try:
        with closing(sqlite3.connect(unfinished)) as copy:
            connection.backup(copy)
        move_in_place(unfinished, target)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise


def create_private(path: Path) -> None:
    """Make an empty file that only its owner can read, unless there is one already."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE))
        # A umask takes bits away; the owner needs both of these.
        path.chmod(PRIVATE)

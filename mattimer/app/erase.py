"""Erasing: removes everything that Mat Timer keeps of a person on this computer."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from mattimer.app.paths import Paths
from mattimer.storage.backup.daily_backups import backups_folder


def erase(paths: Paths, *, also: tuple[Path, ...] = ()) -> tuple[Path, ...]:
    """Remove sessions, backups, what was set aside, settings, log and small notes.

    Database and log have to be closed. Only files that this program made are touched; a
    link is removed, never followed. What can't be removed does not keep the rest from going.

    Args:
        paths: The folders of this instance.
        also: More of the person's files, such as this device's own in a shared folder.

    Returns:
        What could not be removed; empty where all is gone.
    """
    kept = [path for path in (*_files(paths), *also) if not _removed(path)]
    folder = backups_folder(paths.database)
    if folder.is_symlink():
        kept += [] if _removed(folder) else [folder]
    elif folder.is_dir():
        # A person may have put files of their own there; then it stays.
        with suppress(OSError):
            folder.rmdir()
    return tuple(kept)


def _files(paths: Paths) -> Iterator[Path]:
    database, log = paths.database, paths.log
    yield from _beginning(database.parent, database.name)
    yield from _beginning(database.parent, f"{database.stem}-set-aside-")
    yield from (path for path in database.parent.glob(".salvage-*") if path.is_dir())
    if not backups_folder(database).is_symlink():
        yield from _beginning(backups_folder(database), "mattimer-")
    yield from _beginning(log.parent, log.name)
    for path in (
        paths.settings,
        paths.window,
        paths.reminders,
        paths.hints,
        paths.device_file,
    ):
        yield from _beginning(path.parent, path.name)
        yield from _beginning(path.parent, f".{path.name}-")
        yield from _beginning(path.parent, f".{path.stem}-")


def _beginning(folder: Path, name: str) -> list[Path]:
    """A file, its copies and what was left half written beside it."""
    with suppress(OSError):
        return sorted(path for path in folder.iterdir() if _is_of(path.name, name))
    return []


def _is_of(found: str, name: str) -> bool:
    if name.endswith("-"):
        return found.startswith(name)
    return found == name or (found.startswith(name) and found[len(name)] in ".-")


def _removed(path: Path) -> bool:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError:
        return False
    return True

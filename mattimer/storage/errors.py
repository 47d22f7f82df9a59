"""What can go wrong with a person's data, each as one sentence that a person can read.

These are the world's faults: a full disk, a damaged file, another program. Our own faults, such
as a value that a CHECK refuses, are never turned into these and end loudly.
"""

# ruff: noqa: N818  the names say what became of the data, which the suffix would only blur

import errno
from pathlib import Path
from typing import ClassVar

from mattimer.limits import LARGEST_IMPORT


class DataError(Exception):
    """The world stood in the way of the data.

    Its text is one sentence: what happened, what was kept and what to do.

    Attributes:
        path: The file or folder it is about.
    """

    sentence: ClassVar[str] = (
        "{path} can't be used{why}; what was saved before is kept: look at that file and try again."
    )

    def __init__(self, path: Path, why: str = "") -> None:
        """``why`` is a short reason in plain words, shown in brackets where there is one."""
        super().__init__(self.sentence.format(path=path, why=f" ({why})" if why else ""))
        self.path = path


class NewerData(DataError):
    """The file belongs to a later version of the program."""

    sentence = (
        "{path} was written by a newer Mat Timer and is left as it is; "
        "install that version to open it."
    )


class DamagedData(DataError):
    """The file is ours but its content is broken."""

    sentence = (
        "{path} is damaged and is left as it is; "
        '"mattimer restore" saves what can be read, or put a good copy in its place.'
    )


class NotOurData(DataError):
    """Something else lies where our file should be."""

    sentence = (
        "{path} is not a Mat Timer file and is left as it is; "
        "move it away or choose another data folder."
    )


class LockedData(DataError):
    """Another program holds the file for longer than we wait."""

    sentence = (
        "Another program is using {path}; what was saved before is kept: "
        "close that program and try again."
    )


class UnwritableData(DataError):
    """A file or folder can't be made, opened or written."""

    sentence = (
        "{path} can't be written{why}; what was saved before is kept: "
        "check its permissions or choose another folder."
    )


class DiskFull(DataError):
    """There is no room left."""

    sentence = (
        "The disk is full, so {path} can't be written; what was saved before is kept: "
        "free some space and try again."
    )


class OldSqlite(DataError):
    """The SQLite library of this computer lacks what the file needs."""

    sentence = (
        "This computer's SQLite is too old for {path}{why}; nothing was changed: "
        "install SQLite 3.37 or later."
    )


class ImportFileError(DataError):
    """A file that should be imported can't be."""

    sentence = (
        "{path} can't be imported{why}; nothing was changed: choose a file that was exported "
        "by Mat Timer."
    )


class NewerExport(DataError):
    """A file that should be imported says what only a later version understands."""

    sentence = (
        "{path} was exported by a newer Mat Timer; nothing was changed: "
        "install that version to import it."
    )


class LargeImport(DataError):
    """A file that should be imported is larger than what is read at once."""

    sentence = (
        f"{{path}} is larger than {LARGEST_IMPORT >> 20} MiB and can't be imported; nothing was "
        "changed: bring that much over with a backup or a shared folder."
    )


class SyncFolderLost(DataError):
    """The shared folder is not there at the moment."""

    sentence = (
        "The shared folder {path} can't be read{why}; everything is kept here, and sharing goes "
        "on once it is back."
    )


def data_error_of(error: OSError, path: Path) -> DataError:
    """The sentence for what the operating system said about a path."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull(path)
    return UnwritableData(path, (error.strerror or "for an unknown reason").lower())

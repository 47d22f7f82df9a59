"""The one way a file is written: whoever looks finds the old one or the new one, complete.

A temporary file in the same folder, for its owner only, is written to the disk and renamed; then
the folder is written to the disk too, so that the name outlives a power loss.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PRIVATE = 0o600


def atomic_write(path: Path, content: bytes) -> None:
    """Replace a file.

    Raises:
        OSError: It can't be written; the older one stays.
    """
    with atomic_file(path) as file:
        file.write(content)


@contextmanager
def atomic_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to and to read from, which replaces the older one as the block ends.

    Raises:
        OSError: It can't be written; the older one stays, as it does where the block raises.
    """
    unfinished = path.with_name(f".{path.name}-{os.urandom(4).hex()}")
    try:
        with open(unfinished, "x+b", opener=_open_private) as file:
            yield file
        move_in_place(unfinished, path)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise


def move_in_place(unfinished: Path, path: Path) -> None:
    """Let a complete file that lies in the same folder take the place of another.

    Raises:
        OSError: It can't; the older one stays.
    """
    sync_file(unfinished)
    unfinished.replace(path)
    # Some systems and file systems can't do this with a folder.
    with suppress(OSError):
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_file(path: Path) -> None:
    """Make sure that a file outlives a power loss.

    Raises:
        OSError: The disk is full or broken.
    """
    # Windows wants a handle that may write.
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _open_private(path: str, flags: int) -> int:
    handle = os.open(path, flags, PRIVATE)
    # A umask takes bits away; the owner needs both of these.
    Path(path).chmod(PRIVATE)
    return handle

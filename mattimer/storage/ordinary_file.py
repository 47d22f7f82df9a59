"""Opens files of others to read: ordinary ones alone, as a pipe or a device would never end."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def ordinary_file(path: Path, *, links: bool = True) -> Iterator[BinaryIO]:
    """An ordinary file to read.

    Args:
        path: Where it is.
        links: Whether it may be reached through a link.

    Raises:
        OSError: It is none, or can't be read.
    """
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC
    handle = os.open(path, flags if links else flags | os.O_NOFOLLOW)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(None, "it is not a file")
        with open(handle, "rb", closefd=False) as file:
            yield file
    finally:
        os.close(handle)

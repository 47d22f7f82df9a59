"""A file that appears only once it is complete, for its owner's eyes only."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from mattimer.storage.error_mapping import told


@contextmanager
def whole_file(target: Path) -> Iterator[TextIO]:
    """Text in UTF-8 to write to; until the block has ended an older file stays.

    Raises:
        DataError: The file can't be written.
    """
    with told(target):
        # Made readable for its owner only.
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
        unfinished = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(target)
        except BaseException:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise

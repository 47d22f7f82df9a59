"""A file for its owner's eyes only, replaced in one go."""

import os
import tempfile
from pathlib import Path


def replace_private(path: Path, content: bytes) -> None:
    """Write a file: whoever looks finds the old one or the new one, complete.

    Raises:
        OSError: The folder cannot be written.
    """
    # Made readable for its owner only.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise

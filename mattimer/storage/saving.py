"""Files that the person chose to save: for their eyes only, and never half written."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from mattimer.storage.atomic_write import atomic_file, atomic_write
from mattimer.storage.error_mapping import told


def save_private(target: Path, content: bytes) -> None:
    """Write the file.

    Raises:
        DataError: It can't be written.
    """
    with told(target):
        atomic_write(target, content)


@contextmanager
def text_file(target: Path) -> Iterator[TextIO]:
    """Text in UTF-8 to write to.

    Raises:
        DataError: The file can't be written.
    """
    with (
        told(target),
        atomic_file(target) as file,
        TextIOWrapper(file, encoding="utf-8", newline="") as text,
    ):
        yield text

"""A file that the person chose to save."""

from pathlib import Path

from mattimer.storage.atomic_write import replace_private
from mattimer.storage.errors import data_error_of


def save_private(target: Path, content: bytes) -> None:
    """Write the file for its owner only; until it is whole, an older one stays.

    Raises:
        DataError: It can't be written.
    """
    try:
        replace_private(target, content)
    except OSError as error:
        raise data_error_of(error, target) from error

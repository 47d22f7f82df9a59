"""A file that the person chose to save."""

from pathlib import Path

from mattimer.history.errors import data_error_of
from mattimer.private_file import replace_private


def save_private(target: Path, content: bytes) -> None:
    """Write the file for its owner only; until it is whole, an older one stays.

    Raises:
        DataError: It can't be written.
    """
    try:
        replace_private(target, content)
    except OSError as error:
        raise data_error_of(error, target) from error

"""What a person was told once and need not hear again."""

import json
from pathlib import Path

from mattimer.storage.atomic_write import atomic_write


class OneTimeHints:
    """Names of what was said, in a small file; one that can't be used means that nothing was."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._names = _read(file)

    def is_first(self, name: str) -> bool:
        """Whether this is said for the first time; from now on it was said.

        In a folder that can't be written it is remembered until the app ends.
        """
        if name in self._names:
            return False
        self._names |= {name}
        try:
            atomic_write(self._file, json.dumps(sorted(self._names)).encode())
        except OSError:
            return True
        return True


def _read(file: Path) -> frozenset[str]:
    try:
        stored = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return frozenset()
    names = stored if isinstance(stored, list) else []
    return frozenset(name for name in names if isinstance(name, str))

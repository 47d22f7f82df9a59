"""One-time hints: which were shown already, so that none is shown twice."""

import json
from pathlib import Path

from mattimer.storage.atomic_write import atomic_write


class OneTimeHints:
    """Names of hints shown, in a small file; one that can't be read counts as empty."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._names = _read(file)

    def is_first(self, name: str) -> bool:
        """Whether this one was not shown yet; from now on it counts as shown.

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

"""Where the running app listens."""

import os
import sys
from pathlib import Path

LONGEST_PATH = 100
"""Bytes; systems allow 104 to 108 for a local socket's path."""


def socket_name(socket_file: Path) -> str:
    """The local socket's name: the file itself, or a short name for a long path.

    Windows has no socket files; its pipes get the short name as well.
    """
    path = os.fspath(socket_file)
    if sys.platform != "win32" and len(os.fsencode(path)) <= LONGEST_PATH:
        return path
    import hashlib  # noqa: PLC0415 - a start by its usual folder needs neither
    import tempfile  # noqa: PLC0415

    short = f"mattimer-{hashlib.sha256(os.fsencode(path)).hexdigest()[:16]}"
    if sys.platform == "win32":
        return short
    folders = (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir(), "/tmp")  # noqa: S108 - last resort
    names = [os.path.join(folder, short) for folder in folders if folder]  # noqa: PTH118 - a name
    return next((name for name in names if len(os.fsencode(name)) <= LONGEST_PATH), names[-1])

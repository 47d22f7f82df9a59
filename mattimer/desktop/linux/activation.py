"""Activation tokens: a launcher's leave for a window to come forward.

A second start passes it on to the running app. X11 calls it a startup identifier. Without it a
compositor takes a window that comes forward for one that steals the keyboard. Each is good once.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

TOKEN, STARTUP_ID = "XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"
NAMES = {"activation_token": TOKEN, "startup_id": STARTUP_ID}
"""Under what name a message carries which variable."""

LONGEST_TOKEN = 256
"""Characters; what is longer is none."""


def activation_of(environment: Mapping[str, str]) -> dict[str, str]:
    """The token that a start was given, as a message carries it; empty where there is none."""
    found = {name: _sound(environment.get(variable)) for name, variable in NAMES.items()}
    return {name: value for name, value in found.items() if value}


@contextmanager
def activation(message: Mapping[str, object]) -> Iterator[str]:
    """Put a caller's token where Qt looks for it, as long as the window comes forward.

    A token that makes no sense is ignored; the window is shown all the same.

    Yields:
        The caller's startup identifier, for which Qt has no use; empty where there is none.
    """
    drop_activation()
    if token := _sound(message.get("activation_token")):
        os.environ[TOKEN] = token
    try:
        yield _sound(message.get("startup_id"))
    finally:
        drop_activation()


def drop_activation() -> None:
    """Forget what this process was started with: no child of it is to believe it to be its own."""
    for variable in NAMES.values():
        # Qt may have taken it out of the environment already, behind Python's back.
        os.environ.pop(variable, None)


def _sound(value: object) -> str:
    sound = (
        isinstance(value, str)
        and len(value) <= LONGEST_TOKEN
        and value.isascii()
        and value.isprintable()
    )
    return str(value) if sound else ""

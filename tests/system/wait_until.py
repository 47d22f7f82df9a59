"""Waiting for what other processes do."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE_S = 20.0
LOOK_EVERY_S = 0.02


def wait_for(look: Callable[[], T | None], what: str, patience_s: float = PATIENCE_S) -> T:
    """The first thing found that is neither None nor false.

    Raises:
        AssertionError: It did not come in time.
    """
    until = time.monotonic() + patience_s
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > until:
            raise AssertionError(f"Waited {patience_s:g} s in vain for {what}.")
        time.sleep(LOOK_EVERY_S)

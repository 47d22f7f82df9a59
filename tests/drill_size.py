"""How long the drills are: ``make test`` takes the short form, ``make drill`` the long one."""

import os

LONG = os.environ.get("MATTIMER_DRILL") == "1"


def rounds(short: int, long: int) -> int:
    """How often to do it."""
    return long if LONG else short

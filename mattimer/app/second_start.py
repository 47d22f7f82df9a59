"""What a second start asks of the app that runs, and when that one gives way to it."""

import re
from collections.abc import Mapping
from typing import Any

from mattimer import __version__
from mattimer.desktop.linux.activation import leave_of

GIVES_WAY = "gives_way"
NUMBERS = re.compile(r"\d+(?:\.\d+)*", re.ASCII)
LONGEST_VERSION = 64


def wish_of(
    start: Mapping[str, Any] | None, *, hidden: bool, environment: Mapping[str, str]
) -> dict[str, Any]:
    """The message of a second start.

    Args:
        start: The session to begin with, as the command line names it; None for none.
        hidden: Whether no window was asked for.
        environment: Where a launcher's leave to come forward is.
    """
    if start is None and hidden:
        return {"command": "status"}
    asked = {"command": "raise"} if start is None else {"command": "start", **start}
    return {**asked, "version": __version__, **leave_of(environment)}


def gives_way(answer: Mapping[str, Any]) -> bool:
    """Whether the app that answered is about to end, so that the second start takes its place."""
    return bool(answer.get(GIVES_WAY))


def is_newer(version: object, than: str = __version__) -> bool:
    """Whether a second start is of a newer version; what is no version is not."""
    if not isinstance(version, str) or len(version) > LONGEST_VERSION:
        return False
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    found = NUMBERS.match(version)
    return tuple(map(int, found[0].split("."))) if found else ()

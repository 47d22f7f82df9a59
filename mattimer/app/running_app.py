"""What a start has to do with an app that runs already."""

import os
import re
from collections.abc import Mapping
from typing import Any

from mattimer import __version__
from mattimer.app.ipc_client import ask
from mattimer.app.paths import Paths
from mattimer.app.startup_errors import StartupError
from mattimer.desktop.linux.activation import leave_of

DONE = 0


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


def reach_running(
    paths: Paths, start: Mapping[str, Any] | None = None, *, hidden: bool = False
) -> int | None:
    """Ask the app that runs for what this start is about.

    Args:
        paths: The folders of the instance.
        start: The session to begin with, as the command line names it; None for none.
        hidden: Whether no window was asked for.

    Returns:
        The exit status; None where no app runs, or where one gives way to this start.

    Raises:
        MessageError: Something answered that is not Mat Timer, or too late.
        Refused: The app refuses.
    """
    answer = ask(paths.socket, wish_of(start, hidden=hidden, environment=os.environ))
    return None if answer is None or gives_way(answer) else obeyed(answer)


def obeyed(answer: Mapping[str, Any]) -> int:
    """The exit status of a command that the app has answered.

    Raises:
        Refused: The app refuses.
    """
    if status := int(answer.get("status", DONE)):
        raise StartupError(str(answer.get("error", "")), status)
    return DONE

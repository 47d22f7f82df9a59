"""What a start has to do with an app that runs already."""

import os
from collections.abc import Mapping
from typing import Any

from mattimer.app.ipc_client import ask
from mattimer.app.paths import Paths
from mattimer.app.second_start import gives_way, wish_of
from mattimer.app.startup_errors import StartupError

DONE = 0


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

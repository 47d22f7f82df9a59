"""The command ``start``: words into a request, for the app that runs or for the one to become."""

from types import SimpleNamespace

from mattimer.app.ipc_client import reach_running
from mattimer.app.paths import Paths
from mattimer.app.startup_errors import StartupError
from mattimer.services.start_request import StartRefused, StartRequest, check_area, read_start

WORDS = ("area", "minutes", "layer", "pattern", "lead_in", "accept_safety")
NO_DATA = 5


def asked_of_running(arguments: SimpleNamespace, paths: Paths) -> int | StartRequest:
    """Have the running app begin; where none runs, the request for an app to begin with.

    Raises:
        StartupError: The words are wrong, or the app refuses.
        MessageError: Something answered that is not Mat Timer, or too late.
    """
    try:
        request = read_start({name: getattr(arguments, name) for name in WORDS})
        status = reach_running(paths, request)
        if status is not None:
            return status
        _check_area(request, paths)
    except StartRefused as refusal:
        raise StartupError(str(refusal), refusal.status) from refusal
    return request


def _check_area(request: StartRequest, paths: Paths) -> None:
    """An area that there is not opens no window."""
    from mattimer.content.loader import ContentError, load_areas  # noqa: PLC0415 - the running app checks it

    try:
        check_area(request, load_areas(paths.resources / "guide"))
    except ContentError as error:
        raise StartupError(f"{error} Install Mat Timer again.", NO_DATA) from error

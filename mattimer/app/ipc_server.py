"""Server of the local socket: does what a command or a second start asks for."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer

from mattimer.app.ipc_client import GIVES_WAY, is_newer
from mattimer.desktop.exit_status import DONE, WRONG_WORDS
from mattimer.desktop.linux.activation import NAMES, activation
from mattimer.desktop.own_program import OwnProgram
from mattimer.desktop.single_instance import Call
from mattimer.limits import LONGEST_EXTENSION_S
from mattimer.services.session_runner import SessionRunner
from mattimer.services.session_start import SessionStarter
from mattimer.services.start_request import StartRefused, read_start
from mattimer.session.clock import SECOND
from mattimer.session.commands import Command, Extend, Pause, Resume, Skip, Stop, Toggle
from mattimer.session.moment import Moment
from mattimer.session.reasons import StopReason
from mattimer.session.session import Session

ENVELOPE = frozenset({"command", "version", *NAMES})
"""What a message carries beside the words of a start."""


class IpcServer(QObject):
    """The running app's answers."""

    def __init__(
        self,
        runner: SessionRunner,
        starter: SessionStarter,
        program: OwnProgram,
        *,
        come_forward: Callable[[], None],
        give_way: Callable[[], None],
    ) -> None:
        """``give_way`` ends the app for a newer one; ``program`` knows whether there is one."""
        super().__init__()
        self._runner = runner
        self._starter = starter
        self._program = program
        self._come_forward = come_forward
        self._give_way = give_way

    def on_called(self, call: Call) -> None:
        """Do what was asked and answer."""
        try:
            call.answer({"status": DONE, **self._answer(call.message)})
        except StartRefused as refusal:
            call.answer({"status": refusal.status, "error": str(refusal)})

    def start_newer(self) -> bool:
        """Start what an upgrade has put in this program's place; it then asks this one to end.

        Returns:
            Whether it was started; not while a session is there, and not without an upgrade.
        """
        replaced = self._runner.session is None and self._program.replaced
        return replaced and self._program.start()

    def _answer(self, message: Mapping[str, Any]) -> dict[str, Any]:
        asked = message.get("command")
        if asked in ("raise", "start") and self._is_outdated(message):
            # Once the answer is on its way.
            QTimer.singleShot(0, self, self._give_way)
            return {GIVES_WAY: True}
        if asked == "raise":
            self._show_window(message)
            return {}
        if asked == "status":
            return {"running": True, "session": self._session_status()}
        if asked == "start":
            self._starter.check_free()
            words = {name: said for name, said in message.items() if name not in ENVELOPE}
            self._starter.ask(read_start(words))
            # After the session's page, which comes up with the loop's next turn.
            QTimer.singleShot(0, self, lambda: self._show_window(message))
            return {"session": self._session_status()}
        return self._command(str(asked), message)

    def _is_outdated(self, message: Mapping[str, Any]) -> bool:
        """Whether a newer version wants to open, and nothing would be lost with this one."""
        newer = is_newer(message.get("version")) or self._program.replaced
        return newer and self._runner.session is None

    def _show_window(self, message: Mapping[str, Any]) -> None:
        with activation(message) as startup_id:
            self._come_forward()
        if startup_id:
            from mattimer.desktop.linux.x11_startup import end_startup  # noqa: PLC0415 - seldom

            end_startup(startup_id)

    def _command(self, asked: str, message: Mapping[str, Any]) -> dict[str, Any]:
        if self._runner.active is None:
            raise StartRefused("No session is running.")
        self._runner.do(_command_of(asked, message))
        return {"session": self._session_status()}

    def _session_status(self) -> dict[str, Any] | None:
        session, moment = self._runner.session, self._runner.moment()
        if session is None or moment is None:
            return None
        return status_of(session, moment)


def status_of(session: Session, moment: Moment) -> dict[str, Any]:
    """A session as ``status --json`` tells it. Seconds have at most three decimals."""
    breath = moment.breath
    return {
        "id": str(session.id),
        "area": session.plan.area,
        "layer": str(session.layer),
        "stage": str(moment.stage),
        "status": str(moment.status),
        "paused_by": sorted(map(str, moment.paused_by)),
        "elapsed_s": _seconds(moment.elapsed),
        "remaining_s": _seconds(moment.remaining),
        "planned_s": _seconds(session.planned),
        "breath": None
        if breath is None
        else {"phase": str(breath.phase), "progress": round(breath.progress, 3)},
    }


def _seconds(us: int) -> float:
    return round(us / SECOND, 3)


def _command_of(asked: str, message: Mapping[str, Any]) -> Command:
    simple: dict[str, Command] = {
        "pause": Pause(),
        "resume": Resume(),
        "toggle": Toggle(),
        "skip": Skip(),
    }
    if asked in simple:
        return simple[asked]
    try:
        if asked == "extend":
            return _extend(message)
        if asked == "stop":
            return _stop(message.get("reason"))
    except (TypeError, ValueError) as error:
        text = f"Seconds are a number from 1 to {LONGEST_EXTENSION_S}."
        raise StartRefused(text, WRONG_WORDS) from error
    raise StartRefused(f"{asked} is no command.", WRONG_WORDS)


def _stop(reason: object) -> Stop:
    if reason is None:
        return Stop()
    if reason not in list(StopReason):
        known = ", ".join(StopReason)
        raise StartRefused(f"There is no reason {reason}; it is one of {known}.", WRONG_WORDS)
    return Stop(StopReason(str(reason)))


def _extend(message: Mapping[str, Any]) -> Extend:
    seconds = message.get("seconds")
    if seconds is None:
        return Extend()
    if not 1 <= float(seconds) <= LONGEST_EXTENSION_S:
        raise ValueError(seconds)
    return Extend(round(float(seconds) * SECOND))

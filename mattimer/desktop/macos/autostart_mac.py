"""The autostart switch on macOS: a launch agent of the person's own. Untested."""

import plistlib
from pathlib import Path

from mattimer import APP_ID
from mattimer.desktop.autostart import AutostartError, AutostartState, Replace

FILE = Path("Library") / "LaunchAgents" / f"{APP_ID}.plist"


class MacAutostart:
    """The agent's file; launchd reads it at login."""

    there = True

    def __init__(self, command: tuple[str, ...], replace: Replace) -> None:
        self._command = command
        self._file = Path.home() / FILE
        self._replace = replace

    def state(self) -> AutostartState:
        """What the next login reads."""
        try:
            agent = plistlib.loads(self._file.read_bytes())
        except (OSError, ValueError):
            return AutostartState(on=False)
        on = (
            isinstance(agent, dict) and agent.get("RunAtLoad") is True and not agent.get("Disabled")
        )
        return AutostartState(on=on)

    def switch(self, *, on: bool) -> None:
        """Write the file, or take it away."""
        agent = {
            "Label": APP_ID,
            "ProgramArguments": list(self._command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
        try:
            if not on:
                self._file.unlink(missing_ok=True)
                return
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._replace(self._file, plistlib.dumps(agent))
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise AutostartError(f"{self._file} cannot be written ({why}).") from error

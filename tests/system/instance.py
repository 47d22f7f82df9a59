"""The real app in processes of its own, over one data folder."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from mattimer.app.ipc_client import ask
from mattimer.app.paths import Paths, device_id
from mattimer.desktop.system_clock import SystemClock
from mattimer.storage.store import Store
from tests.system.wait_until import wait_for

ROOT = Path(__file__).parents[2]
LIVE_ROW = "SELECT * FROM session ORDER BY started_us, id"

Condition = Callable[[dict[str, Any]], bool]
"""Something that may be true of a session or of a row."""

# Root may write to anything; this gives that up, so that permissions bind everybody.
BOUND = (
    "import ctypes, os, sys\n"
    "for capability in (1, 2, 3): ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)\n"
    "os.execv(sys.argv[1], sys.argv[1:])\n"
)


@dataclass
class Process:
    """One started process, its words and what it says."""

    popen: "subprocess.Popen[bytes]"
    said: Path
    quiet: bool = True

    @property
    def pid(self) -> int:
        return self.popen.pid

    @property
    def running(self) -> bool:
        return self.popen.poll() is None

    @property
    def stderr(self) -> str:
        return self.said.read_text(encoding="utf-8")

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and give the exit status."""
        self.popen.send_signal(how)
        return self.wait()

    def wait(self, patience_s: float = 20) -> int:
        return self.popen.wait(timeout=patience_s)


@dataclass
class Done:
    """A command that ran to its end."""

    status: int
    stdout: str
    stderr: str

    @property
    def lines(self) -> list[str]:
        return self.stderr.splitlines()


@dataclass
class Instance:
    """A data folder and whoever runs over it."""

    data: Path
    log: Path
    environment: Mapping[str, str]
    code: Path = ROOT
    processes: list[Process] = field(default_factory=list)

    @property
    def paths(self) -> Paths:
        return Paths.under(self.data)

    def words(self, *words: str | int | Path, bound: bool = False) -> list[str]:
        app = [sys.executable, "-m", "mattimer", "--data-dir", str(self.data), *map(str, words)]
        return [sys.executable, "-c", BOUND, *app] if bound else app

    def run(
        self, *words: str | int | Path, bound: bool = False, patience_s: float = 30, **more: str
    ) -> Done:
        """Run a command to its end; ``bound`` by permissions even as root."""
        done = subprocess.run(
            self.words(*words, bound=bound),
            env=self.environment_with(more),
            cwd=self.log,
            capture_output=True,
            timeout=patience_s,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def begin(self, *words: str | int | Path, quiet: bool = True) -> Process:
        """Start a process that stays, without waiting for it.

        A ``quiet`` one must not have written a word to stderr once the test is over.
        """
        said = self.log / f"{self.data.name}-{len(self.processes)}.stderr"
        with said.open("wb") as stderr:
            popen = subprocess.Popen(
                self.words(*words),
                env=self.environment_with({}),
                cwd=self.log,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
            )
        process = Process(popen, said, quiet)
        self.processes.append(process)
        return process

    def open(self, *words: str | int | Path, quiet: bool = True) -> Process:
        """Start the app and wait until it answers."""
        process = self.begin(*words, quiet=quiet)

        def answers() -> bool:
            assert process.running, f"The app ended by itself: {process.stderr}"
            return self.ask("status") is not None

        wait_for(answers, "the app to answer")
        return process

    def open_session(self, *words: str | int | Path) -> Process:
        """Start the app with a command and wait until its session is there."""
        process = self.open(*words)
        self.session_when(lambda session: session["status"] == "running")
        return process

    def ask(self, command: str) -> dict[str, Any] | None:
        """Ask the running app without starting a process for it."""
        return ask(self.paths.socket, {"command": command})

    def session(self) -> dict[str, Any] | None:
        """The session as the running app tells it."""
        answer = self.ask("status")
        assert answer is not None, "The app does not run."
        session: dict[str, Any] | None = answer["session"]
        return session

    def session_when(self, true: Condition, what: str = "the session") -> dict[str, Any]:
        """The session once something is true of it."""

        def look() -> dict[str, Any] | None:
            session = self.session()
            return session if session is not None and true(session) else None

        return wait_for(look, what, patience_s=40)

    def status(self) -> dict[str, Any]:
        """What ``status --json`` prints."""
        done = self.run("status", "--json")
        assert done.status in (0, 3), done.stderr
        assert done.stderr == ""
        status: dict[str, Any] = json.loads(done.stdout)
        return status

    def rows(self) -> list[dict[str, Any]]:
        """The sessions in the database, as another program reads them."""
        if not self.paths.database.exists():
            return []
        address = f"file:{self.paths.database}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=10)) as connection:
            connection.row_factory = sqlite3.Row
            try:
                return [dict(row) for row in connection.execute(LIVE_ROW)]
            except sqlite3.OperationalError:
                return []

    def row(self) -> dict[str, Any]:
        """The one session in the database."""
        (row,) = self.rows()
        return row

    def row_when(self, true: Condition, what: str) -> dict[str, Any]:
        """The one session in the database once something is true of it."""

        def look() -> dict[str, Any] | None:
            rows = self.rows()
            return rows[0] if len(rows) == 1 and true(rows[0]) else None

        return wait_for(look, what, patience_s=40)

    def clean_up(self) -> None:
        """End whatever still runs; every app that is asked to end does so with 0, and silently."""
        statuses = [process.end() for process in self.processes if process.running]
        assert set(statuses) <= {0}
        said = [process.stderr for process in self.processes if process.quiet]
        if any(said):
            pytest.fail("".join(said), pytrace=False)

    def environment_with(self, more: Mapping[str, str]) -> dict[str, str]:
        return {**self.environment, "PYTHONPATH": str(self.code), **more}


def accept_safety(paths: Paths) -> None:
    """Answer the safety questions with "none of these", as a person did some day before."""
    paths.prepare()
    store = Store(paths.database, device_id(paths))
    try:
        store.open().result()
        store.accept_safety((), SystemClock().read()).result()
    finally:
        store.close()


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder and the sum of its bytes."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def kill(processes: Iterable[Process]) -> None:
    """End processes without asking, whatever state they are in."""
    for process in processes:
        if process.running:
            os.kill(process.pid, signal.SIGKILL)
            process.popen.wait()

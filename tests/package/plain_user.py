"""Somebody who uses this computer, and is nobody in particular."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from pwd import getpwnam
from typing import Any

from mattimer.app.paths import Paths
from tests.system.instance import Condition, Done, Process, accept_safety
from tests.system.wait_until import wait_for

ACCOUNT = "nobody"
PROGRAM = "/usr/bin/mattimer"


@dataclass
class Person:
    """A home, the program in use, and what was started.

    Attributes:
        home: Where the person's files lie; its path has to be short, as a socket's has to be.
        environment: All that the person's programs are told, and nothing of the tests'.
        program: Which Mat Timer.
        options: What comes before its command.
    """

    home: Path
    environment: dict[str, str]
    program: str = PROGRAM
    options: tuple[str, ...] = ()
    processes: list[Process] = field(default_factory=list)

    @property
    def paths(self) -> Paths:
        """Where a Mat Timer without options keeps what is this person's."""
        share, state = self.home / ".local" / "share", self.home / ".local" / "state"
        config = self.home / ".config"
        data, settings, kept = (parent / "mattimer" for parent in (share, config, state))
        return Paths(data, settings, kept, Path(), config / "autostart")

    def beside(self, data: Path, *options: str) -> "Person":
        """The same person with an instance of its own."""
        return replace(self, options=("--data-dir", str(data), *options))

    def with_program(self, program: Path) -> "Person":
        return replace(self, program=str(program))

    def run(self, *words: str | Path, **more: str) -> Done:
        """Run Mat Timer to its end."""
        return self.run_program(self.program, *self.options, *words, **more)

    def run_program(self, *words: str | Path, **more: str) -> Done:
        """Run any program to its end."""
        done = subprocess.run(
            as_person(words),
            env={**self.environment, **more},
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=60,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def begin(self, *words: str | Path) -> Process:
        """Start Mat Timer; it stays."""
        return self.begin_program(self.program, *self.options, *words)

    def begin_program(self, *words: str | Path, **more: str) -> Process:
        """Start any program as a desktop does: no terminal, nobody who reads what it says."""
        said = self.home.parent / f"{self.home.name}-{len(self.processes)}.stderr"
        with said.open("wb") as stderr:
            popen = subprocess.Popen(
                as_person(words),
                env={**self.environment, **more},
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
                start_new_session=True,
            )
        self.processes.append(Process(popen, said))
        return self.processes[-1]

    def status(self) -> dict[str, Any]:
        """What ``status --json`` prints."""
        done = self.run("status", "--json")
        assert done.status in (0, 3), done.stderr
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def session_when(self, true: Condition, what: str) -> dict[str, Any]:
        """The session once something is true of it."""

        def look() -> dict[str, Any] | None:
            session: dict[str, Any] | None = self.status().get("session")
            return session if session is not None and true(session) else None

        return wait_for(look, what, patience_s=40)

    def runs(self, *, running: bool = True) -> None:
        """Wait until Mat Timer answers, or no longer does."""
        wait_for(lambda: self.status()["running"] is running, f"an app, running: {running}")

    def exported(self) -> dict[str, Any]:
        """What ``export`` saves."""
        file = self.home / "exported.json"
        file.unlink(missing_ok=True)
        done = self.run("export", file)
        assert (done.status, done.stderr) == (0, ""), done.stderr
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return found

    def accept_safety(self) -> None:
        """Answer the safety questions with "none of these", as on some day before."""
        accept_safety(self.paths)
        give(self.home)

    def clean_up(self) -> None:
        """End whatever was started here and still runs; none of it may have said a word."""
        for process in self.processes:
            if process.running:
                assert process.end() == 0, process.stderr
        said = "".join(process.stderr for process in self.processes if process.quiet)
        assert not said, said

    def kill(self) -> None:
        for process in self.processes:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.popen.wait()


def as_person(words: Sequence[str | Path]) -> list[str]:
    """A command that root gives to somebody without rights; anybody else is that already."""
    return without_rights(words) if os.geteuid() == 0 else list(map(str, words))


def without_rights(words: Sequence[str | Path]) -> list[str]:
    """A command as root says it, for the person to run."""
    user, group = _account()
    ids = (f"--reuid={user}", f"--regid={group}", "--clear-groups")
    return ["setpriv", *ids, "--", *map(str, words)]


def give(folder: Path) -> None:
    """Make all below a folder the person's own."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, *_account(), follow_symlinks=False)


def _account() -> tuple[int, int]:
    if os.geteuid() != 0:
        return os.getuid(), os.getgid()
    account = getpwnam(ACCOUNT)
    return account.pw_uid, account.pw_gid


def make_home(folder: Path, environment: Mapping[str, str]) -> Person:
    """Somebody new, who has only just been given a home.

    Args:
        folder: Is made; ``run`` beside it is for sockets.
        environment: Screen, message bus and sound server, as far as there are any.
    """
    folder.mkdir(mode=0o700)
    runtime = folder.parent / f"{folder.name}-run"
    runtime.mkdir(mode=0o700)
    give(folder)
    give(runtime)
    own = {
        "HOME": str(folder),
        "USER": ACCOUNT,
        "LANG": "C.UTF-8",
        "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/games",
        "XDG_RUNTIME_DIR": str(runtime),
    }
    return Person(folder, {**own, **environment})


def remove(folder: Path, root: Sequence[str]) -> None:
    """Remove a folder, whoever owns what is in it."""
    if os.geteuid() == 0:
        shutil.rmtree(folder)
    else:
        subprocess.run([*root, "rm", "-rf", str(folder)], check=True)

"""The built .deb on this computer: put there, looked at, taken away again."""

import os
import shutil
import struct
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.system.instance import Done

NAME = "mattimer"
HOME = Path("/usr/lib/mattimer")
PROGRAM = HOME / "mattimer"
KEPT_BY_DPKG = Path("/var/lib/dpkg")
LISTED = ("/usr", "/etc", "/var/lib")

WHOLE = ("--path-include=/usr/share/man/*", "--path-include=/usr/share/doc/*")
"""Containers are often told to leave these out; a person's computer has them."""


COOKIE = struct.Struct("!8sI")
MAGIC = b"MEI\014\013\012\013\016"
COOKIE_BYTES = 88
"""How PyInstaller's archive ends: a mark, its length to the end of all this, and more."""


def becoming_root() -> list[str] | None:
    """The words before a command that make it root's; None where nobody may become root."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return None if asked.returncode else ["sudo", "-n"]


@dataclass(frozen=True)
class Package:
    """One .deb, and what the system says of the package it makes.

    Attributes:
        deb: The file.
        root: The words before a command that make it root's.
    """

    deb: Path
    root: list[str]

    @property
    def version(self) -> str:
        return self._asked("dpkg-deb", "--field", str(self.deb), "Version")

    @property
    def installed(self) -> str | None:
        """The version that is installed, whichever file it came from."""
        words = ("dpkg-query", "--show", "--showformat=${db:Status-Status} ${Version}", NAME)
        status, _, version = self._asked(*words, status=None).partition(" ")
        return version if status == "installed" else None

    def install(self, deb: Path | None = None) -> float:
        """Install a .deb as a click on it does; how many seconds that took."""
        whole = [f"--option=Dpkg::Options::={option}" for option in WHOLE]
        began = time.monotonic()
        self.apt("install", "--no-install-recommends", *whole, str(deb or self.deb))
        return time.monotonic() - began

    def remove(self) -> None:
        self.apt("remove", NAME)

    def be_installed(self) -> None:
        """Install it where it is not."""
        if self.installed != self.version:
            self.install()

    def files(self) -> list[Path]:
        """What dpkg put there, folders included."""
        return [Path(line) for line in self._asked("dpkg", "--listfiles", NAME).splitlines()]

    def changed(self) -> str:
        """What is not as it was installed; empty where all is."""
        return self._asked("dpkg", "--verify", NAME, status=None)

    def older(self, version: str, folder: Path) -> Path:
        """The same as an older version: for Debian's tools by its name, and by its bytes."""
        made = folder / f"{NAME}_{version}.deb"
        with tempfile.TemporaryDirectory(dir=folder) as name:
            tree = Path(name)
            self._asked("dpkg-deb", "--raw-extract", str(self.deb), str(tree / "tree"))
            control = tree / "tree" / "DEBIAN" / "control"
            text = control.read_text(encoding="utf-8")
            control.write_text(
                text.replace(f"Version: {self.version}\n", f"Version: {version}\n"),
                encoding="utf-8",
            )
            program = tree / "tree" / PROGRAM.relative_to("/")
            program.write_bytes(built_otherwise(program.read_bytes()))
            words = ("--root-owner-group", "-Zgzip", "-z1", "--build")
            self._asked("dpkg-deb", *words, str(tree / "tree"), str(made))
        return made

    def apt(self, *words: str) -> None:
        environment = ("env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8")
        quietly = ("--yes", "--quiet=2", "--option=DPkg::Lock::Timeout=120")
        done = self.as_root(*environment, "apt-get", *quietly, *words)
        assert done.status == 0, f"apt-get {words[0]}: {done.stdout}{done.stderr}"

    def as_root(self, *words: str) -> Done:
        return _run(*self.root, *words)

    def _asked(self, *words: str, status: int | None = 0) -> str:
        done = _run(*words)
        assert status is None or done.status == status, f"{words}: {done.stderr}"
        return done.stdout.strip()


def built_otherwise(program: bytes) -> bytes:
    """The same frozen program with its modules elsewhere in the file, as in any other build."""
    cookie = program.rindex(MAGIC)
    _, length = COOKIE.unpack_from(program, cookie)
    begin = cookie + COOKIE_BYTES - length
    return program[:begin] + bytes(4096) + program[begin:]


def system_files() -> frozenset[str]:
    """Everything below the folders that packages write to, but what dpkg itself keeps there."""
    return frozenset(
        f"{folder}/{name}"
        for top in LISTED
        for folder, folders, names in os.walk(top)
        for name in (*folders, *names)
        if not Path(folder).is_relative_to(KEPT_BY_DPKG)
    )


def _run(*words: str) -> Done:
    done = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    return Done(done.returncode, done.stdout, done.stderr)

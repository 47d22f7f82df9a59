"""Which libraries of the frozen application Debian has, and what the others need of it."""

import os
import re
import subprocess
from pathlib import Path

from carried import libraries_in
from elf import is_elf
from project import ROOT
from system_libraries import package_of

LIBRARY = re.compile(r"(?P<name>lib.+)\.so\.(?P<version>[\d.]+)")
SOURCE = "Source: mattimer\n\nPackage: mattimer\nArchitecture: any\n"


class DebianError(Exception):
    """The package cannot be made; one sentence says why."""


def had_by_debian(bundle: Path) -> frozenset[str]:
    """The libraries of a bundle that a Debian package brings; libpython is the app's own."""
    return frozenset(
        name
        for name in libraries_in(bundle)
        if (bundle / "_internal" / name).is_file()
        and not (bundle / "_internal" / name).is_symlink()
        and not name.startswith("libpython")
        and package_of(name) is not None
    )


def linked_to(tree: Path, folder: Path) -> list[str]:
    """What the programs and libraries of a tree need of other packages, with versions.

    Args:
        tree: The package's files.
        folder: Where Debian's tool may find its own kind of files.

    Raises:
        DebianError: A library is not found, or no package is known to bring it.
    """
    files = [path for path in tree.rglob("*") if is_elf(path)]
    (folder / "debian").mkdir()
    (folder / "debian" / "control").write_text(SOURCE)
    # Those that come along need no package. Any other without one is an error.
    own = {match for path in files if (match := LIBRARY.fullmatch(path.name))}
    lines = sorted({f"{it['name']} {it['version']}\n" for it in own})
    (folder / "debian" / "shlibs.local").write_text("".join(lines))
    places = sorted({f"-l{path.parent}" for path in files if ".so" in path.name})
    said = run("dpkg-shlibdeps", "-O", *places, *(f"-e{path}" for path in files), folder=folder)
    line = next(it for it in said.splitlines() if it.startswith("shlibs:Depends="))
    return line.partition("=")[2].split(", ")


def run(*words: str, folder: Path = ROOT, date: int = 0) -> str:
    """What a tool of Debian's says.

    Args:
        words: The tool and its arguments.
        folder: Where it works.
        date: When it is, to what it makes.

    Raises:
        DebianError: It refuses.
    """
    done = subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, "LC_ALL": "C", "SOURCE_DATE_EPOCH": str(date)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["it says nothing"]
        reasons = [line for line in lines if line.startswith(f"{words[0]}: error: ")] or lines
        raise DebianError(reasons[0])
    return done.stdout

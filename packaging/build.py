"""Builds what a person downloads: .venv/bin/python packaging/build.py [STEP …].

Without a word every step, in the order of ``STEPS``. The frozen application comes to lie in
build/bundle, the rest in dist/, where it takes the place of what an earlier build left. Built
again from the same commit with the same tools, files are the same.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from products import DEB, SDIST, SUMS, TARBALL, WHEEL, clear, megabytes, product, size_of
from project import BUNDLE, DIST, ROOT

LAST_LINES = 15


class StepError(Exception):
    """A step failed. Its text is one sentence, and the tool's last words below it."""


def main(words: Sequence[str]) -> int:
    """Take the steps named, or all; say what each made, how large it is and how long it took."""
    unknown = [word for word in words if word not in STEPS]
    if unknown:
        print(f"There is no step {unknown[0]}; there are {', '.join(STEPS)}.", file=sys.stderr)
        return 2
    try:
        build(words or STEPS)
    except StepError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def build(steps: Collection[str]) -> None:
    """Take steps, each by its name, in the order of ``STEPS``, and print what each made.

    Raises:
        StepError: One of them failed; those after it were not tried.
    """
    DIST.mkdir(exist_ok=True)
    (DIST / SUMS).unlink(missing_ok=True)
    for step in [step for name, step in STEPS.items() if name in steps]:
        began = time.monotonic()
        for made in step():
            taken = time.monotonic() - began
            place = made.relative_to(ROOT)
            print(f"{place!s:<48}{megabytes(size_of(made))}{taken:6.0f} s", flush=True)
            began = time.monotonic()


def build_bundle() -> Iterator[Path]:
    """The frozen application."""
    work = ROOT / "build" / "freeze"
    # Whatever an earlier build found out, this one finds out itself.
    for folder in (BUNDLE, work):
        shutil.rmtree(folder, ignore_errors=True)
    words = ["-y", "--distpath", str(BUNDLE.parent), "--workpath", str(work)]
    _python("the application", "-m", "PyInstaller", *words, "packaging/mattimer.spec")
    yield BUNDLE


def build_wheel() -> Iterator[Path]:
    """The source archive, and the wheel made of nothing but it."""
    clear(SDIST, WHEEL)
    _python("the source archive", "-m", "hatchling", "build", "-t", "sdist", "-d", str(DIST))
    sdist = product(SDIST)
    yield sdist
    with tempfile.TemporaryDirectory() as folder:
        shutil.unpack_archive(sdist, folder)
        [source] = Path(folder).iterdir()
        words = ["-m", "hatchling", "build", "-t", "wheel", "-d", str(DIST)]
        _python("the wheel", *words, folder=source)
    yield product(WHEEL)


def build_deb() -> Iterator[Path]:
    """The package for Debian, Ubuntu and their like, from the frozen application."""
    clear(DEB)
    _python("the Debian package", "packaging/debian.py")
    yield product(DEB)


def build_tarball() -> Iterator[Path]:
    """The archive for other Linux systems, from the frozen application."""
    clear(TARBALL)
    _python("the archive", "packaging/tarball.py")
    yield product(TARBALL)


STEPS: dict[str, Callable[[], Iterator[Path]]] = {
    "bundle": build_bundle,
    "wheel": build_wheel,
    "deb": build_deb,
    "tarball": build_tarball,
}


def _python(what: str, *words: str, folder: Path | None = None) -> None:
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder or ROOT,
        env={**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": _date_of_the_source()},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        last = "\n".join(f"    {line}" for line in done.stdout.splitlines()[-LAST_LINES:])
        raise StepError(f"{_begun(what)} could not be built; the last words were:\n{last}")


def _begun(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def _date_of_the_source() -> str:
    if not (ROOT / ".git").exists():
        # An unpacked source archive: every file has that date.
        return str(int((ROOT / "pyproject.toml").stat().st_mtime))
    words = ["git", "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise StepError(
            f"The date of the last commit cannot be known: {str(error).rstrip('.')}."
        ) from error
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

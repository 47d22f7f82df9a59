"""The system's own programs, which judge what is made."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

IN_CI = os.environ.get("CI") == "true"


def verdict(name: str, *words: str | Path) -> tuple[int, str]:
    """The exit status of a program and all it said.

    A person's computer may lack the program, which skips the test; in CI it fails.
    """
    if shutil.which(name) is None:
        reason = f"not installed: {name}; packaging/system-packages.txt names it"
        if IN_CI:
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    ran = subprocess.run(
        [name, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
        timeout=60,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    return ran.returncode, ran.stdout

"""Libraries of the system: which Debian package each one is from. Asks dpkg."""

import shutil
import subprocess
import sysconfig
from pathlib import Path

FOLDERS = tuple(
    Path(f"/{name}/{sysconfig.get_config_var('MULTIARCH')}") for name in ("usr/lib", "lib")
)
"""Where Debian's libraries lie. Where /lib is a link, a package may still say it is none."""


def package_of(library: str) -> str | None:
    """The package that a library is from, None where dpkg knows none or is not there."""
    said = _ask("--search", *(f"{folder}/{library}" for folder in FOLDERS))
    return said.partition(":")[0] or None


def version_of(package: str) -> str:
    """The version that is installed, or nothing."""
    return _ask("--show", "--showformat=${Version}", package)


def copyright_of(package: str) -> Path:
    """Where the package says under which licence it is."""
    return Path("/usr/share/doc") / package / "copyright"


def _ask(*words: str) -> str:
    if shutil.which("dpkg-query") is None:
        return ""
    done = subprocess.run(
        ["dpkg-query", *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
    )
    return done.stdout.decode()

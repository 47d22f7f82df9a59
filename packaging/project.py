"""What the project says of itself, and where what is made of it lies."""

import platform
from pathlib import Path

from hatchling.metadata.core import ProjectMetadata
from hatchling.plugin.manager import PluginManager

from mattimer import APP_ID

__all__ = ["APP_ID", "BUNDLE", "DIST", "MACHINE", "ROOT", "version"]

ROOT = Path(__file__).resolve().parents[1]

BUNDLE = ROOT / "build" / "bundle" / "mattimer"
"""The frozen application: ``mattimer`` and, beside it, ``_internal``."""

DIST = ROOT / "dist"
"""What a person downloads."""

MACHINE = platform.machine()


def version() -> str:
    """The version, as pyproject.toml says it: the builder of the wheel is asked."""
    return ProjectMetadata(str(ROOT), PluginManager()).version

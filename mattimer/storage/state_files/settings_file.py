"""The settings as one small JSON file: what can be read of it counts, nothing in it is lost."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import asdict

from mattimer.preferences.settings_values import Settings
from mattimer.storage.atomic_write import atomic_write


class LoadedSettings(msgspec.Struct, frozen=True):
    """Settings as read.

    Attributes:
        settings: What is in force.
        damaged: The names of those that could not be used, or the file's.
        rest: What another version wrote and this one does not know; it is kept.
    """

    settings: Settings
    damaged: tuple[str, ...] = ()
    rest: Mapping[str, Any] = msgspec.field(default_factory=dict)


# The file has no number of its format: a setting that comes to mean something else gets another
# name, so that a version only ever meets names it knows and names it leaves alone.


def load_settings(path: Path) -> LoadedSettings:
    """Read the file; what is missing or damaged becomes its default."""
    try:
        stored = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except (OSError, ValueError, RecursionError):
        return LoadedSettings(Settings(), (path.name,))
    if not isinstance(stored, dict):
        return LoadedSettings(Settings(), (path.name,))
    return _sound_part(stored)


def save_settings(path: Path, settings: Settings, rest: Mapping[str, Any] | None = None) -> None:
    """Replace the file at once: a crash leaves the old one or the new one.

    Args:
        path: The file.
        settings: What is in force.
        rest: What another version wrote, as it was loaded.

    Raises:
        OSError: The folder cannot be written.
    """
    known = asdict(settings)
    try:
        text = json.dumps({**known, **(rest or {})}, indent=2)
    except RecursionError:
        # Nested deeper than can be written: no version's doing.
        text = json.dumps(known, indent=2)
    atomic_write(path, f"{text}\n".encode("ascii"))


def keep_damaged(path: Path) -> None:
    """Lay a copy of the file beside it, before what could not be read of it is written over.

    Raises:
        OSError: It cannot be read, or the folder cannot be written.
    """
    atomic_write(path.with_name(f"{path.name}.damaged"), path.read_bytes())


def _sound_part(stored: Mapping[str, Any]) -> LoadedSettings:
    settings, damaged = Settings(), []
    known = set(Settings.__struct_fields__)
    for name in known & stored.keys():
        try:
            settings = settings.changed(name, stored[name])
        except ValueError:
            damaged.append(name)
    rest = {name: value for name, value in stored.items() if name not in known}
    return LoadedSettings(settings, tuple(sorted(damaged)), rest)

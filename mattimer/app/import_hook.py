"""Import hooks: PySide6 and asyncio without what nothing here needs of them."""

import builtins
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def plain_import() -> Iterator[None]:
    """Undo what PySide6, imported inside for the first time, does to ``import``.

    PySide6 replaces it by one that reads the source of every module imported from then on, to see
    whether it asks for snake_case names of Qt. Nothing here does; without it a start takes 26 ms
    less and the app 4 MiB less. The layer below, which makes Qt's classes when they are first
    asked for, stays.
    """
    before = builtins.__import__
    try:
        yield
    finally:
        builtins.__import__ = before


@contextmanager
def without_ssl() -> Iterator[None]:
    """Have what is imported inside do without ssl, as asyncio can.

    Nothing here speaks to a network; OpenSSL would take 1 MiB for as long as the app lives.
    """
    known = "ssl" in sys.modules
    if not known:
        sys.modules["ssl"] = None  # type: ignore[assignment]  # so that importing it fails
    try:
        yield
    finally:
        if not known:
            del sys.modules["ssl"]

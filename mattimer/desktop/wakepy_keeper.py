"""The wake lock of macOS and Windows, through wakepy. Untested."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from mattimer.preferences.settings_values import Awake


@asynccontextmanager
async def keep_awake(kind: Awake) -> AsyncIterator[bool]:
    """One of wakepy's modes for the block; whether the system granted it.

    Neither system keeps wakepy waiting. A mode is left even where it was refused, as wakepy wants.
    """
    try:
        from wakepy import keep  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415
    except (ImportError, OSError):
        yield False
        return
    mode = (keep.presenting if kind is Awake.SCREEN else keep.running)(on_fail="pass")
    mode.__enter__()
    try:
        yield mode.active
    finally:
        with suppress(RuntimeError):
            mode.__exit__(None, None, None)

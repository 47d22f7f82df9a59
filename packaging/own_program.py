"""Runs inside the frozen application before anything else: keeps to the program that was started.

PyInstaller opens the program by its path for every module that is imported late. An upgrade puts
another one there while the app waits in the tray, and what is read then fits no longer. On Linux
the running process still has its own, whatever lies at the path.
"""

import sys

import pyimod02_importers  # type: ignore[import-not-found]  # PyInstaller's, inside the program

if sys.platform == "linux":
    pyimod02_importers.pyz_archive._filename = "/proc/self/exe"  # noqa: SLF001 - it has no other

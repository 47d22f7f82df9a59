"""PySide6's import statement, and Python's own again; each in a program of its own."""

import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]

UNDONE = """
import builtins
from mattimer.app.import_hook import plain_import
own = builtins.__import__
with plain_import():
    import PySide6.QtCore
    assert builtins.__import__ is not own, "PySide6 leaves import alone: nothing to undo any more"
assert builtins.__import__ is own
import PySide6.QtGui
print(PySide6.QtGui.QColor("#ffffff").red())
"""

NOTHING_TO_UNDO = """
import builtins
import PySide6.QtCore
from mattimer.app.import_hook import plain_import
found = builtins.__import__
with plain_import():
    import PySide6.QtGui
assert builtins.__import__ is found
print("as before")
"""


WITHOUT_SSL = """
import sys
from mattimer.app.import_hook import without_ssl

with without_ssl():
    import asyncio
there = "ssl" in sys.modules
import ssl

print(there, asyncio.run(asyncio.to_thread(lambda: "works")), ssl.__name__)
"""


def said_by(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_what_pyside_put_in_its_place_is_undone() -> None:
    assert said_by(UNDONE) == "255"


def test_where_pyside_was_there_before_nothing_is_changed() -> None:
    assert said_by(NOTHING_TO_UNDO) == "as before"


def test_asyncio_does_without_ssl_and_others_still_get_it() -> None:
    assert said_by(WITHOUT_SSL) == "False works ssl"

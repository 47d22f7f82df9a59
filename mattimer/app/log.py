"""Log: what the program did, in a small rotating file; never what a person felt or wrote.

Only what is said to a ``Log`` gets there: libraries' own words and what an exception says of the
values at hand do not, because nobody can vouch for what is in them.
"""

import logging
import os
import sys
import threading
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

from mattimer.desktop.versions import versions, without_home

NAME = "mattimer"
LARGEST, OLD_FILES = 256 * 1024, 1
PRIVATE = 0o600
MOST_WAITING = 200
MOST_ALIKE, MOST_KINDS = 5, 500
FORM = "%(asctime)s %(levelname)s %(message)s"

QT_LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
OF_CODE_ALONE = (
    AttributeError,
    ImportError,
    IndexError,
    ModuleNotFoundError,
    NameError,
    RecursionError,
    RuntimeError,
    TypeError,
    UnboundLocalError,
    ZeroDivisionError,
)
"""Exceptions whose words name what the code says; those of others quote values."""


class Log:
    """The program's log. Faults of ours are told with their place in the code, without values.

    What is said before ``start`` waits for it. Where the file cannot be written there is no log.
    It says itself when it began, on which versions, and when it ended.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._logger = logging.getLogger(NAME)
        self._level = self._logger.level
        self._handler: logging.Handler | None = None
        self._waiting: deque[tuple[float, str]] = deque(maxlen=MOST_WAITING)
        self._loop: Any = None
        self._before_qt: Callable[..., object] | None = None
        self._before = sys.excepthook, threading.excepthook

    def info(self, sentence: str) -> None:
        """Write down what was done, or what the world refused: nothing that a person entered."""
        if self._handler is None:
            self._waiting.append((time.time(), sentence))
        else:
            self._logger.info(sentence)

    def start(self, loop: Any = None) -> None:  # noqa: ANN401 - qasync's loop has no types
        """Open the file and listen for faults: Python's, a thread's, Qt's and the loop's."""
        try:
            handler = _PrivateRotatingFile(self._path)
        except OSError:
            return
        handler.setFormatter(_HomeFilter(FORM))
        handler.addFilter(_RepeatFilter())
        self._handler = handler
        self._logger.addHandler(handler)
        self._logger.setLevel(logging.INFO)
        # Whatever else listens to Python's logging has no business with it.
        self._logger.propagate = False
        while self._waiting:
            self._write_late(*self._waiting.popleft())
        self.info(f"Began: {', '.join(f'{name} {version}' for name, version in versions())}.")
        sys.excepthook, threading.excepthook = self._on_fault, self._on_thread_fault
        self._before_qt = qInstallMessageHandler(self._on_qt_message)
        self._loop = loop
        if loop is not None:
            loop.set_exception_handler(self._on_loop_fault)

    def close(self) -> None:
        """Let everything go as it was."""
        if self._handler is None:
            return
        self.info("Ended.")
        if self._loop is not None:
            self._loop.set_exception_handler(None)
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(self._before_qt)
        self._logger.removeHandler(self._handler)
        self._logger.setLevel(self._level)
        self._logger.propagate = True
        self._handler.close()
        self._handler = None

    def _write_late(self, when: float, sentence: str) -> None:
        record = self._logger.makeRecord(NAME, logging.INFO, "", 0, sentence, (), None)
        record.created = when
        self._logger.handle(record)

    def _on_fault(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            self._logger.error("A fault.\n%s", place_of(error.with_traceback(trace)))
        self._before[0](kind, error, trace)

    def _on_thread_fault(self, what: threading.ExceptHookArgs) -> None:
        if isinstance(what.exc_value, Exception):
            self._logger.error("A fault on a thread.\n%s", place_of(what.exc_value))
        self._before[1](what)

    def _on_loop_fault(self, loop: Any, context: dict[str, Any]) -> None:  # noqa: ANN401
        error = context.get("exception")
        if isinstance(error, Exception):
            self._logger.error("A fault in the loop.\n%s", place_of(error))
        loop.default_exception_handler(context)

    def _on_qt_message(self, kind: QtMsgType, context: object, text: str) -> None:
        level = QT_LEVELS.get(kind)
        if level is not None:
            self._logger.log(level, "Qt: %s", text)
        if self._before_qt is not None:
            self._before_qt(kind, context, text)


def place_of(error: BaseException) -> str:
    """Where a fault came up and of what kind it is; the lines of code, no value of anything."""
    return "\n".join(line for one in _chain(error) for line in (*_frames(one), _kind_of(one)))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """What led to it first."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _chain(before)
    yield error


def _frames(error: BaseException) -> Iterator[str]:
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {frame.filename}:{frame.lineno} in {frame.name}: {frame.line}"


def _kind_of(error: BaseException) -> str:
    kind = type(error)
    if isinstance(error, OSError):
        return f"{kind.__qualname__}: {error.strerror or ''}".rstrip(": ")
    if kind in OF_CODE_ALONE:
        return f"{kind.__qualname__}: {error}"
    return f"{kind.__module__}.{kind.__qualname__}"


class _PrivateRotatingFile(RotatingFileHandler):
    """Its owner's alone; a full disk costs lines, nothing else."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=LARGEST, backupCount=OLD_FILES)

    def _open(self) -> TextIOWrapper:
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE)
        Path(self.baseFilename).chmod(PRIVATE)
        return os.fdopen(handle, "a", encoding="utf-8", errors="backslashreplace")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """There is nobody to tell: the program runs on."""


class _HomeFilter(logging.Formatter):
    """Leaves the name of a person's home out of every path."""

    def format(self, record: logging.LogRecord) -> str:
        return without_home(super().format(record))


class _RepeatFilter(logging.Filter):
    """Lets the same words through a few times only, so that a flood does not wash the rest away."""

    def __init__(self) -> None:
        super().__init__()
        self._met: Counter[str] = Counter()

    def filter(self, record: logging.LogRecord) -> bool:
        words = record.getMessage()
        if words not in self._met and len(self._met) >= MOST_KINDS:
            return True
        self._met[words] += 1
        return self._met[words] <= MOST_ALIKE

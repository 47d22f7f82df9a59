"""Files of a shared folder: which there are, and their lines from a place on."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from mattimer.storage.atomic_write import atomic_file
from mattimer.storage.errors import SyncFolderLost
from mattimer.storage.sync.lines import LINE_LIMIT

PREFIX = "mattimer-"
SUFFIX = ".jsonl"
BLOCK = 1 << 16
MARK_BYTES = 1024
TOO_LONG = b"..."


@dataclass(frozen=True, slots=True)
class Line:
    """One whole line of a file.

    Attributes:
        text: Without its end; ``TOO_LONG`` where it was too long to be one of ours.
        end: Where the next line begins, in bytes.
    """

    text: bytes
    end: int


def own_name(device: str) -> str:
    """The name of the one file that a device writes."""
    return f"{PREFIX}{device}{SUFFIX}"


def names_in(folder: Path) -> list[str]:
    """The files that may be ours by their names, copies that a service made among them.

    Services name a copy "… (conflicted copy).jsonl" or "….sync-conflict-….jsonl". Links are left
    alone: they may lead anywhere.

    Raises:
        SyncFolderLost: The folder can't be read.
    """
    try:
        with os.scandir(folder) as found:
            return sorted(
                entry.name
                for entry in found
                if entry.name.startswith(PREFIX)
                and entry.name.endswith(SUFFIX)
                and _is_text(entry.name)
                and entry.is_file(follow_symlinks=False)
            )
    except OSError as error:
        raise SyncFolderLost(folder, (error.strerror or "").lower()) from error


def lines_from(file: BinaryIO, place: int) -> Iterator[Line]:
    """Whole lines from a place on; the last one waits until it has its end."""
    file.seek(place)
    rest, long = b"", False
    while block := file.read(BLOCK):
        *ended, rest = (rest + block).split(b"\n")
        for text in ended:
            place += len(text) + 1
            yield Line(TOO_LONG if long else text, place)
            long = False
        if len(rest) > LINE_LIMIT:
            # It may be a gigabyte; its length is all that has to be kept.
            place, rest, long = place + len(rest), b"", True


def first_line(file: BinaryIO) -> bytes | None:
    """The first line; None where it has no end yet."""
    file.seek(0)
    text = file.readline(BLOCK)
    return text if text.endswith(b"\n") or len(text) == BLOCK else None


def mark_at(file: BinaryIO, place: int) -> str:
    """What stands just before a place, as 32 hexadecimal digits.

    Another history of the same file has something else there.
    """
    start = max(0, place - MARK_BYTES)
    # Whoever reads the file meanwhile stays where they are.
    found = os.pread(file.fileno(), place - start, start)
    return blake2b(found, digest_size=16).hexdigest()


def ends_line(file: BinaryIO) -> bool:
    """Whether the file ends where a line does."""
    size = size_of(file)
    return size == 0 or os.pread(file.fileno(), 1, size - 1) == b"\n"


def add_to(file: BinaryIO, text: bytes) -> int:
    """Write at once, so that nobody else's lines come between; returns how much it was."""
    file.write(text)
    file.flush()
    return len(text)


def size_of(file: BinaryIO) -> int:
    """In bytes."""
    return os.fstat(file.fileno()).st_size


@contextmanager
def appending(path: Path) -> Iterator[BinaryIO]:
    """An ordinary file that is there, to be added to.

    Raises:
        OSError: It is none, or can't be written.
    """
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(None, "it is not a file")
        with open(handle, "r+b", closefd=False) as file:
            yield file
            file.flush()
            os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A new file that takes the place of the one before once it is whole.

    Raises:
        OSError: It can't be written.
    """
    # What a crash left behind would be carried to the other computers.
    for leftover in path.parent.glob(f".{path.name}*"):
        leftover.unlink(missing_ok=True)
    with atomic_file(path) as file:
        yield file


def _is_text(name: str) -> bool:
    return name.isprintable() and len(name) <= 255  # noqa: PLR2004  as long as names can be

import errno
import sqlite3
from pathlib import Path

import pytest

from mattimer.storage.error_mapping import told
from mattimer.storage.errors import (
    DamagedData,
    DataError,
    DiskFull,
    LockedData,
    NewerData,
    NotOurData,
    OldSqlite,
    UnwritableData,
)

PATH = Path("/somewhere/mattimer.sqlite3")
KINDS = (
    DamagedData,
    DataError,
    DiskFull,
    LockedData,
    NewerData,
    NotOurData,
    OldSqlite,
    UnwritableData,
)


def sqlite_error(kind: type[sqlite3.Error], code: int) -> sqlite3.Error:
    error = kind("as SQLite says it")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_BUSY, LockedData),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, LockedData),
        (sqlite3.SQLITE_CORRUPT, DamagedData),
        (sqlite3.SQLITE_NOTADB, NotOurData),
        (sqlite3.SQLITE_FULL, DiskFull),
        (sqlite3.SQLITE_READONLY, UnwritableData),
        (sqlite3.SQLITE_READONLY_DBMOVED, UnwritableData),
        (sqlite3.SQLITE_CANTOPEN, UnwritableData),
        (sqlite3.SQLITE_IOERR_FSYNC, UnwritableData),
    ],
)
def test_the_worlds_errors_become_sentences(code: int, kind: type[DataError]) -> None:
    with pytest.raises(DataError) as refusal, told(PATH):
        raise sqlite_error(sqlite3.OperationalError, code)
    assert type(refusal.value) is kind
    assert refusal.value.path == PATH


@pytest.mark.parametrize(
    "error",
    [
        sqlite_error(sqlite3.IntegrityError, sqlite3.SQLITE_CONSTRAINT_CHECK),
        sqlite_error(sqlite3.OperationalError, sqlite3.SQLITE_ERROR),
        sqlite3.ProgrammingError("Cannot operate on a closed database."),
        sqlite3.InterfaceError("bad parameter"),
        ValueError("ours"),
    ],
    ids=repr,
)
def test_our_own_faults_pass_through(error: Exception) -> None:
    with pytest.raises(type(error)) as passed, told(PATH):
        raise error
    assert passed.value is error


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, UnwritableData),
        (errno.EACCES, UnwritableData),
    ],
)
def test_the_systems_errors_become_sentences(number: int, kind: type[DataError]) -> None:
    with pytest.raises(DataError) as refusal, told(PATH):
        raise OSError(number, "As The System Says It")
    assert type(refusal.value) is kind


def test_an_error_without_words_has_some() -> None:
    with pytest.raises(UnwritableData, match="for an unknown reason"), told(PATH):
        raise OSError


@pytest.mark.parametrize("kind", KINDS)
def test_every_sentence_says_what_happened_what_was_kept_and_what_to_do(
    kind: type[DataError],
) -> None:
    sentence = str(kind(PATH))
    assert sentence.count(".") == sentence.count(".sqlite3") + 1 + sentence.count("3.37")
    assert "; " in sentence
    assert str(PATH) in sentence
    assert "!" not in sentence
    assert any(kept in sentence for kept in ("left as it is", "is kept", "nothing was changed"))

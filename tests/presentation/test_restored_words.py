from pathlib import Path

import pytest

from mattimer.presentation.restored_words import recovered_sentence, restored_sentence
from mattimer.storage.backup.restore import Restored

BACKUP, ASIDE = Path("/data/backups/b.sqlite3"), Path("/data/aside.sqlite3")
DAMAGED = "The file with your sessions was damaged."
KEPT = "The damaged one is kept as aside.sqlite3."


@pytest.mark.parametrize(
    ("restored", "said"),
    [
        (
            Restored(BACKUP, ASIDE, 3),
            "The newest backup is in its place, and what could still be read.",
        ),
        (Restored(BACKUP, ASIDE), "The newest backup is in its place."),
        (Restored(None, ASIDE, 3), "What could still be read is in a new one."),
    ],
)
def test_what_was_recovered_is_told(restored: Restored, said: str) -> None:
    assert recovered_sentence(restored) == f"{DAMAGED} {said} {KEPT}"


def test_what_was_restored_is_told() -> None:
    assert restored_sentence(Restored(BACKUP, None)) == "The backup is in place."
    assert restored_sentence(Restored(BACKUP, ASIDE)) == (
        "The backup is in place. What was there before is kept as aside.sqlite3."
    )

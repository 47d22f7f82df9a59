"""Makes the file of the newest version, once, when that version is released.

The files of earlier versions hold the same, as far as they had a table for it: version 1 has no
more than sessions and screenings, version 2 no check-in that was taken back and no shared folder.
"""

from datetime import date
from pathlib import Path
from uuid import UUID

from mattimer.session.reasons import StopReason
from mattimer.session.records import (
    CheckIn,
    Document,
    FollowUp,
    FollowUpKind,
    Outcome,
    Screening,
)
from mattimer.session.session_plan import Layer
from mattimer.storage import check_ins
from mattimer.storage.codec.tables import DOCUMENTS
from mattimer.storage.schema import STEPS
from tests.storage.factories import DEVICE, NOON, numbered, open_repository

if __name__ == "__main__":
    with open_repository(Path(__file__).with_name(f"v{len(STEPS)}.sqlite3")) as repository:
        repository.save(numbered(1))
        repository.save(
            numbered(2, ended_us=None, outcome=Outcome.INTERRUPTED, noticed=(), note="")
        )
        stopped = {"outcome": Outcome.STOPPED, "stop_reason": StopReason.NUMBNESS}
        repository.save(numbered(3, tightness_after=None, **stopped))
        repository.save(
            numbered(4, deleted=True, layer=Layer.BARE, note="Grüße, 猫 🐈\nsecond line")
        )
        repository.add_screening(Screening(UUID(int=90), NOON, 7200, (), DEVICE))
        answers = ("pregnancy", "blood-thinners")
        repository.add_screening(Screening(UUID(int=91), NOON + 1, 7200, answers, DEVICE))
        check_ins.keep_check_in(repository, CheckIn(date(2026, 9, 20), 8, NOON, 7200, DEVICE, NOON))
        check_ins.keep_check_in(
            repository, CheckIn(date(2026, 9, 21), 1, NOON + 5, -36_000, DEVICE, NOON + 9)
        )
        taken_back = CheckIn(date(2026, 9, 22), 4, NOON, 7200, DEVICE, NOON)
        check_ins.keep_check_in(repository, taken_back)
        check_ins.take_back_check_in(repository, taken_back.day)
        asked = FollowUp(UUID(int=3), FollowUpKind.ASKED, NOON, DEVICE)
        check_ins.follow_up(
            repository, (asked, FollowUp(UUID(int=3), FollowUpKind.HEALED, NOON, DEVICE))
        )
        mat = {"name": "Grüße, 猫 🐈", "discs": 210, "washed_on": None, "results": [1.5, 10]}
        check_ins.keep_document(repository, DOCUMENTS.row_of(Document("mat", mat, NOON, DEVICE)))
        with repository.writing() as connection:
            connection.execute(
                "INSERT INTO heard VALUES ('mattimer-other.jsonl', 4096, ?)", ("0f" * 16,)
            )

"""How v3.sqlite3 was made. It is kept so that the file can be understood, not to be run again."""

from datetime import date
from pathlib import Path
from uuid import UUID

from mattimer.history import remarks
from mattimer.history.records import (
    CheckIn,
    Document,
    FollowUp,
    FollowUpKind,
    Outcome,
    Screening,
)
from mattimer.history.remark_rows import row_of_document
from mattimer.session.plan import Layer
from mattimer.session.reasons import StopReason
from tests.history.making import DEVICE, NOON, numbered, open_ledger

if __name__ == "__main__":
    with open_ledger(Path(__file__).with_name("v3.sqlite3")) as ledger:
        ledger.save(numbered(1))
        ledger.save(numbered(2, ended_us=None, outcome=Outcome.INTERRUPTED, noticed=(), note=""))
        stopped = {"outcome": Outcome.STOPPED, "stop_reason": StopReason.NUMBNESS}
        ledger.save(numbered(3, tightness_after=None, **stopped))
        ledger.save(numbered(4, deleted=True, layer=Layer.BARE, note="Grüße, 猫 🐈\nsecond line"))
        ledger.add_screening(Screening(UUID(int=90), NOON, 7200, (), DEVICE))
        answers = ("pregnancy", "blood-thinners")
        ledger.add_screening(Screening(UUID(int=91), NOON + 1, 7200, answers, DEVICE))
        remarks.keep_check_in(ledger, CheckIn(date(2026, 9, 20), 8, NOON, 7200, DEVICE, NOON))
        remarks.keep_check_in(
            ledger, CheckIn(date(2026, 9, 21), 1, NOON + 5, -36_000, DEVICE, NOON + 9)
        )
        taken_back = CheckIn(date(2026, 9, 22), 4, NOON, 7200, DEVICE, NOON)
        remarks.keep_check_in(ledger, taken_back)
        remarks.take_back_check_in(ledger, taken_back.day)
        asked = FollowUp(UUID(int=3), FollowUpKind.ASKED, NOON, DEVICE)
        remarks.follow_up(ledger, (asked, FollowUp(UUID(int=3), FollowUpKind.HEALED, NOON, DEVICE)))
        mat = {"name": "Grüße, 猫 🐈", "discs": 210, "washed_on": None, "results": [1.5, 10]}
        remarks.keep_document(ledger, row_of_document(Document("mat", mat, NOON, DEVICE)))
        with ledger.writing() as connection:
            connection.execute(
                "INSERT INTO heard VALUES ('mattimer-other.jsonl', 4096, ?)", ("0f" * 16,)
            )

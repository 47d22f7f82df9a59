"""How v1.sqlite3 was made. It is kept so that the file can be understood, not to be run again."""

from pathlib import Path
from uuid import UUID

from mattimer.history.records import Outcome, Screening
from mattimer.session.plan import Layer
from mattimer.session.reasons import StopReason
from tests.history.making import DEVICE, NOON, numbered, open_ledger

if __name__ == "__main__":
    with open_ledger(Path(__file__).with_name("v1.sqlite3")) as ledger:
        ledger.save(numbered(1))
        ledger.save(numbered(2, ended_us=None, outcome=Outcome.INTERRUPTED, noticed=(), note=""))
        stopped = {"outcome": Outcome.STOPPED, "stop_reason": StopReason.NUMBNESS}
        ledger.save(numbered(3, tightness_after=None, **stopped))
        ledger.save(numbered(4, deleted=True, layer=Layer.BARE, note="Grüße, 猫 🐈\nsecond line"))
        ledger.add_screening(Screening(UUID(int=90), NOON, 7200, (), DEVICE))
        answers = ("pregnancy", "blood-thinners")
        ledger.add_screening(Screening(UUID(int=91), NOON + 1, 7200, answers, DEVICE))

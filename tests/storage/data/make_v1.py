"""How v1.sqlite3 was made. It is kept so that the file can be understood, not to be run again."""

from pathlib import Path
from uuid import UUID

from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome, Screening
from mattimer.session.session_plan import Layer
from tests.storage.factories import DEVICE, NOON, numbered, open_repository

if __name__ == "__main__":
    with open_repository(Path(__file__).with_name("v1.sqlite3")) as repository:
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

"""Backups are made while the app runs, listed, and brought back without ending it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mattimer.services.backups import BackupService
from mattimer.session.commands import Stop
from mattimer.storage.backup.daily_backups import Backup, DailyBackups, backups_of
from tests.presenters.house import House
from tests.storage.making import numbered


class Kept:
    """A house with backups, and what was said of them."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.said: list[tuple[str, object]] = []
        database = house.paths.database
        self.daily = DailyBackups(
            database, on_failure=self._on_failure, deliver=lambda call: call()
        )
        self.flow = BackupService(
            database,
            store=house.store,
            runner=house.runner,
            daily=self.daily,
            tasks=house.opening.tasks,
            clock=house.clock,
            parent=house.window,
        )
        for name in ("listed", "restored", "refused"):
            getattr(self.flow, name).connect(lambda told, name=name: self.said.append((name, told)))

    def _on_failure(self, sentence: str) -> None:
        self.said.append(("failed", sentence))

    def back_up(self) -> Path:
        """Today's backup, once it is there."""
        self.flow.look()
        assert self.daily._thread is not None
        self.daily._thread.join()
        return backups_of(self.house.paths.database)[0].path


@pytest.fixture
def kept(house: House) -> Iterator[Kept]:
    made = Kept(house)
    yield made
    made.daily.close()


def test_it_carries_the_persons_day(kept: Kept) -> None:
    assert kept.back_up().name == "mattimer-00001-2026-09-21.sqlite3"
    assert kept.said == []


def test_only_sound_ones_are_listed(kept: Kept) -> None:
    first = kept.back_up()
    kept.house.clock.advance(86_400)
    second = kept.back_up()
    first.write_bytes(b"ruined")
    kept.flow.ask()
    kept.house.settle()
    ((name, found),) = kept.said
    assert name == "listed"
    assert isinstance(found, tuple)
    assert [backup.path for backup in found if isinstance(backup, Backup)] == [second]


def test_one_comes_back_while_the_app_runs(kept: Kept) -> None:
    house = kept.house
    house.remember(numbered(1))
    backup = kept.back_up()
    house.remember(numbered(2))
    kept.flow.restore(backup)
    house.settle()
    assert house.stored() == [numbered(1)]
    (aside,) = house.paths.data.glob("mattimer-set-aside-*")
    sentence = f"The backup is in place. What was there before is kept as {aside.name}."
    assert kept.said == [("restored", sentence)]


def test_one_that_is_ruined_is_refused_and_nothing_changes(kept: Kept) -> None:
    kept.house.remember(numbered(1))
    backup = kept.back_up()
    backup.write_bytes(b"ruined")
    kept.flow.restore(backup)
    kept.house.settle()
    ((name, sentence),) = kept.said
    assert name == "refused"
    assert str(backup) in str(sentence)
    assert kept.house.stored() == [numbered(1)]


def test_not_during_a_session(kept: Kept) -> None:
    backup = kept.back_up()
    kept.house.app._session_flow.start_at_once()
    kept.flow.restore(backup)
    assert kept.said == [("refused", "A session is running; finish it first.")]
    kept.house.do(Stop())
    kept.house.settle()
    kept.flow.restore(backup)
    kept.house.settle()
    assert kept.said[-1][0] == "restored"

"""Backups are made while the app runs, listed, and brought back without ending it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mattimer.services.backups import BackupService
from mattimer.session.commands import Stop
from mattimer.storage.backup.daily_backups import Backup, DailyBackups, backups_of
from tests.presenters.app_under_test import AppUnderTest
from tests.storage.factories import backed_up, numbered


class Kept:
    """The app with backups, and what was said of them."""

    def __init__(self, app: AppUnderTest) -> None:
        self.app = app
        self.said: list[str] = []
        database = app.paths.database
        self.daily = DailyBackups(
            database, on_failure=self.said.append, deliver=lambda call: call()
        )
        self.flow = BackupService(
            self.daily,
            store=app.store,
            runner=app.runner,
            tasks=app.opening.context.tasks,
            clock=app.clock,
            parent=app.window,
        )
        self.flow.restored.connect(lambda: self.said.append("restored"))

    def back_up(self) -> Path:
        """Today's backup, once it is there."""
        self.flow.make_if_due()
        backed_up()
        return backups_of(self.app.paths.database)[0].path


@pytest.fixture
def kept(app: AppUnderTest) -> Iterator[Kept]:
    made = Kept(app)
    yield made
    made.daily.close()


def test_it_carries_the_persons_day(kept: Kept) -> None:
    assert kept.back_up().name == "mattimer-00001-2026-09-21.sqlite3"
    assert kept.said == []


def test_only_sound_ones_are_listed(kept: Kept) -> None:
    first = kept.back_up()
    kept.app.clock.advance(86_400)
    second = kept.back_up()
    first.write_bytes(b"ruined")
    found: list[Backup] = []
    kept.flow.offer(kept.said.append, found.extend)
    kept.app.settle()
    assert [backup.path for backup in found] == [second]
    assert kept.said == []


def test_before_the_first_one_that_is_said(kept: Kept) -> None:
    found: list[Backup] = []
    kept.flow.offer(kept.said.append, found.extend)
    kept.app.settle()
    assert kept.said == ["There is no backup yet; the first one comes today."]
    assert found == []


def test_one_comes_back_while_the_app_runs(kept: Kept) -> None:
    app = kept.app
    app.remember(numbered(1))
    backup = kept.back_up()
    app.remember(numbered(2))
    kept.flow.restore(kept.said.append, backup)
    app.settle()
    assert app.stored() == [numbered(1)]
    (aside,) = app.paths.data.glob("mattimer-set-aside-*")
    sentence = f"The backup is in place. What was there before is kept as {aside.name}."
    assert kept.said == ["restored", sentence]


def test_one_that_is_ruined_is_refused_and_nothing_changes(kept: Kept) -> None:
    kept.app.remember(numbered(1))
    backup = kept.back_up()
    backup.write_bytes(b"ruined")
    kept.flow.restore(kept.said.append, backup)
    kept.app.settle()
    (sentence,) = kept.said
    assert str(backup) in sentence
    assert kept.app.stored() == [numbered(1)]


def test_not_during_a_session(kept: Kept) -> None:
    backup = kept.back_up()
    kept.app.root.prepare_page.start_at_once()
    kept.flow.restore(kept.said.append, backup)
    assert kept.said == ["A session is running; finish it first."]
    kept.app.do(Stop())
    kept.app.settle()
    kept.flow.restore(kept.said.append, backup)
    kept.app.settle()
    assert kept.said[1] == "restored"

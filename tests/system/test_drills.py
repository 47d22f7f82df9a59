"""Killed at any moment, ruined at the start: no finished session is missing, nothing blocks."""

import os
import random
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from signal import SIGKILL
from typing import Any

from mattimer.app.paths import Paths, device_id
from mattimer.session.records import Outcome, SessionRecord
from mattimer.storage.backup.daily_backups import back_up_daily, backups_of
from mattimer.storage.store import Store
from tests.drill_size import rounds
from tests.stats.made_up_year import a_year, fill
from tests.system.instance import Instance, Process, accept_safety
from tests.system.wait_until import wait_for

SPEED = 100
MINUTES = (1, 2, 5)
STARTING_S = 1.0
WRITTEN_WITHIN_S = 0.5
"""What was on the mat for so long is written down, on however busy a computer."""

SEED = int(os.environ.get("MATTIMER_DRILL_SEED", "6"))


@dataclass
class Life:
    """One data folder through many deaths."""

    app: Instance
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    offered: set[str] = field(default_factory=set)

    def die(self, chance: random.Random) -> None:
        """Begin a session and be killed somewhere in it, or while still starting."""
        minutes = chance.choice(MINUTES)
        words = ("start", "upper-back", "--minutes", minutes, "--lead-in", 0)
        process = self.app.begin("--speed", SPEED, *words, quiet=False)
        seen = None
        if chance.random() < 0.9:
            seen = self._seen(process)
            alive_s = chance.uniform(0, 1.3 * minutes * 60 / SPEED)
        else:
            alive_s = chance.uniform(0, STARTING_S)
        with suppress(subprocess.TimeoutExpired):
            process.wait(alive_s)
        assert process.running, process.stderr
        process.end(SIGKILL)
        self._look_over(seen if alive_s > WRITTEN_WITHIN_S else None)

    def _seen(self, process: Process) -> str:
        """The id of the session, once the app tells of it."""

        def look() -> str | None:
            assert process.running, process.stderr
            answer = self.app.ask("status")
            found = answer and answer["session"]
            return str(found["id"]) if found else None

        return wait_for(look, "the session")

    def _look_over(self, seen: str | None) -> None:
        """What another program finds in the file, and what the next start will."""
        if not self.app.paths.database.exists():
            return
        with closing(sqlite3.connect(self.app.paths.database)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = {row["id"]: row for row in self.app.rows()}
        assert {name: rows.get(name) for name in self.rows} == self.rows
        assert len(rows) <= len(self.rows) + 1
        assert seen is None or seen in rows
        self.rows = rows
        with opened(self.app.paths) as store:
            assert store.recovered is None
            self.offered = {str(record.id) for record in store.unfinished().result()}
        ended = {Outcome.FINISHED.value, Outcome.STOPPED.value}
        assert self.offered == {name for name, row in rows.items() if row["outcome"] not in ended}


@contextmanager
def opened(paths: Paths) -> Iterator[Store]:
    """The store as the next start opens it."""
    with closing(Store(paths.database, device_id(paths))) as store:
        store.open().result()
        yield store


def test_killed_at_any_moment_every_session_is_there(app: Instance) -> None:
    accept_safety(app.paths)
    life, chance = Life(app), random.Random(SEED)  # noqa: S311 - moments, no secrets
    count = rounds(6, 200)
    for _ in range(count):
        life.die(chance)
    outcomes = [row["outcome"] for row in life.rows.values()]
    assert len(outcomes) > count // 2
    assert life.offered
    app.open()
    assert {row["id"]: row for row in app.rows()} == life.rows


def test_a_damaged_file_is_recovered_by_the_next_start(app: Instance) -> None:
    accept_safety(app.paths)
    year = a_year(date(2026, 9, 21))
    fill(app.paths.database, year[:-20])
    back_up_daily(app.paths.database, date(2026, 9, 1))
    fill(app.paths.database, year[-20:])
    content = bytearray(app.paths.database.read_bytes())
    content[-12_288:-8192] = b"\xa5" * 4096
    content[28:32] = b"\0\0\1\0"
    app.paths.database.write_bytes(content)
    app.open()
    kept = {row["id"] for row in app.rows()}
    assert kept >= ids(year[:-20])
    assert kept <= ids(year)
    (aside,) = app.paths.data.glob("mattimer-set-aside-*.sqlite3")
    assert aside.read_bytes() == content
    assert len(backups_of(app.paths.database)) >= 1


def ids(records: tuple[SessionRecord, ...]) -> set[str]:
    return {str(record.id) for record in records}

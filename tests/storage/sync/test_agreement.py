"""Devices that record, change, delete and sync in any order, with clocks wrong by years.

A service carries files between their folders whenever it likes, by half or not at all. However it
went, all agree once everything has been carried and read.
"""

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from mattimer.session.clock import Reading
from mattimer.session.records import CheckIn, FollowUpKind
from mattimer.storage.store import Store
from mattimer.storage.sync.shared_folder import SyncFolder
from tests.drill_size import LONG
from tests.storage.factories import NOON, numbered, open_store

EXAMPLES, STEPS = (400, 60) if LONG else (30, 30)

MEMORY = Path("/dev/shm")  # noqa: S108  a folder of its own is made in there
YEAR_US = 365 * 86_400 * 1_000_000
DEVICES = 3
CLOCKS = (0, -9 * YEAR_US, 30 * YEAR_US)
"""How far the clock of each device is from the truth."""

which = st.integers(0, DEVICES - 1)
sessions = st.integers(1, 4)


class Devices(RuleBasedStateMachine):
    """Three devices, each with a database and its own replica of the folder."""

    @initialize(twins=st.booleans())
    def begin(self, twins: bool) -> None:  # noqa: FBT001  hypothesis calls it
        # In memory where there is such a place: every commit waits for the disk.
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.now = NOON
        self.made = 10
        # Two devices may have one name: a computer that was cloned.
        self.names = ["a", "b", "a" if twins else "c"]
        self.journals = []
        self.syncs = []
        for number, name in enumerate(self.names):
            replica = self.replica(number)
            replica.mkdir()
            store = Store(self.folder / f"{number}.sqlite3", name)
            store.open().result()
            self.journals.append(store)
            self.syncs.append(SyncFolder(replica, store, name))

    def teardown(self) -> None:
        try:
            self.agree()
        finally:
            for store in self.journals:
                store.close()
            shutil.rmtree(self.folder)

    def replica(self, number: int) -> Path:
        return self.folder / f"shared-{number}"

    def clock(self, number: int) -> int:
        self.now += 1_000_003
        return self.now + CLOCKS[number]

    @rule(number=which)
    def record(self, number: int) -> None:
        self.made += 1
        at = self.clock(number)
        self.journals[number].begin(numbered(self.made, updated_us=at, device=self.names[number]))

    @rule(number=which, session=sessions, tightness=st.sampled_from([None, 1, 10]))
    def record_the_same(self, number: int, session: int, tightness: int | None) -> None:
        """The same file imported on both, say."""
        record = numbered(session, tightness_before=tightness)
        self.journals[number].begin(record)

    @rule(number=which, session=sessions, change=st.sampled_from(["rate", "delete", "undelete"]))
    def change(self, number: int, session: int, change: str) -> None:
        store, at = self.journals[number], self.clock(number)
        if store.record(UUID(int=session)).result() is None:
            return
        if change == "rate":
            store.rate(UUID(int=session), tightness_after=2, note=str(at), updated_us=at)
        elif change == "delete":
            store.delete(UUID(int=session), at)
        else:
            store.undelete(UUID(int=session), at)

    @rule(number=which, session=sessions, kind=st.sampled_from(FollowUpKind))
    def follow_up(self, number: int, session: int, kind: FollowUpKind) -> None:
        store, at = self.journals[number], self.clock(number)
        if store.record(UUID(int=session)).result() is not None:
            store.follow_up((UUID(int=session),), kind, at)

    @rule(number=which, day=st.integers(1, 2), tightness=st.integers(0, 10))
    def check_in(self, number: int, day: int, tightness: int) -> None:
        store, at = self.journals[number], self.clock(number)
        about = date(2026, 9, day)
        if tightness:
            store.check_in(CheckIn(about, tightness, at, 0, self.names[number], at))
        else:
            store.take_back_check_in(about)

    @rule(number=which, value=st.sampled_from([None, 1, {"a": 1, "b": [2]}]))
    def document(self, number: int, value: object) -> None:
        self.journals[number].set_profile("plan", value, self.clock(number))

    @rule(number=which)
    def answer(self, number: int) -> None:
        at = self.clock(number)
        self.journals[number].accept_safety((), Reading(0, 0, at, 0))

    @rule(number=which)
    def sync(self, number: int) -> None:
        self.syncs[number].sync()

    @rule(source=which, goal=which, share=st.sampled_from([0.3, 0.9, 1.0]))
    def carry(self, source: int, goal: int, share: float) -> None:
        """The service brings a file over, perhaps not all of it yet."""
        name = f"mattimer-{self.names[source]}.jsonl"
        mine, theirs = self.replica(source) / name, self.replica(goal) / name
        if source == goal or not mine.exists():
            return
        content = mine.read_bytes()
        if self.names[source] == self.names[goal]:
            # A conflict, of which the service keeps both sides.
            theirs = theirs.with_name(f"mattimer-{self.names[source]} (conflicted copy).jsonl")
        theirs.write_bytes(content[: int(len(content) * share)])

    @rule(number=which, left=st.sampled_from([None, 0.0, 0.5]))
    def lose(self, number: int, left: float | None) -> None:
        """The own file is deleted, emptied or cut short."""
        own = self.replica(number) / f"mattimer-{self.names[number]}.jsonl"
        if own.exists() and left is None:
            own.unlink()
        elif own.exists() and left is not None:
            content = own.read_bytes()
            own.write_bytes(content[: int(len(content) * left)])

    def agree(self) -> None:
        """Everything is carried and read until nobody has anything new."""
        if not hasattr(self, "journals"):
            return
        for _ in range(3):
            for number in range(DEVICES):
                self.syncs[number].sync()
                for other in range(DEVICES):
                    self.carry(number, other, 1.0)
        states = [everything(store) for store in self.journals]
        assert states[0] == states[1] == states[2]
        ids = {record.id.int for record in states[0][0]}
        assert ids >= set(range(11, self.made + 1))
        for number in range(DEVICES):
            found = self.syncs[number].sync()
            assert (found.tally.anything, found.written) == (False, 0)


def everything(store: Store) -> Any:  # noqa: ANN401
    more = store.all_else().result()
    return (
        sorted(store.all_records(), key=lambda record: record.id),
        sorted(more.screenings, key=lambda screening: screening.id),
        more.check_ins,
        more.profile,
        more.follow_ups,
    )


TestDevices = Devices.TestCase
TestDevices.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("first", [0, 1])
def test_two_that_were_apart_for_a_month_agree_whoever_comes_first(
    tmp_path: Path, first: int
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    with (
        open_store(tmp_path / "a.sqlite3") as a,
        open_store(tmp_path / "b.sqlite3") as b,
    ):
        sides = [(a, SyncFolder(shared, a, "a")), (b, SyncFolder(shared, b, "b"))]
        for number in range(1, 5):
            a.begin(numbered(number))
        for _, folder in sides:
            folder.sync()
        for day in range(30):
            for side, (store, _) in enumerate(sides):
                store.begin(numbered(100 * (side + 1) + day))
                at = NOON + (day * 86_400 + side) * 1_000_000
                store.rate(UUID(int=1 + day % 4), tightness_after=1 + side, note="", updated_us=at)
                if day % 5 == side:
                    store.delete(UUID(int=1 + day % 4), at)
        order = sides if first == 0 else sides[::-1]
        for _, folder in (*order, *order):
            folder.sync()
        assert everything(a) == everything(b)
        assert len(everything(a)[0]) == 64

"""100,000 sessions out to a file, in again, and through a shared folder."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from threading import Event, Thread

from mattimer.app.paths import Paths
from mattimer.desktop.system_clock import SystemClock
from mattimer.storage.codec.tables import SESSIONS as TABLE
from mattimer.storage.database import open_database
from mattimer.storage.exchange.csv_export import export_csv
from mattimer.storage.exchange.json_export import export_json
from mattimer.storage.exchange.json_import import import_json
from mattimer.storage.migrations import transaction
from mattimer.storage.store import Store
from mattimer.storage.sync.shared_folder import SyncFolder
from tests.bench.figures import Row, range_words, ratio_row
from tests.bench.rooms import make_room
from tests.bench.size import Size

ROUNDS = 3
SESSIONS = 100_000
EXPORT_AIM_S = 3
IMPORT_AIM_S = 6

Took = dict[str, list[float]]


def measure(folder: Path, size: Size) -> list[Row]:
    """In this process, on threads as the app does it; bare sqlite3 in the same round."""
    source = Paths.under(make_room(folder / "many", size.rows(SESSIONS))).database
    took: Took = {}
    waits: list[float] = []
    for number in range(size.times(ROUNDS)):
        there = folder / str(number)
        there.mkdir()
        with _store(source) as store:
            _round(store, source, there, took, waits)
    return [
        *_both("export to JSON", took["json"], took["read"], EXPORT_AIM_S),
        *_both("export to CSV", took["csv"], took["read"], EXPORT_AIM_S),
        *_both("import into nothing", took["import"], took["write"], IMPORT_AIM_S),
        *_both("import of what is there", took["again"], took["write"], IMPORT_AIM_S),
        *_both("first sync, writing", took["say"], took["read"], None),
        *_both("first sync, reading", took["hear"], took["write"], None),
        *_both("a sync without news", took["quiet"], took["read"], None),
        Row(
            name="longest wait of a live write during import",
            unit="s",
            ours=max(waits),
            yardstick=None,
            value=max(waits),
            value_unit="s",
            aim=None,
            n=len(waits),
            spread=range_words(waits, "s"),
            note="the merge is one transaction; recorders write on another thread than frames",
        ),
    ]


def _round(store: Store, source: Path, there: Path, took: Took, waits: list[float]) -> None:
    def timed(name: str, work: Callable[[], object]) -> None:
        began = time.perf_counter()
        work()
        took.setdefault(name, []).append(time.perf_counter() - began)

    out = there / "out.json"
    now = SystemClock().read()
    more = store.all_else().result()
    timed("read", lambda: _bare_read(source))
    timed(
        "json",
        lambda: export_json(store.all_records(), out, exported_at=now, device="d", more=more),
    )
    timed("csv", lambda: export_csv(store.all_records(), there / "out.csv"))
    timed("again", lambda: import_json(store, out))
    timed("write", lambda: _bare_write(source, there / "bare.sqlite3"))
    with _store(there / "new.sqlite3") as other, _live_writes(other, waits):
        timed("import", lambda: import_json(other, out))
    side = SyncFolder(there, store, "here")
    timed("say", side.sync)
    timed("quiet", side.sync)
    with _store(there / "third.sqlite3") as third:
        timed("hear", SyncFolder(there, third, "there").sync)


@contextmanager
def _store(path: Path) -> Iterator[Store]:
    with closing(Store(path, "bench")) as store:
        store.open().result()
        yield store


@contextmanager
def _live_writes(store: Store, waits: list[float]) -> Iterator[None]:
    """Something small asked of the store ten times a second; the longest wait is kept."""
    over = Event()
    found = [0.0]

    def ask() -> None:
        while not over.wait(0.1):
            began = time.perf_counter()
            store.set_profile("bench", {"at": began}, 1).result()
            found.append(time.perf_counter() - began)

    thread = Thread(target=ask)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        waits.append(max(found))


def _bare_read(source: Path) -> None:
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("SELECT * FROM session").fetchall()


def _bare_write(source: Path, target: Path) -> None:
    """The same rows into the same tables, in one transaction."""
    with closing(sqlite3.connect(source)) as connection:
        found = connection.execute("SELECT * FROM session").fetchall()
    with closing(open_database(target)) as connection, transaction(connection):
        marks = ", ".join("?" * len(TABLE.names))
        connection.executemany(f"INSERT INTO session VALUES ({marks})", found)  # noqa: S608


def _both(name: str, ours: list[float], bare: list[float], aim: float | None) -> list[Row]:
    """In seconds, as the aim has it, and as a ratio."""
    title = f"{name}, {SESSIONS:,} sessions"
    middle = median(ours)
    seconds = Row(title, "s", middle, None, middle, "s", aim, len(ours), range_words(ours, "s"))
    return [seconds, ratio_row(title, "s", ours, bare, aim=None)]

"""What sound costs, how well it keeps time, and whether voice and tones hold up the interface.

Everything is heard on a private sound server, and measured on its recording.
"""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from mattimer.app.paths import Paths
from mattimer.session.clock import SECOND
from mattimer.sound.score import BELLS
from tests.bench.figures import Row, percentile, range_words
from tests.bench.processes import (
    BenchError,
    Process,
    answer_of,
    app_words,
    cpu_s,
    end,
    probe_words,
    spawn,
    yardstick_words,
)
from tests.bench.rooms import make_room
from tests.bench.size import Size
from tests.bench.xserver import XServer
from tests.system.recording_analysis import NOISE, NOTCH, Heard, own_onset
from tests.system.sound_server import SoundServer, sound_server

CPU_S, CPU_WINDOWS = 10.0, 3
ROUNDS = 2
LEAD_IN_S = 4
SESSION = ("start", "upper-back", "--minutes", "1", "--lead-in", str(LEAD_IN_S))
BELLS_DUE = (0, 12, 48, 60, 80)
TURNS_DUE = (0, 4, 10, 14, 20, 24, 30, 34, 40, 44)
WATCHED_S, LEAST_WATCHED_S = 84.0, 16.0
"""Until the last bell has rung, or at least past the second."""

BUSY = 2


def measure(folder: Path, size: Size) -> list[Row]:
    """Cost, stalls, and how far bells and breath turns wander while all cores are busy."""
    return [*_cost(folder, size), *_stalls(folder, size), *_wandering(folder, size)]


def _cost(folder: Path, size: Size) -> list[Row]:
    """Breath tones all the time, against the same session muted, side by side."""
    shares: dict[str, list[float]] = {"heard": [], "muted": []}
    with ExitStack() as stack:
        server = stack.enter_context(sound_server(folder / "cost"))
        running: dict[str, Process] = {}
        for name in shares:
            screen = stack.enter_context(XServer())
            data = _room(folder / name, breath=100, words="off")
            words = ["-m", "mattimer", "--data-dir", str(data)]
            words = words if name == "heard" else app_words(data)
            words += ["start", "upper-back", "--minutes", "10", "--lead-in", "0"]
            running[name] = _spawn(words, screen, folder, server)
            stack.callback(end, running[name])
        time.sleep(size.seconds(5))
        for _ in range(size.times(CPU_WINDOWS)):
            before = {name: cpu_s(process.pid) for name, process in running.items()}
            began = time.perf_counter()
            time.sleep(size.seconds(CPU_S))
            took = time.perf_counter() - began
            for name, process in running.items():
                shares[name].append(100 * (cpu_s(process.pid) - before[name]) / took)
    more = [one - other for one, other in zip(shares["heard"], shares["muted"], strict=True)]
    return [
        Row(
            name="sound, beside the same session muted",
            unit="% core",
            ours=sum(shares["heard"]) / len(more),
            yardstick=sum(shares["muted"]) / len(more),
            value=sum(more) / len(more),
            value_unit="% core",
            aim=3,
            n=len(more),
            spread=range_words(more, "%"),
        )
    ]


def _stalls(folder: Path, size: Size) -> list[Row]:
    """Every stage of a session, with voice and tones on."""
    found: list[dict[str, float]] = []
    for number in range(size.times(ROUNDS)):
        with ExitStack() as stack:
            server = stack.enter_context(sound_server(folder / f"stall-{number}"))
            screen = stack.enter_context(XServer())
            data = _room(folder / f"stall-room-{number}", breath=100, words="full")
            words = probe_words("heard", size, data)[:-1]  # all but --mute
            process = _spawn(words, screen, folder, server)
            stack.callback(end, process)
            found.append(answer_of(process))
    worst = [max(one.values()) for one in found]
    parts = ", ".join(f"{name} {max(one[name] for one in found):.0f}" for name in found[0])
    return [
        Row(
            name="longest stall, voice and tones on",
            unit="ms",
            ours=max(worst),
            yardstick=None,
            value=max(worst),
            value_unit="ms",
            aim=50,
            n=len(found),
            spread=range_words(worst, "ms"),
            note=f"worst of all, ms: {parts}",
        )
    ]


def _wandering(folder: Path, size: Size) -> list[Row]:
    """Bells alone and breath alone, recorded at once, with every core busy."""
    off: dict[str, list[float]] = {"bells": [], "breath": []}
    steps: list[float] = []
    watched_s, busy = (LEAST_WATCHED_S, 0) if size.smallest else (WATCHED_S, BUSY)
    for number in range(size.times(ROUNDS)):
        for name, heard in _recorded(folder / f"round-{number}", watched_s, busy):
            steps.append(heard.largest_step)
            off[name] += _off(heard, name, watched_s)
    rows = [
        Row(
            name=f"{name} off their time p99, busy cores",
            unit="ms",
            ours=percentile([abs(one) for one in found], 0.99),
            yardstick=None,
            value=percentile([abs(one) for one in found], 0.99),
            value_unit="ms",
            aim=60,
            n=len(found),
            spread=range_words(found, "ms"),
            note="the constant latency of device and recording is taken out",
        )
        for name, found in off.items()
    ]
    worst = max(steps)
    step = Row(
        name="largest step between two samples",
        unit="of full",
        ours=worst,
        yardstick=None,
        value=worst,
        value_unit="of full",
        aim=0.2,
        n=len(steps),
        spread=range_words(steps, "of full"),
    )
    return [*rows, step]


def _recorded(folder: Path, watched_s: float, busy: int) -> Iterator[tuple[str, Heard]]:
    paths: dict[str, Path] = {}
    with ExitStack() as stack:
        for _ in range(busy):
            screen = stack.enter_context(XServer())
            stack.callback(end, spawn(yardstick_words("burn"), screen.display, folder.parent))
        began = 0.0
        for name, volumes in (("bells", {"bells": 100}), ("breath", {"breath": 100})):
            server = stack.enter_context(sound_server(folder / name))
            paths[name] = folder / f"{name}.raw"
            stack.enter_context(server.recording(paths[name]))
            data = _room(folder / f"{name}-room", words="off", **volumes)
            screen = stack.enter_context(XServer())
            words = ["-m", "mattimer", "--data-dir", str(data), *SESSION]
            stack.callback(end, _spawn(words, screen, folder, server))
            began = max(began, _began_s(data))
        time.sleep(began + LEAD_IN_S + watched_s - time.time())
    for name, path in paths.items():
        yield name, Heard(path)


def _off(heard: Heard, name: str, watched_s: float) -> list[float]:
    """How far off each onset is, in milliseconds, without what all share."""
    if name == "bells":
        due = [at + own_onset(bell) for at, bell in zip(BELLS_DUE, BELLS, strict=True)]
        found = heard.onsets(NOISE, 3.0)
    else:
        due = list(map(float, TURNS_DUE))
        found = [quiet_end for _begin, quiet_end in heard.quiet(NOTCH, 0.002)[:-1]]
    if watched_s < WATCHED_S:  # cut off, so that what comes after the last is left open
        due = [at for at in due if at < watched_s - 1]
        found = found[: len(due)]
    if len(found) != len(due):
        raise BenchError(f"heard {len(found)} {name} at {found}; {len(due)} were due.")
    offsets = sorted(one - other for one, other in zip(found, due, strict=True))
    return [1000 * (one - offsets[len(offsets) // 2]) for one in offsets]


def _room(folder: Path, **settings: object) -> Path:
    data = make_room(folder, 20)
    silent = {"bells": 0, "breath": 0}
    Paths.under(data).settings.write_text(json.dumps({**silent, **settings}), encoding="utf-8")
    return data


def _began_s(data: Path) -> float:
    """When the session began that runs over a folder, on the wall clock."""
    asked = "SELECT started_us FROM session WHERE outcome = 'interrupted' ORDER BY started_us DESC"
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with _reading(data) as connection:
            row = connection.execute(asked).fetchone()
        if row is not None:
            return float(row[0]) / SECOND
        time.sleep(0.1)
    raise BenchError("no session began.")


@contextmanager
def _reading(data: Path) -> Iterator[sqlite3.Connection]:
    address = f"file:{Paths.under(data).database}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=10)) as connection:
        yield connection


def _spawn(words: list[str], screen: XServer, home: Path, server: SoundServer) -> Process:
    own = {"PULSE_SERVER": server.server, "XDG_RUNTIME_DIR": str(server.folder)}
    return spawn(words, screen.display, home, own)

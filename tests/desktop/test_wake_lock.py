"""Wishes reach the keeper one at a time, the latest wins, and nobody waits for it."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from mattimer.desktop import wake_lock
from mattimer.desktop.wake_lock import NoWakeLock, WakeLock, WakeLocks
from mattimer.preferences.settings_values import Awake

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class FakeKeeper:
    """Writes down what it is asked, and answers when it may."""

    def __init__(self) -> None:
        self.grants = True
        self.asked: list[str] = []
        self.held: Awake | None = None
        self.threads: set[threading.Thread] = set()
        self.entered = threading.Event()
        self.may = threading.Event()
        self.may.set()

    def take(self, kind: Awake) -> bool:
        assert self.held is None
        self.threads.add(threading.current_thread())
        self.asked.append(kind)
        self.entered.set()
        self.may.wait()
        if self.grants:
            self.held = kind
        return self.grants

    def let_go(self) -> None:
        self.threads.add(threading.current_thread())
        if self.held is not None:
            self.asked.append("let go")
        self.held = None


@pytest.fixture
def keeper() -> Iterator[FakeKeeper]:
    made = FakeKeeper()
    yield made
    made.may.set()


@pytest.fixture
def locks(keeper: FakeKeeper, qtbot: "QtBot") -> Iterator[WakeLocks]:  # noqa: ARG001 - starts Qt
    made = WakeLocks(keeper)
    yield made
    keeper.may.set()
    made.close()
    assert made._thread is None or not made._thread.is_alive()


def heard(lock: WakeLock) -> list[bool]:
    answers: list[bool] = []
    lock.answered.connect(answers.append)
    return answers


def state(lock: WakeLock) -> tuple[bool | None, str]:
    return lock.granted, lock.trouble


def held(keeper: FakeKeeper, wanted: Awake | None) -> Callable[[], bool]:
    return lambda: keeper.held is wanted


def test_a_promise_is_answered_on_the_interfaces_thread(
    locks: WakeLocks, keeper: FakeKeeper, qtbot: "QtBot"
) -> None:
    told: list[threading.Thread] = []
    locks.answered.connect(lambda _granted: told.append(threading.current_thread()))
    assert state(locks) == (None, "")
    with qtbot.waitSignal(locks.answered) as answer:
        locks.hold(Awake.SCREEN)
        assert state(locks) == (None, "")
    assert answer.args == [True]
    assert state(locks) == (True, "")
    assert told == [threading.main_thread()]
    assert threading.main_thread() not in keeper.threads


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (Awake.SCREEN, "The screen may go dark."),
        (Awake.SOUND, "The computer may fall asleep."),
    ],
)
def test_a_refusal_is_an_answer_and_a_sentence(
    locks: WakeLocks, keeper: FakeKeeper, qtbot: "QtBot", kind: Awake, sentence: str
) -> None:
    keeper.grants = False
    with qtbot.waitSignal(locks.answered) as answer:
        locks.hold(kind)
    assert answer.args == [False]
    assert state(locks) == (False, sentence)


def test_what_was_refused_is_asked_for_again_and_what_is_held_is_not(
    locks: WakeLocks, keeper: FakeKeeper, qtbot: "QtBot"
) -> None:
    keeper.grants = False
    with qtbot.waitSignal(locks.answered):
        locks.hold(Awake.SCREEN)
    keeper.grants = True
    with qtbot.waitSignal(locks.answered):
        locks.hold(Awake.SCREEN)
    locks.hold(Awake.SCREEN)
    assert locks.granted is True
    assert keeper.asked == ["screen", "screen"]


def test_another_kind_takes_the_place_of_the_first(
    locks: WakeLocks, keeper: FakeKeeper, qtbot: "QtBot"
) -> None:
    with qtbot.waitSignal(locks.answered):
        locks.hold(Awake.SCREEN)
    with qtbot.waitSignal(locks.answered):
        locks.hold(Awake.SOUND)
    assert keeper.asked == ["screen", "let go", "sound"]
    assert keeper.held is Awake.SOUND


def test_released_is_released_and_not_known_any_more(
    locks: WakeLocks, keeper: FakeKeeper, qtbot: "QtBot"
) -> None:
    with qtbot.waitSignal(locks.answered):
        locks.hold(Awake.SCREEN)
    locks.release()
    assert locks.granted is None
    qtbot.waitUntil(held(keeper, None))


def test_the_latest_wish_wins_and_those_between_never_reach_the_system(
    locks: WakeLocks, keeper: FakeKeeper, qtbot: "QtBot"
) -> None:
    answers = heard(locks)
    keeper.may.clear()
    locks.hold(Awake.SCREEN)
    assert keeper.entered.wait(5)
    for _ in range(20):
        locks.release()
        locks.hold(Awake.SCREEN)
    locks.hold(Awake.SOUND)
    keeper.may.set()
    qtbot.waitUntil(lambda: locks.granted is True)
    assert answers == [True]
    assert keeper.asked == ["screen", "let go", "sound"]


def test_a_wish_taken_back_while_it_is_asked_ends_in_nothing_held(
    locks: WakeLocks, keeper: FakeKeeper, qtbot: "QtBot"
) -> None:
    answers = heard(locks)
    keeper.may.clear()
    locks.hold(Awake.SCREEN)
    assert keeper.entered.wait(5)
    locks.release()
    keeper.may.set()
    qtbot.waitUntil(lambda: keeper.asked == ["screen", "let go"])
    assert keeper.held is None
    assert (answers, locks.granted) == ([], None)


def test_off_asks_nobody_and_starts_nothing(locks: WakeLocks, keeper: FakeKeeper) -> None:
    locks.hold(Awake.OFF)
    locks.release()
    assert locks._thread is None
    assert keeper.asked == []


def test_the_end_gives_back(locks: WakeLocks, keeper: FakeKeeper, qtbot: "QtBot") -> None:
    with qtbot.waitSignal(locks.answered):
        locks.hold(Awake.SCREEN)
    locks.close()
    locks.close()
    assert keeper.asked == ["screen", "let go"]


def test_everything_happens_on_one_thread(
    locks: WakeLocks, keeper: FakeKeeper, qtbot: "QtBot"
) -> None:
    for kind in (Awake.SCREEN, Awake.SOUND, Awake.SCREEN):
        with qtbot.waitSignal(locks.answered):
            locks.hold(kind)
    locks.close()
    assert len(keeper.threads) == 1


def test_the_app_ends_though_the_system_hangs(
    locks: WakeLocks, keeper: FakeKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wake_lock, "ENDING_S", 0.05)
    answers = heard(locks)
    keeper.may.clear()
    locks.hold(Awake.SCREEN)
    assert keeper.entered.wait(5)
    before = time.monotonic()
    locks.close()
    assert time.monotonic() - before < 2
    assert locks._thread is not None
    assert locks._thread.daemon
    keeper.may.set()
    locks._thread.join(5)
    assert keeper.held is None
    assert answers == []


def test_after_the_end_nothing_begins(locks: WakeLocks, keeper: FakeKeeper) -> None:
    locks.close()
    locks.hold(Awake.SCREEN)
    assert locks._thread is None
    assert keeper.asked == []


def test_the_null_twin_refuses(qtbot: "QtBot") -> None:
    lock = NoWakeLock()
    assert state(lock) == (None, "")
    with qtbot.waitSignal(lock.answered) as answer:
        lock.hold(Awake.SCREEN)
    assert answer.args == [False]
    assert state(lock) == (False, "The screen may go dark.")
    lock.release()
    assert state(lock) == (None, "")
    lock.hold(Awake.OFF)
    assert state(lock) == (None, "")
    lock.close()


def test_both_are_wake_locks(locks: WakeLocks, qtbot: "QtBot") -> None:  # noqa: ARG001 - starts Qt
    known: list[WakeLock] = [locks, NoWakeLock()]
    assert [lock.granted for lock in known] == [None, None]

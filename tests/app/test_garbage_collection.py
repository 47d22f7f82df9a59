"""Cyclic garbage goes on the interface's thread, whoever makes it."""

import gc
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, QTimer

from mattimer.app.garbage_collection import GarbageCollection

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def collecting(qtbot: "QtBot") -> Iterator[GarbageCollection]:  # noqa: ARG001 - starts Qt
    # As in an app; tests collect in their own way.
    gc.enable()
    made = GarbageCollection()
    made.start()
    yield made
    made.close()
    assert gc.isenabled()
    gc.disable()


@pytest.fixture
def collections() -> Iterator[list[tuple[int, threading.Thread]]]:
    """Generation and thread of every collection."""
    seen: list[tuple[int, threading.Thread]] = []

    def note(phase: str, about: dict[str, Any]) -> None:
        if phase == "start":
            seen.append((about["generation"], threading.current_thread()))

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


class Forgotten(QObject):
    """Has a timer that runs, and only knows itself."""

    def __init__(self, gone: list[threading.Thread]) -> None:
        super().__init__()
        self._myself = self
        self._gone = gone
        self._timer = QTimer(self)
        self._timer.start(60_000)

    def __del__(self) -> None:
        self._gone.append(threading.current_thread())


def litter(much: int = 20_000) -> None:
    """Allocate as an import does: objects that know themselves."""
    for _ in range(much):
        knot: list[object] = []
        knot.append(knot)


def litter_on_another_thread() -> None:
    worker = threading.Thread(target=litter)
    worker.start()
    worker.join()


@pytest.mark.usefixtures("collecting")
def test_a_worker_that_allocates_collects_nothing(
    collections: list[tuple[int, threading.Thread]], qtbot: "QtBot"
) -> None:
    gone: list[threading.Thread] = []
    Forgotten(gone)
    litter_on_another_thread()
    assert collections == []
    assert gone == []
    qtbot.waitUntil(lambda: gone == [threading.main_thread()])
    assert {thread for _generation, thread in collections} == {threading.main_thread()}


@pytest.mark.usefixtures("collecting")
def test_nothing_is_collected_before_it_is_due(
    collections: list[tuple[int, threading.Thread]], qtbot: "QtBot"
) -> None:
    gc.collect()
    collections.clear()
    qtbot.wait(20)
    assert collections == []


@pytest.mark.usefixtures("collecting")
def test_older_generations_have_their_turn(
    collections: list[tuple[int, threading.Thread]], qtbot: "QtBot"
) -> None:
    def turn() -> bool:
        litter(1_000)
        return {generation for generation, _thread in collections} >= {0, 1}

    qtbot.waitUntil(turn)


def test_afterwards_it_is_pythons_again(
    collecting: GarbageCollection, collections: list[tuple[int, threading.Thread]]
) -> None:
    assert not gc.isenabled()
    collecting.close()
    collecting.close()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    litter_on_another_thread()
    assert collections


def test_what_was_off_before_stays_off(qtbot: "QtBot") -> None:  # noqa: ARG001 - starts Qt
    collecting = GarbageCollection()
    collecting.start()
    collecting.close()
    assert not gc.isenabled()

import os
import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from mattimer.desktop.termination import KINDS, Termination

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def termination(qtbot: "QtBot") -> Iterator[Termination]:  # noqa: ARG001 - a loop
    termination = Termination()
    termination.start()
    yield termination
    termination.close()


@pytest.mark.parametrize("kind", KINDS)
def test_each_way_of_being_asked_to_end_becomes_a_signal(
    termination: Termination, qtbot: "QtBot", kind: signal.Signals
) -> None:
    with qtbot.waitSignal(termination.wanted):
        os.kill(os.getpid(), kind)


def test_other_signals_are_left_alone() -> None:
    assert signal.SIGUSR1 not in KINDS


@pytest.mark.usefixtures("qtbot")
def test_afterwards_everything_is_as_it_was() -> None:
    before = [signal.getsignal(kind) for kind in KINDS]
    termination = Termination()
    termination.start()
    assert [signal.getsignal(kind) for kind in KINDS] != before
    termination.close()
    assert [signal.getsignal(kind) for kind in KINDS] == before
    assert signal.set_wakeup_fd(-1) == -1


@pytest.mark.usefixtures("qtbot")
def test_one_that_never_started_can_be_closed() -> None:
    before = signal.getsignal(signal.SIGTERM)
    Termination().close()
    assert signal.getsignal(signal.SIGTERM) is before

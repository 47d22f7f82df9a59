"""wakepy without a message bus; with one, see tests/system/test_wake_lock.py."""

import gc
import sys
import threading

import pytest

from mattimer.desktop.wakepy_keeper import WakepyKeeper
from mattimer.preferences.settings_values import Awake

KINDS = (Awake.SCREEN, Awake.SOUND)


@pytest.mark.parametrize("kind", KINDS)
def test_it_holds_what_it_is_asked_for(kind: Awake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")
    keeper = WakepyKeeper()
    assert keeper.take(kind)
    assert keeper._mode is not None
    assert keeper._mode.name == {Awake.SCREEN: "keep.presenting", Awake.SOUND: "keep.running"}[kind]
    mode = keeper._mode
    keeper.let_go()
    assert not mode.active
    keeper.let_go()


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_bus_it_is_refused_quietly(kind: Awake) -> None:
    keeper = WakepyKeeper()
    assert not keeper.take(kind)
    keeper.let_go()
    # A socket left open would be told of here, as a warning.
    gc.collect()


def test_an_address_that_is_not_there_is_refused_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    keeper = WakepyKeeper()
    assert not keeper.take(Awake.SCREEN)
    keeper.let_go()


def test_without_the_library_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wakepy", None)
    keeper = WakepyKeeper()
    assert not keeper.take(Awake.SCREEN)
    keeper.let_go()


def test_a_thread_may_take_and_let_go_many_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")
    keeper, answers = WakepyKeeper(), []

    def work() -> None:
        for kind in KINDS * 10:
            answers.append(keeper.take(kind))
            keeper.let_go()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert answers == [True] * 20

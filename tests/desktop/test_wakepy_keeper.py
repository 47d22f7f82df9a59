"""wakepy's modes, as far as the library's own interface shows them; it is not installed here."""

import asyncio
import sys
from types import SimpleNamespace

import pytest

from mattimer.desktop.wakepy_keeper import keep_awake
from mattimer.preferences.settings_values import Awake

KINDS = (Awake.SCREEN, Awake.SOUND)


class Mode:
    """What is entered and left, and whether the system went along."""

    def __init__(self, said: list[str], name: str, *, active: bool) -> None:
        self.active = active
        self._said = said
        self._name = name

    def __enter__(self) -> None:
        self._said.append(self._name)

    def __exit__(self, *_: object) -> None:
        self._said.append("left")
        raise RuntimeError("The service is gone.")


def modes(monkeypatch: pytest.MonkeyPatch, *, active: bool) -> list[str]:
    """What is said to a library that grants, or does not."""
    said: list[str] = []

    def make(name: str) -> object:
        return lambda on_fail: Mode(said, f"{name} {on_fail}", active=active)

    keep = SimpleNamespace(presenting=make("presenting"), running=make("running"))
    monkeypatch.setitem(sys.modules, "wakepy", SimpleNamespace(keep=keep))
    return said


async def kept(kind: Awake) -> bool:
    async with keep_awake(kind) as granted:
        return granted


@pytest.mark.parametrize("active", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_a_mode_is_entered_and_left_even_where_it_was_refused(
    kind: Awake,
    active: bool,  # noqa: FBT001 - a parameter
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = modes(monkeypatch, active=active)
    assert asyncio.run(kept(kind)) is active
    name = {Awake.SCREEN: "presenting", Awake.SOUND: "running"}[kind]
    assert said == [f"{name} pass", "left"]


def test_without_the_library_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wakepy", None)
    assert asyncio.run(kept(Awake.SCREEN)) is False

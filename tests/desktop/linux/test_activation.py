"""A launcher's leave to come forward, from one environment into another."""

import os

import pytest

from mattimer.desktop.linux.activation import (
    LONGEST_TOKEN,
    STARTUP_ID,
    TOKEN,
    activation,
    activation_of,
    drop_activation,
)

SENSELESS = ["", "a\nb", "a\x00b", "mät", "a" * (LONGEST_TOKEN + 1), None, 7, ["kwin-42"], True]


def given() -> dict[str, str]:
    return {name: os.environ[name] for name in (TOKEN, STARTUP_ID) if name in os.environ}


def test_a_start_knows_what_it_was_given() -> None:
    assert activation_of({}) == {}
    assert activation_of({TOKEN: "kwin-42", "HOME": "/"}) == {"activation_token": "kwin-42"}
    assert activation_of({STARTUP_ID: "launcher-1_TIME7"}) == {"startup_id": "launcher-1_TIME7"}
    assert activation_of({TOKEN: "a" * LONGEST_TOKEN}) == {"activation_token": "a" * LONGEST_TOKEN}


@pytest.mark.parametrize("value", [one for one in SENSELESS if isinstance(one, str)])
def test_what_makes_no_sense_is_not_passed_on(value: str) -> None:
    assert activation_of({TOKEN: value, STARTUP_ID: value}) == {}


def test_it_lasts_as_long_as_it_is_used() -> None:
    with activation(
        {"activation_token": "kwin-42", "startup_id": "launcher-1_TIME7"}
    ) as startup_id:
        assert given() == {TOKEN: "kwin-42"}
    assert startup_id == "launcher-1_TIME7"
    assert given() == {}


def test_a_fault_ends_it_as_well() -> None:
    with pytest.raises(ZeroDivisionError), activation({"activation_token": "kwin-42"}):
        raise ZeroDivisionError
    assert given() == {}


@pytest.mark.parametrize("value", SENSELESS)
def test_a_leave_without_sense_is_none(value: object) -> None:
    with activation({"activation_token": value, "startup_id": value}) as startup_id:
        assert (given(), startup_id) == ({}, "")


def test_an_older_one_is_not_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "old")
    with activation({}):
        assert given() == {}


def test_it_can_be_dropped_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "old")
    drop_activation()
    drop_activation()
    assert given() == {}

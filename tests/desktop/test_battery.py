"""Batteries that say what they should, and odd ones."""

import asyncio
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import psutil  # type: ignore[import-untyped]
import pytest

from mattimer.desktop import battery
from mattimer.desktop.battery import Battery, SystemPower, read_battery

UNKNOWN, UNLIMITED = psutil.POWER_TIME_UNKNOWN, psutil.POWER_TIME_UNLIMITED


@pytest.fixture
def supplies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The kernel's folder, for our own look and for psutil's."""
    folder = tmp_path / "power_supply"
    folder.mkdir()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(battery, "POWER_SUPPLIES", folder)
    monkeypatch.setattr("psutil._pslinux.POWER_SUPPLY_PATH", str(folder))
    return folder


def put(folder: Path, name: str, **files: object) -> None:
    (folder / name).mkdir(exist_ok=True)
    for file, content in files.items():
        (folder / name / file).write_text(f"{content}\n")


def put_battery(folder: Path, name: str = "BAT0", **files: object) -> None:
    usual = {
        "type": "Battery",
        "status": "Discharging",
        "energy_now": 25_000_000,
        "energy_full": 50_000_000,
        "power_now": 12_500_000,
    }
    put(folder, name, **{**usual, **files})


def says(
    monkeypatch: pytest.MonkeyPatch, percent: object, seconds: object, plugged: object
) -> None:
    found = SimpleNamespace(percent=percent, secsleft=seconds, power_plugged=plugged)
    monkeypatch.setattr(psutil, "sensors_battery", lambda: found)


def test_one_that_discharges_says_how_long(supplies: Path) -> None:
    put_battery(supplies)
    assert read_battery() == Battery(50.0, 7200, plugged=False)


def test_one_on_mains_lasts(supplies: Path) -> None:
    put(supplies, "AC", type="Mains", online=1)
    put_battery(supplies, status="Charging")
    assert read_battery() == Battery(50.0, None, plugged=True)


def test_one_that_does_not_say_how_long(supplies: Path) -> None:
    put_battery(supplies, power_now=0)
    assert read_battery() == Battery(50.0, None, plugged=False)


def test_one_that_is_kept_from_charging_is_on_mains(supplies: Path) -> None:
    put_battery(supplies, status="Not charging")
    found = read_battery()
    assert found is not None
    assert found.plugged


def test_no_battery_at_all(supplies: Path) -> None:
    put(supplies, "AC", type="Mains", online=1)
    assert read_battery() is None


def test_a_mouse_is_no_battery(supplies: Path) -> None:
    put_battery(supplies, "hidpp_battery_0", scope="Device")
    assert read_battery() is None


def test_a_computer_without_that_folder(supplies: Path) -> None:
    supplies.rmdir()
    assert read_battery() is None


def test_a_driver_that_writes_nonsense(supplies: Path) -> None:
    put_battery(supplies, energy_now="many", energy_full="more")
    assert read_battery() is None


def test_a_battery_that_is_taken_out_meanwhile(
    supplies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_battery(supplies)

    def gone() -> None:
        raise FileNotFoundError

    monkeypatch.setattr(psutil, "sensors_battery", gone)
    assert read_battery() is None


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ((80, 3600, False), Battery(80.0, 3600, plugged=False)),
        ((80, UNKNOWN, False), Battery(80.0, None, plugged=False)),
        ((80, UNLIMITED, True), Battery(80.0, None, plugged=True)),
        ((80, 3600, True), Battery(80.0, None, plugged=True)),
        ((80, UNKNOWN, None), Battery(80.0, None, plugged=True)),
        ((80, None, False), Battery(80.0, None, plugged=False)),
        ((100.7, 3600, False), Battery(100.0, 3600, plugged=False)),
        ((-1, 3600, False), None),
        ((None, 3600, False), None),
    ],
)
def test_whatever_the_library_says(
    supplies: Path,
    monkeypatch: pytest.MonkeyPatch,
    said: tuple[object, object, object],
    found: Battery | None,
) -> None:
    put_battery(supplies)
    says(monkeypatch, *said)
    assert read_battery() == found


def test_elsewhere_only_the_library_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    says(monkeypatch, 80, 3600, plugged=False)
    assert read_battery() == Battery(80.0, 3600, plugged=False)


def test_a_system_for_which_the_library_knows_no_way(
    supplies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_battery(supplies)
    monkeypatch.delattr(psutil, "sensors_battery")
    assert read_battery() is None


def test_without_the_library(supplies: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_battery(supplies)
    monkeypatch.setitem(sys.modules, "psutil", None)
    assert read_battery() is None


def test_it_is_read_beside_the_interface(supplies: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_battery(supplies)
    assert asyncio.run(SystemPower().look()) == Battery(50.0, 7200, plugged=False)
    may = threading.Event()
    monkeypatch.setattr(psutil, "sensors_battery", may.wait)
    monkeypatch.setattr(battery, "PATIENCE_S", 0.02)
    assert asyncio.run(SystemPower().look()) is None
    monkeypatch.undo()
    may.set()

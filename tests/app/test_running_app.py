import pytest

from mattimer import __version__
from mattimer.app.running_app import gives_way, is_newer, wish_of

LEAVE = {"DESKTOP_STARTUP_ID": "one"}


def test_a_second_start_asks_for_the_window() -> None:
    wish = wish_of(None, hidden=False, environment=LEAVE)
    assert wish == {"command": "raise", "version": __version__, "startup_id": "one"}


def test_or_for_a_session() -> None:
    wish = wish_of({"area": "feet"}, hidden=False, environment={})
    assert wish == {"command": "start", "area": "feet", "version": __version__}


def test_one_at_login_asks_for_nothing() -> None:
    assert wish_of(None, hidden=True, environment=LEAVE) == {"command": "status"}


@pytest.mark.parametrize("version", ["0.2.0", "0.1.1", "1", "0.1.0.1", "10.0rc1"])
def test_newer(version: str) -> None:
    assert is_newer(version, "0.1.0")


@pytest.mark.parametrize(
    "version", ["0.1.0", "0.0.9", "0.1", "0.1.0rc1", "", "next", None, 7, ["9"], "9" * 65, "٩.0"]
)
def test_not_newer(version: object) -> None:
    assert not is_newer(version, "0.1.0")


def test_giving_way() -> None:
    assert gives_way({"status": 0, "gives_way": True})
    assert not gives_way({"status": 0})

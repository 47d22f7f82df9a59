"""The real app hears from logind that the computer falls asleep."""

from collections.abc import Iterator

import pytest

from tests.system.bus import message_bus
from tests.system.instance import Instance, accept_safety
from tests.system.logind import Logind, logind
from tests.system.wait_until import wait_for

START = ("start", "upper-back", "--minutes", 5, "--lead-in", 0)


@pytest.fixture
def computer(app: Instance, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Logind]:
    """Whoever puts the computer to sleep that the app runs on."""
    with message_bus(tmp_path_factory.mktemp("bus")) as address, logind(address) as there:
        app.environment = {**app.environment, "DBUS_SYSTEM_BUS_ADDRESS": address}
        yield there


def test_a_computer_that_falls_asleep_holds_the_session(app: Instance, computer: Logind) -> None:
    accept_safety(app.paths)
    app.open_session("--mute", *START)

    def held() -> bool:
        # Said again until it is listened to.
        computer.prepare_for_sleep(asleep=True)
        session = app.session()
        return session is not None and session["paused_by"] == ["sleep"]

    wait_for(held, "the pause")
    computer.prepare_for_sleep(asleep=False)
    session = app.session()
    assert session is not None
    assert (session["status"], session["paused_by"]) == ("paused", ["sleep"])
    assert app.run("resume").status == 0
    assert app.session_when(lambda session: session["status"] == "running")["paused_by"] == []

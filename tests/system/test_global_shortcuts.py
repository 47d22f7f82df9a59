"""The real app has a pause key of the desktop's, from a portal of the test's own."""

import json
from collections.abc import Iterator

import pytest

from tests.system.bus import message_bus
from tests.system.instance import Instance, accept_safety
from tests.system.portal import Portal, portal
from tests.system.wait_until import wait_for

START = ("start", "upper-back", "--minutes", 5, "--lead-in", 0)


@pytest.fixture
def there(app: Instance, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The portal of the desktop that the app runs on."""
    folder = tmp_path_factory.mktemp("bus")
    with message_bus(folder) as address, portal(address) as made:
        app.environment = {**app.environment, "DBUS_SESSION_BUS_ADDRESS": address}
        accept_safety(app.paths)
        yield made


def want_key(app: Instance, *, wanted: bool) -> None:
    app.paths.settings.write_text(json.dumps({"pause_key": wanted}), encoding="utf-8")


def held(app: Instance, *, by_person: bool) -> None:
    paused_by = ["person"] if by_person else []
    app.session_when(lambda session: session["paused_by"] == paused_by, f"paused by {paused_by}")


def test_the_key_pauses_from_everywhere(app: Instance, there: Portal) -> None:
    want_key(app, wanted=True)
    app.open_session("--mute", *START)
    wait_for(lambda: there.calls("BindShortcuts"), "the app to ask for a key")
    there.press()
    held(app, by_person=True)
    there.press()
    held(app, by_person=False)
    there.die()
    there.come_again()
    wait_for(lambda: len(there.calls("BindShortcuts")) == 2, "the app to ask again")
    there.press()
    held(app, by_person=True)


def test_nobody_is_asked_who_wanted_none(app: Instance, there: Portal) -> None:
    want_key(app, wanted=False)
    app.open_session("--mute", *START)
    assert app.run("pause").status == 0
    assert [one.member for one in there.asked if "Shortcut" in one.member] == []
    assert there.calls("CreateSession") == []


def test_a_portal_that_dies_leaves_the_session_alone(app: Instance, there: Portal) -> None:
    want_key(app, wanted=True)
    app.open_session("--mute", *START)
    wait_for(lambda: there.calls("BindShortcuts"), "the app to ask for a key")
    there.die()
    assert app.run("toggle").status == 0
    held(app, by_person=True)
    there.come_again()

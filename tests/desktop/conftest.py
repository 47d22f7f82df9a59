"""What tests of adapters on a message bus have at hand."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.desktop.desk import Desk, desk_with
from tests.desktop.playing import Room


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    """A loop; what was begun on it has to be over at the end."""
    with desk_with(qapp) as made:
        yield made


@pytest.fixture
def room(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Room]:
    """Media keys and a place for the session bus."""
    made = Room(desk, tmp_path_factory.mktemp("bus"))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
    yield made
    made.keys.close()

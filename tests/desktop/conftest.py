"""What tests of adapters on a message bus have at hand."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.desktop.event_loop import EventLoop, event_loop_with
from tests.desktop.mpris_client import MprisBus


@pytest.fixture
def event_loop(qapp: QApplication) -> Iterator[EventLoop]:
    """A loop; what was begun on it has to be over at the end."""
    with event_loop_with(qapp) as made:
        yield made


@pytest.fixture
def mpris(
    event_loop: EventLoop, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MprisBus]:
    """Media keys and a place for the session bus."""
    made = MprisBus(event_loop, tmp_path_factory.mktemp("bus"))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
    yield made
    made.keys.close()

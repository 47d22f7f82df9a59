"""The real app under a real X server, started by the tests and ended by their own hand."""

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

from tests.system.bus import message_bus
from tests.system.dunst import Dunst, dunst_on
from tests.system.instance import ROOT, Instance, kill
from tests.system.screen import Screen, window_manager, x_server

FAILED = pytest.StashKey[bool]()

InstanceMaker = Callable[..., Instance]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let fixtures know whether the test failed."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def _screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    folder = tmp_path_factory.mktemp("screen")
    with x_server(folder) as display, window_manager(display, folder):
        yield Screen(display, folder)


@pytest.fixture
def screen(_screen: Screen, request: pytest.FixtureRequest) -> Iterator[Screen]:
    """The X server, with the pointer out of the way; a failure leaves a picture."""
    _screen.xdotool("mousemove", 0, 0)
    yield _screen
    if request.node.stash.get(FAILED, False):
        _screen.keep_picture(request.node.name.replace("/", "_"))


@pytest.fixture
def make_instance(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[InstanceMaker]:
    """Make instances over folders of their own; whatever they started is ended."""
    made: list[Instance] = []
    log = tmp_path / "log"
    log.mkdir()

    def make(name: str = "data", screen: Screen | None = None, code: Path = ROOT) -> Instance:
        environment = dict(os.environ) if screen is None else screen.environment()
        made.append(Instance(tmp_path / name, log, environment, code))
        return made[-1]

    yield make
    try:
        if not request.node.stash.get(FAILED, False):
            for instance in made:
                instance.clean_up()
    finally:
        for instance in made:
            kill(instance.processes)


@pytest.fixture
def app(screen: Screen, make_instance: InstanceMaker) -> Instance:
    """An instance that can show windows; nothing is started yet."""
    return make_instance(screen=screen)


@pytest.fixture
def blind(make_instance: InstanceMaker) -> Instance:
    """An instance without a display."""
    return make_instance()


@pytest.fixture
def dunst(screen: Screen, tmp_path: Path) -> Iterator[tuple[Dunst, str]]:
    """A service that shows notes on the screen, and the bus it is on."""
    folder = tmp_path / "bus"
    folder.mkdir()
    with message_bus(folder) as address, dunst_on(screen, address, folder) as shown:
        yield shown, address

"""The package as a person meets it: installed for real, used under a screen, removed again."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import products
import pytest

from tests.package.package import Package, becoming_root
from tests.package.plain_user import Person, give, make_home, remove
from tests.system.bus import message_bus
from tests.system.screen import Screen, window_manager, x_server
from tests.system.sound_server import SoundServer, sound_server

IN_CI = os.environ.get("CI") == "true"
HERE = Path(__file__).parent
TOOLS = ("apt-get", "dpkg-deb", "setpriv", "gtk-launch", "Xvfb", "openbox", "xdotool", "xprop")
ANYBODY = '<allow user="*"/>'

Maker = Callable[..., Person]
INSTALLED_S = pytest.StashKey[float]()


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """How long the package took to install, which has an aim and no assertion."""
    if INSTALLED_S in config.stash:
        terminalreporter.write_line(f"installed in {config.stash[INSTALLED_S]:.1f} s")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that lies here wants the built package, and time to install it."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.package)


def without(reason: str) -> None:
    """A person's computer may lack something; a machine of CI may not."""
    if IN_CI:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def base() -> Iterator[Path]:
    """A folder that anybody may enter, with a short name."""
    folder = Path(tempfile.mkdtemp(prefix="mat-"))
    folder.chmod(0o755)
    yield folder
    remove(folder, becoming_root() or [])


@pytest.fixture(scope="session")
def deb() -> Path:
    """The built package."""
    try:
        return products.product(products.DEB)
    except FileNotFoundError as error:
        pytest.fail(f"{error} First run: packaging/build.py", pytrace=False)


@pytest.fixture(scope="session")
def may_install(deb: Path) -> None:
    """Nobody's own package is in the way, and somebody may install one."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        without(f"not installed: {', '.join(missing)}; packaging/system-packages.txt names them")
    root = becoming_root()
    if root is None:
        without("installing a package needs root, or sudo without a password")
        return
    there = Package(deb, root)
    if there.installed is not None:
        if not IN_CI:
            pytest.skip("a mattimer package is installed here, and it is not the tests' to touch")
        there.remove()


@pytest.fixture(scope="session")
def _package(
    request: pytest.FixtureRequest,
    deb: Path,
    may_install: None,  # noqa: ARG001 - asked first
) -> Iterator[Package]:
    package = Package(deb, becoming_root() or [])
    try:
        request.config.stash[INSTALLED_S] = package.install()
        yield package
    finally:
        if package.installed is not None:
            package.remove()


@pytest.fixture
def package(_package: Package) -> Package:
    """The package, installed."""
    _package.be_installed()
    return _package


@pytest.fixture(scope="session")
def _screen(base: Path) -> Iterator[Screen]:
    folder = base / "screen"
    folder.mkdir()
    with x_server(folder) as display, window_manager(display, folder):
        yield Screen(display, folder)


@pytest.fixture
def screen(_screen: Screen) -> Screen:
    """A screen with a window manager, and the pointer out of the way."""
    _screen.xdotool("mousemove", 0, 0)
    return _screen


@pytest.fixture(scope="session")
def bus(base: Path) -> Iterator[str]:
    """A session's message bus."""
    folder = base / "bus"
    folder.mkdir()
    with message_bus(folder, ANYBODY) as address:
        give(folder)
        yield address


@pytest.fixture(scope="session")
def sound(base: Path) -> Iterator[SoundServer]:
    """A sound server that anybody may play to."""
    with sound_server(base / "sound") as server:
        give(base / "sound")
        yield server


@pytest.fixture
def make_person(base: Path, bus: str) -> Iterator[Maker]:
    """Make people who are new to Mat Timer; whatever they started is ended."""
    made: list[Person] = []

    def make(name: str = "home", screen: Screen | None = None, **more: str) -> Person:
        place = Path(tempfile.mkdtemp(dir=base, prefix=""))
        place.chmod(0o755)
        surroundings = {
            "DBUS_SESSION_BUS_ADDRESS": bus,
            "PULSE_SERVER": f"unix:{place}/none",
            "SPEECHD_ADDRESS": f"unix_socket:{place}/none",
            "NO_AT_BRIDGE": "1",  # gtk-launch would complain of a bus that no test starts
        }
        if screen is not None:
            surroundings["DISPLAY"] = screen.display
        made.append(make_home(place / name, {**surroundings, **more}))
        return made[-1]

    yield make
    try:
        for person in made:
            person.clean_up()
    finally:
        for person in made:
            person.kill()


@pytest.fixture
def person(package: Package, make_person: Maker, screen: Screen) -> Person:  # noqa: ARG001
    """Somebody before a screen, on a computer that has the package."""
    return make_person(screen=screen)

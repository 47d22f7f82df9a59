"""What holds for every test.

Nothing reaches the person's files, display or message bus; an unexpected log line fails the test
(so do a Python warning and a Qt message: see pyproject.toml).
"""

import gc
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt. A test that wants a real X server starts one and says so itself.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The tests bring their own font; tests/fonts runs some of them with those of common desktops.
os.environ["FONTCONFIG_FILE"] = os.environ.get(
    "MATTIMER_TEST_FONTCONFIG", str(Path(__file__).parent / "fonts" / "inter.conf")
)

NOBODY = 65_534

IN_CI = os.environ.get("CI") == "true"
TESTS = Path(__file__).parent
SYSTEM_TESTS = TESTS / "system"
WINDOWED = ("ui", "presenters", "services", "presentation", "app")
SYSTEM_TOOLS = (
    "Xvfb",
    "xdotool",
    "xprop",
    "openbox",
    "pulseaudio",
    "pactl",
    "parec",
    "dbus-daemon",
    "playerctl",
    "speech-dispatcher",
    "espeak-ng",
    "trayer",
    "weston",
    "weston-screenshooter",
    "strace",
    "dunst",
    "gio",
)

settings.register_profile("dev", deadline=1000)
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci" if IN_CI else "dev")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies under tests/system, and what opens windows without a screen."""
    for item in items:
        if item.path.relative_to(TESTS).parts[0] in WINDOWED:
            # The platform without a screen says so where a window wants what only a screen has.
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))
        if item.path.is_relative_to(SYSTEM_TESTS):
            item.add_marker(pytest.mark.system)


def pytest_configure() -> None:
    """Garbage is collected between tests only, on the one thread that Qt's objects may end on."""
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Collect what is due, as Python itself would choose."""
    counts, limits = gc.get_count(), gc.get_threshold()
    if counts[0] > limits[0]:
        gc.collect(2 if counts[2] > limits[2] else 1)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A system test without its tools is skipped by a person's computer, and fails in CI."""
    if item.get_closest_marker("system") is None:
        return
    missing = [tool for tool in SYSTEM_TOOLS if shutil.which(tool) is None]
    if missing:
        reason = f"not installed: {', '.join(missing)}; packaging/system-packages.txt names them"
        if IN_CI:
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)


@pytest.fixture(autouse=True)
def _nobodys_home(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A home of the test's own, without a display or a message bus."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    for bus in ("SESSION", "SYSTEM"):
        monkeypatch.setenv(f"DBUS_{bus}_BUS_ADDRESS", f"unix:path={runtime / 'no-bus'}")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP", "PULSE_SERVER"):
        monkeypatch.delenv(name, raising=False)
    if request.node.get_closest_marker("system") is not None:
        monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)


@pytest.fixture
def expected_log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """For a test that makes the app warn: it must, and the test may look at what was said."""
    return caplog


@pytest.fixture(autouse=True)
def _quiet_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test during which something of level WARNING or above was logged."""
    yield
    said = [
        record
        for when in ("setup", "call", "teardown")
        for record in caplog.get_records(when)
        if record.levelno >= logging.WARNING
    ]
    if "expected_log" in request.fixturenames:
        if not said:
            pytest.fail("expected_log: nothing was logged", pytrace=False)
    elif said:
        lines = "\n".join(f"{record.name}: {record.getMessage()}" for record in said)
        pytest.fail(f"unexpected in the log:\n{lines}", pytrace=False)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "mattimer.sqlite3"


@pytest.fixture
def bound_by_permissions() -> Iterator[Path]:
    """A folder of one who is bound by permissions; root would write to anything."""
    folder = Path(tempfile.mkdtemp())
    root = os.geteuid() == 0
    if root:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    yield folder
    if root:
        os.seteuid(0)
    folder.chmod(0o700)
    shutil.rmtree(folder)

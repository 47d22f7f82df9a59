"""Whatever the world or a person does wrong: one line that says what to do, and nothing lost."""

import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.system.conftest import InstanceMaker
from tests.system.instance import ROOT, Done, Instance, accept_safety, contents
from tests.system.screen import Screen, x_server
from tests.system.wait_until import wait_for

START = ("start", "feet", "--accept-safety", "--minutes", 1)
KEPT_BESIDE = {"state/instance.lock", "mattimer.sqlite3.checked"}
"""Files that say nothing of a person."""


def assert_refused(done: Done, status: int, *words: str) -> None:
    """One line on stderr with all of the words, nothing on stdout, and the exit status."""
    assert done.stderr.startswith("mattimer: ")
    assert done.stderr.endswith("\n")
    assert len(done.lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    for word in words:
        assert word in done.stderr
    assert done.status == status


def kept(instance: Instance) -> dict[str, str]:
    """What must be there afterwards, byte for byte."""
    found = contents(instance.data)
    return {name: text for name, text in found.items() if name not in KEPT_BESIDE}


# Words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("fly",),
        ("pause", "now"),
        ("--frobnicate",),
        ("--speed", "0"),
        ("--speed", "1001"),
        ("--speed", "fast"),
        ("--speed", "nan"),
        ("--speed",),
        ("start", "--minutes", "0.5"),
        ("start", "--minutes", "31"),
        ("start", "--minutes", "-5"),
        ("start", "--minutes", "ten"),
        ("start", "--minutes", "nan"),
        ("start", "--minutes", "inf"),
        ("start", "--minutes", ""),
        ("start", "--minutes", "1\n2"),
        ("start", "--lead-in", "301"),
        ("start", "--lead-in", "-1"),
        ("extend", "0"),
        ("extend", "1801"),
        ("extend", "a while"),
        ("export",),
        ("export", "sessions.xls"),
        ("demo", "pictures", "--minutes", "0"),
    ],
)
def test_wrong_words_are_refused_before_anything_is_touched(
    blind: Instance, words: tuple[str, ...]
) -> None:
    assert_refused(blind.run(*words), 2)
    assert not blind.data.exists()


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("start", "elbow"), "upper-back"),
        (("start", "up\nper"), "upper-back"),
        (("start", ""), "upper-back"),
        (("start", "feet", "--layer", "wool"), "towel"),
        (("start", "feet", "--pattern", "1-1"), "2 to 10 seconds"),
        (("start", "feet", "--pattern", "4-7-8"), "4-6"),
    ],
)
def test_unknown_areas_layers_and_patterns_are_refused_with_those_there_are(
    app: Instance, words: tuple[str, ...], hint: str
) -> None:
    assert_refused(app.run(*words, "--accept-safety"), 2, hint)
    assert app.rows() == []
    app.open()
    assert_refused(app.run(*words, "--accept-safety"), 2, hint)
    assert app.status() == {"running": True, "session": None}


def test_more_minutes_than_an_area_allows_are_refused(app: Instance) -> None:
    words = ("start", "neck-shoulders", "--minutes", 16, "--accept-safety")
    assert_refused(app.run(*words), 4, "15 minutes")
    assert app.rows() == []


def test_an_unknown_reason_is_refused_with_those_there_are(app: Instance) -> None:
    app.open_session(*START)
    assert_refused(app.run("stop", "--reason", "boredom"), 2, "numbness")
    assert app.status()["session"]["status"] == "running"


@pytest.mark.parametrize(
    "words", [("--speed", "60"), ("start", "--accept-safety"), ("--speed", "2", "start")]
)
def test_speed_and_accept_safety_want_a_folder_of_their_own(
    blind: Instance, words: tuple[str, ...]
) -> None:
    command = blind.words()
    done = subprocess.run(
        [*command[: command.index("--data-dir")], *words],
        env={**blind.environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert_refused(Done(done.returncode, done.stdout, done.stderr), 2, "--data-dir")


@pytest.mark.parametrize("folder", ["", "~nobody-of-this-name/mat"])
def test_a_folder_that_cannot_be_is_refused(blind: Instance, folder: str) -> None:
    # The last --data-dir counts.
    assert_refused(blind.run("--data-dir", folder, "status"), 2, "--data-dir")


@pytest.mark.parametrize(
    "words",
    [("pause",), ("resume",), ("toggle",), ("skip",), ("extend",), ("stop", "--reason", "other")],
)
def test_commands_to_an_app_that_does_not_run(blind: Instance, words: tuple[str, ...]) -> None:
    assert_refused(blind.run(*words), 3, "open it first")
    assert not blind.data.exists()


# Display ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [(), START])
class TestNoWindowCanBeShown:
    def test_there_is_no_display(self, blind: Instance, words: tuple[str, ...]) -> None:
        assert_refused(blind.run(*words), 6, "display")

    def test_nobody_is_behind_the_display(self, blind: Instance, words: tuple[str, ...]) -> None:
        assert_refused(blind.run(*words, DISPLAY=":987"), 6, "display", ":987")
        assert blind.rows() == []

    def test_the_display_lets_nobody_in(
        self, blind: Instance, words: tuple[str, ...], tmp_path: Path
    ) -> None:
        keys = tmp_path / "keys"
        # One key of the X server's own: family, address, number, name and 16 bytes.
        entry = (b"", b"", b"MIT-MAGIC-COOKIE-1", b"0123456789abcdef")
        lengths = [len(part).to_bytes(2, "big") + part for part in entry]
        keys.write_bytes(b"\xff\xff" + b"".join(lengths))
        with x_server(tmp_path, "-auth", str(keys)) as display:
            none = str(tmp_path / "none")
            done = blind.run(*words, DISPLAY=display, XAUTHORITY=none)
        assert_refused(done, 6, "display", display)


# Folder ----------------------------------------------------------------------------------------


OPENING = [(), START, ("export", "never-written.json")]


@pytest.mark.parametrize("words", OPENING)
class TestUnwritableFolder:
    def test_a_file_is_where_the_folder_should_be(
        self, app: Instance, words: tuple[str, ...]
    ) -> None:
        app.data.write_text("mine")
        assert_refused(app.run(*words), 5, str(app.data))
        assert app.data.read_text() == "mine"

    def test_nothing_may_be_made_in_the_folder_above(
        self, screen: Screen, make_instance: InstanceMaker, words: tuple[str, ...]
    ) -> None:
        app = make_instance("closed/data", screen)
        app.data.parent.mkdir(mode=0o500)
        assert_refused(app.run(*words, bound=True), 5, str(app.data), "permission")

    def test_nothing_may_be_written_in_the_folder(
        self, app: Instance, words: tuple[str, ...]
    ) -> None:
        accept_safety(app.paths)
        before = kept(app)
        app.data.chmod(0o500)
        assert_refused(app.run(*words, bound=True), 5, str(app.data))
        app.data.chmod(0o700)
        assert kept(app) == before

    def test_the_database_may_not_be_written(self, app: Instance, words: tuple[str, ...]) -> None:
        accept_safety(app.paths)
        before = kept(app)
        app.paths.database.chmod(0o400)
        assert_refused(app.run(*words, bound=True), 5, str(app.paths.database))
        assert kept(app) == before

    def test_the_database_may_not_even_be_read(self, app: Instance, words: tuple[str, ...]) -> None:
        accept_safety(app.paths)
        before = kept(app)
        app.paths.database.chmod(0)
        assert_refused(app.run(*words, bound=True), 5, str(app.paths.database))
        app.paths.database.chmod(0o600)
        assert kept(app) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KiB; only root can have one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a disk of its own cannot be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Leave no room at all."""
    filling = disk / "filling"
    with filling.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return filling


@pytest.mark.parametrize("words", OPENING)
def test_a_full_disk_is_told_of(
    small_disk: Path, screen: Screen, make_instance: InstanceMaker, words: tuple[str, ...]
) -> None:
    app = make_instance("disk/data", screen)
    fill(small_disk)
    assert_refused(app.run(*words), 5, "disk is full")


def test_a_disk_that_fills_up_costs_nothing_once_there_is_room_again(
    small_disk: Path, screen: Screen, make_instance: InstanceMaker
) -> None:
    app = make_instance("disk/data", screen)
    app.open_session(*START)
    assert app.run("stop").status == 0
    app.row_when(lambda row: row["outcome"] == "stopped", "the first session")
    filling = fill(small_disk)
    assert app.run("start", "upper-back", "--minutes", 2).status == 0
    assert app.run("pause").status == 0
    assert app.status()["session"]["status"] == "paused"
    assert len(app.rows()) == 1
    filling.unlink()
    assert app.run("resume").status == 0
    assert app.run("stop", "--reason", "other").status == 0
    last = ("upper-back", "stopped")
    wait_for(
        lambda: [(row["area"], row["outcome"]) for row in app.rows()][1:] == [last],
        "the second session",
    )


def test_a_limit_on_file_sizes_is_told_of(app: Instance) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    # The device's name still fits, the database does not.
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        # The computer's fonts have their index already; the tests' own would have to write one.
        done = app.run(*START, FONTCONFIG_FILE="/etc/fonts/fonts.conf")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert_refused(done, 5, str(app.paths.database))


# Database --------------------------------------------------------------------------------------


def damage(database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    database.write_bytes(content)


def cut_short(database: Path) -> None:
    database.write_bytes(database.read_bytes()[:5000])


def make_newer(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA user_version = 99")


def make_text(database: Path) -> None:
    database.write_text("Dear diary,\n" * 1000)


def make_anothers(database: Path) -> None:
    database.unlink()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")


@pytest.mark.parametrize("words", OPENING)
@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (damage, "damaged"),
        (cut_short, "damaged"),
        (make_newer, "newer"),
        (make_text, "not a Mat Timer file"),
        (make_anothers, "not a Mat Timer file"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_of_and_left_alone(
    app: Instance, spoil: Callable[[Path], None], word: str, words: tuple[str, ...]
) -> None:
    accept_safety(app.paths)
    spoil(app.paths.database)
    before = kept(app)
    assert_refused(app.run(*words), 5, str(app.paths.database), word)
    assert kept(app) == before


@pytest.mark.parametrize("words", OPENING)
def test_a_locked_database_is_told_of_and_left_alone(app: Instance, words: tuple[str, ...]) -> None:
    accept_safety(app.paths)
    before = kept(app)
    with closing(sqlite3.connect(app.paths.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert_refused(app.run(*words), 5, str(app.paths.database), "Another program")
    assert kept(app) == before


@pytest.mark.parametrize("words", OPENING)
def test_a_folder_in_place_of_the_database_is_told_of(
    app: Instance, words: tuple[str, ...]
) -> None:
    app.paths.prepare()
    app.paths.database.mkdir()
    assert_refused(app.run(*words), 5, str(app.paths.database))


def test_a_target_that_cannot_be_written_is_told_of(blind: Instance) -> None:
    accept_safety(blind.paths)
    before = kept(blind)
    for target in (blind.log / "none" / "out.json", Path("/dev/null/out.json")):
        assert_refused(blind.run("export", target), 5, str(target))
    (blind.log / "folder.json").mkdir()
    assert_refused(blind.run("export", blind.log / "folder.json"), 5)
    assert list(blind.log.glob(".*")) == []
    assert kept(blind) == before


def test_pictures_that_cannot_be_saved_are_told_of(blind: Instance) -> None:
    (blind.log / "pictures").write_text("mine")
    assert_refused(blind.run("demo", blind.log / "pictures"), 5, "pictures")


# Resources -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program that a test may break and has to mend."""
    copy = tmp_path_factory.mktemp("copy")
    ignored = shutil.ignore_patterns("__pycache__")
    for folder in ("mattimer", "resources"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=ignored)
    return copy


@pytest.mark.parametrize(
    "missing",
    [
        "guide/areas.toml",
        "theme/tokens.toml",
        "figures/body-back.svg",
        "guide",
        "theme",
        ".",
    ],
)
def test_a_missing_resource_that_all_needs_is_told_of(
    copy: Path, screen: Screen, make_instance: InstanceMaker, missing: str, tmp_path: Path
) -> None:
    app = make_instance(screen=screen, code=copy)
    accept_safety(app.paths)
    before = kept(app)
    gone = copy / "resources" / missing
    gone.rename(tmp_path / "gone")
    try:
        done = app.run()
    finally:
        (tmp_path / "gone").rename(gone)
    assert_refused(done, 5, "nstall")
    assert kept(app) == before


def test_a_session_needs_no_words(
    copy: Path, screen: Screen, make_instance: InstanceMaker, tmp_path: Path
) -> None:
    app = make_instance(screen=screen, code=copy)
    gone = copy / "resources" / "guide" / "session.toml"
    gone.rename(tmp_path / "gone")
    try:
        app.open_session("--speed", 20, *START)
    finally:
        (tmp_path / "gone").rename(gone)
    row = app.row_when(lambda row: row["outcome"] == "finished", "the finished row")
    assert row["mat_us"] == 60_000_000


@pytest.mark.parametrize("name", ["guide/areas.toml", "theme/tokens.toml"])
def test_a_damaged_resource_is_told_of(
    copy: Path, screen: Screen, make_instance: InstanceMaker, name: str
) -> None:
    app = make_instance(screen=screen, code=copy)
    broken = copy / "resources" / name
    whole = broken.read_bytes()
    broken.write_bytes(b"\xff\xfe no toml = = =")
    try:
        done = app.run()
    finally:
        broken.write_bytes(whole)
    assert_refused(done, 5, "nstall", Path(name).name)


# Settings --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [b"", b"no json", b"\xff\xfe", b"[]", b"[" * 100_000, b'{"lead_in_s": "long", "scan": 7}'],
)
def test_settings_that_cannot_be_read_hold_nobody_up(app: Instance, text: bytes) -> None:
    app.paths.prepare()
    app.paths.settings.write_bytes(text)
    app.open()
    kept = app.paths.settings.with_name("settings.json.damaged")
    wait_for(kept.exists, "what could not be read to be kept")
    assert kept.read_bytes() == text

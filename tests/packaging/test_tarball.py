import os
import re
import subprocess
import tarfile
from pathlib import Path

import pytest
from tarball import make

from mattimer import APP_ID
from tests.packaging.made_bundle import LINKED, made_bundle, of_debian
from tests.packaging.programs import verdict

pytestmark = of_debian  # the licences of libraries come from Debian's packages


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_bundle(tmp_path_factory.mktemp("frozen"))


@pytest.fixture(scope="module")
def archive(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(bundle, "1.2.0", tmp_path_factory.mktemp("made"))


@pytest.fixture
def unpacked(archive: Path, tmp_path: Path) -> Path:
    """What a person unpacked into a folder with a space in its name."""
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path / "my downloads", filter="tar")
    return tmp_path / "my downloads" / "mattimer-1.2.0"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "a person's home"
    folder.mkdir()
    return folder


def install(unpacked: Path, home: Path, *words: str, prefix: str = "") -> tuple[int, str, str]:
    set_to = {"PREFIX": prefix} if prefix else {}
    ran = subprocess.run(
        [unpacked / "install.sh", *words],
        env={"PATH": os.environ["PATH"], "HOME": str(home), **set_to},
        capture_output=True,
        check=False,
        text=True,
    )
    return ran.returncode, ran.stdout, ran.stderr


def below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_one_folder_holds_all_and_is_roots(archive: Path) -> None:
    assert re.fullmatch(r"mattimer-1\.2\.0-linux-\w+\.tar\.gz", archive.name)
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
    names = [member.name for member in members]
    assert {Path(name).parts[0] for name in names} == {"mattimer-1.2.0"}
    assert {(it.uid, it.gid, it.uname, it.gname) for it in members} == {(0, 0, "root", "root")}
    top = "mattimer-1.2.0"
    runs = {f"{top}/install.sh", f"{top}/lib/mattimer/install.sh", f"{top}/lib/mattimer/mattimer"}
    files = [member for member in members if member.isfile()]
    assert {member.name for member in files if member.mode == 0o755} == runs
    assert {member.mode for member in files} == {0o755, 0o644}
    # Other systems may have another one, so it comes along.
    assert f"{top}/lib/mattimer/_internal/{LINKED}" in names


def test_built_again_it_is_the_same(archive: Path, bundle: Path, tmp_path: Path) -> None:
    assert make(bundle, "1.2.0", tmp_path).read_bytes() == archive.read_bytes()


def test_the_readme_names_what_the_system_must_have(unpacked: Path) -> None:
    said = (unpacked / "README.txt").read_text()
    assert said.startswith("Mat Timer 1.2.0\n===============\n")
    assert re.search(r"\nglibc 2\.\d+ or newer", said)
    assert "@" not in said
    assert LINKED not in said


def test_the_script_is_clean() -> None:
    script = Path(__file__).parents[2] / "packaging" / "archive" / "install.sh"
    assert verdict("shellcheck", script) == (0, "")


def test_it_installs_below_the_home(unpacked: Path, home: Path) -> None:
    status, said, wrong = install(unpacked, home)
    assert (status, wrong) == (0, "")
    prefix = home / ".local"
    assert said == f"Mat Timer is in the menu now, and its command is {prefix}/bin/mattimer.\n"
    assert (prefix / "bin" / "mattimer").resolve() == prefix / "lib" / "mattimer" / "mattimer"
    assert (prefix / f"share/icons/hicolor/scalable/apps/{APP_ID}.svg").is_file()
    assert (prefix / "share/doc/mattimer/licences/qt/LGPL-3.0.txt").is_file()
    assert {path.name for path in prefix.iterdir()} == {"bin", "lib", "share"}


def test_the_menu_starts_it_though_no_path_leads_there(unpacked: Path, home: Path) -> None:
    install(unpacked, home)
    program = home / ".local" / "bin" / "mattimer"
    entry = home / ".local" / "share" / "applications" / f"{APP_ID}.desktop"
    lines = entry.read_text().splitlines()
    assert f"TryExec={program}" in lines
    started = [line for line in lines if line.startswith("Exec=")]
    assert len(started) > 1
    assert all(line.startswith(f'Exec="{program}"') for line in started)
    assert verdict("desktop-file-validate", entry) == (0, "")


def test_removing_takes_away_what_it_brought_and_nothing_else(unpacked: Path, home: Path) -> None:
    prefix = home / ".local"
    (prefix / "share" / "mattimer").mkdir(parents=True)
    (prefix / "share" / "mattimer" / "mattimer.sqlite3").write_text("sessions")
    (prefix / "share" / "applications").mkdir()
    (prefix / "share" / "applications" / "other.desktop").write_text("another's")
    (prefix / "share" / "icons").mkdir()
    before = below(home)
    install(unpacked, home)
    assert below(home) > before
    status, said, wrong = install(unpacked, home, "--remove")
    assert (status, wrong) == (0, "")
    assert said == "Mat Timer is removed; your sessions and settings stay.\n"
    assert below(home) == before


def test_removing_needs_no_archive(unpacked: Path, home: Path) -> None:
    install(unpacked, home)
    status, _, wrong = install(home / ".local" / "lib" / "mattimer", home, "--remove")
    assert (status, wrong) == (0, "")
    assert below(home) == {".local"}


def test_a_newer_version_leaves_nothing_of_the_older(unpacked: Path, home: Path) -> None:
    old = {"lib/mattimer/_internal/old.so", "share/doc/mattimer/licences/old/LICENSE"}
    for name in old:
        (unpacked / name).parent.mkdir(exist_ok=True)
        (unpacked / name).write_text("of the older version")
    install(unpacked, home)
    assert old <= below(home / ".local")
    for name in old:
        (unpacked / name).unlink()
    (unpacked / "share/doc/mattimer/licences/old").rmdir()
    assert install(unpacked, home)[0] == 0
    assert not any("old" in name for name in below(home / ".local"))
    assert install(unpacked, home, "--remove")[0] == 0
    assert below(home) == {".local"}


def test_another_prefix_is_taken(unpacked: Path, home: Path, tmp_path: Path) -> None:
    prefix = tmp_path / "for & all"
    assert install(unpacked, home, prefix=str(prefix))[0] == 0
    entry = (prefix / "share" / "applications" / f"{APP_ID}.desktop").read_text()
    assert f'\nExec="{prefix}/bin/mattimer"\n' in entry
    assert below(home) == set()
    assert install(unpacked, home, "--remove", prefix=str(prefix))[0] == 0
    assert below(prefix) == set()


@pytest.mark.parametrize("prefix", ["/dev/null/there", "/proc/there"])
def test_where_nothing_can_be_written_one_sentence_says_so(
    unpacked: Path, home: Path, prefix: str
) -> None:
    status, said, wrong = install(unpacked, home, prefix=prefix)
    assert (status, said) == (1, "")
    assert wrong.startswith(f"Mat Timer cannot be put below {prefix}: ")
    assert wrong.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "prefix", "sentence"),
    [
        (["--help"], "", "Usage: ./install.sh [--remove]; PREFIX, where it is set, begins with /."),
        ([], "opt", "Usage: ./install.sh [--remove]; PREFIX, where it is set, begins with /."),
        (["--remove"], "", "Mat Timer is not installed below "),
        ([], "/opt/$HOME", "No menu can start what lies below /opt/$HOME; set PREFIX to a folder"),
    ],
)
def test_what_it_cannot_do_is_one_sentence(
    unpacked: Path, home: Path, words: list[str], prefix: str, sentence: str
) -> None:
    status, said, wrong = install(unpacked, home, *words, prefix=prefix)
    assert (status, said) == (1, "")
    assert wrong.startswith(sentence)
    assert wrong.count("\n") == 1
    assert below(home) == set()


def test_a_command_from_elsewhere_is_not_overwritten(unpacked: Path, home: Path) -> None:
    command = home / ".local" / "bin" / "mattimer"
    command.parent.mkdir(parents=True)
    command.write_text("pip's")
    status, _, wrong = install(unpacked, home)
    assert status == 1
    assert wrong == f"{command} is there already, from elsewhere; remove that first.\n"
    assert command.read_text() == "pip's"
    assert below(home / ".local") == {"bin", "bin/mattimer"}

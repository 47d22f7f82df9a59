"""What the package puts on a computer."""

import json
import stat
from pathlib import Path

import pytest
from project import ROOT, version
from PySide6.QtGui import QImageReader

from mattimer import APP_ID
from tests.package.package import HOME, Package
from tests.package.plain_user import PROGRAM, Person
from tests.packaging.programs import verdict

OF_THE_INSTALLATION = frozenset(
    {"qt", "libraries", "modules", "guide", "figures", "painting", "database", "tones"}
)
"""What the doctor looks at that comes with the app; the rest is around it."""

SHARE = Path("/usr/share")
ENTRY = SHARE / "applications" / f"{APP_ID}.desktop"
METAINFO = SHARE / "metainfo" / f"{APP_ID}.metainfo.xml"
ICONS = SHARE / "icons" / "hicolor"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
PLACES = ("/usr/bin", "/usr/lib", "/usr/share")


def test_its_command_is_on_the_path_and_says_its_version(person: Person) -> None:
    done = person.run_program("sh", "-c", "command -v mattimer && mattimer --version")
    assert (done.status, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [PROGRAM, f"mattimer {version()}"]


def test_the_doctor_finds_the_installation_sound(person: Person) -> None:
    done = person.run("doctor", "--json")
    assert (done.status, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["version"] == version()
    assert found["data_dir"] == str(person.home / ".local" / "share" / "mattimer")
    checks = {check["name"]: (check["ok"], check["detail"]) for check in found["checks"]}
    assert {name: checks[name] for name in OF_THE_INSTALLATION if not checks[name][0]} == {}
    assert checks["display"][0]


def test_it_reads_its_own_files_and_no_others(person: Person, package: Package) -> None:
    trace = ("strace", "-f", "--seccomp-bpf", "-e", "trace=openat,open", "-o", "trace")
    assert person.run_program(*trace, PROGRAM, "doctor", "--json").status == 0
    lines = (person.home / "trace").read_text(encoding="utf-8", errors="replace").splitlines()
    opened = [line.split('"')[1] for line in lines if '"' in line and "ENOENT" not in line]
    assert any(path.startswith(f"{HOME}/_internal/mattimer/resources/") for path in opened)
    assert [path for path in opened if path.startswith(str(ROOT))] == []
    assert package.changed() == ""


def test_the_menu_finds_an_entry_that_its_validator_likes(package: Package) -> None:
    assert ENTRY in package.files()
    assert verdict("desktop-file-validate", "--warn-kde", ENTRY) == (0, "")


def test_a_software_centre_understands_what_is_installed(package: Package) -> None:
    assert METAINFO in package.files()
    status, said = verdict("appstreamcli", "validate", "--no-net", METAINFO)
    assert status == 0, said


def test_the_tree_of_the_package_is_valid_as_a_whole(package: Package, tmp_path: Path) -> None:
    # Of everything below /usr, only this package is the tests' to judge.
    done = package.as_root("dpkg-deb", "--extract", str(package.deb), str(tmp_path / "tree"))
    assert done.status == 0, done.stderr
    status, said = verdict("appstreamcli", "validate-tree", "--no-net", tmp_path / "tree" / "usr")
    assert status == 0, said


@pytest.mark.parametrize("size", SIZES)
def test_an_icon_of_each_size_is_where_desktops_look(package: Package, size: int) -> None:
    path = ICONS / f"{size}x{size}" / "apps" / f"{APP_ID}.png"
    assert path in package.files()
    image = QImageReader(str(path)).read()
    assert (image.width(), image.height()) == (size, size)
    assert image.hasAlphaChannel()


def test_drawings_of_the_icon_are_there_too(package: Package) -> None:
    files = package.files()
    assert ICONS / "scalable" / "apps" / f"{APP_ID}.svg" in files
    assert ICONS / "symbolic" / "apps" / f"{APP_ID}-symbolic.svg" in files


def test_its_manual_opens(package: Package) -> None:
    status, said = verdict("man", "--where", "mattimer")
    assert (status, said.strip()) == (0, str(SHARE / "man" / "man1" / "mattimer.1.gz"))
    status, said = verdict("man", "--warnings", "--encoding=UTF-8", "--pager=cat", "mattimer")
    assert status == 0
    assert f"Mat Timer {package.version}" in said
    assert "warning" not in said


def test_every_file_is_there_for_everybody_to_read_and_nobody_to_write(package: Package) -> None:
    files = [path for path in package.files() if str(path) != "/."]
    assert [path for path in files if not path.exists()] == []
    wrong = []
    for path in files:
        told = path.lstat()
        mode = stat.S_IMODE(told.st_mode)
        if stat.S_ISLNK(told.st_mode):
            fits = path.resolve() in files
        elif stat.S_ISDIR(told.st_mode):
            fits = mode == 0o755
        else:
            fits = mode == (0o755 if path == HOME / "mattimer" else 0o644)
        if not fits or (told.st_uid, told.st_gid) != (0, 0):
            wrong.append((str(path), oct(mode)))
    assert wrong == []
    outside = [str(path) for path in files if path.is_file() and not str(path).startswith(PLACES)]
    assert outside == []


def test_its_licence_and_changes_lie_where_debian_looks(package: Package) -> None:
    documents = SHARE / "doc" / "mattimer"
    assert {documents / "copyright", documents / "changelog.gz"} <= set(package.files())

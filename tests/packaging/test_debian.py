import gzip
import io
import subprocess
import tarfile
from datetime import date
from email.parser import Parser
from email.utils import parsedate_to_datetime
from itertools import pairwise
from pathlib import Path

import pytest
from changelog import Release
from debian import main, make
from debian_texts import debian_changelog, debian_version

from mattimer import APP_ID
from tests.packaging.made_bundle import LINKED, OWN, made_bundle, of_debian, small_elf
from tests.packaging.programs import verdict

VERSION = "1.2.0rc1"
HOME = "./usr/lib/mattimer"
DOCUMENTS = "./usr/share/doc/mattimer"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_bundle(tmp_path_factory.mktemp("frozen"))


@pytest.fixture(scope="module")
def package(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(bundle, VERSION, tmp_path_factory.mktemp("made"))


def contents(package: Path) -> dict[str, tarfile.TarInfo]:
    words = ["dpkg-deb", "--fsys-tarfile", str(package)]
    packed = subprocess.run(words, check=True, stdout=subprocess.PIPE).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        return {member.name: member for member in tar}


def unpacked(package: Path, folder: Path) -> Path:
    subprocess.run(["dpkg-deb", "-x", str(package), str(folder)], check=True)
    return folder


@of_debian
def test_the_control_file_says_what_a_person_reads(package: Path) -> None:
    words = ["dpkg-deb", "--field", str(package)]
    said = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout
    fields = Parser().parsestr(said)
    assert package.name == f"mattimer_1.2.0~rc1_{fields['Architecture']}.deb"
    assert (fields["Package"], fields["Version"]) == ("mattimer", "1.2.0~rc1")
    assert (fields["Section"], fields["Priority"]) == ("utils", "optional")
    assert fields["Homepage"] == "https://mattimer.github.io"
    assert fields["Maintainer"].startswith("The Mat Timer founders <")
    short, *long = fields["Description"].splitlines()
    assert len(short) < 80
    assert long[0].startswith(" Pick the part of the body")
    assert "speech-dispatcher" in fields["Recommends"]


@of_debian
def test_what_debian_has_is_depended_on_and_left_out(package: Path) -> None:
    words = ["dpkg-deb", "--field", str(package), "Depends"]
    said = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout
    names = [part.split()[0] for part in said.strip().split(", ")]
    # The program is linked to that alone; what comes along is no dependency.
    assert names == ["hicolor-icon-theme", "tzdata", "zlib1g"]
    found = contents(package)
    assert f"{HOME}/_internal/{LINKED}" not in found
    assert {
        f"{HOME}/_internal/PySide6/Qt/lib/{OWN}",
        f"{HOME}/_internal/libpython3.11.so.1.0",
        f"{HOME}/_internal/base_library.zip",
        f"{HOME}/_internal/mattimer/resources/areas.toml",
    } <= set(found)


@of_debian
def test_files_lie_where_a_desktop_looks(package: Path) -> None:
    found = contents(package)
    assert found["./usr/bin/mattimer"].linkname == "../lib/mattimer/mattimer"
    assert found[f"{HOME}/_internal/{OWN}"].linkname == f"PySide6/Qt/lib/{OWN}"
    for place in (
        f"applications/{APP_ID}.desktop",
        f"metainfo/{APP_ID}.metainfo.xml",
        f"icons/hicolor/scalable/apps/{APP_ID}.svg",
        "man/man1/mattimer.1.gz",
        "doc/mattimer/copyright",
        "doc/mattimer/licences/psutil/LICENSE",
    ):
        assert found[f"./usr/share/{place}"].isfile()
    assert f"{DOCUMENTS}/licences/zlib1g" not in found


@of_debian
def test_everything_is_roots_and_nobody_elses_to_write(package: Path) -> None:
    for name, member in contents(package).items():
        assert (member.uname, member.gname) == ("root", "root"), name
        if not member.issym():
            runs = member.isdir() or name == f"{HOME}/mattimer"
            assert member.mode == (0o755 if runs else 0o644), name


@of_debian
def test_no_script_runs_and_every_sum_is_right(package: Path, tmp_path: Path) -> None:
    subprocess.run(["dpkg-deb", "-e", str(package), str(tmp_path / "control")], check=True)
    assert {path.name for path in (tmp_path / "control").iterdir()} == {"control", "md5sums"}
    sums = tmp_path / "control" / "md5sums"
    root = unpacked(package, tmp_path / "root")
    subprocess.run(["md5sum", "--check", "--quiet", str(sums)], cwd=root, check=True)
    files = [path for path in root.rglob("*") if path.is_file() and not path.is_symlink()]
    assert len(files) == len(sums.read_text().splitlines())


@of_debian
def test_the_builders_own_folders_are_searched_no_more(package: Path, tmp_path: Path) -> None:
    python = unpacked(package, tmp_path) / HOME / "_internal" / "libpython3.11.so.1.0"
    status, said = verdict("objdump", "-p", python)
    assert status == 0
    assert "STRTAB" in said
    assert "RUNPATH" not in said


@of_debian
def test_built_again_it_is_the_same(
    package: Path, bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert make(bundle, VERSION, tmp_path).read_bytes() == package.read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    dated = make(bundle, VERSION, tmp_path)
    assert {member.mtime for member in contents(dated).values()} == {1700000000}


@of_debian
def test_a_library_that_nobody_brings_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = made_bundle(tmp_path)
    (bundle / "_internal" / "psutil" / "more.so").write_bytes(small_elf("libnobodys.so.3"))
    assert main(["--bundle", str(bundle), "--into", str(tmp_path / "dist")]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.startswith("dpkg-shlibdeps: error: ")
    assert "libnobodys.so.3" in said
    assert not (tmp_path / "dist").exists()


def test_without_debians_tools_one_sentence_names_their_package(
    bundle: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tools = {"dpkg-shlibdeps": None}
    monkeypatch.setattr("debian.shutil.which", lambda name: tools.get(name, f"/usr/bin/{name}"))
    assert main(["--bundle", str(bundle)]) == 1
    assert capsys.readouterr().err == (
        "dpkg-shlibdeps is missing; Debian's package dpkg-dev brings it.\n"
    )


@pytest.mark.parametrize(
    ("python", "expected"),
    [
        ("1.0.0", "1.0.0"),
        ("1.0.0rc1", "1.0.0~rc1"),
        ("1.0.0b2", "1.0.0~b2"),
        ("1.0.0.dev3", "1.0.0~~dev3"),
        ("1.0.0.post1", "1.0.0+post1"),
    ],
)
def test_what_comes_before_a_release_sorts_before_it(python: str, expected: str) -> None:
    assert debian_version(python) == expected


@of_debian
def test_debian_sorts_as_python_does() -> None:
    versions = ["0.9.0", "1.0.0.dev3", "1.0.0a1", "1.0.0rc1", "1.0.0", "1.0.0.post1", "1.0.1"]
    for earlier, later in pairwise(versions):
        words = [debian_version(earlier), "lt", debian_version(later)]
        subprocess.run(["dpkg", "--compare-versions", *words], check=True)


def test_the_changelog_is_debians() -> None:
    releases = (
        Release("Unreleased", None, "", ("New things, " * 10,)),
        Release("1.0.0rc1", date(2026, 11, 2), "The first.", ("A timer.", "A plan.")),
    )
    said = debian_changelog("1.0.1", releases, 1700000000)
    first, second = said.split("\n\nmattimer ")
    assert first.startswith("mattimer (1.0.1) unstable; urgency=medium\n\n  * New things, New")
    assert max(len(line) for line in said.splitlines() if "--" not in line) <= 80
    assert parsedate_to_datetime(first.rpartition(">  ")[2]).timestamp() == 1700000000
    assert second.startswith(
        "(1.0.0~rc1) unstable; urgency=medium\n\n"
        "  * The first.\n  * A timer.\n  * A plan.\n\n -- The Mat Timer founders <"
    )
    assert second.endswith(">  Mon, 02 Nov 2026 00:00:00 +0000\n")


@of_debian
def test_debian_can_read_the_changelog(package: Path, tmp_path: Path) -> None:
    packed = (unpacked(package, tmp_path) / DOCUMENTS / "changelog.gz").read_bytes()
    (tmp_path / "changelog").write_bytes(gzip.decompress(packed))
    status, said = verdict("dpkg-parsechangelog", "-l", tmp_path / "changelog")
    assert status == 0
    assert said.startswith("Source: mattimer\nVersion: ")
    assert "warning" not in said

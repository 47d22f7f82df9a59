import re
import tomllib
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from changelog import UNRELEASED, Release, releases
from metainfo import CHANGELOG, TEMPLATE, fill, main, metainfo
from project import ROOT

import mattimer
from mattimer import APP_ID
from tests.packaging.programs import verdict

ISSUE = re.compile(r"^([EWIP]): \S+ (\S+)", re.MULTILINE)
UNAVOIDABLE = {
    "cid-contains-uppercase-letter",  # the id is given
    # Of validators since AppStream 1.0; those before it refuse what they would like.
    "developer-name-tag-deprecated",
    "developer-info-missing",
}


def component(text: bytes) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - our own file


@pytest.fixture
def filled() -> ET.Element:
    return component(metainfo())


def some(parent: ET.Element, path: str) -> list[str]:
    return [(element.text or "").strip() for element in parent.findall(path)]


def validated(file: Path) -> tuple[int, set[str]]:
    status, said = verdict("appstreamcli", "validate", "--no-net", "--strict", "--pedantic", file)
    return status, {tag for _severity, tag in ISSUE.findall(said)}


def test_the_validator_has_nothing_to_say(tmp_path: Path) -> None:
    file = tmp_path / TEMPLATE.name
    file.write_bytes(metainfo())
    status, issues = validated(file)
    assert issues <= UNAVOIDABLE
    assert status == 0 or issues & {"developer-name-tag-deprecated", "developer-info-missing"}


def test_a_validator_would_say_something(tmp_path: Path) -> None:
    file = tmp_path / TEMPLATE.name
    file.write_bytes(metainfo().replace(b"<metadata_license>CC0-1.0</metadata_license>", b""))
    status, issues = validated(file)
    assert status != 0
    assert "metadata-license-missing" in issues


def test_its_newest_release_is_this_version(filled: ET.Element) -> None:
    sections = releases(CHANGELOG.read_text("utf-8"))
    newest = filled.find("releases/release")
    if sections[0].version == UNRELEASED and newest is None:
        pytest.skip("nothing is released yet")
    assert newest is not None
    assert newest.attrib["version"] == mattimer.__version__
    assert newest.attrib["date"] == str(next(one.date for one in sections if one.date))


def test_releases_are_filled_in_word_by_word() -> None:
    sections = (
        Release(UNRELEASED, None, "", ("Not out yet.",)),
        Release("0.2.0", date(2027, 1, 31), "Says <so> & more.", ("`a --b` and `c`.", "Plain.")),
        Release("0.1.0", date(2026, 11, 25), "", ()),
    )
    filled = component(fill(TEMPLATE.read_bytes(), sections))
    found = filled.findall("releases/release")
    assert [(one.attrib["version"], one.attrib["date"]) for one in found] == [
        ("0.2.0", "2027-01-31"),
        ("0.1.0", "2026-11-25"),
    ]
    assert some(found[0], "description/p") == ["Says <so> & more."]
    first, second = found[0].findall("description/ul/li")
    assert "".join(first.itertext()) == "a --b and c."
    assert some(first, "code") == ["a --b", "c"]
    assert second.text == "Plain."
    assert found[1].find("description") is None


def test_without_a_release_there_is_no_list_of_them() -> None:
    assert b"<releases" not in fill(TEMPLATE.read_bytes(), ())


def test_it_is_the_same_every_time() -> None:
    assert metainfo() == metainfo()


def test_it_names_what_is_installed(filled: ET.Element) -> None:
    assert some(filled, "id") == some(filled, "icon") == [APP_ID]
    assert some(filled, "launchable") == [f"{APP_ID}.desktop"]
    assert some(filled, "provides/binary") == ["mattimer"]


def test_it_agrees_with_the_project(filled: ET.Element) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert some(filled, "project_license") == [project["license"]]
    assert some(filled, "developer_name") == [project["authors"][0]["name"]]


def test_its_colours_are_the_design_s(filled: ET.Element) -> None:
    tokens = tomllib.loads((ROOT / "resources" / "theme" / "tokens.toml").read_text("utf-8"))
    for color in filled.iterfind("branding/color"):
        palette = tokens[color.attrib["scheme_preference"]]["color"]
        assert color.text == palette["accent_soft"]


def test_every_screenshot_is_a_picture_that_the_demo_makes(filled: ET.Element) -> None:
    demo = (ROOT / "mattimer" / "demo" / "walk.py").read_text("utf-8")
    addresses = some(filled, "screenshots/screenshot/image")
    assert len(addresses) == len(set(addresses)) >= 5
    for address in addresses:
        match = re.fullmatch(r"https://mattimer\.github\.io/screenshots/([a-z-]+)\.png", address)
        assert match is not None
        assert f'("{match[1]}")' in demo
    assert all(some(filled, "screenshots/screenshot/caption"))


def test_a_broken_changelog_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "CHANGELOG.md"
    broken.write_text("## Soon\n")
    monkeypatch.setattr("metainfo.CHANGELOG", broken)
    assert main() == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("CHANGELOG.md, line 1: ")
    assert err.count("\n") == 1

"""What must hold of the checkout as a whole."""

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest

import mattimer

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-build.txt", "requirements-dev.txt")
MODULES = sorted([*(ROOT / "mattimer").rglob("*.py"), *(ROOT / "packaging").glob("*.py")])
PIN = re.compile(
    r"^([a-z0-9-]+)(?:\[[a-z0-9,-]+\])?==(\S+)(?: ; [^\n]+)? \\\n"
    r"((?: {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
    re.MULTILINE,
)


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
    return {name: version for name, version, _hashes in PIN.findall(text)}


def project() -> dict[str, object]:
    document = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    table = document["project"]
    assert isinstance(table, dict)
    return table


def normalised(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match is not None
    return re.sub(r"[-_.]+", "-", match.group()).lower()


def test_the_version_is_written_in_one_place() -> None:
    assert "version" not in project()
    assert project()["dynamic"] == ["version"]
    assert importlib.metadata.version("mattimer") == mattimer.__version__


def test_the_changelog_knows_the_version_or_what_is_unreleased() -> None:
    headings = re.findall(
        r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert headings
    assert headings[0] == "Unreleased" or headings[0].startswith(mattimer.__version__)


def test_the_licence_is_the_gpl_3() -> None:
    words = (ROOT / "LICENSE").read_text(encoding="utf-8").split()
    assert " ".join(words[:7]) == "GNU GENERAL PUBLIC LICENSE Version 3, 29"
    assert project()["license"] == "GPL-3.0-or-later"


@pytest.mark.parametrize("lock", LOCKS)
def test_locked_requirements_are_pins_with_hashes_and_nothing_else(lock: str) -> None:
    text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
    rest = [line for line in PIN.sub("", text).splitlines() if not line.lstrip().startswith("#")]
    assert pins(lock)
    assert rest == []
    for word in ("http", "index-url", "find-links", "trusted-host", "file:"):
        assert word not in text


def test_compiled_packages_are_locked_for_every_platform() -> None:
    text = (ROOT / "packaging" / "requirements-dev.txt").read_text(encoding="utf-8")
    hashes = {name: block.count("--hash") for name, _version, block in PIN.findall(text)}
    for name in ("pyside6-essentials", "shiboken6", "mypy", "coverage", "ruff"):
        assert hashes[name] >= 4, f"{name} has wheels of too few platforms: run make lock"


def test_everything_asked_for_is_locked() -> None:
    asked = project()["dependencies"]
    extras = project()["optional-dependencies"]
    assert isinstance(asked, list)
    assert isinstance(extras, dict)
    # The locks are Linux's.
    here = [requirement for requirement in asked if not requirement.endswith("!= 'linux'")]
    runtime = {normalised(requirement) for requirement in here}
    dev = {normalised(requirement) for requirement in extras["dev"]}
    assert runtime <= pins("requirements.txt").keys()
    assert runtime | dev <= pins("requirements-dev.txt").keys()


def test_the_locks_agree() -> None:
    everything = pins("requirements-dev.txt")
    for lock in ("requirements.txt", "requirements-build.txt"):
        assert pins(lock).items() <= everything.items()


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_is_longer_than_400_lines(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 400


def test_the_table_of_system_packages_can_be_read() -> None:
    table = (ROOT / "packaging" / "system-packages.txt").read_text(encoding="utf-8")
    rows = [line.split() for line in table.splitlines() if line and not line.startswith("#")]
    assert {len(row) for row in rows} == {3}
    assert {row[0] for row in rows} == {"cmd", "deb", "pkg"}
    names = [row[1] for row in rows]
    assert len(names) == len(set(names))


def test_the_table_of_system_libraries_can_be_read() -> None:
    table = (ROOT / "resources" / "system-libraries.txt").read_text(encoding="utf-8")
    rows = [line.split() for line in table.splitlines() if line and not line.startswith("#")]
    assert {len(row) for row in rows} == {2}
    names = [row[0] for row in rows]
    assert all(".so." in name for name in names)
    assert len(names) == len(set(names))

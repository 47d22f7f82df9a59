"""The wheel and the source archive in dist/, and what is found the same way from each product."""

import json
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import products
import pytest
from project import BUNDLE, ROOT, version

# An environment with Qt in it takes a while where the network is slow.
pytestmark = [pytest.mark.package, pytest.mark.timeout(600)]

INSTALLED = ("qt", "modules", "guide", "figures", "painting", "database", "tones")
"""What the doctor looks at that comes with the app; the rest is around it."""

CACHES = {"__pycache__"}


def built(name: str) -> Path:
    try:
        return products.product(getattr(products, name))
    except FileNotFoundError as error:
        pytest.fail(f"{error} First run: packaging/build.py")


@pytest.fixture(scope="module")
def wheel() -> Path:
    return built("WHEEL")


@pytest.fixture(scope="module")
def sdist() -> Path:
    return built("SDIST")


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that has the wheel, and otherwise only what is locked for it."""
    folder = tmp_path_factory.mktemp("empty") / "venv"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = folder / "bin" / "python"
    pip = [
        str(python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
    ]
    locked = ROOT / "packaging" / "requirements.txt"
    subprocess.run(
        [*pip, "--no-compile", "--require-hashes", "--only-binary", ":all:", "-r", locked],
        check=True,
    )
    # Without an index: what the wheel asks for has to be there already.
    subprocess.run([*pip, "--no-index", wheel], check=True)
    return python


def files_below(folder: Path) -> dict[str, bytes]:
    """The contents of a folder of the checkout, each under its place in it."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not CACHES & set(path.parts)
    }


def files_of(wheel: Path) -> dict[str, bytes]:
    with ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def below(files: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    return {
        name.removeprefix(folder): data for name, data in files.items() if name.startswith(folder)
    }


def asked(words: list[str | Path], home: Path) -> dict[str, Any]:
    """What the doctor finds where nobody has been before, and no bus or sound server is."""
    home.mkdir(parents=True)
    environment = {
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "PATH": "/usr/bin:/bin",
        "PULSE_SERVER": f"unix:{home}/none",
        "QT_QPA_PLATFORM": "offscreen",
        "SPEECHD_ADDRESS": f"unix_socket:{home}/none",
        "XDG_RUNTIME_DIR": str(home),
    }
    done = subprocess.run(
        [*words, "doctor", "--json"],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def of_the_installation(found: Mapping[str, Any]) -> dict[str, tuple[bool, str]]:
    checks = {check["name"]: (check["ok"], check["detail"]) for check in found["checks"]}
    return {name: checks[name] for name in INSTALLED}


def test_the_wheel_is_the_app_with_its_resources_and_licence(wheel: Path) -> None:
    files = files_of(wheel)
    about = f"mattimer-{version()}.dist-info/"
    assert below(files, "mattimer/resources/") == files_below(ROOT / "resources")
    modules = {name for name in below(files, "mattimer/") if not name.startswith("resources/")}
    assert modules == files_below(ROOT / "mattimer").keys()
    assert files[f"{about}licenses/LICENSE"] == (ROOT / "LICENSE").read_bytes()
    assert {name.split("/")[0] for name in files} == {"mattimer", about.rstrip("/")}


def test_the_source_archive_has_all_to_build_and_test_it(sdist: Path) -> None:
    top = f"mattimer-{version()}/"
    with tarfile.open(sdist) as archive:
        names = [member.name for member in archive.getmembers() if member.isfile()]
    assert all(name.startswith(top) for name in names)
    inside = {name.removeprefix(top) for name in names}
    for folder in ("mattimer", "resources", "tests", "packaging"):
        assert {f"{folder}/{name}" for name in files_below(ROOT / folder)} <= inside
    assert {"LICENSE", "README.md", "CHANGELOG.md", "Makefile", "pyproject.toml"} <= inside
    assert not {name for name in inside if name.startswith((".venv", "build/", "dist/"))}


def test_anybody_makes_the_same_wheel_of_the_source_archive(
    sdist: Path, wheel: Path, tmp_path: Path
) -> None:
    words = ["--no-deps", "--no-build-isolation", "--no-index", "--no-cache-dir", "--quiet"]
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *words, "--wheel-dir", tmp_path / "made", sdist],
        check=True,
    )
    [made] = (tmp_path / "made").glob("*.whl")
    assert made.name == wheel.name
    assert files_of(made) == files_of(wheel)


def test_the_wheel_asks_for_all_it_needs_and_gets_it(installed: Path) -> None:
    subprocess.run([installed, "-m", "pip", "check"], check=True, capture_output=True)


def test_the_wheel_brings_the_doctor_and_the_command(installed: Path, tmp_path: Path) -> None:
    found = asked([installed, "-m", "mattimer"], tmp_path / "module")
    assert found["version"] == version()
    assert found["data_dir"] == str(tmp_path / "module" / ".local" / "share" / "mattimer")
    assert [name for name, (ok, _) in of_the_installation(found).items() if not ok] == []
    command = asked([installed.with_name("mattimer")], tmp_path / "command")
    assert of_the_installation(command) == of_the_installation(found)


def test_the_wheel_has_its_resources_inside_the_package(installed: Path, tmp_path: Path) -> None:
    ask = (
        "import mattimer; from pathlib import Path; from mattimer.app.paths import Paths\n"
        "print(mattimer.__path__[0], Paths.under(Path('here')).resources, sep='\\n')"
    )
    done = subprocess.run(
        [installed, "-I", "-c", ask], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    package, resources = map(Path, done.stdout.splitlines())
    assert package.is_relative_to(installed.parents[1])
    assert resources == package / "resources"


def test_checkout_wheel_and_application_find_the_same(installed: Path, tmp_path: Path) -> None:
    assert BUNDLE.is_dir(), "First run: packaging/build.py"
    products_to_ask: dict[str, list[str | Path]] = {
        "checkout": [sys.executable, "-m", "mattimer"],
        "wheel": [installed, "-m", "mattimer"],
        "application": [BUNDLE / "mattimer"],
    }
    found = {
        name: of_the_installation(asked(words, tmp_path / name))
        for name, words in products_to_ask.items()
    }
    assert [name for name, (ok, _) in found["checkout"].items() if not ok] == []
    assert found["wheel"] == found["checkout"]
    assert found["application"] == found["checkout"]

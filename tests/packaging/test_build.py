from pathlib import Path

import build
import products
import pytest

NAMES = {
    "mattimer-1.2.0.tar.gz": products.SDIST,
    "mattimer-1.2.0-py3-none-any.whl": products.WHEEL,
    "mattimer_1.2.0_amd64.deb": products.DEB,
    "mattimer-1.2.0-linux-x86_64.tar.gz": products.TARBALL,
}
PATTERNS = (products.SDIST, products.WHEEL, products.DEB, products.TARBALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty one."""
    made = tmp_path / "mattimer"
    made.mkdir()
    return made


@pytest.fixture
def checkout(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Somewhere to build in, with no tool in it yet."""
    (folder / "packaging").mkdir()
    (folder / "dist").mkdir()
    (folder / "pyproject.toml").touch()
    monkeypatch.setattr(build, "ROOT", folder)
    monkeypatch.setattr(build, "DIST", folder / "dist")
    for function in (products.product, products.clear):
        monkeypatch.setattr(
            build,
            function.__name__,
            lambda *patterns, of=function: of(*patterns, folder=folder / "dist"),
        )
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_each_product_goes_by_one_name_only(name: str) -> None:
    assert [it for it in PATTERNS if it.fullmatch(name)] == [NAMES[name]]


def test_only_products_of_that_kind_are_cleared_away(folder: Path) -> None:
    for name in (*NAMES, "mattimer_1.1.0_amd64.deb", "notes.txt"):
        (folder / name).touch()
    products.clear(products.DEB, products.WHEEL, folder=folder)
    assert {path.name for path in folder.iterdir()} == {
        "mattimer-1.2.0.tar.gz",
        "mattimer-1.2.0-linux-x86_64.tar.gz",
        "notes.txt",
    }


def test_a_folder_weighs_what_its_files_do_and_links_nothing(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a").write_bytes(b"123")
    (folder / "b").write_bytes(b"45")
    (folder / "link").symlink_to("b")
    assert products.size_of(folder) == 5
    assert products.size_of(folder / "b") == 2


def test_a_step_puts_its_product_in_the_place_of_the_last(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "dist" / "mattimer_1.1.0_amd64.deb").touch()
    (checkout / "dist" / products.SUMS).touch()
    (checkout / "packaging" / "debian.py").write_text(
        "open('dist/mattimer_1.2.0_amd64.deb', 'wb').write(bytes(2_000_000))", encoding="utf-8"
    )
    assert build.main(["deb"]) == 0
    assert [path.name for path in (checkout / "dist").iterdir()] == ["mattimer_1.2.0_amd64.deb"]
    assert capsys.readouterr().out.split()[:3] == ["dist/mattimer_1.2.0_amd64.deb", "2.0", "MB"]


def test_tools_are_told_one_date_and_one_seed(checkout: Path) -> None:
    (checkout / "packaging" / "tarball.py").write_text(
        "import os\n"
        "for name in ('PYTHONHASHSEED', 'SOURCE_DATE_EPOCH'): print(os.environ[name])\n"
        "raise SystemExit(1)",
        encoding="utf-8",
    )
    date = int((checkout / "pyproject.toml").stat().st_mtime)
    with pytest.raises(build.StepError, match=rf"\n    0\n    {date}$"):
        build.build(["tarball"])


def test_what_fails_is_named_with_the_last_words_and_ends_the_build(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "packaging" / "debian.py").write_text(
        "import sys\nfor line in range(100): print('line', line)\nsys.exit('no room')",
        encoding="utf-8",
    )
    assert build.main(["tarball", "deb"]) == 1
    said = capsys.readouterr()
    assert said.err.splitlines()[0] == (
        "The Debian package could not be built; the last words were:"
    )
    assert len(said.err.splitlines()) == 1 + build.LAST_LINES
    assert "    no room" in said.err.splitlines()
    assert "archive" not in said.err


def test_an_unknown_step_is_refused_before_anything_is_touched(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "dist" / products.SUMS).touch()
    assert build.main(["deb", "dmg"]) == 2
    assert capsys.readouterr().err.startswith("There is no step dmg; there are bundle, ")
    assert (checkout / "dist" / products.SUMS).exists()

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from app_icons import SIZES
from metainfo import metainfo
from project import ROOT
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer
from share import LINUX, main, man_page, write_share

from mattimer import APP_ID

SMALLEST, LARGEST = 16, 512


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Path:  # noqa: ARG001
    """Written where there is a display, whose density is nothing to the icons."""
    folder = tmp_path_factory.mktemp("prefix") / "share"
    write_share(folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def icon(share: Path, size: int) -> QImage:
    image = QImage(str(share / f"icons/hicolor/{size}x{size}/apps/{APP_ID}.png"))
    assert not image.isNull()
    return image


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def test_it_has_what_a_desktop_reads_and_nothing_else(share: Path) -> None:
    icons = {f"icons/hicolor/{size}x{size}/apps/{APP_ID}.png" for size in SIZES}
    assert set(contents(share)) == icons | {
        f"applications/{APP_ID}.desktop",
        f"metainfo/{APP_ID}.metainfo.xml",
        f"icons/hicolor/scalable/apps/{APP_ID}.svg",
        f"icons/hicolor/symbolic/apps/{APP_ID}-symbolic.svg",
        "man/man1/mattimer.1.gz",
    }
    assert {16, 22, 24, 32, 48, 64, 128, 256, 512} == set(SIZES)


def test_what_is_written_is_what_was_made(share: Path) -> None:
    found = contents(share)
    entry = f"{APP_ID}.desktop"
    assert found[f"applications/{entry}"] == (LINUX / entry).read_bytes()
    assert found[f"metainfo/{APP_ID}.metainfo.xml"] == metainfo()
    assert gzip.decompress(found["man/man1/mattimer.1.gz"]).decode() == man_page()


def test_the_packed_man_page_tells_no_time_and_no_name(share: Path) -> None:
    head = (share / "man/man1/mattimer.1.gz").read_bytes()[:8]
    assert head == b"\x1f\x8b\x08\x00" + bytes(4)


def test_it_is_the_same_every_time(share: Path, tmp_path: Path) -> None:
    write_share(tmp_path / "again")
    assert contents(tmp_path / "again") == contents(share)


def test_what_else_lies_there_stays(tmp_path: Path) -> None:
    other = tmp_path / "applications" / "other.desktop"
    other.parent.mkdir()
    other.write_text("[Desktop Entry]\n")
    write_share(tmp_path)
    write_share(tmp_path)
    assert other.read_text() == "[Desktop Entry]\n"


@pytest.mark.parametrize("size", SIZES)
def test_an_icon_fills_its_square_with_a_picture(share: Path, size: int) -> None:
    image = icon(share, size)
    assert (image.width(), image.height()) == (size, size)
    assert image.hasAlphaChannel()
    assert QColor(image.pixelColor(0, 0)).alpha() < 255  # round corners
    middle = image.pixelColor(size // 2, size // 2 - size // 32)
    assert middle.lightness() > 200  # the point in the middle
    tile = image.pixelColor(size // 2, size // 8)
    assert tile.alpha() == 255
    assert len(colours(image)) > size


@pytest.mark.parametrize("size", [16, 22, 24])
def test_the_ring_of_a_small_icon_is_three_quarters_lit(share: Path, size: int) -> None:
    image = icon(share, size)

    def ring(x: float, y: float) -> int:
        """How light it is there; from the middle, in halves of the icon."""
        half = size / 2
        return image.pixelColor(int(half + half * x), int(half + half * y)).lightness()

    assert min(ring(0.6, 0), ring(0.45, 0.45), ring(0, 0.6), ring(-0.45, 0.45)) > 200
    assert ring(-0.48, -0.48) < 120


def test_the_symbolic_icon_is_one_colour_in_shapes_that_gtk_colours(share: Path) -> None:
    file = share / f"icons/hicolor/symbolic/apps/{APP_ID}-symbolic.svg"
    drawing = QSvgRenderer(str(file))
    assert drawing.viewBox() == QRect(0, 0, 16, 16)
    text = file.read_text("utf-8")
    fills = {part.split('"')[1] for part in text.split(" fill=")[1:]}
    assert len(fills) == 1
    for word in ("stroke", "style", "gradient", "class", "<g"):
        assert word not in text


def test_as_a_script_it_needs_no_display_and_no_other_folder(tmp_path: Path, share: Path) -> None:
    script = ROOT / "packaging" / "share.py"
    subprocess.run([sys.executable, script, tmp_path / "out"], check=True, cwd=tmp_path)
    assert contents(tmp_path / "out") == contents(share)


def test_a_folder_that_cannot_be_written_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert main([str(in_the_way / "share")]) == 1
    said = capsys.readouterr().err
    assert str(in_the_way) in said
    assert said.count("\n") == 1


def test_without_a_folder_it_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert capsys.readouterr().err == "Usage: python packaging/share.py FOLDER\n"

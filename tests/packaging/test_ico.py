import struct
from pathlib import Path

import pytest
from ico import SIZES, main, packed, write_ico
from PySide6.QtGui import QImage


def pictures_in(icon: bytes) -> list[tuple[int, bytes]]:
    reserved, kind, count = struct.unpack_from("<3H", icon)
    assert (reserved, kind) == (0, 1)
    found = []
    for index in range(count):
        entry = struct.unpack_from("<4B2H2I", icon, 6 + 16 * index)
        width, height, colours, empty, planes, bits, length, offset = entry
        assert width == height
        assert (colours, empty, planes, bits) == (0, 0, 1, 32)
        found.append((width or 256, icon[offset : offset + length]))
    return found


def test_pictures_come_back_as_they_went_in() -> None:
    pictures = {16: b"small", 32: b"", 256: b"the large one"}

    assert pictures_in(packed(pictures)) == list(pictures.items())


def test_nothing_lies_behind_the_last_picture() -> None:
    assert packed({16: b"1234"})[-5:] == b"\x001234"
    assert len(packed({16: b"1234", 32: b"56"})) == 6 + 2 * 16 + 6


def test_the_icon_has_each_size_in_colour(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "mattimer.ico"

    assert write_ico(file) == file

    pictures = pictures_in(file.read_bytes())
    assert tuple(size for size, _ in pictures) == SIZES
    for size, picture in pictures:
        image = QImage.fromData(picture)
        assert (image.width(), image.height()) == (size, size)
        assert image.hasAlphaChannel()
        assert not QImage(image).allGray()


def test_a_place_that_cannot_be_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()

    assert main([str(tmp_path / "file" / "mattimer.ico")]) == 1

    assert capsys.readouterr().err.count("\n") == 1


def test_more_than_one_place_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["one.ico", "two.ico"]) == 2
    assert capsys.readouterr().err.startswith("Usage: ")

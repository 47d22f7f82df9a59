from email.message import Message
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from debian_copyright import debian_copyright
from known_licences import Licence
from licences import LicenceMissingError, licences_of, listing, main, write_licences

from tests.packaging.made_bundle import LINKED, MODULES, made_bundle, of_debian, small_elf


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    made = made_bundle(tmp_path)
    # That one is Debian's to explain.
    (made / "_internal" / LINKED).unlink(missing_ok=True)
    return made


def test_what_is_in_the_archive_and_beside_it_is_named(bundle: Path) -> None:
    found = {licence.part: licence.expression for licence in licences_of(bundle)}
    assert found == {
        "mattimer": "GPL-3.0-or-later",
        "packaging": "Apache-2.0 OR BSD-2-Clause",
        "psutil": "BSD-3-Clause",
        "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
        "pyside6-addons": "LGPL-3.0-only",
        "pyside6-essentials": "LGPL-3.0-only",
        "python": "PSF-2.0",
        "qasync": "BSD-2-Clause",
        "qt": "LGPL-3.0-only",
    }


def test_charts_and_icu_are_parts_of_their_own(bundle: Path) -> None:
    for name in ("libQt6Charts.so.6", "libicuuc.so.73"):
        (bundle / "_internal" / "PySide6" / "Qt" / "lib" / name).write_bytes(small_elf())
    found = {it.part: (it.version, it.expression) for it in licences_of(bundle)}
    assert found["qt-charts"][1] == "GPL-3.0-only"
    assert found["icu"] == ("73", "Unicode-DFS-2016")


def test_every_text_is_written_whole(bundle: Path, tmp_path: Path) -> None:
    write_licences(bundle, tmp_path / "texts")
    for licence in licences_of(bundle):
        for text in licence.files:
            written = tmp_path / "texts" / licence.part / text.name
            assert written.read_bytes() == text.read_bytes()
            assert len(written.read_text(encoding="utf-8")) > 100
    assert listing(licences_of(bundle)) == (tmp_path / "texts" / "README.txt").read_text()


@of_debian
def test_a_library_of_the_system_brings_debians_text(tmp_path: Path) -> None:
    found = {licence.part: licence for licence in licences_of(made_bundle(tmp_path))}
    assert found["zlib1g"].expression == "Zlib"
    assert "Jean-loup Gailly" in found["zlib1g"].files[0].read_text(encoding="utf-8")


def test_a_module_of_nobodys_is_an_error(tmp_path: Path) -> None:
    bundle = made_bundle(tmp_path, modules=[*MODULES, "nobodys.things"])
    with pytest.raises(LicenceMissingError, match=r"^nobodys comes along, and no .+\.$"):
        licences_of(bundle)


def test_a_library_of_nobodys_is_an_error(bundle: Path) -> None:
    (bundle / "_internal" / "PySide6" / "Qt" / "lib" / "libavcodec.so.61").write_bytes(small_elf())
    with pytest.raises(LicenceMissingError, match=r"^libavcodec\.so\.61 comes along, .+\.$"):
        licences_of(bundle)


class _Untold(Distribution):
    """Of which the metadata says little."""

    def __init__(self, licence: str, text: Path | None) -> None:
        self._licence, self._text = licence, text

    @property
    def metadata(self) -> Message:  # type: ignore[override]
        message = Message()
        message["Name"], message["Version"] = "qasync", "1"
        message["License"] = self._licence
        return message

    @property
    def files(self) -> list[Path]:  # type: ignore[override]
        return [] if self._text is None else [Path("qasync-1.dist-info/LICENSE")]

    def locate_file(self, _path: object) -> Path:
        return self._text or Path()

    def read_text(self, filename: str) -> str | None:
        raise NotImplementedError(filename)


@pytest.mark.parametrize(
    ("said", "text", "sentence"),
    [
        ("", True, "qasync comes along, and its metadata names no licence but: nothing."),
        ("ask me", True, "qasync comes along, and its metadata names no licence but: ask me."),
        ("MIT", False, "qasync comes along under MIT, and the text of that licence is not there."),
    ],
)
def test_a_part_without_licence_or_text_is_an_error(
    bundle: Path, monkeypatch: pytest.MonkeyPatch, *, said: str, text: bool, sentence: str
) -> None:
    untold = _Untold(said, Path(__file__) if text else None)
    monkeypatch.setattr(
        "licences.distribution", lambda name: untold if name == "qasync" else distribution(name)
    )
    with pytest.raises(LicenceMissingError) as error:
        licences_of(bundle)
    assert str(error.value) == sentence


def test_without_a_bundle_one_sentence_says_how_to_make_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("licences.BUNDLE", tmp_path / "none")
    assert main([]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        f"There is no frozen application in {tmp_path / 'none'}; "
        "packaging/build.py bundle makes it.\n"
    )


def test_debians_copyright_file_has_a_paragraph_for_each_part(bundle: Path) -> None:
    head, *paragraphs = debian_copyright(licences_of(bundle)).split("\n\n")
    assert head.startswith("Format: https://www.debian.org/doc/packaging-manuals/copyright-format")
    assert [paragraph.splitlines()[0] for paragraph in paragraphs] == [
        "Files: *",
        *(f"Files: {licence.part}/*" for licence in licences_of(bundle)[1:]),
    ]
    for paragraph in paragraphs:
        fields = [line.partition(":")[0] for line in paragraph.splitlines() if line[0] != " "]
        assert fields == ["Files", "Copyright", "License", "Comment"]


def test_debians_copyright_file_names_who_holds_it(tmp_path: Path) -> None:
    text = tmp_path / "LICENSE"
    text.write_text("Copyright (c) 2021-2024 A. Person\n\nDo as you like.\n")
    said = debian_copyright(
        (
            Licence("mattimer", "1", "GPL-3.0-or-later", (text,), "The founders"),
            Licence("mat", "2", "MIT", (text,)),
        )
    )
    assert (
        "Files: mat/*\nCopyright: 2021-2024 A. Person\nLicense: MIT\n"
        " Copyright (c) 2021-2024 A. Person\n .\n Do as you like.\nComment: version 2\n"
    ) in said
    assert "Copyright: The founders\nLicense: GPL-3.0-or-later\n The text is in /usr/share" in said


def test_debians_copyright_file_repeats_no_licence_that_debian_has(bundle: Path) -> None:
    said = debian_copyright(licences_of(bundle))
    assert "/usr/share/common-licenses/Apache-2.0" in said
    assert "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION" not in said
    assert "Redistribution and use in source and binary forms" in said

from pathlib import Path

import pytest
from elf import is_elf, needed, without_foreign_search_paths

from tests.packaging.made_bundle import small_elf


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "libmat.so.1"


def test_only_programs_and_libraries_are_elf(library: Path) -> None:
    library.write_bytes(small_elf())
    link, text = library.with_name("link"), library.with_name("text")
    link.symlink_to(library)
    text.write_text("mat")
    assert [is_elf(path) for path in (library, link, text, library.parent)] == [
        True,
        False,
        False,
        False,
    ]


def test_a_library_names_those_it_is_linked_to(library: Path) -> None:
    library.write_bytes(small_elf("libz.so.1", "libc.so.6"))
    assert needed(library) == {"libz.so.1", "libc.so.6"}


def test_a_search_path_of_the_builder_goes(library: Path) -> None:
    data = small_elf("libz.so.1", search_path="/home/somebody/python/lib")
    cleaned = without_foreign_search_paths(data)
    library.write_bytes(cleaned)
    assert cleaned != data
    assert len(cleaned) == len(data)
    assert without_foreign_search_paths(cleaned) == cleaned
    assert needed(library) == {"libz.so.1"}


def test_a_search_path_beside_the_library_stays() -> None:
    data = small_elf("libz.so.1", search_path="$ORIGIN/../lib")
    assert without_foreign_search_paths(data) == data

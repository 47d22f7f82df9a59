from collections.abc import Callable, Sequence
from pathlib import Path

import debian
import pytest
import tarball

from tests.packaging.made_bundle import of_debian

Main = Callable[[Sequence[str]], int]


@pytest.mark.parametrize("main", [pytest.param(debian.main, marks=of_debian), tarball.main])
def test_without_a_bundle_one_sentence_says_how_to_make_it(
    main: Main, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--bundle", str(tmp_path / "none"), "--into", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("There is no frozen application in ")
    assert said.count("\n") == 1

from pathlib import Path

import pytest

from mattimer.desktop.socket_name import LONGEST_PATH, socket_name


def test_a_short_path_is_its_own_name() -> None:
    path = "/" + "a" * (LONGEST_PATH - 1)
    assert socket_name(Path(path)) == path


def test_a_long_path_gets_a_short_name_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/somebody")
    names = {socket_name(tmp_path / ("a" * LONGEST_PATH) / tail) for tail in ("one", "two")}
    assert len(names) == 2
    for name in names:
        assert name.startswith("/run/somebody/mattimer-")
        assert len(name) <= LONGEST_PATH
    assert socket_name(tmp_path / ("a" * LONGEST_PATH) / "one") in names


def test_letters_of_several_bytes_count_as_several() -> None:
    path = "/" + "ü" * (LONGEST_PATH // 2)
    assert socket_name(Path(path)) != path


def test_without_a_runtime_folder_the_name_lies_among_temporary_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert Path(socket_name(Path("/" + "a" * LONGEST_PATH))).parent == tmp_path


def test_windows_gets_a_name_without_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    name = socket_name(Path("/a"))
    assert name.startswith("mattimer-")
    assert "/" not in name


def test_a_runtime_folder_that_is_too_deep_is_no_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / ("a" * LONGEST_PATH)))
    name = socket_name(tmp_path / ("b" * LONGEST_PATH))
    assert len(name) <= LONGEST_PATH
    assert Path(name).name.startswith("mattimer-")

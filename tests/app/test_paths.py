import os
import stat
from pathlib import Path
from uuid import UUID

import pytest

from mattimer.app import paths as paths_module
from mattimer.app.paths import Paths, ResourceError, device_id
from mattimer.storage.errors import UnwritableData

ROOT = Path(__file__).parents[2]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    found = Paths.under(tmp_path / "mine")
    found.prepare()
    return found


def test_an_instance_of_its_own_lies_below_one_folder(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path)
    assert paths.data == tmp_path
    assert paths.database == tmp_path / "mattimer.sqlite3"
    assert paths.settings == tmp_path / "config" / "settings.json"
    assert paths.socket == tmp_path / "state" / "mattimer.sock"
    assert paths.lock == tmp_path / "state" / "instance.lock"
    assert paths.device_file == tmp_path / "state" / "device"


def test_a_relative_folder_does_not_move_with_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Paths.under(Path("mine")).data == tmp_path / "mine"
    assert Paths.under(Path("~/mat")).data == Path.home() / "mat"


def test_a_persons_files_lie_where_the_system_wants_them(tmp_path: Path) -> None:
    paths = Paths.for_person()
    assert tmp_path in paths.data.parents
    assert {paths.data.name, paths.config.name, paths.state.name} == {"mattimer"}
    assert len({paths.data, paths.config, paths.state}) == 3


@pytest.mark.parametrize("umask", [0, 0o777])
def test_folders_are_private_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    paths = Paths.under(tmp_path / "mine")
    before = os.umask(umask)
    try:
        paths.prepare()
        paths.prepare()
    finally:
        os.umask(before)
    assert {mode(folder) for folder in (paths.data, paths.config, paths.state)} == {0o700}


def test_a_folder_that_was_there_keeps_its_permissions(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    Paths.under(tmp_path).prepare()
    assert mode(tmp_path) == 0o755


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("a file")
    with pytest.raises(UnwritableData) as refusal:
        Paths.under(tmp_path / "mine").prepare()
    assert str(tmp_path / "mine") in str(refusal.value)


def test_resources_are_found_in_the_checkout() -> None:
    assert Paths.under(Path()).resources == ROOT / "resources"


def test_resources_inside_the_package_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "mattimer" / "resources"
    inside.mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(paths_module, "__file__", str(tmp_path / "mattimer" / "app" / "paths.py"))
    assert Paths.under(tmp_path).resources == inside


def test_missing_resources_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths_module, "__file__", str(tmp_path / "mattimer" / "app" / "paths.py"))
    for folders in (Paths.for_person, lambda: Paths.under(tmp_path)):
        with pytest.raises(ResourceError, match="install it again"):
            folders()


def test_a_device_keeps_its_name(paths: Paths) -> None:
    name = device_id(paths)
    assert UUID(name).version == 4
    assert name == UUID(name).hex
    assert device_id(paths) == name
    assert mode(paths.device_file) == 0o600
    assert [path.name for path in paths.state.iterdir()] == ["device"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"my laptop", b"0" * 32, b"A" * 32])
def test_a_garbled_name_is_replaced(paths: Paths, content: bytes) -> None:
    paths.device_file.write_bytes(content)
    name = device_id(paths)
    assert UUID(name).version == 4
    assert device_id(paths) == name


def test_a_name_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnwritableData):
        device_id(Paths.under(tmp_path / "never prepared"))


def test_a_folder_in_its_place_is_told(paths: Paths) -> None:
    paths.device_file.mkdir()
    with pytest.raises(UnwritableData):
        device_id(paths)


def test_a_folder_that_another_start_makes_meanwhile_is_as_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = Paths.under(tmp_path / "data")
    make = Path.mkdir

    def made_by_both(folder: Path, mode: int = 0o777, *, parents: bool = False) -> None:
        make(folder, mode, parents=parents)
        make(folder)

    monkeypatch.setattr(Path, "mkdir", made_by_both)
    paths.prepare()
    assert paths.state.is_dir()

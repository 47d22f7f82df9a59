import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mattimer.desktop.instance_lock import InstanceLock

HOLD = (
    "import sys, pathlib\n"
    "from mattimer.desktop.instance_lock import InstanceLock\n"
    "print(InstanceLock(pathlib.Path(sys.argv[1])).take(), flush=True)\n"
    "sys.stdin.read()\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "instance.lock"


def test_one_holds_it_until_it_lets_go(file: Path) -> None:
    first, second = InstanceLock(file), InstanceLock(file)
    assert first.take()
    assert not second.take()
    first.release()
    assert second.take()
    second.release()


def test_letting_go_twice_is_once(file: Path) -> None:
    lock = InstanceLock(file)
    lock.release()
    assert lock.take()
    lock.release()
    lock.release()


def test_the_file_is_private_and_stays(file: Path) -> None:
    lock = InstanceLock(file)
    lock.take()
    lock.release()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_process_that_dies_lets_go(file: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        lock = InstanceLock(file)
        assert not lock.take()
        other.kill()
        other.wait()
        assert lock.take()
        lock.release()


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        InstanceLock(tmp_path / "none" / "instance.lock").take()

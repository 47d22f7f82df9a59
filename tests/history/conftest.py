import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

NOBODY = 65_534


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "mattimer.sqlite3"


@pytest.fixture
def bound_by_permissions() -> Iterator[Path]:
    """A folder of one who is bound by permissions; root would write to anything."""
    folder = Path(tempfile.mkdtemp())
    root = os.geteuid() == 0
    if root:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    yield folder
    if root:
        os.seteuid(0)
    folder.chmod(0o700)
    shutil.rmtree(folder)

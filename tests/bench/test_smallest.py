"""Every part of the bench runs to its end at its smallest size, so that none can rot."""

import pytest

from tests.bench.__main__ import NAMES, run

OF_ITS_OWN = {
    "sound": [pytest.mark.alone],  # it listens to what is on time
    "bundle": [pytest.mark.package, pytest.mark.timeout(900)],  # it freezes two programs
}


@pytest.mark.system
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=OF_ITS_OWN.get(name, [])) for name in NAMES]
)
def test_part_runs_to_its_end(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--smallest", name]) == 0
    assert "measured too little to mean anything" in capsys.readouterr().out

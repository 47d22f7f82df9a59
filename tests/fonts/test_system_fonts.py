"""What people see holds with the fonts that desktops come with, not only with the tests' own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication

from tests.conftest import IN_CI

ROOT = Path(__file__).parents[2]
FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
  <cachedir>/var/cache/fontconfig</cachedir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <match target="pattern">
    <edit name="family" mode="prepend" binding="strong"><string>{family}</string></edit>
  </match>
</fontconfig>
"""
FAMILY = """
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication
print(QFontInfo(QApplication([]).font()).family())
"""


def test_the_tests_have_their_own_font(qapp: QApplication) -> None:
    if "MATTIMER_TEST_FONTCONFIG" in os.environ:
        pytest.skip("another font is asked for")
    assert QFontInfo(QFont()).family() == QFontInfo(qapp.font()).family() == "Inter"


@pytest.mark.timeout(600)
@pytest.mark.parametrize("family", ["Noto Sans", "Cantarell", "DejaVu Sans"])
def test_what_people_see_holds_with_the_systems_font(family: str, tmp_path: Path) -> None:
    file = tmp_path / "fonts.conf"
    file.write_text(FONTCONFIG.format(family=family), encoding="utf-8")
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST_", "COV_"))
    }
    environment |= {"FONTCONFIG_FILE": str(file), "MATTIMER_TEST_FONTCONFIG": str(file)}
    found = _python(environment, "-c", FAMILY).stdout.strip()
    if found != family:
        reason = f"{family} is not installed; packaging/system-packages.txt names its package"
        if IN_CI:
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    # In light and in dark the same is measured, and once is enough.
    which = ("-m", "any_font", "-k", "not [light")
    done = _python(environment, "-m", "pytest", "-q", *which, "-p", "no:cacheprovider", "tests/ui")
    assert done.returncode == 0, done.stdout[-6000:]


def _python(environment: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *words],
        env=environment,
        cwd=ROOT,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )

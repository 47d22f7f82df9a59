"""Without an X server a start has nothing to end; tests/system has one."""

import pytest
from PySide6.QtGui import QNativeInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mattimer.desktop.linux import x11_startup
from mattimer.desktop.linux.x11_startup import ASKED_AT, QUOTED, end_startup


@pytest.mark.parametrize(
    ("startup_id", "asked_at"),
    [
        ("launcher-7-desk_TIME1234567890", "1234567890"),
        ("a_TIME1_TIME2", "2"),
        ("a_TIME0", "0"),
        ("a_TIME", None),
        ("a_TIME-3", None),
        ("a_TIME12345678901", None),
        ("a", None),
    ],
)
def test_when_the_person_asked(startup_id: str, asked_at: str | None) -> None:
    found = ASKED_AT.search(startup_id)
    assert (found and found[1]) == asked_at


def test_what_would_end_the_quotes_does_not() -> None:
    assert 'a "b" \\c'.translate(QUOTED) == 'a \\"b\\" \\\\c'


def test_elsewhere_nothing_happens(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def touched(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(x11_startup, "_StartupDisplay", touched)
    assert hasattr(QNativeInterface, "QX11Application")
    end_startup("launcher-7-desk_TIME7")
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    end_startup("launcher-7-desk_TIME7")

"""The whole app reminds: hidden in the tray, by a real notification, at the evening's hour."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from mattimer.preferences.settings_values import Settings
from mattimer.storage.state_files.settings_file import save_settings
from tests.system.dunst import Dunst
from tests.system.instance import Instance, Process, accept_safety
from tests.system.screen import Screen
from tests.system.tray_host import x_tray
from tests.system.wait_until import wait_for

EVENING = 21


def evening_zone() -> timezone:
    """Where it is between nine and ten in the evening now."""
    away = (EVENING - datetime.now(tz=UTC).hour + 12) % 24 - 12
    return timezone(timedelta(hours=away))


@pytest.fixture
def reminded(
    app: Instance, screen: Screen, dunst: tuple[Dunst, str]
) -> Iterator[tuple[Process, Dunst]]:
    """An app in the tray whose evening began half an hour ago, with its note up."""
    shown, address = dunst
    zone = evening_zone()
    bed = datetime.now(tz=zone) + timedelta(minutes=30)
    accept_safety(app.paths)
    save_settings(app.paths.settings, Settings(bedtime=f"{bed:%H:%M}", wind_down_min=60))
    # POSIX counts to the west.
    hours = -int(zone.utcoffset(None).total_seconds() // 3600)
    app = replace(
        app,
        environment={
            **app.environment,
            "DBUS_SESSION_BUS_ADDRESS": address,
            "TZ": f"EVE{hours:+d}",
        },
    )
    with x_tray(screen) as panel:
        opened = app.open("--tray")
        panel.wait_for_icon()
        shown.note()
        yield opened, shown
        assert opened.end() == 0
        shown.gone()


def test_start_now_leads_to_the_mat(
    reminded: tuple[Process, Dunst], app: Instance, screen: Screen
) -> None:
    opened, shown = reminded
    assert screen.windows(opened.pid) == []
    shown.choose("Start now")
    window = screen.window(opened.pid)
    shown.gone()
    # Prepare is up: Enter lies down.
    screen.press("Return")
    session = app.session_when(lambda session: session["stage"] == "lead-in")
    assert session["status"] == "running"
    assert screen.window(opened.pid) == window


def test_not_today_leaves_one_in_peace(
    reminded: tuple[Process, Dunst], app: Instance, screen: Screen
) -> None:
    opened, shown = reminded
    shown.choose("Not today")
    shown.gone()
    wait_for(lambda: "not_today" in app.paths.reminders.read_text("utf-8"), "the file")
    assert screen.windows(opened.pid) == []
    assert opened.running

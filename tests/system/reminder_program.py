"""A program that reminds at once: real reminders and notifications over a fresh store.

It prints what came of it, a line each, and ends when it is asked to. The clock stands still at
six on a Monday evening, so it does the same at any hour.
"""

import asyncio
import sys
from pathlib import Path

import qasync  # type: ignore[import-untyped]
from PySide6.QtWidgets import QApplication

from mattimer.app.paths import Paths, device_id
from mattimer.content.loader import load_content
from mattimer.desktop.adapters import DesktopAdapters
from mattimer.desktop.termination import Termination
from mattimer.preferences.settings_values import Settings
from mattimer.services.app_state import AppState
from mattimer.services.background_tasks import BackgroundTasks, QtScheduler
from mattimer.services.reminder_service import ReminderService
from mattimer.services.session_runner import SessionRunner
from mattimer.services.state_snapshot import SnapshotRequest, accept_at_once
from mattimer.session.commands import Start
from mattimer.storage.store import Store
from tests.fakes import FakeClock
from tests.session.factories import SECOND_ID, ten_minutes

SIX = 1_790_006_400_000_000
"""Monday, 21 September 2026, 18:00 two hours ahead of UTC."""
SESSION = "--session"


def tell(words: str) -> None:
    """Say a line at once."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def main(folder: str, *options: str) -> None:
    """Remind; with ``--session`` somebody lies down as soon as the reminder is up."""
    paths = Paths.under(Path(folder))
    paths.prepare()
    qt = QApplication(["mattimer"])
    loop = qasync.QEventLoop(qt)
    asyncio.set_event_loop(loop)
    clock = FakeClock()
    clock.utc = SIX
    store = Store(paths.database, device_id(paths))
    store.open().result()
    accept_at_once(store, clock.read())
    snapshot = SnapshotRequest(store, clock.read()).result()
    loaded_content = load_content(paths.resources / "guide")
    app_state = AppState(loaded_content, store, clock, BackgroundTasks(tell), snapshot)
    runner = SessionRunner(clock)
    notifications = DesktopAdapters().notifications(paths.resources / "icons" / "icon.svg")
    settings = Settings(plan_reminder=True, plan_time="18:00")
    reminders = ReminderService(
        notifications,
        app_state,
        runner,
        clock,
        settings=lambda: settings,
        file=paths.reminders,
    )
    runner.observers = (reminders,)
    reminders.start_wanted.connect(lambda token: tell(f"start {token}".strip()))
    reminders.open_wanted.connect(lambda token: tell(f"open {token}".strip()))
    reminders.unheard.connect(lambda text: tell(f"unheard {text}"))
    notifications.put_away.connect(lambda: tell("put away"))
    termination = Termination()
    # Asked once, it begins a session where that was wanted, and ends the next time.
    asked = [lambda: runner.do(Start(ten_minutes(), SECOND_ID))] if SESSION in options else []
    termination.wanted.connect(lambda: asked.pop()() if asked else loop.stop())
    termination.start()
    reminders.start(QtScheduler())
    tell("ready")
    with loop:
        loop.run_forever()
        reminders.close()
        notifications.close()
        runner.close()
    store.close()
    termination.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

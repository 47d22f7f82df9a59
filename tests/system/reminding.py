"""A program that reminds at once: real reminders and notifications over a fresh journal.

It prints what came of it, a line each, and ends when it is asked to. The clock stands still at
six on a Monday evening, so it does the same at any hour.
"""

import asyncio
import sys
from datetime import timedelta, timezone
from pathlib import Path

import qasync  # type: ignore[import-untyped]
from PySide6.QtWidgets import QApplication

from mattimer.conductor import Conductor
from mattimer.desktop.notifications import DesktopNotifications
from mattimer.desktop.termination import Termination
from mattimer.flow.advisor import Advisor
from mattimer.flow.essentials import load_essentials
from mattimer.flow.facts import FactsRequest, accept_at_once
from mattimer.flow.reminders import Reminders
from mattimer.flow.tasks import Tasks
from mattimer.history.journal import Journal
from mattimer.paths import Paths, device_id
from mattimer.session.commands import Start
from mattimer.settings import Settings
from tests.fakes import FakeClock
from tests.session.making import SECOND_ID, ten_minutes

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
    journal = Journal(paths.database, device_id(paths))
    journal.open().result()
    accept_at_once(journal, clock.read())
    facts = FactsRequest(journal, clock.read()).result()
    essentials = load_essentials(paths.resources / "guide")
    advisor = Advisor(essentials, journal, clock, Tasks(tell), facts)
    conductor = Conductor(clock)
    notifications = DesktopNotifications(paths.resources / "icons" / "icon.svg")
    settings = Settings(plan_reminder=True, plan_time="18:00")
    reminders = Reminders(
        notifications,
        advisor,
        conductor,
        clock,
        settings=lambda: settings,
        file=paths.reminders,
        zone=lambda: timezone(timedelta(hours=2)),
    )
    reminders.start_wanted.connect(lambda token: tell(f"start {token}".strip()))
    reminders.open_wanted.connect(lambda token: tell(f"open {token}".strip()))
    reminders.unheard.connect(lambda text: tell(f"unheard {text}"))
    notifications.put_away.connect(lambda: tell("put away"))
    termination = Termination()
    # Asked once, it begins a session where that was wanted, and ends the next time.
    asked = [lambda: conductor.do(Start(ten_minutes(), SECOND_ID))] if SESSION in options else []
    termination.wanted.connect(lambda: asked.pop()() if asked else loop.stop())
    termination.start()
    reminders.start()
    tell("ready")
    with loop:
        loop.run_forever()
        reminders.close()
        notifications.close()
        conductor.close()
    journal.close()
    termination.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

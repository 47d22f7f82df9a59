"""The whole app without its loop: real pages, store and session runner, and a clock in the hand."""

import asyncio
import gc
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import qasync  # type: ignore[import-untyped]
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTableView, QWidget

from mattimer.app.app import App
from mattimer.app.first_frame import FirstFrame
from mattimer.app.paths import Paths
from mattimer.presenters.today import TodayPresenter
from mattimer.services.app_state import AppState
from mattimer.services.state_snapshot import SnapshotRequest, accept_at_once
from mattimer.session.clock import MINUTE
from mattimer.session.commands import Command, Tick
from mattimer.session.records import SessionRecord
from mattimer.session.session import Session
from mattimer.storage.store import Store
from tests.fakes import FakeClock, FakeScheduler, until_idle
from tests.storage.factories import DEVICE, numbered
from tests.ui.factories import click

DAY = 24 * 60 * MINUTE
PAGES = ("today", "prepare", "session", "after", "plan", "history", "guide", "settings")


class AppUnderTest:
    """One person's evening: presses, looks, and lets the clock run."""

    def __init__(
        self,
        qt: QApplication,
        folder: Path,
        *,
        before: Callable[["AppUnderTest"], None] = lambda _: None,
        screened: bool = True,
    ) -> None:
        """``before`` stores what happened earlier; ``screened`` answers "none of these"."""
        collect_what_was_left()
        self.loop = qasync.QEventLoop(qt, set_running_loop=False)
        asyncio.set_event_loop(self.loop)
        with ExitStack() as closing:
            closing.callback(self._let_go)
            self._open(qt, folder, before, screened=screened)
            closing.pop_all()

    def _open(
        self,
        qt: QApplication,
        folder: Path,
        before: Callable[["AppUnderTest"], None],
        *,
        screened: bool,
    ) -> None:
        self.clock = FakeClock()
        self.paths = Paths.under(folder / "data")
        self.paths.prepare()
        self.store = Store(self.paths.database, DEVICE)
        self.store.open().result()
        if screened:
            accept_at_once(self.store, self.clock.read())
        before(self)
        snapshot = SnapshotRequest(self.store, self.clock.read()).result()
        self.scheduler = FakeScheduler()
        self.opening = FirstFrame(
            qt, self.paths, self.clock, self.store, snapshot, scheduler=self.scheduler
        )
        self.opening.show()
        self.root = App(self.opening, mute=True)
        self.window = self.root.window
        self.runner = self.root.runner
        self.window.activateWindow()
        QApplication.processEvents()

    def close(self) -> None:
        self.root.close()
        self._let_go()

    def _let_go(self) -> None:
        """Of a start that was refused as well."""
        self.store.close()
        self.loop.close()
        asyncio.set_event_loop(None)
        sweep()

    @property
    def today(self) -> TodayPresenter:
        return self.opening.today

    @property
    def app_state(self) -> AppState:
        return self.opening.context.app_state

    @property
    def session(self) -> Session:
        """The session that is held."""
        session = self.runner.session
        assert session is not None
        return session

    # What a person does ------------------------------------------------------------------------

    def find(self, name: str) -> QWidget:
        found: QWidget | None = self.window.findChild(QWidget, name)
        assert found is not None, name
        return found

    def press(self, name: str) -> None:
        """Click a button that can be seen."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()
        button = self.find(name)
        assert isinstance(button, QAbstractButton), name
        assert button.isVisible(), name
        click(button)
        QApplication.processEvents()

    def go_to(self, page: str) -> None:
        """Press a page in the rail, and let it read what it shows."""
        self.press(f"rail_{page}")
        self.settle()

    def set(self, name: str, value: object) -> None:
        """Change a setting."""
        self.root.preferences.change(name, value)

    def lie(self, seconds: float) -> None:
        """Let time pass, and somebody look at it."""
        self.clock.advance(seconds)
        self.do(Tick())

    def do(self, command: Command) -> None:
        """Ask something of the session, and let the pages follow."""
        self.runner.do(command)
        QApplication.processEvents()

    def settle(self) -> None:
        """Let everything that waits for the store come to its end."""
        self.loop.run_until_complete(self._quiet())
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    async def _quiet(self) -> None:
        await until_idle(self.opening.context.tasks)
        await asyncio.wrap_future(self.store.count())
        await asyncio.sleep(0)

    # What a person sees ------------------------------------------------------------------------

    def page(self) -> str:
        """The name of the page that is up."""
        QApplication.processEvents()
        found = [
            name
            for name in (*PAGES, "screening")
            if (page := self.window.findChild(QWidget, f"{name}_page")) and page.isVisible()
        ]
        (name,) = found
        return name

    def words(self) -> list[str]:
        """Every text that can be read now."""
        QApplication.processEvents()
        found = [label.text() for label in self.window.findChildren(QLabel) if label.isVisible()]
        return [text for text in found if text]

    def text(self, name: str) -> str:
        label = self.find(name)
        assert isinstance(label, QLabel)
        return label.text() if label.isVisible() else ""

    def rows(self) -> list[list[str]]:
        """The list of sessions as read."""
        table = self.find("sessions")
        assert isinstance(table, QTableView)
        model = table.model()
        return [
            [str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def stored(self) -> list[SessionRecord]:
        """The sessions in the file, newest first."""
        return list(self.store.latest(100).result())

    # What happened before ----------------------------------------------------------------------

    def remember(self, *records: SessionRecord) -> None:
        """Store sessions as if they had been."""
        for record in records:
            self.store.begin(record).result()

    def past(self, us_ago: int, number: int = 1, **changes: object) -> SessionRecord:
        """A finished session so long before now."""
        return replace(
            numbered(number, **changes),
            started_us=self.clock.utc - us_ago,
            utc_offset_s=self.clock.utc_offset_s,
        )

    def read_again(self) -> None:
        """Let the app take in what is stored."""
        self.app_state.refresh()
        self.settle()


def sweep() -> None:
    """Delete every window, those too that were never shown."""
    for widget in QApplication.topLevelWidgets():
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def collect_what_was_left() -> None:
    """Let go of what earlier tests left in cycles, here.

    Python would do it on whichever of the app's threads allocates next, and Qt's objects may
    only end on their own.
    """
    gc.collect()


@contextmanager
def app_under_test(
    qt: QApplication,
    folder: Path,
    *,
    before: Callable[[AppUnderTest], None] = lambda _: None,
    screened: bool = True,
) -> Iterator[AppUnderTest]:
    """The app, closed at the end; the application looks as it did."""
    palette, font = QPalette(qt.palette()), qt.font()
    made = AppUnderTest(qt, folder, before=before, screened=screened)
    try:
        yield made
    finally:
        made.close()
        qt.setPalette(palette)
        qt.setFont(font)

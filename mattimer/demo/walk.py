"""Demo: a walk through the real app without a person, with a picture of every screen."""

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta, timezone
from pathlib import Path

import msgspec
from PySide6.QtCore import QSize, Qt, qInstallMessageHandler
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea

from mattimer import APP_ID
from mattimer.app.app import App
from mattimer.app.bootstrap import QtListener, has_display
from mattimer.app.first_frame import FirstFrame, make_qt
from mattimer.app.paths import Paths, device_id
from mattimer.demo.sample_data import a_year
from mattimer.desktop.system_clock import FastClock, SystemClock
from mattimer.services.state_snapshot import SnapshotRequest
from mattimer.session.clock import SECOND
from mattimer.session.commands import Pause, Resume
from mattimer.session.moment import Moment
from mattimer.session.session_plan import Stage
from mattimer.storage import statements
from mattimer.storage.codec.json_forms import SESSION_ENTRY
from mattimer.storage.codec.tables import SESSIONS
from mattimer.storage.repository import Repository
from mattimer.storage.store import Store
from mattimer.ui.session.session_page import SessionPage

SECONDS_A_SESSION = 20.0
"""How long the walk's session takes, whatever its length on the mat."""

PATIENCE_S = 60.0
LOST_ITS_WAY = 1
COMPACT, WIDE = QSize(720, 560), QSize(1100, 760)
PICTURE_FONT = "Inter"
"""The design's pictures use it; a desktop names its own."""


def run_demo(folder: Path, *, minutes: float = 10) -> int:
    """Walk through the app; pictures go to ``folder``, the saved session to standard output.

    Raises:
        DataError: The folder cannot be used.
    """
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mattimer-demo-") as data:
        paths = Paths.under(Path(data))
        paths.prepare()
        device = device_id(paths)
        store = Store(paths.database, device)
        opening = store.open()
        try:
            listener = QtListener(paths.resources)
            qInstallMessageHandler(listener.on_message)
            qt = make_qt([APP_ID])
            listener.pass_on()
            _use_picture_font(qt)
            opening.result()
            snapshot = SnapshotRequest(store, SystemClock().read())
            speed = max(1.0, minutes * 60 / SECONDS_A_SESSION)
            clock = FastClock(SystemClock(), speed)
            first = FirstFrame(qt, paths, clock, store, snapshot.result())
            first.show()
            app = App(first)
            walk = Walk(app, store, folder, minutes=round(minutes), device=device)
            app.spawn(walk.run())
            return app.run()
        finally:
            store.close()


def _use_picture_font(qt: QApplication) -> None:
    if "offscreen" in qt.platformName() and PICTURE_FONT in QFontDatabase.families():
        qt.setFont(QFont(PICTURE_FONT))


class Walk:
    """One person's evening, step by step."""

    def __init__(self, app: App, store: Store, folder: Path, *, minutes: int, device: str) -> None:
        self._app = app
        self._runner = app.runner
        self._set = app.preferences.change
        self._today = app.today
        self._window = app.window
        self._store = store
        self._folder = folder
        self._minutes = minutes
        self._device = device
        self._pictures = 0

    async def run(self) -> None:
        """The walk, from the first start to the history; then the app quits."""
        self._app.status = LOST_ITS_WAY
        # The walk is shown, not heard; at its speed nothing is spoken either.
        for tones in ("bells", "breath"):
            self._set(tones, 0)
        try:
            await self._first_start()
            await self._prepare()
            await self._session()
            await self._after()
            await self._stopped_session()
            await self._history_and_settings()
            self._app.status = 0
        finally:
            self._app.quit()

    async def _first_start(self) -> None:
        await self._picture("screening")
        self._press("answer_blood")
        await self._picture("screening-ticked")
        self._press("answer_blood")
        self._press("screening_main")
        await self._picture("today-first-day")
        self._set("appearance", "light")
        await self._picture("today-light")
        self._set("appearance", "dark")
        self._press("area_feet")
        await self._picture("today-feet")
        self._press("area_upper-back")
        while self._today.minutes != self._minutes:
            more = self._today.minutes < self._minutes
            self._press("minutes_more" if more else "minutes_less")
        await self._in_small_window("today")
        self._press("rail_history")
        await self._picture("history-empty")
        self._press("rail_today")

    async def _prepare(self) -> None:
        self._press("start")
        self._key(Qt.Key.Key_7)
        await self._picture("prepare")
        self._press("lie_down")

    async def _session(self) -> None:
        await self._until(lambda moment: moment.lead_in_left < 14 * SECOND)
        await self._picture("session-lead-in")
        await self._until(self._reached(Stage.SETTLE, 0.08))
        await self._picture("session-settle")
        await self._until(self._reached(Stage.STILL, 0.34))
        await self._picture("session-still")
        await self._in_small_window("session-still")
        await self._in_the_dark("session-still")
        await self._until(self._reached(Stage.STILL, 0.46))
        self._runner.do(Pause())
        await self._picture("session-paused")
        await self._in_small_window("session-paused")
        self._runner.do(Resume())
        await self._until(self._reached(Stage.RISE, 0.4))
        await self._picture("session-rise")

    async def _after(self) -> None:
        await self._until_named("save")
        self._key(Qt.Key.Key_4)
        self._press("noticed_warmth")
        self._press("noticed_heaviness")
        await self._picture("after")
        self._press("save")
        await self._until_named("notice_undo")
        await self._picture("today-saved")
        (record,) = await asyncio.wrap_future(self._store.latest(1))
        entry = SESSION_ENTRY.written(record, utc_offset_s=record.utc_offset_s)
        text = msgspec.json.format(msgspec.json.encode(entry))
        sys.stdout.write(text.decode() + "\n")

    async def _stopped_session(self) -> None:
        self._set("motion", "reduced")
        self._press("start")
        self._press("lie_down")
        await self._until(self._reached(Stage.SETTLE, 0.5))
        await self._picture("session-reduced-motion")
        self._key(Qt.Key.Key_Tab)
        await self._picture("session-controls")
        self._key(Qt.Key.Key_Escape)
        self._press("stop_numbness")
        await self._until_named("save")
        await self._picture("after-stopped")
        self._press("save")
        self._set("motion", "full")

    async def _history_and_settings(self) -> None:
        self._press("rail_plan")
        await self._picture("plan")
        await self._history("history-first")
        await self._remember_a_year()
        await self._history("history")
        self._scroll_history(0.45)
        await self._picture("history-further-down")
        self._scroll_history(1)
        await self._picture("history-end")
        self._set("appearance", "light")
        await self._picture("history-end-light")
        self._scroll_history(0)
        await self._picture("history-light")
        self._set("appearance", "dark")
        await self._in_small_window("history")
        self._press("all_sessions")
        await self._picture("history-all-sessions")
        self._press("history_back")
        self._press("rail_guide")
        await self._picture("guide")
        for topic in ("evidence", "recovery", "mat"):
            self._press(f"guide_{topic}")
            await self._picture(f"guide-{topic}")
        self._press("rail_settings")
        await self._picture("settings")

    async def _history(self, name: str) -> None:
        self._press("rail_today")
        self._press("rail_history")
        await asyncio.sleep(0.4)
        await self._picture(name)

    async def _remember_a_year(self) -> None:
        """A year that somebody else had, so that there is something to look back on."""
        now = SystemClock().read()
        zone = timezone(timedelta(seconds=now.utc_offset_s))
        last = now.day - timedelta(days=1)
        year = a_year(last, device=self._device, zone=zone)

        def keep(repository: Repository) -> None:
            with repository.writing() as connection:
                connection.executemany(statements.SAVE, map(SESSIONS.row_of, year))

        await asyncio.wrap_future(self._store.within(keep))

    def _scroll_history(self, share: float) -> None:
        area = self._window.findChild(QScrollArea, "history_inner_scroll")
        assert area is not None
        bar = area.verticalScrollBar()
        bar.setValue(round(bar.maximum() * share))

    # How ---------------------------------------------------------------------------------------

    async def _picture(self, name: str) -> None:
        """Let cross-fades end, then save what the window shows."""
        self._look_again()
        await asyncio.sleep(0.3)
        self._look_again()
        self._pictures += 1
        target = self._folder / f"{self._pictures:02}-{name}.png"
        if not self._window.grab().save(str(target)):
            raise RuntimeError(f"{target} could not be written.")

    def _look_again(self) -> None:
        """Show the moment: a page that counts seconds waits for the next, and here many go by."""
        page: SessionPage | None = self._window.findChild(SessionPage, "session_page")
        if page is not None and page.isVisible():
            page.frame_due.emit()

    async def _in_small_window(self, name: str) -> None:
        self._window.resize(COMPACT)
        await self._picture(f"{name}-720x560")
        self._window.resize(WIDE)
        await asyncio.sleep(0.1)

    async def _in_the_dark(self, name: str) -> None:
        """As after a while without a touch; nobody waits for it here."""
        page: SessionPage | None = self._window.findChild(SessionPage, "session_page")
        assert page is not None
        page.fall_dark()
        await self._picture(f"{name}-dim")

    def _press(self, name: str) -> None:
        self._find(name).click()

    def _find(self, name: str) -> QAbstractButton:
        found: QAbstractButton | None = self._window.findChild(QAbstractButton, name)
        if found is None:
            raise LookupError(f"There is no {name}.")
        return found

    def _key(self, key: Qt.Key) -> None:
        target = QApplication.focusWidget() or self._window
        QTest.keyClick(target, key)

    def _reached(self, stage: Stage, share: float) -> Callable[[Moment], bool]:
        def reached(moment: Moment) -> bool:
            into = moment.elapsed - moment.stages.start_of(stage)
            return moment.stage is stage and into >= share * moment.stages.of(stage)

        return reached

    async def _until(self, true: Callable[[Moment], bool]) -> None:
        def now() -> bool:
            moment = self._runner.moment()
            return moment is not None and true(moment)

        await _wait_for(now)

    async def _until_named(self, name: str) -> None:
        def there() -> bool:
            found = self._window.findChild(QAbstractButton, name)
            return found is not None and found.isVisible()

        await _wait_for(there)


async def _wait_for(true: Callable[[], bool]) -> None:
    waited = 0.0
    while not true():
        await asyncio.sleep(0.02)
        waited += 0.02
        if waited > PATIENCE_S:
            raise TimeoutError("The demo waited in vain.")

"""Data management: backups, export, import, shared folder, report, erasing."""

# ruff: noqa: PLC0415 - what only a click needs is loaded then

from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mattimer.app.context import AppContext
from mattimer.app.ui_thread import UiThread
from mattimer.coach.session_lines import SessionLines
from mattimer.presenters.unfinished_session import UnfinishedSessionPresenter
from mattimer.services.background_tasks import of
from mattimer.services.backups import BackupService
from mattimer.services.session_runner import SessionRunner
from mattimer.services.session_start import plan_of
from mattimer.services.start_request import StartRequest
from mattimer.services.sync_service import SyncService
from mattimer.services.unfinished_sessions import UnfinishedSessions
from mattimer.session.clock import Scheduler
from mattimer.session.records import SessionRecord
from mattimer.session.session_plan import Plan
from mattimer.storage.backup.daily_backups import Backup, DailyBackups
from mattimer.ui.file_dialogs import ask_folder, ask_target
from mattimer.ui.pages.today.today import TodayPage

if TYPE_CHECKING:
    from mattimer.presenters.clinic_report import ClinicReportPresenter
    from mattimer.presenters.exporting import ExportPresenter
    from mattimer.presenters.importing import ImportPresenter
    from mattimer.ui.pages.history.history import HistoryPage
    from mattimer.ui.pages.settings.settings import SettingsPage
    from mattimer.ui.pages.today.unfinished_card import UnfinishedCard

Say = Callable[[str], None]

QUIET_MS = 20_000
"""How long after the start backups and sweeping wait: the person comes first."""

SAID_MS = 6_000
"""How long a line about what was saved stays."""

ANSWERING = ("sessions", "clinician", "backups")
"""Rows of the settings that say what came of their buttons, until the page comes up again."""

ANY_MINUTES = 10
"""Of a plan made to resume a session only what the settings say is taken."""


class DataManagement(QObject):
    """Builds what keeps, brings and removes, and joins it to the pages; closes it in reverse.

    Attributes:
        sync: Shares sessions through a folder.

    Signals:
        changed(): Everything stored has to be read again.
        erase_wanted(also): The person typed the word: end, and remove everything and these files.
    """

    changed = Signal()
    erase_wanted = Signal(object)

    def __init__(
        self,
        context: AppContext,
        runner: SessionRunner,
        lines: SessionLines,
        today_page: TodayPage,
        ui_thread: UiThread,
    ) -> None:
        """``ui_thread`` carries what goes wrong with a backup to the window."""
        super().__init__(context.window)
        self._closing = ExitStack()
        self._window = context.window
        self._theme = context.theme
        self._clock = context.clock
        self._store = context.store
        self._tasks = context.tasks
        self._app_state = context.app_state
        self._preferences = context.preferences
        self._runner = runner
        self._lines = lines
        self._today_page = today_page
        self._make_backups(context.paths.database, ui_thread)
        self._make_sync(context.scheduler)
        self._make_unfinished()
        self._later = context.scheduler.timer(self._on_later_timeout)

    def start(self) -> None:
        """Offer what was cut off, share; backups come later."""
        self._unfinished.offer_newest()
        self._share()
        self._later.start(QUIET_MS)

    def close(self) -> None:
        """Let go of everything."""
        self._later.stop()
        self._closing.close()

    def serve_history(self, page: "HistoryPage") -> None:
        """Answer the history's buttons."""

        def say(sentence: str) -> None:
            page.show_notice(sentence, for_ms=SAID_MS)

        page.export_wanted.connect(lambda: self._exporting.ask(say))
        page.import_wanted.connect(lambda: self._importing.ask(say))
        page.summary_wanted.connect(lambda: self._clinic.offer(say))
        page.offer("add", "summary", "import")

    def serve(self, page: "SettingsPage") -> None:
        """Answer the settings about what is kept."""
        answers: dict[str, Callable[[], None]] = {
            "sessions": lambda: self._exporting.ask(partial(page.say, "sessions")),
            "import": lambda: self._importing.ask(partial(page.say, "sessions")),
            "clinician": lambda: self._clinic.offer(partial(page.say, "clinician")),
            "backups": partial(self._offer_backups, partial(page.say, "backups")),
            "shared_folder": self._ask_which_folder,
            "unshare": lambda: self._preferences.change("shared_folder", ""),
            "erase": self._ask_whether_to_erase,
        }
        page.action_wanted.connect(lambda name: answers.get(name, lambda: None)())
        for row in ANSWERING:
            page.arrived.connect(partial(page.say, row, ""))
        show = partial(self._show_folder, page)
        self._preferences.changed.connect(show)
        show("shared_folder")

    # What it is made of ------------------------------------------------------------------------

    @cached_property
    def _exporting(self) -> "ExportPresenter":
        from mattimer.presenters.exporting import ExportPresenter

        return ExportPresenter(self._window, self._store, self._tasks, self._clock)

    @cached_property
    def _importing(self) -> "ImportPresenter":
        from mattimer.presenters.importing import ImportPresenter

        made = ImportPresenter(
            self._theme,
            self._window,
            self._store,
            self._runner,
            self._tasks,
            back_up=self._backups.make_anew,
        )
        self._closing.callback(made.close)
        made.changed.connect(self._on_past_replaced)
        return made

    @cached_property
    def _clinic(self) -> "ClinicReportPresenter":
        from mattimer.presenters.clinic_report import ClinicReportPresenter

        return ClinicReportPresenter(
            lambda name, chosen: ask_target(self._window, name, "PDF (*.pdf)", chosen),
            store=self._store,
            tasks=self._tasks,
            clock=self._clock,
            areas=self._app_state.areas,
            lines=self._lines,
        )

    def _make_backups(self, database: Path, ui_thread: UiThread) -> None:
        daily = DailyBackups(database, on_failure=self._tasks.tell, deliver=ui_thread.deliver)
        self._closing.callback(daily.close)
        self._backups = BackupService(
            daily,
            store=self._store,
            runner=self._runner,
            tasks=self._tasks,
            clock=self._clock,
            parent=self,
        )
        self._backups.restored.connect(self._on_past_replaced)

    def _make_sync(self, scheduler: Scheduler) -> None:
        self.sync = SyncService(self._store, self._tasks, self._runner, scheduler, self)
        self._closing.callback(self.sync.close)
        self.sync.changed.connect(self.changed)
        self.sync.said.connect(self._tasks.tell)
        self._preferences.changed.connect(self._on_preferences_changed)

    def _make_unfinished(self) -> None:
        sessions = UnfinishedSessions(
            self._store, self._clock, self._runner, self._app_state, self._plan_like
        )
        self._unfinished = UnfinishedSessionPresenter(
            self._make_card, sessions, self._app_state, self._tasks
        )
        self._unfinished.setParent(self)
        self._unfinished.answered.connect(self.changed)

    def _make_card(self) -> "UnfinishedCard":
        from mattimer.ui.pages.today.unfinished_card import UnfinishedCard

        card = UnfinishedCard(self._theme)
        self._today_page.put_above(card)
        return card

    def _plan_like(self, record: SessionRecord) -> Plan:
        area = self._app_state.areas[record.area]
        request = StartRequest(area=area.id, minutes=ANY_MINUTES, layer=record.layer)
        return plan_of(request, area, self._preferences.settings, self._lines)

    def _on_past_replaced(self) -> None:
        """One that was cut off may have come with it, or gone."""
        self.changed.emit()
        self._unfinished.offer_newest()

    # Backups -----------------------------------------------------------------------------------

    def _on_later_timeout(self) -> None:
        self._backups.make_if_due()
        self._app_state.changed.connect(self._backups.make_if_due)
        self._tasks.spawn(self._sweep())

    async def _sweep(self) -> None:
        await of(self._store.sweep(self._clock.read().utc))

    def _offer_backups(self, say: Say) -> None:
        from mattimer.ui.backup_menu import choose_backup

        def choose(backups: tuple[Backup, ...]) -> None:
            restore = partial(self._backups.restore, say)
            choose_backup(self._theme, self._window, backups, restore)

        self._backups.offer(say, choose)

    # Sharing -----------------------------------------------------------------------------------

    def _share(self) -> None:
        folder = self._preferences.settings.shared_folder
        self.sync.share(Path(folder) if folder else None)

    def _on_preferences_changed(self, name: str) -> None:
        if name == "shared_folder":
            self._share()

    def _ask_which_folder(self) -> None:
        def choose(folder: Path) -> None:
            self._preferences.change("shared_folder", str(folder))

        ask_folder(self._window, choose)

    def _show_folder(self, page: "SettingsPage", name: str) -> None:
        if name == "shared_folder":
            folder = self._preferences.settings.shared_folder
            words = self.tr("Through {0}.").format(Path(folder).name or folder)
            page.say("shared_folder", words if folder else "")

    # Erasing -----------------------------------------------------------------------------------

    def _ask_whether_to_erase(self) -> None:
        from mattimer.storage.sync.folder_files import own_name
        from mattimer.ui.controls.erase_dialog import EraseDialog

        folder = self._preferences.settings.shared_folder
        own = Path(folder) / own_name(self._store.device) if folder else None
        dialog = EraseDialog(self._theme, self._window, shares=own is not None)
        dialog.erase_wanted.connect(
            lambda shared: self.erase_wanted.emit((own,) if shared and own else ())
        )
        dialog.open()

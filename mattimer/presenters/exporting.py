"""Presenter of exports: everything as JSON, or the sessions as CSV, into a chosen file."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from mattimer.services.background_tasks import BackgroundTasks, of
from mattimer.session.clock import Clock
from mattimer.storage.errors import DataError
from mattimer.storage.exchange.csv_export import export_csv
from mattimer.storage.exchange.json_export import export_json
from mattimer.storage.store import Store
from mattimer.ui.file_dialogs import ask_target

NAME, TABLE = "mattimer.json", ".csv"

Say = Callable[[str], None]


class ExportPresenter(QObject):
    """Asks where, and writes it on a thread."""

    def __init__(self, window: QWidget, store: Store, tasks: BackgroundTasks, clock: Clock) -> None:
        super().__init__(window)
        self._window = window
        self._store = store
        self._tasks = tasks
        self._clock = clock

    def ask(self, say: Say) -> None:
        """Ask where to. A name that ends in .csv gets a table of the sessions alone.

        Args:
            say: Takes what came of it, in a sentence.
        """
        kinds = f"{_tr('Everything')} (*.json);;{_tr('Sessions as a table')} (*.csv)"
        ask_target(self._window, NAME, kinds, partial(self._on_target_chosen, say))

    def _on_target_chosen(self, say: Say, target: Path) -> None:
        self._tasks.spawn(self._write(target, say))

    async def _write(self, target: Path, say: Say) -> None:
        write = self._write_table if target.suffix.lower() == TABLE else self._write_all
        try:
            await write(target)
        except DataError as error:
            say(str(error))
        else:
            say(_tr("Saved as {0}.").format(target.name))

    async def _write_all(self, target: Path) -> None:
        more = await of(self._store.all_else())
        await asyncio.to_thread(
            export_json,
            self._store.all_records(),
            target,
            exported_at=self._clock.read(),
            device=self._store.device,
            more=more,
        )

    async def _write_table(self, target: Path) -> None:
        await asyncio.to_thread(export_csv, self._store.all_records(), target)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Export", text)

"""Garbage collection: cyclic garbage is collected on the interface's thread only."""

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QObject


class GarbageCollection(QObject):
    """Python collects on whichever thread happens to allocate; Qt's objects may not end there.

    A worker that imports a library allocates enough for that: the timers of a forgotten object
    then stop on the wrong thread, and Qt may abort. So nothing is collected by itself, and what
    is due is collected just before the interface's thread waits for events.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dispatcher: QAbstractEventDispatcher | None = None
        self._by_itself = True

    def start(self) -> None:
        """Take over. What is there now stays for good and is not looked at again."""
        self._by_itself = gc.isenabled()
        gc.disable()
        gc.freeze()
        self._dispatcher = QAbstractEventDispatcher.instance()
        self._dispatcher.aboutToBlock.connect(self._on_dispatcher_about_to_block)

    def close(self) -> None:
        """Leave it as it was. Twice is once."""
        dispatcher, self._dispatcher = self._dispatcher, None
        if dispatcher is not None:
            dispatcher.aboutToBlock.disconnect(self._on_dispatcher_about_to_block)
            gc.unfreeze()
            if self._by_itself:
                gc.enable()

    def _on_dispatcher_about_to_block(self) -> None:
        counts, limits = gc.get_count(), gc.get_threshold()
        if counts[0] > limits[0]:
            # As Python itself chooses: the oldest generation that has its number full.
            pairs = enumerate(zip(counts, limits, strict=True))
            gc.collect(max(generation for generation, (count, limit) in pairs if count > limit))

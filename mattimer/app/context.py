"""App context: what nearly every builder needs, as one frozen value."""

import msgspec

from mattimer.app.paths import Paths
from mattimer.services.app_state import AppState
from mattimer.services.background_tasks import BackgroundTasks
from mattimer.services.preferences import Preferences
from mattimer.session.clock import Clock, Scheduler
from mattimer.storage.store import Store
from mattimer.ui.theme.theme import Theme
from mattimer.ui.window import Window


class AppContext(msgspec.Struct, frozen=True, kw_only=True):
    """The few things that nearly every builder passes on. What only one of them uses is not here.

    Attributes:
        paths: The folders of this instance.
        clock: The session's clock.
        scheduler: Timers for what comes later.
        store: What happened; it knows the name of this device.
        tasks: Work that waits for the store.
        app_state: What is stored and matters today, and what follows from it.
        preferences: The settings in force.
        theme: The appearance in force.
        window: The one window.
    """

    paths: Paths
    clock: Clock
    scheduler: Scheduler
    store: Store
    tasks: BackgroundTasks
    app_state: AppState
    preferences: Preferences
    theme: Theme
    window: Window

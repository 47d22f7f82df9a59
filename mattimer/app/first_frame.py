"""First frame: Qt, theme, window and Today, and nothing that can wait.

Two thirds of a start are imports. Whatever can wait is imported by app.py, after the first paint.
"""

from typing import TYPE_CHECKING

from msgspec.structs import asdict
from PySide6.QtCore import QEventLoop, QLocale
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from mattimer import APP_ID, __version__
from mattimer.app.context import AppContext
from mattimer.app.paths import Paths
from mattimer.content.loader import load_content
from mattimer.desktop.desktop_appearance import DesktopAppearance
from mattimer.preferences.settings_values import Settings
from mattimer.presenters.today import TodayPresenter, area_choices
from mattimer.presenters.window_placement import WindowPlacement, load_memory
from mattimer.services.app_state import AppState
from mattimer.services.appearance import qt_hints, theme_values
from mattimer.services.background_tasks import BackgroundTasks, QtScheduler
from mattimer.services.preferences import Preferences
from mattimer.services.state_snapshot import StateSnapshot
from mattimer.session.clock import Clock, Scheduler
from mattimer.storage.state_files.settings_file import load_settings
from mattimer.storage.store import Store
from mattimer.ui.body.body_shape import load_body
from mattimer.ui.pages.today.today import TodayPage
from mattimer.ui.theme.theme import Theme, apply_theme
from mattimer.ui.theme.tokens import DesignTokens, load_tokens
from mattimer.ui.window import Window

if TYPE_CHECKING:
    from mattimer.ui.pages.screening.screening import ScreeningPage


def make_qt(arguments: list[str]) -> QApplication:
    """The Qt application, named so that the desktop finds entry and icon."""
    QGuiApplication.setDesktopFileName(APP_ID)
    # X11 takes the window class from it, by which a desktop finds the entry.
    QApplication.setApplicationName(APP_ID)
    QApplication.setApplicationDisplayName("Mat Timer")
    QApplication.setApplicationVersion(__version__)
    qt = QApplication(arguments)
    qt.setQuitOnLastWindowClosed(False)
    locale = person_locale()
    QLocale.setDefault(locale)
    # Qt itself takes it from a translation of its own words, which may not be there.
    qt.setLayoutDirection(locale.textDirection())
    return qt


def person_locale() -> QLocale:
    """The system's locale; one without a language ("C") gets English names of days."""
    system = QLocale.system()
    if system.language() != QLocale.Language.C:
        return system
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


class FirstFrame:
    """The window with Today on it, or with the safety questions before the first time.

    Attributes:
        context: What everything built later needs.
        window: The one window.
        shape: The body's paths.
        today_page: Today.
        today: What Today offers.
        place: Where the window was, and how the desktop wanted programs to look then.
        screening: The questions' page where they come first, else None.
    """

    def __init__(
        self,
        qt: QApplication,
        paths: Paths,
        clock: Clock,
        store: Store,
        snapshot: StateSnapshot,
        *,
        scheduler: Scheduler | None = None,
    ) -> None:
        """Build it; without a scheduler, Qt's own timers count.

        Raises:
            ContentError, TokenError, FigureError: The installation lacks one of its files.
        """
        content = load_content(paths.guide)
        loaded, memory = load_settings(paths.settings), load_memory(paths.window)
        self._theme = theme = _make_theme(qt, paths, loaded.settings, memory.desktop_appearance)
        self.shape = load_body(paths.figure, content.areas)
        tasks = BackgroundTasks(self.say)
        app_state = AppState(content, store, clock, tasks, snapshot)
        self.today_page = TodayPage(theme, self.shape, area_choices(app_state.areas))
        self.window = window = Window(theme, self.today_page)
        window.system_changed.connect(self._on_window_system_changed)
        self.place = WindowPlacement(window, paths.window, memory)
        self.context = AppContext(
            paths=paths,
            clock=clock,
            scheduler=scheduler or QtScheduler(window),
            store=store,
            tasks=tasks,
            app_state=app_state,
            preferences=Preferences(
                theme,
                paths.settings,
                loaded,
                lambda: apply_theme(qt, theme.tokens),
                memory.desktop_appearance,
            ),
            theme=theme,
            window=window,
        )
        settings = loaded.settings
        self.today = TodayPresenter(
            self.today_page, app_state, clock, settings.wind_down, settings.length
        )
        unanswered = snapshot.answers is None and content.screening is not None
        self.screening = self.make_screening() if unanswered else None

    def make_screening(self) -> "ScreeningPage":
        """The page of safety questions, asked."""
        from mattimer.presenters.screening import make_screening  # noqa: PLC0415 - seldom first

        return make_screening(self.context.theme, self.context.app_state)

    def arrange(self) -> None:
        """Make the window ready to be shown, now or later."""
        self.today.refresh()
        if self.screening is not None:
            self.window.show_whole(self.screening)

    def show(self) -> None:
        """Show the window, and return once its first frame is painted."""
        self.arrange()
        painted = QEventLoop()
        self.window.first_painted.connect(painted.quit)
        self.window.show()
        painted.exec()

    def say(self, sentence: str) -> None:
        """Tell the person what the world did to the data."""
        self.today.keep_notice(sentence)

    def _on_window_system_changed(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self._theme.change(family=font.family())


def _make_theme(
    qt: QApplication, paths: Paths, settings: Settings, desktop: DesktopAppearance
) -> Theme:
    tokens = DesignTokens(
        load_tokens(paths.tokens),
        family=qt.font().family(),
        **asdict(theme_values(settings, desktop, qt_hints())),
    )
    apply_theme(qt, tokens)
    return Theme(tokens, paths.resources)

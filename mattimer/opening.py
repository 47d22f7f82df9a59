"""What the first frame needs, and nothing else: Qt, the look, the window and Today.

Two thirds of a start are imports. Whatever can wait is imported by app.py, after the first paint.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEventLoop, QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from mattimer import APP_ID, __version__
from mattimer.flow.appearance import wants_dark, wants_less_motion
from mattimer.flow.today import TodayFlow, area_choices
from mattimer.guide.content import load_areas
from mattimer.history.records import SessionRecord
from mattimer.paths import Paths
from mattimer.session.clock import Clock
from mattimer.settings import load_settings
from mattimer.ui.look import Look, dress_application
from mattimer.ui.pages.today import TodayPage
from mattimer.ui.theme import Theme, load_tokens
from mattimer.ui.widgets.body_shape import load_body
from mattimer.ui.window import Window

RECENT = 200
"""Sessions that Today looks at."""


def make_qt(arguments: list[str]) -> QApplication:
    """The Qt application, named so that the desktop finds entry and icon."""
    QGuiApplication.setDesktopFileName(APP_ID)
    QApplication.setApplicationName("mattimer")
    QApplication.setApplicationDisplayName("Mat Timer")
    QApplication.setApplicationVersion(__version__)
    qt = QApplication(arguments)
    qt.setQuitOnLastWindowClosed(False)
    QLocale.setDefault(person_locale())
    return qt


def person_locale() -> QLocale:
    """The system's locale; one without a language ("C") gets English names of days."""
    system = QLocale.system()
    if system.language() != QLocale.Language.C:
        return system
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


class Opening:
    """The window with Today on it.

    Attributes:
        qt: The Qt application.
        paths: The folders of this instance.
        clock: The session's clock.
        areas: The body areas by id.
        loaded: The settings as read.
        look: The appearance in force.
        shape: The body's paths.
        today_page: Today.
        window: The one window.
        today: What Today offers.
    """

    def __init__(self, qt: QApplication, paths: Paths, clock: Clock) -> None:
        """Build it.

        Raises:
            ContentError, TokenError, FigureError: The installation lacks one of its files.
        """
        self.qt = qt
        self.paths = paths
        self.clock = clock
        self.areas = load_areas(paths.resources / "guide")
        self.loaded = load_settings(paths.settings)
        self.look = self._make_look()
        self.shape = load_body(paths.resources / "figures" / "body-back.svg")
        self.today_page = TodayPage(self.look, self.shape, area_choices(self.areas))
        self.window = Window(self.look, self.today_page)
        self.today = TodayFlow(self.today_page, self.areas, clock)

    def show(self, records: Sequence[SessionRecord]) -> None:
        """Show Today with the newest sessions, and return once the first frame is painted."""
        self.today.show_records(records)
        painted = QEventLoop()
        self.window.first_painted.connect(painted.quit)
        self.window.show()
        painted.exec()

    def _make_look(self) -> Look:
        settings = self.loaded.settings
        theme = Theme(
            load_tokens(self.paths.resources / "theme" / "tokens.toml"),
            dark=wants_dark(settings),
            family=self.qt.font().family(),
            reduced_motion=wants_less_motion(settings),
        )
        dress_application(self.qt, theme)
        return Look(theme, self.paths.resources)

"""The settings around a session: screen, reminders, the computer, what is kept, the program."""

from PySide6.QtCore import QCoreApplication

from mattimer import __version__
from mattimer.ui.controls.combo import Choices
from mattimer.ui.pages.settings.settings_rows import Group, Row, RowKind
from mattimer.ui.wording import minutes_count

TEXT_SIZES = (100, 110, 125, 150, 175, 200)
WASHES = (5, 10, 15, 20, 25, 30, 40, 50, 75, 100)


def screen_group() -> Group:
    """What is seen."""
    looks = (("system", _tr("System")), ("light", _tr("Light")), ("dark", _tr("Dark")))
    steps = (
        ("off", _tr("Off")),
        ("some", _tr("Some")),
        ("most", _tr("Most")),
        ("black", _tr("Black")),
    )
    awake = (
        ("screen", _tr("Screen stays on")),
        ("sound", _tr("Dark with sound")),
        ("off", _tr("Leave it to the system")),
    )
    sizes = ((0, _tr("As the system")), *((size, size_words(size)) for size in TEXT_SIZES))
    return Group(
        _tr("Screen"),
        (
            Row(
                "appearance",
                _tr("Appearance"),
                RowKind.SEGMENTS,
                _tr("A session is always dark."),
                looks,
                also=_tr("theme colours night"),
            ),
            Row(
                "dimming",
                _tr("Dim during a session"),
                RowKind.SEGMENTS,
                choices=steps,
                also=_tr("brightness"),
            ),
            Row(
                "text_size",
                _tr("Text size"),
                RowKind.LIST,
                choices=sizes,
                words_of=size_words,
                also=_tr("font letters zoom larger"),
            ),
            Row(
                "awake",
                _tr("Keep awake"),
                RowKind.LIST,
                _tr("While a session runs."),
                awake,
                also=_tr("sleep suspend screensaver"),
            ),
        ),
    )


def evening_group() -> Group:
    """What the app may speak up for."""
    notify = _tr("notification notify alert alarm")
    before = tuple((m, minutes_count(m)) for m in (30, 45, 60))
    plan, wind_down = ("plan_reminder",), ("bedtime", "evening_reminder")
    return Group(
        _tr("Evening and care"),
        (
            Row("evening_reminder", _tr("Wind-down reminder"), needs=("bedtime",), also=notify),
            Row(
                "bedtime",
                _tr("Bedtime"),
                RowKind.TIME,
                first="18:00",
                none=_tr("Not set"),
                also=_tr("wind-down time sleep ") + notify,
            ),
            Row(
                "wind_down_min",
                _tr("Wind-down before it"),
                RowKind.LIST,
                choices=before,
                words_of=minutes_count,
                needs=("bedtime",),
            ),
            Row(
                "evening_days",
                _tr("Wind-down on"),
                RowKind.DAYS,
                about=_tr("Days of the wind-down reminder"),
                needs=wind_down,
                also=notify,
            ),
            Row(
                "plan_reminder",
                _tr("Plan reminder"),
                note=_tr("Quiet once the day has its session."),
                also=notify,
            ),
            Row(
                "plan_time",
                _tr("Plan reminder at"),
                RowKind.TIME,
                first="06:00",
                about=_tr("Time of the plan reminder"),
                needs=plan,
                also=notify,
            ),
            Row(
                "plan_days",
                _tr("Plan reminder on"),
                RowKind.DAYS,
                about=_tr("Days of the plan reminder"),
                needs=plan,
                also=notify,
            ),
            Row(
                "wash_every",
                _tr("Mat wash reminder"),
                RowKind.LIST,
                choices=wash_choices(1, WASHES[-1]),
                words_of=wash_words,
                also=notify,
            ),
            Row(
                "calendar",
                _tr("Reminders as a calendar file"),
                RowKind.ACTION,
                _tr("For when Mat Timer is closed."),
                action=_tr("Save"),
                about=_tr("Save the reminders as a calendar file"),
                also=notify + _tr(" ics export"),
            ),
        ),
    )


def computer_group() -> Group:
    """How the app lives on this computer."""
    return Group(
        _tr("Computer"),
        (
            Row(
                "tray",
                _tr("Keep in the tray"),
                note=_tr("Closing the window leaves Mat Timer there."),
                also=_tr("background icon minimise"),
            ),
            Row("autostart", _tr("Open at login"), also=_tr("autostart startup begin")),
            Row(
                "pause_key",
                _tr("Pause key everywhere"),
                RowKind.ACTION,
                action=_tr("Choose"),
                about=_tr("Choose a key that pauses from everywhere"),
                also=_tr("shortcut hotkey keyboard global"),
            ),
            Row(
                "toggle_command",
                _tr("A key of your own"),
                RowKind.FACT,
                _tr("The desktop's keyboard settings can give one to “mattimer toggle”."),
                also=_tr("pause shortcut hotkey keyboard global"),
            ),
        ),
    )


def own_group() -> Group:
    """What is kept."""
    return Group(
        _tr("Yours alone"),
        (
            Row(
                "sessions",
                _tr("Sessions, kept on this computer"),
                RowKind.ACTION,
                action=_tr("Export"),
                second="import",
                second_action=_tr("Import"),
                also=_tr("backup save data file csv json spreadsheet"),
            ),
            Row(
                "clinician",
                _tr("A page for a clinician"),
                RowKind.ACTION,
                _tr("The last twelve weeks, as a PDF."),
                action=_tr("Save"),
                also=_tr("doctor physiotherapist report print"),
            ),
            Row(
                "shared_folder",
                _tr("Shared with my other computers"),
                RowKind.ACTION,
                _tr("Through a folder that Syncthing, Nextcloud or the like keeps alike."),
                action=_tr("Choose"),
                second="unshare",
                second_action=_tr("Stop"),
                also=_tr("sync synchronise dropbox folder"),
            ),
            Row(
                "backups",
                _tr("Backups"),
                RowKind.ACTION,
                _tr("One a day, for a week; one a week, for a month."),
                action=_tr("Bring back"),
                also=_tr("restore recover"),
            ),
            Row(
                "safety",
                _tr("Safety answers"),
                RowKind.ACTION,
                action=_tr("Review"),
                also=_tr("questions screening health"),
            ),
            Row(
                "reset",
                _tr("Settings as they were at first"),
                RowKind.ACTION,
                _tr("Sessions and safety answers stay."),
                action=_tr("Reset"),
                about=_tr("Reset all settings"),
                also=_tr("default restore"),
            ),
            Row(
                "erase",
                _tr("Erase everything"),
                RowKind.ACTION,
                _tr("Every session, backup and setting."),
                action=_tr("Erase"),
                also=_tr("delete remove uninstall"),
            ),
        ),
    )


def about_group() -> Group:
    """The program."""
    return Group(
        _tr("About"),
        (
            Row(
                "version",
                _tr("Mat Timer {0}").format(__version__),
                RowKind.FACT,
                _tr("Free software under the GNU General Public License, version 3 or later."),
                also=_tr("version licence"),
            ),
            Row(
                "diagnostics",
                _tr("Diagnostics"),
                RowKind.ACTION,
                _tr("Versions and what works here, nothing of yours."),
                action=_tr("Copy"),
                about=_tr("Copy diagnostics"),
                also=_tr("bug report doctor help"),
            ),
            Row(
                "log",
                _tr("Log"),
                RowKind.ACTION,
                _tr("What the program did, without any answer, rating or note."),
                action=_tr("Open"),
                about=_tr("Open the log"),
                also=_tr("bug report file"),
            ),
        ),
    )


def wash_choices(low: int, high: int) -> Choices:
    """Sessions between washes, within bounds."""
    return tuple((every, wash_words(every)) for every in WASHES if low <= every <= high)


def wash_words(every: int) -> str:
    """How often, as "Every 20 sessions"."""
    return _tr("Every {0} sessions").format(every)


def size_words(size: int) -> str:
    """A size of text in percent."""
    return _tr("{0} %").format(size)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SettingsPage", text)

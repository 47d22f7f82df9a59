"""What can be set, as data: groups of rows in the order they are read."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from mattimer.ui.widgets.combo import Choices
from mattimer.ui.wording import seconds_count


class RowKind(Enum):
    """What a row is set with."""

    SWITCH = auto()
    LIST = auto()
    SEGMENTS = auto()
    VOLUME = auto()
    ACTION = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One setting.

    Attributes:
        name: The setting, or what a button asks for.
        text: Its words.
        kind: What it is set with.
        note: A quiet second line.
        choices: Values and their words, for a list or segments.
        missing: Words for a value that a list does not offer; empty shows the value.
        action: Words of the row's button.
        about: What the button does, in full, for who cannot see the row.
    """

    name: str
    text: str
    kind: RowKind = RowKind.SWITCH
    note: str = ""
    choices: Choices = ()
    missing: str = ""
    action: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    title: str
    rows: tuple[Row, ...]


def columns() -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """The groups of both columns."""
    left = (_session_group(), _breath_group(), _sound_group())
    return left, (_screen_group(), _evening_group(), _own_group())


def voice_choices(names: tuple[str, ...]) -> Choices:
    """The system's choice, then voices by name."""
    return (("", _tr("The system's choice")), *((name, name) for name in names))


def output_choices(devices: tuple[tuple[str, str], ...]) -> Choices:
    """The system's device, then devices by identifier and name."""
    return (("", _tr("As the system")), *devices)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SettingsPage", text)


def _session_group() -> Group:
    seconds = tuple((s, seconds_count(s)) for s in (0, 10, 20, 30, 60, 120, 300))
    note = _tr("Start begins the time to lie down at once.")
    return Group(
        _tr("Session"),
        (
            Row("lead_in_s", _tr("Time to lie down"), RowKind.LIST, choices=seconds),
            Row("scan", _tr("Body scan while still")),
            Row("skip_prepare", _tr("Skip the preparation page"), note=note),
        ),
    )


def _breath_group() -> Group:
    text = _tr("{0} in, {1} out")
    patterns = tuple((p, text.format(*p.split("-"))) for p in ("4-6", "5-5", "3-7"))
    pacing = (
        ("first-minutes", _tr("The first 5 minutes")),
        ("throughout", _tr("Throughout")),
        ("off", _tr("Off")),
    )
    motion = (("system", _tr("As the system")), ("full", _tr("Off")), ("reduced", _tr("On")))
    note = _tr("A number and a bar, no moving disc.")
    return Group(
        _tr("Breathing"),
        (
            Row("pattern", _tr("Pattern"), RowKind.LIST, choices=patterns),
            Row("pacing", _tr("Pace me"), RowKind.LIST, choices=pacing),
            Row("motion", _tr("Reduce motion"), RowKind.LIST, note, motion),
        ),
    )


def _sound_group() -> Group:
    words = (("full", _tr("Every word")), ("few", _tr("Few words")), ("off", _tr("Off")))
    paces = (("slow", _tr("Slow")), ("normal", _tr("Normal")), ("fast", _tr("Fast")))
    return Group(
        _tr("Sound"),
        (
            Row("words", _tr("Voice"), RowKind.LIST, choices=words),
            Row("voice_name", _tr("Whose voice"), RowKind.LIST, choices=voice_choices(())),
            Row("voice_pace", _tr("Speaking pace"), RowKind.LIST, choices=paces),
            _volume("voice", _tr("Voice volume"), _tr("Test the voice")),
            _volume("bells", _tr("Bells"), _tr("Test the bells")),
            _volume("breath", _tr("Breath tones"), _tr("Test the breath tones")),
            Row(
                "output",
                _tr("Output device"),
                RowKind.LIST,
                choices=output_choices(()),
                missing=_tr("Not connected"),
            ),
        ),
    )


def _volume(name: str, text: str, about: str) -> Row:
    return Row(name, text, RowKind.VOLUME, action=_tr("Test"), about=about)


def _screen_group() -> Group:
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
    always = _tr("A session is always dark.")
    return Group(
        _tr("Screen"),
        (
            Row("appearance", _tr("Appearance"), RowKind.SEGMENTS, always, looks),
            Row("dimming", _tr("Dim during a session"), RowKind.SEGMENTS, choices=steps),
            Row("awake", _tr("Keep awake"), RowKind.LIST, _tr("While a session runs."), awake),
        ),
    )


def _evening_group() -> Group:
    times = [f"{hour % 24:02}:{minute:02}" for hour in range(20, 26) for minute in (0, 30)]
    bedtimes = (("", _tr("No reminder")), *((time, time) for time in times))
    days = (
        ("1234567", _tr("Every day")),
        ("12345", _tr("Monday to Friday")),
        ("67", _tr("Weekends")),
    )
    before = tuple((m, _tr("{0} minutes").format(m)) for m in (30, 45, 60))
    return Group(
        _tr("Evening and care"),
        (
            Row("bedtime", _tr("Bedtime"), RowKind.LIST, choices=bedtimes),
            Row("wind_down_min", _tr("Wind-down before it"), RowKind.LIST, choices=before),
            Row("evening_days", _tr("On"), RowKind.LIST, choices=days),
        ),
    )


def _own_group() -> Group:
    kept = _tr("Sessions, kept on this computer")
    return Group(
        _tr("Yours alone"),
        (
            Row("sessions", kept, RowKind.ACTION, action=_tr("Export")),
            Row("safety", _tr("Safety answers"), RowKind.ACTION, action=_tr("Review")),
        ),
    )

"""The settings of a session: its length, breathing, sound."""

from PySide6.QtCore import QCoreApplication

from mattimer.ui.controls.combo import Choices
from mattimer.ui.pages.settings.settings_rows import Group, Row, RowKind
from mattimer.ui.wording import minutes_count, seconds_count

LENGTHS = (5, 8, 10, 12, 15, 20)


def session_group() -> Group:
    """How long, and how it begins."""
    lengths = ((0, _tr("What Today suggests")), *((m, minutes_count(m)) for m in LENGTHS))
    seconds = tuple((s, seconds_count(s)) for s in (0, 10, 20, 30, 60, 120, 300))
    note = _tr("Start begins the time to lie down at once.")
    return Group(
        _tr("Session"),
        (
            Row(
                "length",
                _tr("Length"),
                RowKind.LIST,
                _tr("Today may offer less."),
                lengths,
                minutes_count,
                also=_tr("duration how long"),
            ),
            Row(
                "lead_in_s",
                _tr("Time to lie down"),
                RowKind.LIST,
                choices=seconds,
                words_of=seconds_count,
                also=_tr("countdown delay"),
            ),
            Row("scan", _tr("Body scan while still"), also=_tr("attention")),
            Row("skip_prepare", _tr("Skip the preparation page"), note=note),
        ),
    )


def breath_group() -> Group:
    """The pacer."""
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
            Row(
                "pattern",
                _tr("Pattern"),
                RowKind.LIST,
                choices=tuple((p, pattern_words(p)) for p in ("4-6", "5-5", "3-7")),
                words_of=pattern_words,
                also=_tr("rhythm seconds"),
            ),
            Row("pacing", _tr("Pace me"), RowKind.LIST, choices=pacing, also=_tr("pacer")),
            Row(
                "motion",
                _tr("Reduce motion"),
                RowKind.LIST,
                note,
                motion,
                also=_tr("animation movement"),
            ),
        ),
    )


def sound_group() -> Group:
    """Voice, bells, breath tones, and where they are heard."""
    words = (("full", _tr("Every word")), ("few", _tr("Few words")), ("off", _tr("Off")))
    paces = (("slow", _tr("Slow")), ("normal", _tr("Normal")), ("fast", _tr("Fast")))
    speech = _tr("speech spoken narrator")
    return Group(
        _tr("Sound"),
        (
            Row("words", _tr("Voice"), RowKind.LIST, choices=words, also=speech),
            Row(
                "voice_name",
                _tr("Whose voice"),
                RowKind.LIST,
                choices=voice_choices(()),
                also=speech,
            ),
            Row("voice_pace", _tr("Speaking pace"), RowKind.LIST, choices=paces, also=speech),
            _volume("voice", _tr("Voice volume"), _tr("Test the voice")),
            _volume("bells", _tr("Bells"), _tr("Test the bells")),
            _volume("breath", _tr("Breath tones"), _tr("Test the breath tones")),
            Row(
                "output",
                _tr("Output device"),
                RowKind.LIST,
                choices=output_choices(()),
                words_of=lambda _: _tr("Not connected"),
                also=_tr("headphones loudspeaker sound card"),
            ),
        ),
    )


def voice_choices(names: tuple[str, ...]) -> Choices:
    """The system's choice, then voices by name."""
    return (("", _tr("The system's choice")), *((name, name) for name in names))


def output_choices(devices: tuple[tuple[str, str], ...]) -> Choices:
    """The system's device, then devices by identifier and name."""
    return (("", _tr("As the system")), *devices)


def pattern_words(pattern: str) -> str:
    """A breath pattern as "4 in, 6 out"."""
    return _tr("{0} in, {1} out").format(*pattern.split("-"))


def _volume(name: str, text: str, about: str) -> Row:
    also = _tr("volume loud quiet")
    return Row(name, text, RowKind.VOLUME, action=_tr("Test"), about=about, also=also)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SettingsPage", text)

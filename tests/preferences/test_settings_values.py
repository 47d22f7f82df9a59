"""Settings: typed, with defaults, and a damaged file is a first day for what is damaged."""

import json
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict

from mattimer.preferences.settings_values import (
    Appearance,
    Awake,
    Dimming,
    Motion,
    Pace,
    Settings,
    SpokenWords,
)
from mattimer.session.session_plan import Pacing
from mattimer.storage.state_files.settings_file import (
    LoadedSettings,
    keep_damaged,
    load_settings,
    save_settings,
)

NAMES = list(Settings.__struct_fields__)
CHANGED = Settings(
    appearance=Appearance.LIGHT,
    motion=Motion.REDUCED,
    lead_in_s=60,
    scan=False,
    skip_prepare=True,
    pattern="5-5",
    pacing=Pacing.THROUGHOUT,
    bells=0,
    breath=100,
    voice=35,
    words=SpokenWords.FULL,
    voice_name="Anna",
    voice_pace=Pace.SLOW,
    output="usb-headset",
    awake=Awake.SOUND,
    dimming=Dimming.BLACK,
    length=12,
    text_size=150,
    tray=False,
    plan_reminder=True,
    plan_days="135",
    plan_time="07:15",
)
OLDER = sorted((Path(__file__).parent / "data" / "settings").glob("*.json"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_without_a_file_there_are_defaults(file: Path) -> None:
    assert load_settings(file) == LoadedSettings(Settings())


def test_what_is_saved_is_loaded(file: Path) -> None:
    save_settings(file, CHANGED)
    assert load_settings(file) == LoadedSettings(CHANGED)


def test_the_file_is_plain_json_that_a_person_can_read(file: Path) -> None:
    save_settings(file, CHANGED)
    text = file.read_text("utf-8")
    assert json.loads(text) == asdict(CHANGED)
    assert text.endswith("}\n")
    assert text.count("\n") == len(NAMES) + 2


def test_the_file_is_its_owners_alone(file: Path) -> None:
    save_settings(file, CHANGED)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_missing_setting_has_its_default(file: Path) -> None:
    file.write_text('{"lead_in_s": 60}', "utf-8")
    assert load_settings(file) == LoadedSettings(Settings(lead_in_s=60))


def test_a_setting_of_another_version_is_passed_over_and_kept(file: Path) -> None:
    file.write_text('{"scan": false, "humming": {"at": [1, null]}, "": null}', "utf-8")
    loaded = load_settings(file)
    assert loaded == LoadedSettings(
        Settings(scan=False), (), {"humming": {"at": [1, None]}, "": None}
    )
    save_settings(file, loaded.settings.changed("scan", value=True), loaded.rest)
    assert json.loads(file.read_text("utf-8"))["humming"] == {"at": [1, None]}
    assert load_settings(file) == LoadedSettings(Settings(), (), loaded.rest)


def test_what_is_nested_too_deep_to_be_written_is_left_out(file: Path) -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    save_settings(file, CHANGED, {"deep": deep})
    while deep:
        (deep,) = deep  # type: ignore[assignment]
    assert load_settings(file) == LoadedSettings(CHANGED)


def test_there_are_files_of_older_versions() -> None:
    assert [older.stem for older in OLDER] == ["1-first", "2-evenings", "3-sound"]


@pytest.mark.parametrize("older", OLDER, ids=lambda path: path.stem)
def test_a_file_of_an_older_version_is_read(older: Path) -> None:
    loaded = load_settings(older)
    stored = json.loads(older.read_text("utf-8"))
    assert (loaded.damaged, dict(loaded.rest)) == ((), {})
    values = asdict(loaded.settings)
    assert values == {**asdict(Settings()), **stored}
    assert values != asdict(Settings())


def test_a_damaged_file_can_be_laid_beside(file: Path) -> None:
    file.write_bytes(b"\xff{ half a fi")
    keep_damaged(file)
    save_settings(file, Settings())
    beside = file.with_name("settings.json.damaged")
    assert beside.read_bytes() == b"\xff{ half a fi"
    assert stat.S_IMODE(beside.stat().st_mode) == 0o600
    assert load_settings(file) == LoadedSettings(Settings())


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '"dark"', "3", "{'scan': true}", "\x00", "[1, 2]"]
)
def test_a_damaged_file_is_named_and_all_is_as_at_first(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    assert load_settings(file) == LoadedSettings(Settings(), ("settings.json",))


def test_bytes_that_are_no_text_are_damage(file: Path) -> None:
    file.write_bytes(b'{"scan": "\xff"}')
    assert load_settings(file).damaged == ("settings.json",)


def test_a_folder_in_its_place_is_damage(file: Path) -> None:
    file.mkdir()
    assert load_settings(file).damaged == ("settings.json",)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("appearance", "sepia"),
        ("appearance", 3),
        ("appearance", None),
        ("motion", []),
        ("lead_in_s", "20"),
        ("lead_in_s", 20.0),
        ("lead_in_s", True),
        ("lead_in_s", -1),
        ("lead_in_s", 301),
        ("scan", 1),
        ("scan", "yes"),
        ("scan", None),
        ("skip_prepare", 0),
        ("pattern", "4"),
        ("pattern", "1-1"),
        ("pattern", 46),
        ("pacing", "always"),
        ("bells", 101),
        ("bells", "70"),
        ("breath", -1),
        ("voice", 35.5),
        ("words", "many"),
        ("voice_name", None),
        ("voice_pace", 1),
        ("output", 3),
        ("awake", True),
        ("dimming", "bright"),
        ("dimming", [[["bright"]]]),
        ("voice_name", "\ud800"),
        ("output", "\udfff"),
        ("bedtime", "22"),
        ("bedtime", "2230"),
        ("bedtime", "22:30+02:00"),
        ("bedtime", "24:00"),
        ("bedtime", None),
        ("plan_time", ""),
        ("plan_time", "7:15"),
        ("plan_days", ""),
        ("plan_days", "0"),
        ("evening_days", 7),
        ("wind_down_min", 29),
        ("length", 31),
        ("length", -1),
        ("text_size", 99),
        ("text_size", 201),
        ("tray", "yes"),
        ("pause_key", 0),
    ],
)
def test_one_damaged_setting_leaves_the_others(file: Path, name: str, value: object) -> None:
    file.write_text(json.dumps({**asdict(CHANGED), name: value}), "utf-8")
    loaded = load_settings(file)
    assert loaded.damaged == (name,)
    default = getattr(Settings(), name)
    assert loaded.settings == CHANGED.changed(name, default)


def test_damaged_settings_are_named_in_order(file: Path) -> None:
    file.write_text('{"scan": 3, "pattern": "x", "appearance": 1}', "utf-8")
    assert load_settings(file).damaged == ("appearance", "pattern", "scan")


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=8)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT
VALUES = st.recursive(
    PLAIN, lambda some: st.lists(some, max_size=3) | st.dictionaries(ANY_TEXT, some, max_size=3)
)


@given(st.dictionaries(st.sampled_from(NAMES) | ANY_TEXT, VALUES))
def test_any_object_gives_settings(
    tmp_path_factory: pytest.TempPathFactory, stored: object
) -> None:
    file = tmp_path_factory.mktemp("any") / "settings.json"
    file.write_text(json.dumps(stored), "utf-8")
    loaded = load_settings(file)
    assert set(loaded.damaged) <= set(NAMES)
    save_settings(file, loaded.settings, loaded.rest)
    again = load_settings(file)
    assert (again.settings, again.damaged) == (loaded.settings, ())
    # Compared as text: of all values a number that is none is the only one unlike itself.
    assert json.dumps(again.rest) == json.dumps(loaded.rest)


@given(st.binary(max_size=60))
def test_any_bytes_give_settings(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.mktemp("any") / "settings.json"
    file.write_bytes(content)
    loaded = load_settings(file)
    save_settings(file, loaded.settings, loaded.rest)
    assert load_settings(file).settings == loaded.settings


def test_a_depth_that_no_reader_has_is_damage(file: Path) -> None:
    file.write_text('{"appearance": ' + "[" * 100_000 + "]" * 100_000 + "}", "utf-8")
    assert load_settings(file).damaged == ("settings.json",)


@pytest.mark.parametrize("lead_in_s", [0, 300])
def test_the_lead_in_has_its_bounds(lead_in_s: int) -> None:
    assert Settings(lead_in_s=lead_in_s).lead_in_s == lead_in_s


@pytest.mark.parametrize("lead_in_s", [-1, 301])
def test_beyond_them_it_is_refused(lead_in_s: int) -> None:
    with pytest.raises(ValueError, match=r"^The time to lie down is 0 to 300 seconds\.$"):
        Settings(lead_in_s=lead_in_s)


@pytest.mark.parametrize("name", ["bells", "breath", "voice"])
def test_a_volume_has_its_bounds(name: str) -> None:
    for volume in (0, 100):
        assert getattr(Settings().changed(name, volume), name) == volume
    for volume in (-1, 101):
        with pytest.raises(ValueError, match=r"^A volume is 0 to 100\.$"):
            Settings().changed(name, volume)


def test_the_volumes_that_nobody_has_set() -> None:
    assert (Settings().bells, Settings().breath, Settings().voice) == (70, 50, 80)


def test_an_enumeration_may_come_as_its_text() -> None:
    assert Settings().changed("appearance", "light").appearance is Appearance.LIGHT
    assert Settings().changed("pacing", Pacing.OFF).pacing is Pacing.OFF


def test_a_change_leaves_the_old_value_alone() -> None:
    before = Settings()
    assert before.changed("scan", value=False) == Settings(scan=False)
    assert before.scan


def test_a_value_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="lead_in_s"):
        Settings().changed("lead_in_s", "20")
    with pytest.raises(ValueError, match="humming"):
        Settings().changed("humming", 20)


def test_a_failed_save_keeps_the_old_file_and_leaves_nothing_behind(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_settings(file, CHANGED)

    def refuse(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as full:
        full.setattr(Path, "replace", refuse)
        with pytest.raises(OSError):  # noqa: PT011 - any
            save_settings(file, Settings())
    assert load_settings(file).settings == CHANGED
    assert [found.name for found in file.parent.glob("*.json*")] == [file.name]
    assert list(file.parent.glob(".settings-*")) == []


def test_a_missing_folder_is_an_error_of_the_world(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        save_settings(tmp_path / "gone" / "settings.json", Settings())

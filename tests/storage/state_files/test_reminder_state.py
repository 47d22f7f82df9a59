"""What was said and put off outlives the app; a damaged file is an empty one."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mattimer.coach.reminder_times import Due, Kept, ReminderKind
from mattimer.storage.state_files.reminder_state import load_kept, save_kept

kinds = st.frozensets(st.sampled_from(ReminderKind), min_size=1)
moments = st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds UTC
dues = st.builds(Due, kinds, st.dates(), moments, moments)
kept_ones = st.builds(
    Kept,
    st.dictionaries(st.sampled_from(ReminderKind), st.dates()),
    st.none() | st.dates(),
    st.none() | dues,
)
a_folder_for_all = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])

NOW = datetime(2026, 6, 1, 16, tzinfo=UTC)
DUE = Due(frozenset({ReminderKind.PLAN}), date(2026, 6, 1), NOW, NOW + timedelta(hours=1))
FULL = Kept({ReminderKind.PLAN: DUE.day, ReminderKind.EVENING: date(2026, 5, 31)}, DUE.day, DUE)


@a_folder_for_all
@given(kept_ones)
def test_it_comes_back_as_it_was(tmp_path: Path, kept: Kept) -> None:
    save_kept(tmp_path / "reminders.json", kept)
    assert load_kept(tmp_path / "reminders.json") == kept


def test_a_missing_file_is_an_empty_one(tmp_path: Path) -> None:
    assert load_kept(tmp_path / "reminders.json") == Kept()


@pytest.mark.parametrize(
    "change",
    [
        {"said": {"lunch": "2026-06-01"}},
        {"said": {"plan": "yesterday"}},
        {"said": ["plan"]},
        {"said": {"plan": 20260601}},
        {"not_today": 7},
        {"put_off": {"kinds": ["plan"]}},
        {"put_off": {"kinds": 3, "day": "2026-06-01", "at": "now", "until": "then"}},
        {
            "put_off": {
                "kinds": ["plan"],
                "day": "2026-06-01",
                "at": "2026-06-01T16:00:00",
                "until": "2026-06-01T17:00:00",
            }
        },
    ],
)
def test_a_damaged_file_is_an_empty_one(tmp_path: Path, change: dict[str, object]) -> None:
    file = tmp_path / "reminders.json"
    save_kept(file, FULL)
    stored = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**stored, **change}), encoding="utf-8")
    assert load_kept(file) == Kept()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "7", "{}", "\x00", "[" * 100_000])
def test_nonsense_is_an_empty_file(tmp_path: Path, text: str) -> None:
    file = tmp_path / "reminders.json"
    file.write_text(text, encoding="utf-8")
    assert load_kept(file) == Kept()


def test_bytes_that_are_no_text_are_an_empty_file(tmp_path: Path) -> None:
    file = tmp_path / "reminders.json"
    file.write_bytes(b"\xff\xfe\x00")
    assert load_kept(file) == Kept()

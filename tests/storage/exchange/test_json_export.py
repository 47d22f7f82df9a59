import json
import re
import resource
import stat
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.session.reasons import StopReason
from mattimer.session.records import (
    AllElse,
    CheckIn,
    Document,
    FollowUp,
    FollowUpKind,
    Outcome,
    Screening,
    SessionRecord,
)
from mattimer.storage.codec.json_forms import SESSION_ENTRY
from mattimer.storage.codec.kinds import moment_text, seconds
from mattimer.storage.errors import DamagedData, UnwritableData
from mattimer.storage.exchange.json_export import export_json
from tests.fakes import FakeClock
from tests.storage.factories import DEVICE, FINISHED, NOON, numbered, open_store, session_records

NOW = FakeClock().read()


def entry_of(record: SessionRecord) -> dict[str, Any]:
    entry = SESSION_ENTRY.written(record, utc_offset_s=record.utc_offset_s)
    return dict(json.loads(msgspec.json.encode(entry)))


def exported(target: Path, *records: SessionRecord) -> Any:  # noqa: ANN401
    count = export_json(records, target, exported_at=NOW, device=DEVICE)
    found = json.loads(target.read_text(encoding="utf-8"))
    assert len(found["sessions"]) == count == len(records)
    return found


def test_the_format_is_the_one_that_was_promised(tmp_path: Path) -> None:
    assert exported(tmp_path / "out.json", FINISHED) == {
        "app": "mattimer",
        "format": 1,
        "exported_at": "2026-09-21T16:13:20.123457+02:00",
        "device": DEVICE,
        "sessions": [
            {
                "id": "00000000-0000-0000-0000-000000000001",
                "started_at": "2026-09-21T16:13:20+02:00",
                "ended_at": "2026-09-21T16:23:40+02:00",
                "area": "upper-back",
                "layer": "shirt",
                "pattern": "4-6",
                "lead_in_s": 20,
                "planned_s": 600,
                "stages": {"settle_s": 120, "still_s": 360, "rise_s": 120},
                "mat_s": 600,
                "paused_s": 0,
                "away_s": 0,
                "outcome": "finished",
                "stop_reason": None,
                "tightness_before": 7,
                "tightness_after": 4,
                "noticed": ["warmth", "sleepy"],
                "note": "Better than the sofa.",
                "device": DEVICE,
                "updated_at": "2026-09-21T16:24:20+02:00",
                "deleted": False,
            }
        ],
    }


def test_no_sessions_are_an_empty_list(tmp_path: Path) -> None:
    assert exported(tmp_path / "out.json")["sessions"] == []


def test_stopped_interrupted_and_deleted_ones_are_there(tmp_path: Path) -> None:
    found = exported(
        tmp_path / "out.json",
        numbered(1, outcome=Outcome.STOPPED, stop_reason=StopReason.SHARP_PAIN),
        numbered(2, outcome=Outcome.INTERRUPTED, ended_us=None),
        numbered(3, deleted=True),
    )["sessions"]
    assert (found[0]["outcome"], found[0]["stop_reason"]) == ("stopped", "sharp-pain")
    assert (found[1]["outcome"], found[1]["ended_at"]) == ("interrupted", None)
    assert [session["deleted"] for session in found] == [False, False, True]


@given(session_records())
def test_any_record_is_valid_json_with_readable_moments(record: SessionRecord) -> None:
    text = json.dumps(entry_of(record), ensure_ascii=False)
    found = json.loads(text)
    assert found["note"] == record.note
    assert UUID(found["id"]) == record.id
    for key in ("started_at", "updated_at"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d", found[key])
    started = datetime.fromisoformat(found["started_at"])
    since = started - datetime.fromisoformat("1970-01-01T00:00:00+00:00")
    assert since.days * 86_400_000_000 + since.seconds * 1_000_000 + since.microseconds == (
        record.started_us
    )
    for number in re.findall(r'_s": ([-0-9.e+]+)', text):
        assert re.fullmatch(r"\d+(\.\d{1,3})?", number)


@given(st.integers(0, 1 << 50))
def test_seconds_are_right_to_the_millisecond(us: int) -> None:
    assert abs(seconds(us) * 1_000_000 - us) <= 501


@pytest.mark.parametrize(
    ("us", "text"), [(0, "0"), (1_000_000, "1"), (1_500_000, "1.5"), (1_234_567, "1.235")]
)
def test_whole_seconds_have_no_point(us: int, text: str) -> None:
    assert json.dumps(seconds(us)) == text


def test_an_offset_with_seconds_names_the_same_moment() -> None:
    text = moment_text(0, 1172)
    assert text == "1970-01-01T00:20:00+00:20"


def test_the_file_is_private_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "out" / "mat.json"
    target.parent.mkdir()
    exported(target, FINISHED)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(target.parent.iterdir()) == [target]


MORE = AllElse(
    screenings=(Screening(UUID(int=9), NOON, 7200, ("pregnancy", "area:feet"), DEVICE),),
    check_ins=(CheckIn(date(2026, 9, 21), 6, NOON, 7200, DEVICE, NOON + 1),),
    profile=(
        Document("mat", {"name": "Grüße 🐈", "discs": 210}, NOON, DEVICE),
        Document("plan", None, NOON, DEVICE),
    ),
    follow_ups={FINISHED.id: (FollowUp(FINISHED.id, FollowUpKind.ASKED, NOON, DEVICE),)},
)


def test_what_stands_beside_the_sessions_is_the_format_that_was_promised(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    sessions = [FINISHED, numbered(2)]
    assert export_json(sessions, target, exported_at=NOW, device=DEVICE, more=MORE) == 2
    found = json.loads(target.read_text(encoding="utf-8"))
    assert list(found) == [
        *("app", "format", "exported_at", "device"),
        *("sessions", "screenings", "check_ins", "profile"),
    ]
    assert found["format"] == 1
    at = "2026-09-21T16:13:20+02:00"
    assert [session["follow_ups"] for session in found["sessions"]] == [
        [{"kind": "asked", "at": at, "device": DEVICE}],
        [],
    ]
    assert found["sessions"][1] == entry_of(numbered(2)) | {"follow_ups": []}
    assert found["screenings"] == [
        {
            "id": "00000000-0000-0000-0000-000000000009",
            "answered_at": at,
            "answers": ["pregnancy", "area:feet"],
            "device": DEVICE,
        }
    ]
    assert found["check_ins"] == [
        {
            "day": "2026-09-21",
            "tightness": 6,
            "answered_at": at,
            "device": DEVICE,
            "updated_at": "2026-09-21T16:13:20.000001+02:00",
            "deleted": False,
        }
    ]
    written = {"updated_at": "2026-09-21T14:13:20+00:00", "device": DEVICE}
    assert found["profile"] == {
        "mat": {"value": {"name": "Grüße 🐈", "discs": 210}, **written},
        "plan": {"value": None, **written},
    }


def test_nothing_else_said_is_empty_and_still_there(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    nothing = AllElse((), (), (), {})
    export_json([], target, exported_at=NOW, device=DEVICE, more=nothing)
    found = json.loads(target.read_text(encoding="utf-8"))
    assert (found["sessions"], found["screenings"], found["check_ins"]) == ([], [], [])
    assert found["profile"] == {}


def test_a_journal_is_exported_with_everything_that_was_said(
    database: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.json"
    with open_store(database) as store:
        store.begin(FINISHED)
        store.accept_safety(("pregnancy",), NOW)
        store.check_in(CheckIn.answered(6, NOW, DEVICE))
        store.follow_up((FINISHED.id,), FollowUpKind.HEALED, NOON)
        store.set_profile("evening", {"minutes": 10}, NOON)
        export_json(
            store.all_records(),
            target,
            exported_at=NOW,
            device=DEVICE,
            more=store.all_else().result(),
        )
    found = json.loads(target.read_text(encoding="utf-8"))
    assert [word["kind"] for word in found["sessions"][0]["follow_ups"]] == ["healed"]
    assert [screening["answers"] for screening in found["screenings"]] == [["pregnancy"]]
    assert [check_in["tightness"] for check_in in found["check_ins"]] == [6]
    assert found["profile"]["evening"]["value"] == {"minutes": 10}


def test_a_journal_is_exported_as_it_stands(database: Path, tmp_path: Path) -> None:
    with open_store(database) as store:
        for number in range(1, 4):
            store.begin(numbered(number))
        found = exported(tmp_path / "out.json", *store.all_records())
    assert [session["id"][-1] for session in found["sessions"]] == ["1", "2", "3"]


def unfinished(tmp_path: Path) -> list[Path]:
    return [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_where_it_cannot_be_written_one_sentence_says_so(tmp_path: Path) -> None:
    for target in (tmp_path / "nowhere" / "out.json", tmp_path / "folder"):
        (tmp_path / "folder").mkdir(exist_ok=True)
        with pytest.raises(UnwritableData) as refusal:
            export_json([FINISHED], target, exported_at=NOW, device=DEVICE)
        assert str(refusal.value).startswith(f"{target} can't be written (")
        assert unfinished(tmp_path) == []


def test_an_export_that_fails_half_way_leaves_the_one_before(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("the one before")

    def broken() -> Iterator[SessionRecord]:
        yield FINISHED
        raise DamagedData(tmp_path / "mattimer.sqlite3")

    with pytest.raises(DamagedData):
        export_json(broken(), target, exported_at=NOW, device=DEVICE)
    assert target.read_text() == "the one before"
    assert unfinished(tmp_path) == []


def test_an_export_that_meets_a_limit_leaves_the_one_before(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("the one before")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(UnwritableData, match="file too large"):
            export_json([FINISHED] * 1000, target, exported_at=NOW, device=DEVICE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert target.read_text() == "the one before"
    assert unfinished(tmp_path) == []

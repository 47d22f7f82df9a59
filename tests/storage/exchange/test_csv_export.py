import csv
import io
import stat
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mattimer.session.reasons import StopReason
from mattimer.session.records import SessionRecord
from mattimer.storage.errors import DataError
from mattimer.storage.exchange.csv_export import COLUMNS, export_csv
from tests.storage.factories import FINISHED, numbered, session_records

HEADER = (
    "id,date,time,started_at,ended_at,area,layer,pattern,planned_s,mat_s,paused_s,away_s,outcome,"
    "stop_reason,tightness_before,tightness_after,noticed,note,device,updated_at"
)


def written(folder: Path, *records: SessionRecord) -> str:
    target = folder / "out.csv"
    count = export_csv(records, target)
    text = target.read_bytes().decode("utf-8")
    assert len(list(csv.reader(io.StringIO(text, newline="")))) == count + 1
    return text


def test_the_columns_are_the_ones_that_were_promised(tmp_path: Path) -> None:
    assert written(tmp_path, FINISHED).split("\r\n") == [
        HEADER,
        (
            "00000000-0000-0000-0000-000000000001,2026-09-21,16:13:20,2026-09-21T16:13:20+02:00,"
            "2026-09-21T16:23:40+02:00,upper-back,shirt,4-6,600,600,0,0,finished,,7,4,warmth sleepy"
            ",Better than the sofa.,0123456789ab4cde8f0123456789abcd,2026-09-21T16:24:20+02:00"
        ),
        "",
    ]


def test_what_is_put_away_is_left_out_and_what_is_not_said_is_empty(tmp_path: Path) -> None:
    stopped = numbered(
        2, stop_reason=StopReason.NUMBNESS, ended_us=None, tightness_after=None, note=""
    )
    lines = written(tmp_path, numbered(1, deleted=True), stopped).split("\r\n")
    assert len(lines) == 3
    row = dict(zip(HEADER.split(","), next(csv.reader([lines[1]])), strict=True))
    assert (row["ended_at"], row["tightness_after"], row["note"]) == ("", "", "")
    assert row["stop_reason"] == "numbness"


def test_commas_quotes_and_lines_stay_in_their_cell(tmp_path: Path) -> None:
    note = 'one, "two"\nthree\r\nfour 🐈'
    text = written(tmp_path, numbered(1, note=note))
    assert '"one, ""two""\nthree\r\nfour 🐈"' in text
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[1][HEADER.split(",").index("note")] == note


@pytest.mark.parametrize(
    "note",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =cmd|' /C calc'!A0",
        "\u00a0=1",
        "\0=1",
        "\uff1d1",
        "-",
    ],
)
def test_nothing_is_run_as_a_formula(tmp_path: Path, note: str) -> None:
    text = written(tmp_path, numbered(1, note=note, area="=1", device="@x", noticed=("+1",)))
    row = next(iter(csv.DictReader(io.StringIO(text, newline=""))))
    assert row["note"] == "'" + note.replace("\0", "")
    assert (row["area"], row["device"], row["noticed"]) == ("'=1", "'@x", "'+1")


@settings(deadline=None)
@given(st.lists(session_records(), max_size=3))
def test_any_records_are_read_again_and_no_cell_begins_like_a_formula(
    tmp_path_factory: pytest.TempPathFactory, records: list[SessionRecord]
) -> None:
    text = written(tmp_path_factory.mktemp("csv"), *records)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert all(len(row) == len(COLUMNS) for row in rows)
    assert [UUID(row[0]) for row in rows[1:]] == [one.id for one in records if not one.deleted]
    for row in rows:
        assert not any(cell.lstrip()[:1] in set("=+-@") for cell in row if cell)
    # Every line end outside of quotes is both characters.
    outside = "".join(text.split('"')[::2])
    assert outside.count("\r\n") >= len(rows)
    assert "\n" not in outside.replace("\r\n", "")


def test_the_file_is_private_and_an_older_one_stays_until_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    written(tmp_path, FINISHED)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("*out*")] == [target.name]
    with pytest.raises(DataError, match="can't be written"):
        export_csv([FINISHED], tmp_path / "nowhere" / "out.csv")

"""Commands that only look, or that carry the sessions elsewhere."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from mattimer import __version__
from tests.system.instance import Instance, accept_safety, contents

FINISHED = ("start", "feet", "--minutes", 1, "--lead-in", 5, "--accept-safety")
SESSION_KEYS = {
    "id", "started_at", "area", "layer", "pattern", "planned_s", "mat_s", "paused_s", "away_s",
    "outcome", "stop_reason", "tightness_before", "tightness_after", "note", "device",
    "updated_at", "deleted",
}  # fmt: skip


def test_status_tells_other_programs_that_nothing_runs(blind: Instance) -> None:
    done = blind.run("status", "--json")
    assert (done.status, json.loads(done.stdout), done.stderr) == (3, {"running": False}, "")
    assert not blind.data.exists()


def test_status_tells_a_person_what_runs(app: Instance) -> None:
    done = app.run("status")
    assert (done.status, done.stdout, done.stderr) == (3, "not running\n", "")
    app.open()
    done = app.run("status")
    assert (done.status, done.stdout, done.stderr) == (0, "running, no session\n", "")
    words = ("start", "feet", "--minutes", 5, "--lead-in", 300, "--accept-safety")
    assert app.run(*words).status == 0
    done = app.run("status")
    assert (done.status, done.stdout) == (0, "feet, lead-in, 5:00 to go, running\n")


def test_a_session_goes_all_the_way_into_an_export(app: Instance) -> None:
    app.open_session("--speed", 100, *FINISHED)
    app.row_when(lambda row: row["outcome"] == "finished", "the finished row")
    target = app.log / "out.json"
    done = app.run("export", target)
    assert (done.status, done.stdout, done.stderr) == (0, "", "")
    assert target.stat().st_mode & 0o077 == 0
    exported = json.loads(target.read_text(encoding="utf-8"))
    assert exported["app"] == "mattimer"
    assert exported["format"] == 1
    assert datetime.fromisoformat(exported["exported_at"]).tzinfo is not None
    (session,) = exported["sessions"]
    assert session.keys() >= SESSION_KEYS
    _assert_is_the_session(session, app.row(), exported["device"])


def _assert_is_the_session(session: dict[str, Any], row: dict[str, Any], device: str) -> None:
    assert UUID(session["id"]) == UUID(row["id"])
    assert (session["area"], session["layer"]) == ("feet", row["layer"])
    assert (session["planned_s"], session["mat_s"]) == (60, 60)
    assert (session["outcome"], session["stop_reason"]) == ("finished", None)
    assert (session["paused_s"], session["deleted"]) == (0, False)
    assert session["away_s"] == pytest.approx(0, abs=0.1)
    assert (session["device"], row["device"]) == (device, device)
    started = datetime.fromisoformat(session["started_at"])
    assert round(started.timestamp() * 1e6) == row["started_us"]


def test_an_export_without_a_session_is_a_whole_file(blind: Instance) -> None:
    target = blind.log / "out.json"
    assert blind.run("export", target).status == 0
    assert json.loads(target.read_text(encoding="utf-8"))["sessions"] == []


def test_an_export_while_a_session_runs_disturbs_nobody(app: Instance) -> None:
    app.open_session("--speed", 20, "start", "feet", "--accept-safety", "--lead-in", 0)
    for _ in range(3):
        assert app.run("export", app.log / "out.json").status == 0
    (session,) = json.loads((app.log / "out.json").read_text(encoding="utf-8"))["sessions"]
    assert session["outcome"] == "interrupted"
    assert app.status()["session"]["status"] == "running"


def test_the_doctor_finds_all_well(app: Instance) -> None:
    app.open()
    done = app.run("doctor", "--json")
    assert (done.status, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["version"] == __version__
    assert found["data_dir"] == str(app.data)
    checks = {check["name"]: check for check in found["checks"]}
    assert checks.keys() >= {"display", "qt", "database", "guide", "instance"}
    for name in ("display", "qt", "database", "guide", "instance"):
        assert checks[name]["ok"] is True
        assert isinstance(checks[name]["detail"], str)
    assert checks["instance"]["detail"] == "running"


def test_the_doctor_names_what_is_wrong_and_touches_nothing(blind: Instance) -> None:
    accept_safety(blind.paths)
    blind.paths.database.write_bytes(b"no database at all")
    before = contents(blind.data)
    done = blind.run("doctor", "--json")
    assert (done.status, done.stderr) == (0, "")
    checks = {check["name"]: check for check in json.loads(done.stdout)["checks"]}
    assert checks["display"]["ok"] is False
    assert checks["database"]["ok"] is False
    assert str(blind.paths.database) in checks["database"]["detail"]
    assert contents(blind.data) == before


def test_the_doctor_speaks_to_people_too(blind: Instance) -> None:
    done = blind.run("doctor")
    assert (done.status, done.stderr) == (0, "")
    assert done.stdout.startswith("FAIL  display: ")
    assert "ok    database: 0 sessions" in done.stdout


@pytest.mark.parametrize("words", [("--help",), ("start", "--help"), ("--version",)])
def test_help_goes_to_standard_output(blind: Instance, words: tuple[str, ...]) -> None:
    done = blind.run(*words)
    assert (done.status, done.stderr) == (0, "")
    assert "mattimer" in done.stdout
    assert not blind.data.exists()

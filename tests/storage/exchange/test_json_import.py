import json
import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mattimer.limits import LARGEST_IMPORT
from mattimer.session.records import CheckIn, FollowUpKind, SessionRecord
from mattimer.storage.errors import (
    DataError,
    DiskFull,
    ImportFileError,
    LargeImport,
    LockedData,
    NewerExport,
)
from mattimer.storage.exchange import json_import
from mattimer.storage.exchange.json_export import export_json
from mattimer.storage.exchange.json_import import (
    ImportCancelled,
    Imported,
    import_json,
)
from mattimer.storage.merge import Tally, as_exchanged
from mattimer.storage.store import Store
from tests.drill_size import LONG, rounds
from tests.fakes import FakeClock
from tests.storage.factories import (
    DEVICE,
    FINISHED,
    NOON,
    any_check_ins,
    documents,
    moments,
    numbered,
    open_store,
    session_records,
    words,
)

NOW = FakeClock().read()

MADE_FILES = rounds(200, 10_000)

Change = Callable[[dict[str, Any]], object]


def everything(store: Store) -> Any:  # noqa: ANN401
    """All that is kept, in an order that does not depend on how it came."""
    more = store.all_else().result()
    return (
        sorted(store.all_records(), key=lambda record: record.id),
        sorted(more.screenings, key=lambda screening: screening.id),
        more.check_ins,
        more.profile,
        more.follow_ups,
    )


def export(store: Store, target: Path) -> Path:
    more = store.all_else().result()
    export_json(store.all_records(), target, exported_at=NOW, device=DEVICE, more=more)
    return target


def fill(store: Store, records: list[SessionRecord]) -> None:
    for record in records:
        store.begin(record)
    store.accept_safety(("pregnancy",), NOW)
    store.check_in(CheckIn.answered(6, NOW, DEVICE))
    store.set_profile("mat", {"name": "Grüße 🐈", "discs": 210}, NOON)
    store.follow_up((records[0].id,), FollowUpKind.HEALED, NOON).result()


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """An export with three sessions, one of them put away, and one of everything else."""
    with open_store(tmp_path / "elsewhere.sqlite3") as store:
        fill(store, [numbered(1), numbered(2, note="two"), numbered(3, deleted=True)])
        return export(store, tmp_path / "export.json")


def changed(source: Path, change: Change) -> Path:
    content = json.loads(source.read_text(encoding="utf-8"))
    change(content)
    source.write_text(json.dumps(content), encoding="utf-8")
    return source


def take(path: Path, source: Path, **more: Any) -> tuple[Imported, Any]:  # noqa: ANN401
    with open_store(path) as store:
        return import_json(store, source, **more), everything(store)


def refused(path: Path, source: Path, kind: type[DataError] = ImportFileError) -> str:
    """The one sentence, after which everything is as it was."""
    with open_store(path) as store:
        store.begin(numbered(2, note="mine"))
        before = everything(store)
        with pytest.raises(kind) as refusal:
            import_json(store, source)
        assert everything(store) == before
    sentence = str(refusal.value)
    assert sentence.startswith(str(source))
    assert "nothing was changed" in sentence
    return sentence


def test_everything_comes_over_and_twice_is_once(database: Path, made: Path) -> None:
    found, kept = take(database, made)
    assert found == Imported(Tally(added=2, same=1, beside=4), unknown=0)
    with open_store(made.with_name("elsewhere.sqlite3")) as store:
        assert kept == everything(store)
    again, still = take(database, made)
    assert again == Imported(Tally(same=3), unknown=0)
    assert still == kept


def test_it_says_in_one_sentence_what_it_did_or_would_do() -> None:
    found = Imported(Tally(added=2, changed=3, deleted=1, same=7, beside=4), unknown=0)
    done = "added 2 sessions, changed 3, put away 1 and left 7 as before; 4 other records"
    assert found.sentence(dry_run=False) == f"This file has {done}."
    assert replace(found, unknown=5).sentence(dry_run=True) == (
        f"Nothing was changed; this file would have {done}; "
        "5 keys that this version does not know left out."
    )


def test_one_of_a_kind_is_said_as_one() -> None:
    found = Imported(Tally(added=1, beside=1), unknown=1)
    assert found.sentence(dry_run=False) == (
        "This file has added 1 session, changed 0, put away 0 and left 0 as before; "
        "1 other record; 1 key that this version does not know left out."
    )


@settings(deadline=None, max_examples=30)
@given(
    records=st.lists(session_records(), max_size=5, unique_by=lambda record: record.id),
    said=st.lists(any_check_ins, max_size=3, unique_by=lambda said: said.day),
    profile=st.dictionaries(words, documents, max_size=3),
    at=moments,
)
def test_whatever_is_kept_comes_over(
    records: list[SessionRecord], said: list[CheckIn], profile: dict[str, Any], at: int
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (
            open_store(folder / "from.sqlite3") as source,
            open_store(folder / "to.sqlite3") as target,
        ):
            for record in records:
                source.begin(record)
                source.follow_up((record.id,), FollowUpKind.ASKED, at)
            for check_in in said:
                source.check_in(check_in)
            for key, value in profile.items():
                source.set_profile(key, value, at)
            file = export(source, folder / "export.json")
            import_json(target, file)
            ours, _, days, profile_here, follow_ups = everything(source)
            theirs, _, days_there, profile_there, follow_ups_there = everything(target)
            assert theirs == [as_exchanged(record) for record in ours]
            assert [replace(day, utc_offset_s=0) for day in days_there] == [
                replace(day, utc_offset_s=0) for day in days
            ]
            assert (profile_there, follow_ups_there) == (profile_here, follow_ups)
            # What was written here is not news here, though an export rounds.
            assert import_json(source, file).tally == Tally(same=len(records))
            assert everything(source)[0] == ours
            # Nor is what comes back from there.
            export(target, file)
            assert import_json(source, file).tally == Tally(same=len(records))


def test_the_newest_change_of_both_sides_remains(database: Path, made: Path) -> None:
    with open_store(database) as store:
        store.begin(numbered(1, note="mine", updated_us=numbered(1).updated_us + 1))
        store.begin(numbered(2, note="older", updated_us=numbered(2).updated_us - 1))
        store.begin(numbered(3, updated_us=numbered(3).updated_us))
        assert import_json(store, made).tally == Tally(changed=1, deleted=1, same=1, beside=4)
        notes = {record.id.int: record.note for record in store.all_records()}
        gone = [record.id.int for record in store.all_records() if record.deleted]
    assert notes == {1: "mine", 2: "two", 3: FINISHED.note}
    assert gone == [3]


def test_what_was_put_away_here_is_not_brought_back_by_an_older_file(
    database: Path, made: Path
) -> None:
    with open_store(database) as store:
        fill(store, [numbered(1), numbered(2)])
        store.delete(numbered(1).id, 0)
        store.take_back_check_in(CheckIn.answered(6, NOW, DEVICE).day)
        import_json(store, made)
        assert [record.id.int for record in store.latest(9).result()] == [2]
        assert store.check_ins(date.min, date.max).result() == ()


def test_what_was_brought_back_since_stays(database: Path, made: Path) -> None:
    with open_store(database) as store:
        import_json(store, made)
        store.undelete(numbered(3).id, 0)
        assert import_json(store, made).tally == Tally(same=3)
        assert [record.id.int for record in store.latest(9).result()] == [3, 2, 1]


def test_a_dry_run_says_the_same_and_does_nothing(database: Path, made: Path) -> None:
    with open_store(database) as store:
        store.begin(numbered(2, note="mine"))
        before = everything(store)
        told = import_json(store, made, dry_run=True)
        assert everything(store) == before
        assert import_json(store, made) == told


def test_of_several_entries_of_one_id_the_newest_counts(database: Path, made: Path) -> None:
    def twice(content: dict[str, Any]) -> None:
        first = content["sessions"][0]
        older = first | {"note": "older", "updated_at": "2020-01-01T00:00:00Z"}
        newer = first | {"note": "newer", "updated_at": "2030-01-01T00:00:00Z"}
        content["sessions"] = [older, newer, *content["sessions"], older]

    found, kept = take(database, changed(made, twice))
    assert found.tally == Tally(added=2, same=1, beside=4)
    assert kept[0][0].note == "newer"


def test_screenings_from_elsewhere_count_only_if_they_were_given_later(
    database: Path, made: Path
) -> None:
    def at(moment: str) -> Change:
        return lambda content: content["screenings"][0].update(answered_at=moment)

    with open_store(database) as store:
        mine = store.accept_safety((), NOW).result()
        import_json(store, changed(made, at("2020-01-01T00:00:00Z")))
        assert store.last_screening().result() == mine
        assert len(store.all_else().result().screenings) == 2
        # Somebody's clock was wrong; what is answered from now on counts again.
        import_json(store, changed(made, lambda file: file["screenings"][0].update(id=OTHER)))
        import_json(store, changed(made, at("2030-01-01T00:00:00Z")))
        store.accept_safety(("area:feet",), NOW)
        last = store.last_screening().result()
        assert last is not None
        assert last.answers == ("area:feet",)


OTHER = str(numbered(77).id)


def test_what_a_later_version_adds_is_left_out_and_counted(database: Path, made: Path) -> None:
    def add(content: dict[str, Any]) -> None:
        content["weather"] = {"wind": [1, {"deep": 2}], "rain": 3}
        content["songs"] = ["a", ["b"]]
        content["sessions"][0]["mood"] = 5
        content["sessions"][1]["stages"]["drift_s"] = 5
        content["profile"]["mat"]["by"] = "hand"

    found, _ = take(database, changed(made, add))
    assert found == Imported(Tally(added=2, same=1, beside=4), unknown=5)


def test_what_contract_does_not_promise_may_be_missing(database: Path, made: Path) -> None:
    def cut(content: dict[str, Any]) -> None:
        for name in ("screenings", "check_ins", "profile", "device", "exported_at"):
            del content[name]
        for session in content["sessions"]:
            for name in ("ended_at", "lead_in_s", "stages", "noticed", "follow_ups"):
                del session[name]

    found, kept = take(database, changed(made, cut))
    assert found.tally == Tally(added=2, same=1)
    assert (kept[0][0].ended_us, kept[0][0].lead_in_us, kept[0][0].settle_us) == (None, 0, 0)


WRONG: list[tuple[str, Any]] = [
    ("id", "1"),
    ("id", "{00000000-0000-0000-0000-000000000001}"),
    ("id", None),
    ("started_at", "2026-09-21 16:13:20"),
    ("started_at", "2026-09-21T16:13:20"),
    ("started_at", "2026-W39-1T00:00:00Z"),
    ("started_at", "2026-02-30T00:00:00Z"),
    ("started_at", "2026-09-21T16:13:20+19:00"),
    ("started_at", "1969-12-31T23:59:59Z"),
    ("started_at", "9999-12-31T23:59:59Z"),
    ("started_at", "0001-01-01T00:00:00+18:00"),
    ("started_at", "٢٠٢٦-09-21T16:13:20Z"),
    ("started_at", 5),
    ("ended_at", ""),
    ("updated_at", None),
    ("area", ""),
    ("area", "x" * 65),
    ("area", "up\0per"),
    ("area", 3),
    ("layer", "wool"),
    ("layer", ["shirt"]),
    ("pattern", "fast"),
    ("pattern", "4-6 "),
    ("pattern", "1-1"),
    ("lead_in_s", 301),
    ("lead_in_s", -1),
    ("planned_s", 1801),
    ("planned_s", True),
    ("planned_s", "600"),
    ("planned_s", 1e300),
    ("planned_s", 10**400),
    ("mat_s", 600.01),
    ("mat_s", None),
    ("paused_s", -0.001),
    ("paused_s", 1e30),
    ("away_s", []),
    ("stages", None),
    ("stages", {"settle_s": 120, "still_s": 480, "rise_s": 1}),
    ("stages", {"settle_s": "long"}),
    ("outcome", "running"),
    ("stop_reason", "boredom"),
    ("tightness_before", 0),
    ("tightness_before", 11),
    ("tightness_after", 4.5),
    ("tightness_after", True),
    ("noticed", "warmth"),
    ("noticed", [1]),
    ("noticed", ["x"] * 101),
    ("noticed", [""]),
    ("note", None),
    ("note", "x" * 2001),
    ("device", ""),
    ("deleted", 0),
    ("deleted", None),
    ("follow_ups", {}),
    ("follow_ups", [{"kind": "forgotten", "at": "2026-09-21T16:13:20Z", "device": "d"}]),
    ("follow_ups", [{"kind": "asked", "at": "soon", "device": "d"}]),
    ("follow_ups", ["asked"]),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_value_that_cannot_be_is_named_and_refuses_the_whole_file(
    database: Path, made: Path, name: str, value: object
) -> None:
    sentence = refused(
        database, changed(made, lambda content: content["sessions"][1].update({name: value}))
    )
    assert "session 2: " in sentence


@pytest.mark.parametrize(
    "name",
    [
        *("id", "started_at", "area", "layer", "pattern", "planned_s", "mat_s", "paused_s"),
        *("away_s", "outcome", "stop_reason", "tightness_before", "tightness_after", "note"),
        *("device", "updated_at", "deleted"),
    ],
)
def test_what_is_promised_has_to_be_there(database: Path, made: Path, name: str) -> None:
    sentence = refused(database, changed(made, lambda content: content["sessions"][1].pop(name)))
    assert f'session 2: its "{name}"' in sentence


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda c: c["sessions"].append(5), "session 4: "),
        (lambda c: c["sessions"].append([[]]), "session 4: "),
        (lambda c: c["screenings"][0].update(answers="none"), "screening 1: "),
        (lambda c: c["screenings"][0].update(answered_at=None), "screening 1: "),
        (lambda c: c["check_ins"][0].update(day="2026-02-29"), "check-in 1: "),
        (lambda c: c["check_ins"][0].update(day="2026-9-21"), "check-in 1: "),
        (lambda c: c["check_ins"][0].update(tightness=11), "check-in 1: "),
        (lambda c: c["profile"]["mat"].update(value="x" * 65_535), "a document: "),
        (lambda c: c["profile"]["mat"].update(value=nested(64)), "a document: "),
        (lambda c: c["profile"]["mat"].pop("value"), "a document: "),
        (lambda c: c["profile"].update({"": c["profile"]["mat"]}), "a document: "),
        (lambda c: c["profile"].update(plan=3), "a document: "),
        (lambda c: c.update(sessions={}), '"sessions"'),
        (lambda c: c.update(sessions=None), '"sessions"'),
        (lambda c: c.update(profile=[]), '"profile"'),
        (lambda c: c.update(check_ins=5), '"check_ins"'),
        (lambda c: c.update(app="other"), "not from Mat Timer"),
        (lambda c: c.update(app=None), "not from Mat Timer"),
        (lambda c: c.update(app=["mattimer"]), '"app"'),
        (lambda c: c.update(format="1"), '"format"'),
        (lambda c: c.update(format=0), '"format"'),
        (lambda c: c.update(format=True), '"format"'),
        (lambda c: c.pop("app"), "not an export"),
        (lambda c: c.pop("format"), "not an export"),
    ],
)
def test_what_is_wrong_elsewhere_refuses_the_whole_file(
    database: Path, made: Path, change: Change, where: str
) -> None:
    assert where in refused(database, changed(made, change))


def nested(depth: int) -> Any:  # noqa: ANN401
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


def test_a_document_may_be_nested_a_little(database: Path, made: Path) -> None:
    value = nested(63)
    _, kept = take(
        database, changed(made, lambda content: content["profile"]["mat"].update(value=value))
    )
    assert kept[3][0].value == value


def test_a_newer_format_is_one_clear_sentence(database: Path, made: Path) -> None:
    def newer(content: dict[str, Any]) -> None:
        content["format"] = 2
        content["sessions"] = "elsewhere"

    sentence = refused(database, changed(made, newer), NewerExport)
    assert "newer Mat Timer" in sentence
    assert "install that version" in sentence


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "null",
        "[]",
        '"mattimer"',
        "{",
        "{}",
        "{,}",
        '{"app"}',
        '{"app":}',
        '{"app": "mattimer",}',
        '{"app": "mattimer", "format": 1, "sessions": [}',
        '{"app": "mattimer", "format": 1, "sessions": [,]}',
        '{"app": "mattimer", "format": 1, "sessions": []',
        '{"app": "mattimer", "format": 1, "sessions": [] "more": 1}',
        '{"app": "mattimer", "format": 1, "sessions": []} {}',
        '{"app": "mattimer", "format": 1, "x": NaN}',
        '{"app": "mattimer", "format": 1, "x": -Infinity}',
        '{"app": "mattimer", "format": 1, "x": ' + "9" * 5000 + "}",
        '{"app": "mattimer", "format": 1, "x": ' + "[" * 100_000,
        '{"app": "mattimer", "format": 1, "x": ' + '{"a":' * 100_000,
        '{"app": "mattimer", "format": 1, "x": "' + "y" * 3_000_000,
        "{'app': 'mattimer'}",
        '{1: "mattimer"}',
        '{"app": "mattimer", "format": 1, "x": "\n"}',
        "id,started_at\r\n",
    ],
    ids=range(26),
)
def test_what_is_not_json_is_refused(database: Path, tmp_path: Path, text: str) -> None:
    source = tmp_path / "wrong.json"
    source.write_text(text, encoding="utf-8")
    assert len(refused(database, source)) < 300 + len(str(source))


def test_bytes_that_are_no_text_are_refused(database: Path, made: Path) -> None:
    made.write_bytes(made.read_bytes().replace(b"two", b"\xff\xfe"))
    assert "UTF-8" in refused(database, made)
    made.write_bytes(b"\x1f\x8b\x08\x00packed")
    assert "UTF-8" in refused(database, made)


def test_a_mark_of_the_byte_order_is_no_hindrance(database: Path, made: Path) -> None:
    made.write_bytes(b"\xef\xbb\xbf" + made.read_bytes())
    assert take(database, made)[0].tally.added == 2


def test_half_an_emoji_becomes_a_question_mark(database: Path, made: Path) -> None:
    _, kept = take(
        database, changed(made, lambda content: content["sessions"][0].update(note="so \ud83d"))
    )
    assert kept[0][0].note == "so ?"


def test_ids_in_capitals_are_the_same_ids(database: Path, made: Path) -> None:
    name = "abcdefab-0000-4000-8000-00000000000a"

    def rename(content: dict[str, Any]) -> None:
        content["sessions"][0]["id"] = name
        content["sessions"][1]["id"] = name.upper()
        content["screenings"][0]["id"] = name.upper()

    found, _ = take(database, changed(made, rename))
    assert found.tally == Tally(added=1, same=1, beside=4)


@pytest.mark.parametrize("member", ["sessions", "profile"])
def test_a_number_beyond_all_numbers_is_refused(database: Path, made: Path, member: str) -> None:
    text = made.read_text("utf-8")
    number = '"mat_s":600' if member == "sessions" else '"discs":210'
    assert number in text
    made.write_text(text.replace(number, number.partition(":")[0] + ":1e999"), "utf-8")
    refused(database, made)


def test_cut_short_at_any_byte_it_is_refused(database: Path, made: Path) -> None:
    whole = made.read_bytes().rstrip()
    places = range(len(whole)) if LONG else range(0, len(whole), 97)
    with open_store(database) as store:
        for place in places:
            made.write_bytes(whole[:place])
            with pytest.raises(ImportFileError):
                import_json(store, made)
        assert everything(store) == ([], [], (), (), {})


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["2026-09-21T16:13:20Z", "shirt", "4-6", "finished", str(FINISHED.id)]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@st.composite
def made_files(draw: st.DrawFn) -> bytes:
    """Exports in which something, or nothing, was put in the place of something else."""
    with tempfile.TemporaryDirectory() as name:
        target = Path(name) / "export.json"
        records = [draw(session_records())] if draw(st.booleans()) else [numbered(1)]
        export_json(records, target, exported_at=NOW, device=DEVICE)
        content = json.loads(target.read_text("utf-8"))
    content |= {"screenings": [], "check_ins": [], "profile": {}}
    for _ in range(draw(st.integers(0, 2))):
        place: Any = content
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            deeper = isinstance(place[key], (dict, list)) and place[key]
            if deeper and draw(st.booleans()):
                place = place[key]
                continue
            place[key] = draw(json_values)
            break
    text = json.dumps(content, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")
    if draw(st.integers(0, 3)) == 0:
        at = draw(st.integers(0, len(text) - 1))
        text = text[:at] + draw(st.binary(max_size=4)) + text[at + draw(st.integers(0, 9)) :]
    return text


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401
    folder = tmp_path_factory.mktemp("made")
    with closing(Store(folder / "mattimer.sqlite3", DEVICE)) as store:
        store.open().result()
        store.begin(numbered(1, note="mine")).result()
        yield store, folder / "made.json"


@settings(
    max_examples=MADE_FILES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(content=made_files())
def test_a_made_file_is_taken_or_refused_and_nothing_in_between(
    shared: tuple[Store, Path], content: bytes
) -> None:
    store, source = shared
    source.write_bytes(content)
    before = store.within(lambda repository: repository.chunk(0, 100_000)).result()
    try:
        told = import_json(store, source, dry_run=True).tally
    except (ImportFileError, NewerExport):
        with pytest.raises((ImportFileError, NewerExport)):
            import_json(store, source)
        assert store.within(lambda repository: repository.chunk(0, 100_000)).result() == before
        return
    assert import_json(store, source).tally == told
    assert not import_json(store, source).tally.anything


def test_pieces_may_end_anywhere(
    database: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.write_text(made.read_text("utf-8").replace('"discs":210', '"discs":210.5e1'), "utf-8")
    for size in (1, 2, 3, 7, 64):
        monkeypatch.setattr(json_import, "CHUNK", size)
        path = database.with_name(f"{size}.sqlite3")
        found, kept = take(path, made)
        assert found.tally == Tally(added=2, same=1, beside=4)
        assert kept[3][0].value == {"name": "Grüße 🐈", "discs": 2105}


def test_of_versions_far_apart_the_newest_counts_once(database: Path, made: Path) -> None:
    def often(content: dict[str, Any]) -> None:
        first = content["sessions"][0]
        newer = first | {"note": "newer", "updated_at": "2030-01-01T00:00:00Z"}
        content["sessions"] = [first, newer, *content["sessions"], *[first] * 2000]

    found, kept = take(database, changed(made, often))
    assert found.tally == Tally(added=2, same=1, beside=4)
    assert kept[0][0].note == "newer"


@pytest.mark.parametrize("size", [LARGEST_IMPORT + 1, 130 << 20, 1 << 30])
def test_a_file_that_is_too_large_is_one_sentence_at_once(
    database: Path, made: Path, size: int
) -> None:
    with made.open("ab") as file:
        # A hole on the disk: it takes no room there, and NULs come out of it.
        file.truncate(size)
    taken: list[float] = []
    with open_store(database) as store, pytest.raises(LargeImport):
        import_json(store, made, progress=taken.append)
    assert taken == []
    sentence = refused(database, made, LargeImport)
    assert "larger than 128 MiB" in sentence
    assert "backup" in sentence


def test_a_file_that_grows_while_it_is_read_is_left(
    database: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_import, "CHUNK", 500)
    size = made.stat().st_size
    monkeypatch.setattr(json_import, "LARGEST_IMPORT", size)

    def grow(_share: float) -> None:
        with made.open("ab") as file:
            file.write(b" " * 1000)

    with open_store(database) as store, pytest.raises(LargeImport):
        import_json(store, made, progress=grow)


def test_as_large_as_may_be_it_is_read(database: Path, made: Path) -> None:
    with made.open("ab") as file:
        file.write(b" " * (4 << 20))
    assert take(database, made)[0].tally.added == 2


def test_what_is_nested_deeply_is_refused(database: Path, tmp_path: Path) -> None:
    source = tmp_path / "deep.json"
    for deep in ("[" * 100_000, "[" * 5000 + "]" * 5000, '{"a":' * 5000 + "1" + "}" * 5000):
        source.write_text('{"app": "mattimer", "format": 1, "x": ' + deep + "}")
        assert "too deeply" in refused(database, source)


def test_other_programs_write_numbers_and_moments_their_way(database: Path, made: Path) -> None:
    def rewrite(content: dict[str, Any]) -> None:
        content["format"] = 1.0
        first = content["sessions"][0]
        first |= {"tightness_after": 4.0, "planned_s": 600.0, "lead_in_s": 2e1}
        first["started_at"] = first["started_at"].lower()
        first["updated_at"] = "2026-09-21t18:13:20z"
        content["check_ins"][0]["tightness"] = 6.0

    before = take(database.with_name("before.sqlite3"), made)[1][0][0]
    _, kept = take(database, changed(made, rewrite))
    assert kept[0][0] == replace(before, updated_us=kept[0][0].updated_us)
    assert kept[2][0].tightness == 6
    assert isinstance(kept[2][0].tightness, int)


@pytest.mark.parametrize("calls", [1, 2, 3, 4, 5])
def test_a_person_may_change_their_mind_at_any_time(
    database: Path, made: Path, calls: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_import, "CHUNK", 200)
    asked = iter(range(100))
    with open_store(database) as store:
        with pytest.raises(ImportCancelled):
            import_json(store, made, cancelled=lambda: next(asked) == calls)
        assert everything(store) == ([], [], (), (), {})
        assert import_json(store, made).tally.added == 2


def test_cancelling_the_merge_itself_takes_everything_back(database: Path, made: Path) -> None:
    reached: list[float] = []
    with open_store(database) as store:
        with pytest.raises(ImportCancelled):
            import_json(
                store,
                made,
                progress=reached.append,
                cancelled=lambda: max(reached, default=0) > 0.8,
            )
        assert everything(store) == ([], [], (), (), {})
        store.begin(numbered(9))
        assert store.count().result() == 1


def test_progress_goes_from_nothing_to_all(database: Path, made: Path) -> None:
    shares: list[float] = []
    take(database, made, progress=shares.append)
    assert shares[0] == 0
    assert shares[-1] == 1
    assert shares == sorted(shares)


def test_what_is_no_file_is_refused(database: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    assert "not a file" in refused(database, pipe)
    assert "not a file" in refused(database, Path("/dev/zero"))
    assert "not a file" in refused(database, tmp_path)
    assert "no such file" in refused(database, tmp_path / "nowhere.json")
    (tmp_path / "loop.json").symlink_to("loop.json")
    refused(database, tmp_path / "loop.json")


def test_a_file_that_may_not_be_read_is_refused(bound_by_permissions: Path, database: Path) -> None:
    source = bound_by_permissions / "closed.json"
    source.write_text("{}")
    source.chmod(0)
    with pytest.raises(ImportFileError, match="permission denied"):
        import_json(Store(database, DEVICE), source)


def test_nothing_of_it_lies_about_afterwards(database: Path, made: Path) -> None:
    before = set(Path(tempfile.gettempdir()).iterdir())
    take(database, made)
    left = set(Path(tempfile.gettempdir()).iterdir()) - before
    assert not [path for path in left if path.name.startswith("etilqs")]
    assert stat.S_IMODE(database.stat().st_mode) == 0o600


def test_sentences_say_nothing_of_what_was_recorded(database: Path, made: Path) -> None:
    secret = {"note": "very private", "tightness_after": 99, "area": "somewhere"}
    sentence = refused(
        database, changed(made, lambda content: content["sessions"][0].update(secret))
    )
    assert not [value for value in ("private", "99", "somewhere") if value in sentence]


def test_a_database_in_use_elsewhere_is_left_as_it_is(database: Path, made: Path) -> None:
    with open_store(database) as store:
        store.within(lambda repository: repository.made(tuple, "PRAGMA busy_timeout = 1")).result()
        with closing(sqlite3.connect(database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(LockedData):
                import_json(store, made)
        assert everything(store) == ([], [], (), (), {})
        assert import_json(store, made).tally.added == 2


def test_without_room_nothing_of_it_is_kept(database: Path, made: Path) -> None:
    def longer(content: dict[str, Any]) -> None:
        first = content["sessions"][0]
        content["sessions"] = [
            first | {"id": str(numbered(number).id), "note": "x" * 2000} for number in range(1, 200)
        ]

    changed(made, longer)
    with open_store(database) as store:
        store.begin(numbered(1, note="mine")).result()
        before = everything(store)
        pages = database.stat().st_size // 4096 + 5
        limit = store.within(
            lambda repository: repository.made(tuple, f"PRAGMA max_page_count = {pages}")
        ).result()
        assert limit == ((pages,),)
        with pytest.raises(DiskFull):
            import_json(store, made)
        assert everything(store) == before
        store.within(
            lambda repository: repository.made(tuple, "PRAGMA max_page_count = 100000")
        ).result()
        assert import_json(store, made).tally.added == 198


CHILD = """
import resource, sys
from pathlib import Path
from mattimer.storage.errors import ImportFileError
from mattimer.storage.store import Store
from mattimer.storage.exchange.json_import import import_json

store = Store(Path(sys.argv[1]), "d")
store.open().result()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    import_json(store, Path(sys.argv[2]))
except ImportFileError as refusal:
    print("planned_s" in str(refusal))
print(store.count().result())
store.close()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_a_long_file_takes_little_more_than_itself_and_leaves_nothing(
    tmp_path: Path, made: Path
) -> None:
    """The long form is as large as may be; only its last session can't be."""
    size = (128 << 20) - (1 << 16) if LONG else 12 << 20
    text = made.read_text("utf-8")
    head, rest = text.split('"sessions":[', 1)
    entry = rest[: rest.index("},\n{") + 1].strip().encode()
    at, number = entry.index(b"00000000-"), 0
    with made.open("wb") as file:
        file.write(head.encode() + b'"sessions":[')
        while file.tell() < size:
            number += 1
            file.write(entry[:at] + f"{number:08x}".encode() + entry[at + 8 :] + b",\n")
        if size_ends := rest[rest.index("},\n{") + 1 :]:
            file.write(size_ends.lstrip(",\n").replace('"mat_s":600', '"mat_s":601').encode())
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path / "b.sqlite3"), str(made)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
        check=True,
    )
    clear, kept, grown_kib = child.stdout.split()
    assert (clear, kept) == (b"True", b"0")
    assert int(grown_kib) < 2 * size // 1024 + 20_000

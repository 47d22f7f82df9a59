"""What can be read of a damaged file is read, whatever page is gone."""

import random
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.session.records import (
    CheckIn,
    Document,
    FollowUp,
    FollowUpKind,
    Screening,
    SessionRecord,
)
from mattimer.storage import check_ins
from mattimer.storage.backup.database_copy import journal_of
from mattimer.storage.backup.leaf_pages import rows_in
from mattimer.storage.backup.salvage import Salvaged, merge_in, salvage
from mattimer.storage.codec.tables import DOCUMENTS
from mattimer.storage.database import open_database
from mattimer.storage.schema import STEPS
from tests.drill_size import rounds
from tests.stats.made_up_year import fill
from tests.storage.damage import WAYS
from tests.storage.factories import DEVICE, NOON, numbered, open_repository, saved, session_records

PAGE = 4096
LONG = "Grüße, 猫 🐈 " * 150
SESSIONS = tuple(
    numbered(number, note=LONG if number % 7 == 0 else f"note {number}") for number in range(1, 301)
)
SCREENINGS = (
    Screening(UUID(int=91), NOON, 7200, (), DEVICE),
    Screening(UUID(int=90), NOON + 1, 7200, ("pregnancy",), DEVICE),
)
CHECK_INS = tuple(
    CheckIn(date(2026, 9, day), day % 10 + 1, NOON, 0, DEVICE, NOON) for day in range(1, 30)
)
SAID = FollowUp(UUID(int=3), FollowUpKind.ASKED, NOON, DEVICE)
MAT = Document("mat", {"name": "Grüße 🐈", "notes": "x" * 9000}, NOON, DEVICE)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "mattimer.sqlite3"
    fill(path, SESSIONS, CHECK_INS)
    with open_repository(path) as repository:
        for screening in SCREENINGS:
            repository.add_screening(screening)
        check_ins.follow_up(repository, (SAID,))
        check_ins.keep_document(repository, DOCUMENTS.row_of(MAT))
    return path.read_bytes()


def read(database: Path, content: bytes) -> Salvaged:
    database.write_bytes(content)
    salvaged = salvage(database)
    assert database.read_bytes() == content
    return salvaged


def test_everything_is_read_from_a_sound_file(database: Path, whole: bytes) -> None:
    salvaged = read(database, whole)
    assert set(salvaged.sessions) == set(SESSIONS)
    assert salvaged.screenings == SCREENINGS
    assert set(salvaged.check_ins) == set(CHECK_INS)
    assert salvaged.follow_ups == (SAID,)
    assert salvaged.documents == (MAT,)


def test_without_the_first_page_every_row_is_still_there(database: Path, whole: bytes) -> None:
    salvaged = read(database, bytes(PAGE) + whole[PAGE:])
    assert set(salvaged.sessions) == set(SESSIONS)


def test_a_page_costs_only_its_own_rows(database: Path, whole: bytes) -> None:
    for page in range(len(whole) // PAGE):
        content = whole[: page * PAGE] + b"\xa5" * PAGE + whole[(page + 1) * PAGE :]
        found = set(read(database, content).sessions)
        assert found <= set(SESSIONS)
        assert len(found) > len(SESSIONS) - 25, f"page {page}"


def test_a_file_cut_short_gives_what_lies_before_the_cut(database: Path, whole: bytes) -> None:
    counts = [len(read(database, whole[: len(whole) * share // 8]).sessions) for share in range(9)]
    assert counts == sorted(counts)
    assert counts[0] == 0
    assert counts[4] > len(SESSIONS) // 3
    assert counts[8] == len(SESSIONS)


@pytest.mark.parametrize("seed", range(rounds(40, 2000)))
def test_no_damage_makes_it_fail(database: Path, whole: bytes, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - ruins a file, hides nothing
    salvaged = read(database, chance.choice(WAYS)(whole, chance))
    with closing(open_database(database.with_name("new.sqlite3"))) as connection:
        merge_in(connection, salvaged)
    assert len(saved(database.with_name("new.sqlite3"))) <= len(SESSIONS) + 1


@given(st.binary(max_size=20_000))
def test_rubbish_has_no_rows_or_some_but_never_fails(content: bytes) -> None:
    for lead in (b"", b"\x0d\x00\x00\x00\x04" + bytes(7)):
        assert sum(1 for _ in rows_in(bytes(PAGE) + lead + content)) >= 0


@given(st.lists(session_records(), max_size=5, unique_by=lambda record: record.id))
def test_every_record_comes_back_as_it_was(records: list[SessionRecord]) -> None:
    for record in records:
        assert {record} == set(_through_a_file([record]).sessions)


def _through_a_file(records: list[SessionRecord]) -> Salvaged:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mattimer.sqlite3"
        fill(path, records)
        return salvage(path)


def test_a_change_that_a_crash_cut_off_is_taken_back_first(
    database: Path, whole: bytes, tmp_path: Path
) -> None:
    database.write_bytes(whole)
    crashed = tmp_path / "crashed.sqlite3"
    with closing(open_database(database)) as writing:
        writing.execute("PRAGMA cache_size = 1")
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("UPDATE session SET note = 'half', updated_us = updated_us + 1")
        crashed.write_bytes(database.read_bytes())
        journal_of(crashed).write_bytes(journal_of(database).read_bytes())
        writing.execute("ROLLBACK")
    assert set(salvage(crashed).sessions) == set(SESSIONS)
    assert journal_of(crashed).exists()


class TestMergedIn:
    """Into a backup, which may know better."""

    def merged(self, database: Path, *sessions: SessionRecord) -> int:
        with closing(open_database(database)) as connection:
            return merge_in(connection, Salvaged(sessions, (), (), (), ()))

    def test_what_is_new_or_later_comes_in(self, database: Path) -> None:
        later = numbered(2, note="later", updated_us=numbered(2).updated_us + 5)
        fill(database, (numbered(1), numbered(2)))
        assert self.merged(database, numbered(1), later, numbered(3)) == 2
        assert set(saved(database)) == {numbered(1), later, numbered(3)}
        assert self.merged(database, numbered(1), later, numbered(3)) == 0

    def test_what_is_older_stays_out(self, database: Path) -> None:
        gone = numbered(1, deleted=True, updated_us=numbered(1).updated_us + 9)
        fill(database, (gone,))
        assert self.merged(database, numbered(1)) == 0
        assert saved(database) == (gone,)

    def test_a_row_that_breaks_a_rule_stays_out_alone(self, database: Path) -> None:
        broken = (
            numbered(1, mat_us=-5),
            numbered(2, area=""),
            numbered(3, tightness_after=200),
            numbered(4, updated_us=2**70),
        )
        assert self.merged(database, *broken, numbered(5)) == 1
        assert saved(database) == (numbered(5),)

    def test_a_follow_up_without_its_session_stays_out(self, database: Path) -> None:
        with closing(open_database(database)) as connection:
            merge_in(connection, Salvaged((), SCREENINGS, CHECK_INS, (SAID,), (MAT,)))
        with open_repository(database) as repository:
            found = check_ins.all_else(repository)
        assert found.follow_ups == {}
        assert found.screenings == SCREENINGS
        assert set(found.check_ins) == set(CHECK_INS)
        assert found.profile == (MAT,)

    def test_the_later_number_and_document_stay(self, database: Path) -> None:
        older = CheckIn(date(2026, 9, 1), 9, NOON, 0, DEVICE, NOON - 1)
        text = Document("mat", {"name": "newer"}, NOON + 1, DEVICE)
        for kept, documents in (((CHECK_INS[0],), (MAT,)), ((older,), (text,))):
            with closing(open_database(database)) as connection:
                merge_in(connection, Salvaged((), (), kept, (), documents))
        with open_repository(database) as repository:
            found = check_ins.all_else(repository)
        assert found.check_ins == (CHECK_INS[0],)
        assert found.profile == (text,)


@pytest.mark.parametrize("version", range(1, len(STEPS) + 1))
def test_files_of_earlier_versions_are_read_as_well(tmp_path: Path, version: int) -> None:
    fixture = Path(__file__).parents[1] / "data" / f"v{version}.sqlite3"
    copy = tmp_path / fixture.name
    copy.write_bytes(fixture.read_bytes())
    salvaged = salvage(copy)
    assert {record.id.int for record in salvaged.sessions} == {1, 2, 3, 4}
    assert [screening.answers for screening in salvaged.screenings][-1] == (
        "pregnancy",
        "blood-thinners",
    )
    beside = (salvaged.check_ins, salvaged.follow_ups, salvaged.documents)
    assert tuple(map(len, beside)) == {1: (0, 0, 0), 2: (2, 2, 1)}.get(version, (3, 2, 1))


def test_what_has_a_long_name_is_told_from_a_session(database: Path) -> None:
    document = Document("x" * 36, [1], NOON, DEVICE)
    with open_repository(database) as repository:
        check_ins.keep_document(repository, DOCUMENTS.row_of(document))
    assert salvage(database).documents == (document,)

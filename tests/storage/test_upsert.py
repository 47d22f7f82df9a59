import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from mattimer.session.records import Screening
from mattimer.storage import statements
from mattimer.storage.codec.tables import FOLLOW_UPS, SCREENINGS, SESSIONS
from mattimer.storage.merge import Tally
from mattimer.storage.upsert import (
    Batch,
    Heard,
    heard_of,
    merge_into,
)
from tests.storage.factories import DEVICE, NOON, numbered, open_repository


def answers(number: int, at_us: int) -> Screening:
    return Screening(UUID(int=number), at_us, 0, (f"area:{number}",), DEVICE)


def test_what_is_merged_is_told_and_done_only_where_it_is_wished(database: Path) -> None:
    mine = [numbered(1), numbered(2), numbered(3), numbered(4, deleted=True)]
    theirs = [
        numbered(1),
        numbered(2, note="newer", updated_us=numbered(2).updated_us + 1),
        numbered(3, deleted=True),
        numbered(4, updated_us=numbered(4).updated_us - 1),
        numbered(5),
        numbered(6, deleted=True),
    ]
    batch = (SESSIONS, [SESSIONS.row_of(record) for record in theirs])
    tally = Tally(added=1, changed=1, deleted=1, same=3)
    with open_repository(database) as repository:
        for record in mine:
            repository.save(record)
        assert merge_into(repository, [batch], write=False) == tally
        assert repository.chunk(0, 9)[1] == tuple(mine)
        assert merge_into(repository, [batch]) == tally
        assert merge_into(repository, [batch]) == Tally(same=6)
        found = {record.id.int: record for record in repository.chunk(0, 9)[1]}
    assert [found[number].deleted for number in range(1, 7)] == [0, 0, 1, 1, 0, 1]
    assert found[2].note == "newer"


def test_rows_that_differ_in_nothing_but_their_writing_are_the_same(database: Path) -> None:
    row = list(SESSIONS.row_of(numbered(1)))
    place = SESSIONS.names.index("noticed")
    row[place] = json.dumps(json.loads(row[place]), indent=1)
    with open_repository(database) as repository:
        repository.save(numbered(1))
        assert merge_into(repository, [(SESSIONS, [tuple(row)])]) == Tally(same=1)


def test_what_was_read_is_remembered_with_what_it_brought(database: Path) -> None:
    first, second = Heard("mattimer-b.jsonl", 5, "0f" * 16), Heard("mattimer-c.jsonl", 0, "f0" * 16)
    with open_repository(database) as repository:
        assert heard_of(repository) == {}
        merge_into(repository, [], [first, second], write=False)
        assert heard_of(repository) == {}
        merge_into(repository, [], [first, second])
        later = replace(first, place=9)
        merge_into(repository, [], [later])
        assert heard_of(repository) == {later.name: later, second.name: second}


def test_a_word_on_a_session_comes_after_it(database: Path) -> None:
    said = (str(numbered(1).id), "asked", NOON, DEVICE)
    earlier = (str(numbered(1).id), "asked", NOON - 1, "other")
    with open_repository(database) as repository:
        batches: list[Batch] = [
            (SESSIONS, [SESSIONS.row_of(numbered(1))]),
            (FOLLOW_UPS, [said, earlier]),
        ]
        assert merge_into(repository, batches) == Tally(added=1, beside=1)
        assert merge_into(repository, [(FOLLOW_UPS, [said])]) == Tally()
        found = repository.made(tuple, FOLLOW_UPS.select)
    assert found == (earlier,)


def test_answers_from_elsewhere_take_the_place_of_when_they_were_given(database: Path) -> None:
    with open_repository(database) as repository:
        # The clock was set back between the two, and the second counts.
        repository.add_screening(answers(1, NOON + 50))
        repository.add_screening(answers(2, NOON))
        theirs = [answers(3, NOON - 9), answers(4, NOON - 5), answers(2, NOON)]
        batch = (SCREENINGS, [SCREENINGS.row_of(one) for one in theirs])
        assert merge_into(repository, [batch]) == Tally(beside=2)
        assert repository.last_screening() == answers(2, NOON)
        later = [answers(6, NOON + 9), answers(5, NOON + 5)]
        merge_into(repository, [(SCREENINGS, [SCREENINGS.row_of(one) for one in later])])
        found = repository.made(SCREENINGS.record_of, statements.ALL_SCREENINGS)
    assert [screening.id.int for screening in found] == [3, 4, 1, 2, 5, 6]

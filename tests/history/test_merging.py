import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from mattimer.history import rows
from mattimer.history.merge import Tally
from mattimer.history.merging import (
    FOLLOW_UPS,
    SCREENINGS,
    SESSIONS,
    Heard,
    heard_of,
    merge_into,
)
from mattimer.history.records import Screening
from tests.history.making import DEVICE, NOON, numbered, open_ledger


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
    batch = (SESSIONS, [rows.row_of(record) for record in theirs])
    tally = Tally(added=1, changed=1, deleted=1, same=3)
    with open_ledger(database) as ledger:
        for record in mine:
            ledger.save(record)
        assert merge_into(ledger, [batch], write=False) == tally
        assert ledger.chunk(0, 9)[1] == tuple(mine)
        assert merge_into(ledger, [batch]) == tally
        assert merge_into(ledger, [batch]) == Tally(same=6)
        found = {record.id.int: record for record in ledger.chunk(0, 9)[1]}
    assert [found[number].deleted for number in range(1, 7)] == [0, 0, 1, 1, 0, 1]
    assert found[2].note == "newer"


def test_rows_that_differ_in_nothing_but_their_writing_are_the_same(database: Path) -> None:
    row = list(rows.row_of(numbered(1)))
    place = rows.COLUMNS.index("noticed")
    row[place] = json.dumps(json.loads(row[place]), indent=1)
    with open_ledger(database) as ledger:
        ledger.save(numbered(1))
        assert merge_into(ledger, [(SESSIONS, [tuple(row)])]) == Tally(same=1)


def test_what_was_read_is_remembered_with_what_it_brought(database: Path) -> None:
    first, second = Heard("mattimer-b.jsonl", 5, "0f" * 16), Heard("mattimer-c.jsonl", 0, "f0" * 16)
    with open_ledger(database) as ledger:
        assert heard_of(ledger) == {}
        merge_into(ledger, [], [first, second], write=False)
        assert heard_of(ledger) == {}
        merge_into(ledger, [], [first, second])
        later = replace(first, place=9)
        merge_into(ledger, [], [later])
        assert heard_of(ledger) == {later.name: later, second.name: second}


def test_a_word_on_a_session_comes_after_it(database: Path) -> None:
    said = (str(numbered(1).id), "asked", NOON, DEVICE)
    earlier = (str(numbered(1).id), "asked", NOON - 1, "other")
    with open_ledger(database) as ledger:
        batches = [(SESSIONS, [rows.row_of(numbered(1))]), (FOLLOW_UPS, [said, earlier])]
        assert merge_into(ledger, batches) == Tally(added=1, beside=1)
        assert merge_into(ledger, [(FOLLOW_UPS, [said])]) == Tally()
        found = ledger.made(tuple, FOLLOW_UPS.select)
    assert found == (earlier,)


def test_answers_from_elsewhere_take_the_place_of_when_they_were_given(database: Path) -> None:
    with open_ledger(database) as ledger:
        # The clock was set back between the two, and the second counts.
        ledger.add_screening(answers(1, NOON + 50))
        ledger.add_screening(answers(2, NOON))
        theirs = [answers(3, NOON - 9), answers(4, NOON - 5), answers(2, NOON)]
        batch = (SCREENINGS, [rows.row_of_screening(one) for one in theirs])
        assert merge_into(ledger, [batch]) == Tally(beside=2)
        assert ledger.last_screening() == answers(2, NOON)
        later = [answers(6, NOON + 9), answers(5, NOON + 5)]
        merge_into(ledger, [(SCREENINGS, [rows.row_of_screening(one) for one in later])])
        found = ledger.made(rows.screening_of, rows.SCREENINGS)
    assert [screening.id.int for screening in found] == [3, 4, 1, 2, 5, 6]

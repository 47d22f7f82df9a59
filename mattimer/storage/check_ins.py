"""What a person says beside their sessions: check-ins, follow-ups and small documents.

Each function is a plain call on the thread that owns the repository, raises DataError where the
world stands in the way, and leaves the file as it was where it raises.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from mattimer.session.records import AllElse, CheckIn, FollowUp
from mattimer.storage import statements
from mattimer.storage.codec.tables import CHECK_INS, DOCUMENTS, FOLLOW_UPS, SCREENINGS
from mattimer.storage.repository import Repository


def keep_check_in(repository: Repository, check_in: CheckIn) -> None:
    """Keep how tight a person feels, in place of what they said of that day before."""
    with repository.writing() as connection:
        connection.execute(statements.KEEP_CHECK_IN, CHECK_INS.row_of(check_in))


def take_back_check_in(repository: Repository, day: date) -> None:
    """Forget what was said of a day; nothing said is nothing to forget."""
    with repository.writing() as connection:
        connection.execute(statements.TAKE_BACK_CHECK_IN, (day.isoformat(),))


def check_ins(repository: Repository, from_day: date, until_day: date) -> tuple[CheckIn, ...]:
    """Check-ins with ``from_day <= day < until_day``, the newest first."""
    span = (from_day.isoformat(), until_day.isoformat())
    return repository.made(CHECK_INS.record_of, statements.CHECK_INS_BETWEEN, span)


def check_in_of(repository: Repository, day: date) -> CheckIn | None:
    """What was said of a day; None where nothing was."""
    found = repository.made(CHECK_INS.record_of, statements.CHECK_IN, (day.isoformat(),))
    return found[0] if found else None


def follow_up(repository: Repository, said: tuple[FollowUp, ...]) -> None:
    """Keep a person's word on sessions, all of it or none; what was said before stays as it was.

    Raises:
        LookupError: One of the sessions is not there.
    """
    with repository.writing() as connection:
        for word in said:
            if connection.execute(statements.ONE, (str(word.session_id),)).fetchone() is None:
                raise LookupError("There is no session of that id.")
            connection.execute(statements.ADD_FOLLOW_UP, FOLLOW_UPS.row_of(word))


def profile(repository: Repository, key: str) -> Any:  # noqa: ANN401  what JSON can hold
    """The document of a key; None where there is none or its text is damaged."""
    found = repository.made(DOCUMENTS.record_of, statements.DOCUMENT, (key,))
    return found[0].value if found else None


def keep_document(repository: Repository, row: tuple[Any, ...]) -> None:
    """Keep a document, given as ``DOCUMENTS.row_of`` made it."""
    with repository.writing() as connection:
        connection.execute(statements.KEEP_DOCUMENT, row)


def all_else(repository: Repository) -> AllElse:
    """Everything beside the sessions."""
    return AllElse(
        screenings=repository.made(SCREENINGS.record_of, statements.ALL_SCREENINGS),
        check_ins=repository.made(CHECK_INS.record_of, CHECK_INS.in_order),
        profile=repository.made(DOCUMENTS.record_of, statements.ALL_DOCUMENTS),
        follow_ups=_by_session(repository.made(FOLLOW_UPS.record_of, FOLLOW_UPS.in_order)),
    )


def _by_session(said: tuple[FollowUp, ...]) -> Mapping[UUID, tuple[FollowUp, ...]]:
    found: defaultdict[UUID, list[FollowUp]] = defaultdict(list)
    for word in said:
        found[word.session_id].append(word)
    return {session_id: tuple(words) for session_id, words in found.items()}

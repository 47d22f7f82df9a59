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
from mattimer.storage import check_in_rows as remark_rows
from mattimer.storage import codec as rows
from mattimer.storage.repository import Repository


def keep_check_in(repository: Repository, check_in: CheckIn) -> None:
    """Keep how tight a person feels, in place of what they said of that day before."""
    with repository.writing() as connection:
        connection.execute(remark_rows.KEEP_CHECK_IN, remark_rows.row_of_check_in(check_in))


def take_back_check_in(repository: Repository, day: date) -> None:
    """Forget what was said of a day; nothing said is nothing to forget."""
    with repository.writing() as connection:
        connection.execute(remark_rows.TAKE_BACK_CHECK_IN, (day.isoformat(),))


def check_ins(repository: Repository, from_day: date, until_day: date) -> tuple[CheckIn, ...]:
    """Check-ins with ``from_day <= day < until_day``, the newest first."""
    span = (from_day.isoformat(), until_day.isoformat())
    return repository.made(remark_rows.check_in_of, remark_rows.CHECK_INS, span)


def check_in_of(repository: Repository, day: date) -> CheckIn | None:
    """What was said of a day; None where nothing was."""
    found = repository.made(remark_rows.check_in_of, remark_rows.CHECK_IN, (day.isoformat(),))
    return found[0] if found else None


def follow_up(repository: Repository, said: tuple[FollowUp, ...]) -> None:
    """Keep a person's word on sessions, all of it or none; what was said before stays as it was.

    Raises:
        LookupError: One of the sessions is not there.
    """
    with repository.writing() as connection:
        for word in said:
            if connection.execute(rows.ONE, (str(word.session_id),)).fetchone() is None:
                raise LookupError("There is no session of that id.")
            connection.execute(remark_rows.FOLLOW_UP, remark_rows.row_of_follow_up(word))


def profile(repository: Repository, key: str) -> Any:  # noqa: ANN401  what JSON can hold
    """The document of a key; None where there is none or its text is damaged."""
    found = repository.made(remark_rows.document_of, remark_rows.DOCUMENT, (key,))
    return found[0].value if found else None


def keep_document(repository: Repository, row: tuple[Any, ...]) -> None:
    """Keep a document, given as ``remark_rows.row_of_document`` made it."""
    with repository.writing() as connection:
        connection.execute(remark_rows.KEEP_DOCUMENT, row)


def all_else(repository: Repository) -> AllElse:
    """Everything beside the sessions."""
    return AllElse(
        screenings=repository.made(rows.screening_of, rows.SCREENINGS),
        check_ins=repository.made(remark_rows.check_in_of, remark_rows.ALL_CHECK_INS),
        profile=repository.made(remark_rows.document_of, remark_rows.DOCUMENTS),
        follow_ups=_by_session(repository.made(remark_rows.follow_up_of, remark_rows.FOLLOW_UPS)),
    )


def _by_session(said: tuple[FollowUp, ...]) -> Mapping[UUID, tuple[FollowUp, ...]]:
    found: defaultdict[UUID, list[FollowUp]] = defaultdict(list)
    for word in said:
        found[word.session_id].append(word)
    return {session_id: tuple(words) for session_id, words in found.items()}

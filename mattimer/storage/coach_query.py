"""Sessions as the coach looks back on them: few columns, and no record in between."""

from collections.abc import Mapping
from typing import Any

from mattimer.coach.past_session import PastSession
from mattimer.session.clock import MINUTE, day_of
from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome
from mattimer.session.session_plan import Layer

# Each follow-up is one look into its primary key.
PAST = """
    SELECT started_us, utc_offset_s, area, mat_us, planned_us, layer, outcome, stop_reason,
        tightness_before, tightness_after,
        EXISTS (SELECT 1 FROM follow_up WHERE session_id = session.id AND kind = 'asked'),
        EXISTS (SELECT 1 FROM follow_up WHERE session_id = session.id AND kind = 'healed')
    FROM session WHERE deleted = 0 ORDER BY started_us DESC, id DESC LIMIT ?
"""

# Looked up, not called: ten thousand rows wait for these before the first page.
_LAYERS: Mapping[str, Layer] = {str(layer): layer for layer in Layer}
_FINISHED: Mapping[str, bool] = {str(one): one is Outcome.FINISHED for one in Outcome}
_REASONS: Mapping[str | None, StopReason | None] = {
    None: None,
    **{str(reason): reason for reason in StopReason},
}


def past_of(row: tuple[Any, ...]) -> PastSession:
    """A row of ``PAST`` as a session that was. Its day is the one of its start.

    Raises:
        ValueError: No program of ours wrote this.
    """
    us, offset_s, area, mat_us, planned_us, layer, outcome, reason, *rest = row
    before, after, asked, healed = rest
    try:
        return PastSession(
            day=day_of(us, offset_s),
            area=area,
            minutes=mat_us / MINUTE,
            planned_minutes=planned_us / MINUTE,
            layer=_LAYERS[layer],
            finished=_FINISHED[outcome],
            reason=_REASONS[reason],
            before=before,
            after=after,
            asked=asked == 1,
            healed=healed == 1,
        )
    except KeyError as word:
        raise ValueError(f"No such word: {word}") from word

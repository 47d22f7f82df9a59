"""The score of a session: a bell for each stage change, a tone for each half breath.

Pure. Everything follows from session/timeline; nothing here counts time.
"""

from dataclasses import dataclass
from operator import attrgetter

from mattimer.session.breath import BreathPhase
from mattimer.session.session import Session
from mattimer.session.timeline import CueKind, cues, end_rings, pacing_end

END_BELL, SOFT_BELL = "end", "end-soft"
BELLS = ("settle", "still", "rise", END_BELL, SOFT_BELL)


@dataclass(frozen=True, slots=True)
class ScoreNote:
    """A sound that begins at a position (microseconds, lead-in included).

    ``sound`` is a bell or a breath phase. A bell rings out; a breath tone belongs to the time
    until ``until``, and whoever comes late joins it in its middle.
    """

    at: int
    sound: str
    until: int | None = None

    @property
    def bell(self) -> bool:
        """Whether it rings out by itself."""
        return self.until is None


def score_of(session: Session) -> tuple[ScoreNote, ...]:
    """Every note of a session as it stands, in order; the repeated end bell included."""
    paced = session.lead_in + pacing_end(session.plan, session.stages)
    pattern = session.plan.pattern
    lengths = {BreathPhase.INHALE: pattern.inhale, BreathPhase.EXHALE: pattern.exhale}
    notes = [ScoreNote(at, SOFT_BELL) for at in end_rings(session)]
    for cue in cues(session):
        if cue.kind is CueKind.STAGE:
            notes.append(ScoreNote(cue.at, cue.key))
        elif cue.kind is CueKind.END:
            notes.append(ScoreNote(cue.at, END_BELL))
        elif cue.kind is CueKind.BREATH:
            notes.append(
                ScoreNote(cue.at, cue.key, min(cue.at + lengths[BreathPhase(cue.key)], paced))
            )
    return tuple(sorted(notes, key=attrgetter("at")))

"""The door to the guide's files: one function a file, each failing by itself."""

from mattimer.content.areas_file import LAYER_NAMES, load_areas
from mattimer.content.coach_file import load_coach_words
from mattimer.content.entry import ContentError
from mattimer.content.evidence_file import load_evidence
from mattimer.content.plan_file import load_plan
from mattimer.content.screening_file import load_screening
from mattimer.content.session_file import SPOTS, load_session_lines
from mattimer.content.topics_file import (
    load_choosing,
    load_evenings,
    load_feelings,
    load_mat_care,
    load_questions,
    load_recovery,
    load_when_to_stop,
)

__all__ = [
    "LAYER_NAMES",
    "SPOTS",
    "ContentError",
    "load_areas",
    "load_choosing",
    "load_coach_words",
    "load_evenings",
    "load_evidence",
    "load_feelings",
    "load_mat_care",
    "load_plan",
    "load_questions",
    "load_recovery",
    "load_screening",
    "load_session_lines",
    "load_when_to_stop",
]

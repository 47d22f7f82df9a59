"""The door to the guide's files: one function a file, each failing by itself."""

from mattimer.guide.loading.areas import LAYER_NAMES, load_areas
from mattimer.guide.loading.coach import load_coach_words
from mattimer.guide.loading.entry import ContentError
from mattimer.guide.loading.evidence import load_evidence
from mattimer.guide.loading.program import load_plan
from mattimer.guide.loading.safety import load_screening
from mattimer.guide.loading.session import SPOTS, load_session_lines
from mattimer.guide.loading.topics import (
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

"""What the session screen says and lights at a moment: plain functions of plain values."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from mattimer.coach.areas import Area
from mattimer.coach.session_lines import ScanPart, SessionLines
from mattimer.session.breath import BreathPhase
from mattimer.session.clock import MILLISECOND, SECOND
from mattimer.session.moment import Moment, rise_step
from mattimer.session.reasons import PauseReason
from mattimer.session.session import Status
from mattimer.session.session_plan import Stage
from mattimer.ui.body.figure_painter import Lit
from mattimer.ui.session.dial import Face
from mattimer.ui.theme.tokens import DesignTokens, faded
from mattimer.ui.wording import clock_digits, spoken_time, stage_name

VISITED_OPACITY = 0.16
JAW_OPACITY, FACE_OPACITY = 0.25, 0.40
NOT_BEGUN = -1
WORD_STEPS = 18
"""A word comes up in so many steps: the nine tenths of a second take one every other frame."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Session", text)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a session is about: its area, what it says, and the names of what is scanned."""

    area: Area
    lines: SessionLines
    scan: tuple[str, ...]

    def part_at(self, moment: Moment) -> ScanPart | None:
        """The part that attention rests on."""
        if moment.scan_part is None:
            return None
        return self.lines.parts.get(self.scan[moment.scan_part])


def face_of(
    moment: Moment,
    subject: Subject,
    *,
    reduced_motion: bool,
    with_part: bool = False,
    word_ms: int = 0,
) -> Face:
    """The dial at a moment.

    Args:
        moment: What to show.
        subject: What it is about.
        reduced_motion: A bar in place of a moving disc.
        with_part: Name the scanned part beside the stage.
        word_ms: How long the word of a stage takes to come up; 0 shows it at once.
    """
    paused = moment.status is Status.PAUSED
    breath = None if paused else moment.breath
    still = breath is not None and reduced_motion
    return Face(
        top=_tr("Paused") if paused else _top_word(moment, subject, with_part=with_part),
        digits=clock_digits(moment.time_left),
        bottom=_bottom_word(moment, subject, counted=reduced_motion),
        stages=moment.stages,
        elapsed=NOT_BEGUN if moment.stage is Stage.LEAD_IN else moment.elapsed,
        fullness=None if breath is None or reduced_motion else breath.amplitude,
        presence=1.0 if breath is None or reduced_motion else moment.pacer,
        bar=_bar(moment) if still else None,
        paused=paused,
        finished=moment.status is Status.FINISHED,
        arrived=arrived(moment, word_ms),
    )


def arrived(moment: Moment, word_ms: int) -> float:
    """How far the word of this stage has come up, 0 to 1."""
    if moment.stage is Stage.LEAD_IN or moment.status is not Status.RUNNING or not word_ms:
        return 1.0
    into = moment.elapsed - moment.stages.start_of(moment.stage)
    return min(1.0, round(into / (word_ms * MILLISECOND) * WORD_STEPS) / WORD_STEPS)


def caption_of(moment: Moment, subject: Subject) -> str:
    """The line under the figure."""
    if moment.stage is Stage.LEAD_IN:
        return _tr("Mat under {place}").format(place=subject.area.place)
    if moment.stage is Stage.RISE:
        return _tr("Slowly, in stages")
    part = subject.part_at(moment)
    return part.text if part is not None else subject.lines.sensation_at(moment.elapsed)


def lit_of(moment: Moment, subject: Subject, tokens: DesignTokens, dim: float = 0.0) -> Lit:
    """What stands out on the figure: the area on the mat, or the walk through the body."""
    still = tokens.session_color("still", dim)
    active = faded(still, tokens.session_number("figure_region_opacity", dim))
    if moment.stage is not Stage.STILL or moment.scan_part is None:
        return Lit({subject.area.id: active})
    visited = faded(still, VISITED_OPACITY)
    fills: dict[str, QColor] = {}
    outlines: dict[str, QColor] = {}
    hands = None
    parts = subject.lines.parts
    for index, name in enumerate(subject.scan[: moment.scan_part + 1]):
        part, color = parts[name], active if index == moment.scan_part else visited
        if part.lights:
            fills[part.lights] = color
        elif part.outline and index == moment.scan_part:
            outlines[part.outline] = active
        elif part.spot == "hands":
            hands = color
        elif part.spot:
            opacity = JAW_OPACITY if part.spot == "jaw" else FACE_OPACITY
            fills["hair"] = faded(still, opacity)
    return Lit(fills, outlines, hands)


def spoken_state(moment: Moment) -> str:
    """What a screen reader says of the session."""
    doing = _tr("paused") if moment.status is Status.PAUSED else _tr("running")
    text = _tr("Session, {stage}, {time} left, {doing}")
    stage = stage_name(moment.stage).lower()
    return text.format(stage=stage, time=spoken_time(moment.time_left), doing=doing)


def spoken_part(moment: Moment) -> tuple[object, ...]:
    """What a screen reader is told of when it changes."""
    return (moment.status, moment.stage, moment.scan_part, moment.rise_step)


def spoken_news(moment: Moment, subject: Subject) -> str:
    """What a screen reader says when stage, part or status changed."""
    if moment.status is Status.PAUSED:
        return _tr("Paused")
    step = rise_step(moment)
    detail = subject.lines.rise[step] if step is not None else caption_of(moment, subject)
    return f"{stage_name(moment.stage)}. {detail}"


def slept_sentence(moment: Moment) -> str:
    """Why the session waits after a sleep; empty where the person paused it."""
    if PauseReason.SLEEP not in moment.paused_by:
        return ""
    return _tr("The computer slept for {time}.").format(time=spoken_time(_whole(moment.away)))


def _whole(us: int) -> int:
    """Whole minutes once there is one, else whole seconds: nobody needs both."""
    unit = 60 * SECOND if us >= 60 * SECOND else SECOND
    return us // unit * unit


def _top_word(moment: Moment, subject: Subject, *, with_part: bool) -> str:
    name = stage_name(moment.stage)
    part = subject.part_at(moment) if moment.stage is Stage.STILL else None
    if not with_part or part is None:
        return name
    return f"{name}, {part.text.lower()}"


def _bottom_word(moment: Moment, subject: Subject, *, counted: bool) -> str:
    if moment.status is Status.PAUSED:
        return stage_name(moment.stage)
    if moment.stage is Stage.LEAD_IN:
        return _tr("No hurry")
    step = rise_step(moment)
    if step is not None:
        return subject.lines.rise[step]
    if moment.breath is None:
        return ""
    word = {BreathPhase.INHALE: _tr("Breathe in"), BreathPhase.EXHALE: _tr("Breathe out")}[
        moment.breath.phase
    ]
    return f"{word}, {max(1, -(-moment.breath.left // SECOND))}" if counted else word


def _bar(moment: Moment) -> float:
    assert moment.breath is not None
    progress = moment.breath.progress
    filled = progress if moment.breath.phase is BreathPhase.INHALE else 1 - progress
    return round(filled * 200) / 200

"""Turns what a person chose into a plan for a session."""

from mattimer.coach.areas import Area
from mattimer.coach.session_lines import SessionLines
from mattimer.preferences.settings_values import Settings
from mattimer.session.breath import Pattern
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.session_plan import Layer, Plan, classic_stages


def plan_for(
    area: Area,
    minutes: float,
    layer: Layer,
    settings: Settings,
    lines: SessionLines,
    *,
    pattern: Pattern | None = None,
    lead_in_s: float | None = None,
) -> Plan:
    """A plan as the settings want it; pattern and lead-in may be given for this once.

    Raises:
        ValueError: A length is out of bounds; the message is one sentence for the person.
    """
    lead_in = settings.lead_in_s if lead_in_s is None else lead_in_s
    return Plan(
        area=area.id,
        layer=layer,
        stages=classic_stages(round(minutes * MINUTE)),
        cap=area.cap * MINUTE,
        pattern=pattern or Pattern.parse(settings.pattern),
        pacing=settings.pacing,
        scan=tuple(part.id for part in lines.scan) if settings.scan else (),
        lead_in=round(lead_in * SECOND),
    )

"""Session starter: turns a request, from Today or from outside, into a plan and begins it."""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from mattimer.coach.advice import Advice
from mattimer.coach.areas import Area
from mattimer.coach.safety import SafetyAnswers
from mattimer.coach.session_lines import SessionLines
from mattimer.preferences.settings_values import Settings
from mattimer.services.app_state import AppState
from mattimer.services.session_runner import SessionRunner
from mattimer.services.start_request import StartRefused, StartRequest, check_area, check_cap
from mattimer.session.breath import Pattern
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.session_plan import Layer, Plan, classic_stages


class SessionStarter:
    """Turns a request into a plan, as the settings want it, and has the runner begin it."""

    def __init__(
        self,
        runner: SessionRunner,
        app_state: AppState,
        lines: SessionLines,
        settings: Callable[[], Settings],
    ) -> None:
        self._runner = runner
        self._app_state = app_state
        self._lines = lines
        self._settings = settings

    def check_free(self) -> None:
        """Whether nobody lies on the mat.

        Raises:
            StartRefused: Somebody does.
        """
        if self._runner.active is not None:
            raise StartRefused("A session is already running; stop it first.")

    def ask(self, request: StartRequest) -> None:
        """Begin what was asked for from outside; what it leaves out is as the coach advises.

        Raises:
            StartRefused: One is running, or safety speaks against it; the sentence says which.
        """
        self.check_free()
        areas, settings = self._app_state.areas, self._settings()
        check_area(request, areas)
        if request.accept_safety:
            self._app_state.accept(SafetyAnswers())
        advice = self._app_state.advise(request.area)
        self.start(complete(request, advice, areas, settings.length))

    def start(self, request: StartRequest) -> None:
        """Begin what Today offers: a request with area, minutes and layer."""
        self._runner.start(self.plan(request), request.tightness_before)

    def plan(self, request: StartRequest) -> Plan:
        """The plan of such a request."""
        area = self._app_state.areas[request.area or ""]
        return plan_of(request, area, self._settings(), self._lines)


def complete(
    request: StartRequest, advice: Advice, areas: Mapping[str, Area], length: int
) -> StartRequest:
    """The request with area, minutes and layer; what it leaves out is as the coach advises.

    Args:
        request: Its area, if any, is one of ``areas``.
        advice: Today's, for that area or for the one the coach picks.
        areas: All areas by id.
        length: Minutes a person always wants; 0 for what is suggested.

    Raises:
        StartRefused: Safety speaks against it.
    """
    if not advice.may_start or advice.proposal is None:
        raise StartRefused(advice.lead)
    name, proposal = request.area, advice.proposal
    if name is not None and name in advice.left_out:
        raise StartRefused(f"{areas[name].name}: {advice.left_out[name]}.")
    layer, mildest_first = request.layer or proposal.layer, list(Layer)
    whole = replace(
        request,
        area=proposal.area.id,
        minutes=request.minutes or proposal.minutes_for(length),
        layer=layer,
    )
    check_cap(whole, proposal.area)
    if mildest_first.index(layer) > mildest_first.index(advice.barest):
        raise StartRefused("Your safety answers ask for a layer, always; take shirt or towel.")
    return whole


def plan_of(request: StartRequest, area: Area, settings: Settings, lines: SessionLines) -> Plan:
    """A plan as the settings want it; pattern and lead-in may be given for this once.

    Raises:
        ValueError: A length is out of bounds; the message is one sentence for the person.
    """
    lead_in_s = settings.lead_in_s if request.lead_in_s is None else request.lead_in_s
    return Plan(
        area=area.id,
        layer=request.layer or area.layer,
        stages=classic_stages(round((request.minutes or 0) * MINUTE)),
        cap=area.cap * MINUTE,
        pattern=Pattern.parse(request.pattern or settings.pattern),
        pacing=settings.pacing,
        scan=tuple(part.id for part in lines.scan) if settings.scan else (),
        lead_in=round(lead_in_s * SECOND),
    )

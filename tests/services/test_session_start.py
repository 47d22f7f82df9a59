"""A plan as the settings want it."""

import pytest

from mattimer.preferences.settings_values import Settings
from mattimer.services.session_start import plan_of
from mattimer.services.start_request import StartRequest
from mattimer.session.breath import Pattern
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.session_plan import Layer, Pacing, Stages
from tests.ui.factories import areas, lines, scan


def test_a_plan_takes_area_layer_and_length() -> None:
    plan = plan_of(
        StartRequest(area="feet", minutes=5, layer=Layer.BARE), areas()["feet"], Settings(), lines()
    )
    assert (plan.area, plan.layer, plan.cap) == ("feet", Layer.BARE, 10 * MINUTE)
    assert plan.stages == Stages(MINUTE, 3 * MINUTE, MINUTE)


def test_settings_give_breath_scan_and_lead_in() -> None:
    plan = plan_of(
        StartRequest(area="feet", minutes=5, layer=Layer.BARE), areas()["feet"], Settings(), lines()
    )
    assert plan.pattern == Pattern.parse("4-6")
    assert plan.pacing is Pacing.FIRST_MINUTES
    assert plan.scan == scan()
    assert plan.lead_in == 20 * SECOND
    other = Settings(pattern="3-7", pacing=Pacing.OFF, scan=False, lead_in_s=60)
    plan = plan_of(
        StartRequest(area="feet", minutes=5, layer=Layer.BARE), areas()["feet"], other, lines()
    )
    assert (str(plan.pattern), plan.pacing, plan.scan) == ("3-7", Pacing.OFF, ())
    assert plan.lead_in == MINUTE


def test_breath_and_lead_in_may_be_given_for_once() -> None:
    request = StartRequest(area="feet", minutes=1.5, layer=Layer.BARE, pattern="5-5", lead_in_s=0)
    plan = plan_of(request, areas()["feet"], Settings(), lines())
    assert (str(plan.pattern), plan.lead_in, plan.stages.total) == ("5-5", 0, 90 * SECOND)


@pytest.mark.parametrize("minutes", [0, 11])
def test_a_length_out_of_bounds_is_refused_in_one_sentence(minutes: float) -> None:
    with pytest.raises(ValueError, match=r"^A session here takes 1 to 10 minutes\.$"):
        plan_of(
            StartRequest(area="feet", minutes=minutes, layer=Layer.BARE),
            areas()["feet"],
            Settings(),
            lines(),
        )

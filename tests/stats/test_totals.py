"""Parts of the day, and sums."""

import pytest

from mattimer.stats.totals import Amount, DayPart, Totals, part_of


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (3, DayPart.NIGHT),
        (4, DayPart.MORNING),
        (9, DayPart.MORNING),
        (10, DayPart.MIDDAY),
        (14, DayPart.AFTERNOON),
        (18, DayPart.EVENING),
        (21, DayPart.EVENING),
        (22, DayPart.NIGHT),
        (0, DayPart.NIGHT),
    ],
)
def test_a_day_begins_at_four(hour: int, part: DayPart) -> None:
    assert part_of(hour) is part


def test_every_hour_has_its_part() -> None:
    totals = Totals((), hours=(1,) * 24)
    assert sum(totals.parts().values()) == 24
    assert list(totals.parts()) == list(DayPart)


def test_the_whole_is_the_sum_of_all_stretches() -> None:
    totals = Totals((Amount(2, 20), Amount(), Amount(1, 5)))
    assert totals.whole == Amount(3, 25)

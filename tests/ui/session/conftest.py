"""What tests of the session screen have at hand."""

import pytest

from mattimer.ui.session.ring_painter import RingPainter


@pytest.fixture
def rings_painted(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Grows by one whenever the dial's ground, a picture of the whole ring, is made anew."""
    painted: list[float] = []
    paint = RingPainter.paint

    def counted(self: RingPainter, *arguments: object) -> None:
        painted.append(0.0)
        paint(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(RingPainter, "paint", counted)
    return painted

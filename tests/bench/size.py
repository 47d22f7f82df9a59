"""How thoroughly the bench measures: in full, or just enough to see that it still can."""

from dataclasses import dataclass

LEAST_ROWS = 300
LEAST_S = 1.0


@dataclass(frozen=True, slots=True)
class Size:
    """In full, or the smallest: every part runs once and its figures mean nothing.

    Attributes:
        smallest: Whether it is the smallest.
        limit_s: How long one part may take.
    """

    smallest: bool
    limit_s: float

    def times(self, full: int) -> int:
        """How often to do something."""
        return 1 if self.smallest else full

    def rows(self, full: int) -> int:
        """How many sessions to store."""
        return min(full, LEAST_ROWS) if self.smallest else full

    def seconds(self, full: float) -> float:
        """How long to look on."""
        return min(full, LEAST_S) if self.smallest else full


FULL = Size(smallest=False, limit_s=900.0)
SMALLEST = Size(smallest=True, limit_s=90.0)

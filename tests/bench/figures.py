"""Rows of the report: medians, spread, and whether an aim was met."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

WIDTHS = (44, 22, 22, 16, 9, 16, 22)
TITLES = ("what", "ours", "yardstick", "result", "aim", "verdict", "n, spread")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report.

    Attributes:
        name: What was measured.
        unit: Of ``ours`` and ``yardstick``.
        ours: Median.
        yardstick: Median of the bare thing; None where there is none.
        value: What the aim is about: the ratio, or the figure itself.
        value_unit: "x" for a ratio.
        aim: The most that ``value`` may be; None where nothing is aimed at.
        n: How often it was measured.
        spread: From the first to the third quarter, or from least to most, in words.
        note: What has to be known to read it.
    """

    name: str
    unit: str
    ours: float
    yardstick: float | None
    value: float
    value_unit: str
    aim: float | None
    n: int
    spread: str
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the aim was met; None without an aim."""
        return None if self.aim is None else self.value <= self.aim

    @property
    def verdict(self) -> str:
        """In words, with how much was missed."""
        if self.aim is None:
            return ""
        if self.met:
            return "met"
        more = self.value - self.aim
        return f"MISSED by {_number(more)}{_suffix(self.value_unit)}"

    def cells(self) -> tuple[str, ...]:
        """As the table shows it."""
        against = "" if self.yardstick is None else f"{_number(self.yardstick)} {self.unit}"
        return (
            self.name,
            f"{_number(self.ours)} {self.unit}",
            against,
            f"{_number(self.value)}{_suffix(self.value_unit)}",
            "" if self.aim is None else f"{self.aim:g}{_suffix(self.value_unit)}",
            self.verdict,
            f"{self.n}, {self.spread}",
        )


def ratio_row(
    name: str,
    unit: str,
    ours: Sequence[float],
    bare: Sequence[float],
    *,
    aim: float | None,
    note: str = "",
) -> Row:
    """Medians of both, and of the ratios of what was measured side by side."""
    ratios = [one / other for one, other in zip(ours, bare, strict=True)]
    return Row(
        name=name,
        unit=unit,
        ours=median(ours),
        yardstick=median(bare),
        value=median(ours) / median(bare),
        value_unit="x",
        aim=aim,
        n=len(ours),
        spread=f"{_number(quarter(ratios, 1))}-{_number(quarter(ratios, 3))}x",
        note=note,
    )


def quarter(values: Sequence[float], which: int) -> float:
    """The value below which this many quarters of all lie."""
    return percentile(values, 0.25 * which)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of all lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def range_words(values: Sequence[float], unit: str) -> str:
    """From least to most."""
    return f"{_number(min(values))}-{_number(max(values))}{_suffix(unit)}"


def table(rows: Sequence[Row]) -> str:
    """The report, for a terminal."""
    lines = [_line(TITLES), _line(tuple("-" * (width - 1) for width in WIDTHS))]
    for row in rows:
        lines.append(_line(row.cells()))
        if row.note:
            lines.append(f"    {row.note}")
    return "\n".join(lines)


def save(rows: Sequence[Row], target: Path) -> None:
    """The same for a program to read."""
    found: list[dict[str, Any]] = [
        {**asdict(row), "met": row.met, "verdict": row.verdict} for row in rows
    ]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps({"rows": found}, indent=2) + "\n", encoding="utf-8")


def _line(cells: tuple[str, ...]) -> str:
    return "  ".join(cell.ljust(width - 2) for cell, width in zip(cells, WIDTHS, strict=True))


def _suffix(unit: str) -> str:
    return unit if unit == "x" else f" {unit}"


def _number(value: float) -> str:
    for limit, decimals in ((10, 2), (100, 1)):
        if abs(value) < limit:
            return f"{value:.{decimals}f}"
    return f"{value:,.0f}"

"""The parts that a guide text is made of, and the widgets that show them."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mattimer.ui.controls.card import Card, Hairline
from mattimer.ui.controls.label import Label
from mattimer.ui.controls.steps import Steps
from mattimer.ui.layouts.columns_layout import ColumnsLayout, FactColumns
from mattimer.ui.layouts.spacing import Spacing
from mattimer.ui.pages.guide.caution_bars import CautionBars
from mattimer.ui.pages.guide.sensation_bar import Feeling, SensationBar
from mattimer.ui.theme.theme import Theme

FACTS_APART, FACT_ROWS_APART = 24, 12


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a text."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """Short lines, one under the other."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepList:
    """Numbered steps."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactList:
    """A row of figures with what each one is; ``caution`` (1 to 3) adds bars to the last."""

    facts: tuple[tuple[str, str], ...]
    caution: int = 0


@dataclass(frozen=True, slots=True)
class FeelingsBlock:
    """What one usually feels over time."""

    parts: tuple[Feeling, ...]


@dataclass(frozen=True, slots=True)
class EvidenceBlock:
    """One study or claim: what it says, how sure that is, and where it stands."""

    claim: str
    sure: str
    source: str


Block = Heading | Paragraph | Points | StepList | FactList | FeelingsBlock | EvidenceBlock


def words_of(block: Block) -> str:
    """All words of a block, for the search."""
    match block:
        case Heading(text) | Paragraph(text):
            return text
        case Points(lines) | StepList(lines):
            return " ".join(lines)
        case FactList(facts):
            return " ".join(f"{name} {value}" for name, value in facts)
        case FeelingsBlock(parts):
            return " ".join(part.name for part in parts)
        case EvidenceBlock(claim, sure, source):
            return f"{claim} {sure} {source}"


def widget_of(theme: Theme, block: Block) -> QWidget:  # noqa: PLR0911 - one line a block
    """A widget that shows a block."""
    match block:
        case Heading(text):
            return _heading(theme, text)
        case Paragraph(text):
            return _reading(theme, text, "text2")
        case Points(lines):
            return _points(theme, lines)
        case StepList(lines):
            steps = Steps(theme, rows=len(lines))
            steps.show_steps(lines)
            return steps
        case FactList():
            return _facts(theme, block)
        case FeelingsBlock(parts):
            return SensationBar(theme, parts)
        case EvidenceBlock():
            return _evidence(theme, block)


def _heading(theme: Theme, text: str) -> Label:
    label = Label(theme, "strong", wrap=True)
    label.yield_height()
    label.setText(text)
    return label


def _reading(theme: Theme, text: str, color: str) -> Label:
    label = Label(theme, "lead", color, wrap=True)
    label.yield_height()
    label.setText(text)
    return label


def _points(theme: Theme, lines: tuple[str, ...]) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    for line in lines:
        point = QWidget()
        row = QHBoxLayout(point)
        row.addWidget(Label(theme, "lead", "accent_text", "·"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(_reading(theme, line, "text2"), 1)
        Spacing(theme, point, 12)
        column.addWidget(point)
    Spacing(theme, whole, 6)
    return whole


def _facts(theme: Theme, block: FactList) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    facts = ColumnsLayout(FactColumns(FACTS_APART, FACT_ROWS_APART, theme))
    for index, (name, value) in enumerate(block.facts):
        last = index == len(block.facts) - 1
        facts.addWidget(_fact(theme, name, value, block.caution if last else 0))
    column.addWidget(Hairline(theme))
    column.addLayout(facts)
    column.addWidget(Hairline(theme))
    Spacing(theme, whole, 15)
    return whole


def _fact(theme: Theme, name: str, value: str, caution: int) -> QWidget:
    cell, line = QWidget(), QWidget()
    row = QHBoxLayout(line)
    if caution:
        row.addWidget(CautionBars(theme, caution))
    row.addWidget(_line(theme, "strong", "text", value))
    row.addStretch(1)
    Spacing(theme, line, 8)
    column = QVBoxLayout(cell)
    column.addWidget(_line(theme, "caption", "text2", name))
    column.addWidget(line)
    column.addStretch(1)
    Spacing(theme, cell, 3)
    return cell


def _line(theme: Theme, role: str, color: str, text: str) -> Label:
    label = Label(theme, role, color, text, wrap=True)
    label.yield_height()
    label.prefer_one_line()
    return label


def _evidence(theme: Theme, block: EvidenceBlock) -> QWidget:
    card = Card(theme)
    column = QVBoxLayout(card)
    column.addWidget(_reading(theme, block.claim, "text"))
    column.addWidget(_reading(theme, block.sure, "text2"))
    source = Label(theme, "caption", "text3", wrap=True)
    source.yield_height()
    source.setText(breakable(block.source))
    column.addWidget(source)
    Spacing(theme, card, 5, (20, 16, 16))
    return card


def breakable(text: str) -> str:
    """The same to the eye; long names such as addresses may break where they have a stop."""
    return "".join(f"{letter}\u200b" if letter in "/._-" else letter for letter in text)

"""The parts that a guide text is made of, and the widgets that show them."""

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mattimer.ui.look import Look
from mattimer.ui.widgets.card import Card
from mattimer.ui.widgets.caution_bars import CautionBars
from mattimer.ui.widgets.hairline import Hairline
from mattimer.ui.widgets.label import Label
from mattimer.ui.widgets.sensation_bar import Feeling, SensationBar
from mattimer.ui.widgets.steps import Steps


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
class Facts:
    """A row of figures with what each one is; ``caution`` (1 to 3) adds bars to the last."""

    facts: tuple[tuple[str, str], ...]
    caution: int = 0


@dataclass(frozen=True, slots=True)
class Feelings:
    """What one usually feels over time."""

    parts: tuple[Feeling, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One study or claim: what it says, how sure that is, and where it stands."""

    claim: str
    sure: str
    source: str


Block = Heading | Paragraph | Points | StepList | Facts | Feelings | Evidence


def words_of(block: Block) -> str:
    """All words of a block, for the search."""
    match block:
        case Heading(text) | Paragraph(text):
            return text
        case Points(lines) | StepList(lines):
            return " ".join(lines)
        case Facts(facts):
            return " ".join(f"{name} {value}" for name, value in facts)
        case Feelings(parts):
            return " ".join(part.name for part in parts)
        case Evidence(claim, sure, source):
            return f"{claim} {sure} {source}"


def widget_of(look: Look, block: Block) -> QWidget:  # noqa: PLR0911 - one line a block
    """A widget that shows a block."""
    match block:
        case Heading(text):
            return Label(look, "strong", text=text)
        case Paragraph(text):
            return _reading(look, text, "text2")
        case Points(lines):
            return _points(look, lines)
        case StepList(lines):
            steps = Steps(look, rows=len(lines))
            steps.show_steps(lines)
            return steps
        case Facts():
            return _facts(look, block)
        case Feelings(parts):
            return SensationBar(look, parts)
        case Evidence():
            return _evidence(look, block)


def _reading(look: Look, text: str, color: str) -> Label:
    label = Label(look, "lead", color, text, wrap=True)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return label


def _points(look: Look, lines: tuple[str, ...]) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for line in lines:
        row = QHBoxLayout()
        row.setSpacing(12)
        dot = Label(look, "lead", "accent_text", "·")
        row.addWidget(dot)
        row.addWidget(_reading(look, line, "text2"), 1)
        column.addLayout(row)
    return whole


def _facts(look: Look, block: Facts) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(15)
    row = QHBoxLayout()
    row.setSpacing(24)
    for index, (name, value) in enumerate(block.facts):
        cell = QVBoxLayout()
        cell.setSpacing(3)
        cell.addWidget(Label(look, "caption", "text2", name))
        line = QHBoxLayout()
        line.setSpacing(8)
        if block.caution and index == len(block.facts) - 1:
            line.addWidget(CautionBars(look, block.caution))
        line.addWidget(Label(look, "strong", text=value))
        line.addStretch(1)
        cell.addLayout(line)
        row.addLayout(cell, 1)
    column.addWidget(Hairline(look))
    column.addLayout(row)
    column.addWidget(Hairline(look))
    return whole


def _evidence(look: Look, block: Evidence) -> QWidget:
    card = Card(look)
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 16, 20, 16)
    column.setSpacing(5)
    column.addWidget(_reading(look, block.claim, "text"))
    column.addWidget(_reading(look, block.sure, "text2"))
    source = Label(look, "caption", "text3", block.source, wrap=True)
    column.addWidget(source)
    return card

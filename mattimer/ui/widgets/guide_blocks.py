"""The parts that a guide text is made of, and the widgets that show them."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mattimer.ui.look import Look
from mattimer.ui.widgets.card import Card
from mattimer.ui.widgets.caution_bars import CautionBars
from mattimer.ui.widgets.facts_layout import FactsLayout
from mattimer.ui.widgets.hairline import Hairline
from mattimer.ui.widgets.label import Label
from mattimer.ui.widgets.sensation_bar import Feeling, SensationBar
from mattimer.ui.widgets.spacing import Spacing
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
            return _heading(look, text)
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


def _heading(look: Look, text: str) -> Label:
    label = Label(look, "strong", wrap=True)
    label.yield_height()
    label.setText(text)
    return label


def _reading(look: Look, text: str, color: str) -> Label:
    label = Label(look, "lead", color, wrap=True)
    label.yield_height()
    label.setText(text)
    return label


def _points(look: Look, lines: tuple[str, ...]) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    for line in lines:
        point = QWidget()
        row = QHBoxLayout(point)
        row.addWidget(Label(look, "lead", "accent_text", "·"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(_reading(look, line, "text2"), 1)
        Spacing(look, point, 12)
        column.addWidget(point)
    Spacing(look, whole, 6)
    return whole


def _facts(look: Look, block: Facts) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    facts = FactsLayout(look)
    for index, (name, value) in enumerate(block.facts):
        last = index == len(block.facts) - 1
        facts.addWidget(_fact(look, name, value, block.caution if last else 0))
    column.addWidget(Hairline(look))
    column.addLayout(facts)
    column.addWidget(Hairline(look))
    Spacing(look, whole, 15)
    return whole


def _fact(look: Look, name: str, value: str, caution: int) -> QWidget:
    cell, line = QWidget(), QWidget()
    row = QHBoxLayout(line)
    if caution:
        row.addWidget(CautionBars(look, caution))
    row.addWidget(_line(look, "strong", "text", value))
    row.addStretch(1)
    Spacing(look, line, 8)
    column = QVBoxLayout(cell)
    column.addWidget(_line(look, "caption", "text2", name))
    column.addWidget(line)
    column.addStretch(1)
    Spacing(look, cell, 3)
    return cell


def _line(look: Look, role: str, color: str, text: str) -> Label:
    label = Label(look, role, color, text, wrap=True)
    label.yield_height()
    label.prefer_one_line()
    return label


def _evidence(look: Look, block: Evidence) -> QWidget:
    card = Card(look)
    column = QVBoxLayout(card)
    column.addWidget(_reading(look, block.claim, "text"))
    column.addWidget(_reading(look, block.sure, "text2"))
    source = Label(look, "caption", "text3", wrap=True)
    source.yield_height()
    source.setText(breakable(block.source))
    column.addWidget(source)
    Spacing(look, card, 5, (20, 16, 16))
    return card


def breakable(text: str) -> str:
    """The same to the eye; long names such as addresses may break where they have a stop."""
    return "".join(f"{letter}\u200b" if letter in "/._-" else letter for letter in text)

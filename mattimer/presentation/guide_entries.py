"""Guide entries: the guide's content as the page shows it, without unusable files."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from mattimer.coach.areas import Area, Caution
from mattimer.coach.session_lines import SessionLines
from mattimer.content.loader import load_or_none
from mattimer.content.topics import (
    Choosing,
    Evenings,
    EvidenceText,
    FeelingSpan,
    FeelingTimeline,
    FurtherReading,
    MatCare,
    Questions,
    RecoveryRoutine,
    WhenToStop,
)
from mattimer.ui.pages.guide import guide_blocks as block
from mattimer.ui.pages.guide.guide_entry import GuideEntry
from mattimer.ui.pages.guide.sensation_bar import Feeling
from mattimer.ui.wording import in_figures

T = TypeVar("T")

LEVELS = {Caution.LOW: 1, Caution.MEDIUM: 2, Caution.HIGH: 3}
AFTERGLOW_SHARE = 6.0


class GuideLibrary:
    """Loads every text of the guide, with one sentence for each file that cannot be used."""

    def __init__(self, guide: Path, areas: Mapping[str, Area], lines: SessionLines) -> None:
        troubles: list[str] = []
        self._areas = areas
        self._lines = lines
        self.feelings = load_or_none(guide, FeelingTimeline, troubles)
        self.stopping = load_or_none(guide, WhenToStop, troubles)
        self.evidence = load_or_none(guide, EvidenceText, troubles)
        self.questions = load_or_none(guide, Questions, troubles)
        self.evenings = load_or_none(guide, Evenings, troubles)
        self.recovery = load_or_none(guide, RecoveryRoutine, troubles, areas)
        self.mat_care = load_or_none(guide, MatCare, troubles)
        self.choosing = load_or_none(guide, Choosing, troubles)
        self.troubles = tuple(troubles)

    def entries(self) -> tuple[GuideEntry, ...]:
        """Areas first, then what is good to know."""
        parts = self._parts(self.feelings)
        found = [_area_entry(area, parts) for area in self._areas.values()]
        found += filter(
            None,
            (
                _made(self.feelings, lambda text: _feelings_entry(text, parts)),
                _made(self.stopping, lambda text: _stopping_entry(text, self._lines)),
                _made(self.evidence, _evidence_entry),
                _made(self.questions, _questions_entry),
                _made(self.evenings, _evenings_entry),
                _made(self.recovery, _recovery_entry),
                _made(self.mat_care, lambda text: _mat_entry(text, self.choosing)),
            ),
        )
        return tuple(found)

    def _parts(self, feelings: FeelingTimeline | None) -> tuple[Feeling, ...]:
        return () if feelings is None else tuple(map(_feeling, feelings.spans))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Guide", text)


def _made(text: T | None, make: Callable[[T], GuideEntry]) -> GuideEntry | None:
    return None if text is None else make(text)


def _feeling(span: FeelingSpan) -> Feeling:
    if span.start is None or span.end is None:
        return Feeling(span.name, _tr("after"), AFTERGLOW_SHARE)
    when = in_figures(_tr("{0} to {1} min").format(span.start, span.end))
    return Feeling(span.name, when, float(span.end - span.start) ** 0.5 + 2.5)


def _area_entry(area: Area, parts: tuple[Feeling, ...]) -> GuideEntry:
    return GuideEntry(
        key=area.id,
        title=area.name,
        intro=area.intro,
        blocks=tuple(_area_blocks(area, parts)),
        area=area.id,
        caution=LEVELS[area.caution],
        action=_tr("Use {0} today").format(area.name.lower()),
    )


def _area_blocks(area: Area, parts: tuple[Feeling, ...]) -> Iterator[block.Block]:
    facts = (
        (_tr("For beginners"), in_figures(_tr("{0} min").format(area.beginner))),
        (_tr("Later"), in_figures(_tr("{0} min").format(area.usual))),
        (_tr("Start with"), area.layers[area.layer]),
        (_tr("Caution"), _caution_word(area.caution)),
    )
    yield block.FactList(facts, LEVELS[area.caution])
    if area.caution_note:
        yield block.Paragraph(area.caution_note)
    yield block.Heading(_tr("How to lie"))
    yield block.StepList(area.steps)
    if area.do:
        yield block.Heading(_tr("What helps"))
        yield block.Points(area.do)
    if area.dont:
        yield block.Heading(_tr("Rather not"))
        yield block.Points(area.dont)
    if parts:
        yield block.Heading(_tr("What you may feel"))
        yield block.FeelingsBlock(parts)
    if area.go_easier:
        yield block.Heading(_tr("Go easier"))
        yield block.Paragraph(area.go_easier)


def _caution_word(caution: Caution) -> str:
    return {
        Caution.LOW: _tr("Low"),
        Caution.MEDIUM: _tr("Medium"),
        Caution.HIGH: _tr("High"),
    }[caution]


def _feelings_entry(text: FeelingTimeline, parts: tuple[Feeling, ...]) -> GuideEntry:
    blocks: list[block.Block] = [block.FeelingsBlock(parts)]
    for span in text.spans:
        blocks += [block.Heading(span.name), block.Paragraph(span.text)]
    return GuideEntry("feelings", text.title, text.intro, tuple(blocks))


def _stopping_entry(text: FurtherReading, lines: SessionLines) -> GuideEntry:
    blocks = list(_items(text))
    for advice in lines.stops:
        if advice.now:
            blocks += [block.Heading(advice.name), block.Paragraph(advice.now)]
    return GuideEntry("stopping", text.title, text.intro, tuple(blocks))


def _evidence_entry(text: EvidenceText) -> GuideEntry:
    cards = [
        block.EvidenceBlock(
            claim=_together(card.claim, card.finding),
            sure=card.sure,
            source=", ".join(filter(None, (card.source, str(card.year), card.size, card.link))),
        )
        for card in text.cards
    ]
    foot = [block.Paragraph(text.foot)] if text.foot else []
    return GuideEntry("evidence", text.title, text.intro, (*cards, *foot))


def _questions_entry(text: FurtherReading) -> GuideEntry:
    return GuideEntry("questions", text.title, text.intro, tuple(_items(text)))


def _items(text: FurtherReading) -> Iterator[block.Block]:
    for item in text.items:
        yield block.Heading(item.text)
        if item.more:
            yield block.Paragraph(item.more)


def _evenings_entry(text: Evenings) -> GuideEntry:
    blocks = (
        block.Points(tuple(pairing.text for pairing in text.pairings)),
        block.Paragraph(text.wakes),
    )
    return GuideEntry("evenings", text.title, text.intro, blocks, action=_tr("Set a time"))


def _recovery_entry(text: RecoveryRoutine) -> GuideEntry:
    words = " ".join(step.text for step in text.steps)
    return GuideEntry("recovery", text.title, text.intro, (), more=words)


def _mat_entry(text: MatCare, choosing: FurtherReading | None) -> GuideEntry:
    blocks: list[block.Block] = [block.Heading(_tr("What to look for"))]
    blocks.append(block.Points(tuple(_together(look.text, look.more) for look in text.looks)))
    if choosing is not None:
        blocks += [block.Heading(choosing.title), block.Paragraph(choosing.intro)]
        lines = tuple(_together(item.text, item.more) for item in choosing.items)
        blocks.append(block.Points(lines))
    return GuideEntry("mat", text.title, text.intro, tuple(blocks))


def _together(first: str, second: str) -> str:
    """Two sentences in one line, each with its stop."""
    if first[-1:] not in ".?":
        first += "."
    return f"{first} {second}".strip()

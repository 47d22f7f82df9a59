"""Reads evidence.toml."""

from pathlib import Path

from mattimer.content.entry import TomlTable, read_file
from mattimer.content.topics import EvidenceCard, EvidenceText, Result

OLDEST, NEWEST = 1900, 2100


def load_evidence(guide: Path) -> EvidenceText:
    """What was found so far, from ``evidence.toml``.

    Raises:
        ContentError: The file is missing, no TOML, or a key is missing or out of bounds.
    """
    file = read_file(guide / "evidence.toml")
    text = EvidenceText(
        title=file.text("title"),
        intro=file.text("intro"),
        foot=file.text("foot"),
        cards=file.rows("card", _card),
    )
    file.done()
    return text


def _card(entry: TomlTable) -> EvidenceCard:
    return EvidenceCard(
        id=entry.text("id"),
        claim=entry.text("claim"),
        finding=entry.text("finding"),
        size=entry.text("size"),
        source=entry.text("source"),
        year=entry.whole("year", OLDEST, NEWEST),
        link=entry.text("link", ""),
        result=entry.choice("result", Result),
        sure=entry.text("sure"),
    )

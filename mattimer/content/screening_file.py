"""Reads screening.toml."""

from pathlib import Path

from mattimer.coach.safety import AREA_PREFIX, CONFIRMED, SafetyQuestion, ScreeningText
from mattimer.content.entry import TomlTable, read_file


def load_screening(guide: Path) -> ScreeningText:
    """The safety questions, from ``screening.toml``.

    Raises:
        ContentError: The file is missing, no TOML, or a key is missing or out of bounds.
    """
    file = read_file(guide / "screening.toml")
    text = ScreeningText(
        title=file.text("title"),
        again=file.text("again"),
        intro=file.text("intro"),
        foot=file.text("foot"),
        questions=file.rows("question", _question),
    )
    file.done()
    return text


def _question(entry: TomlTable) -> SafetyQuestion:
    question = SafetyQuestion(
        id=entry.text("id"),
        text=entry.text("text"),
        line=entry.text("line"),
        adults_only=entry.flag("adults_only"),
        not_today=entry.flag("not_today"),
        holds=entry.flag("holds"),
        layer=entry.flag("layer"),
        short_end=entry.flag("short_end"),
        bars=entry.texts_if_any("bars"),
        names_areas=entry.flag("names_areas"),
        reason=entry.text("reason", ""),
    )
    if question.id == CONFIRMED or question.id.startswith(AREA_PREFIX):
        raise entry.fail("id", "this word has another meaning in stored answers")
    if (question.bars or question.names_areas) and not question.reason:
        raise entry.fail("reason", "say why the areas are left out")
    if not _acts(question):
        raise entry.fail("holds", "a tick has to do something")
    return question


def _acts(question: SafetyQuestion) -> bool:
    return any(
        (
            question.adults_only,
            question.not_today,
            question.holds,
            question.layer,
            question.short_end,
            question.bars,
            question.names_areas,
        )
    )

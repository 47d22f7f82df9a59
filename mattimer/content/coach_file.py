"""Reads coach.toml."""

from collections.abc import Collection
from enum import StrEnum
from pathlib import Path
from string import Formatter
from typing import TypeVar

from mattimer.coach.coach_words import PLACES, WEEK, Because, CoachWords, Phrase
from mattimer.content.entry import TomlTable, read_file

Key = TypeVar("Key", bound=StrEnum)


def load_coach_words(guide: Path) -> CoachWords:
    """The coach's sentences, from ``coach.toml``.

    Raises:
        ContentError: The file is missing, no TOML, a sentence is missing, or braces hold a word
            that has no meaning there.
    """
    file = read_file(guide / "coach.toml")
    weekdays = file.texts("weekdays")
    if len(weekdays) != WEEK:
        raise file.fail("weekdays", "seven are needed, Monday first")
    reasons = _texts(file.section("reason"), Because)
    phrases = _texts(file.section("phrase"), Phrase)
    file.done()
    return CoachWords(reasons, phrases, weekdays)


def _texts(entry: TomlTable, keys: type[Key]) -> dict[Key, str]:
    texts = {key: _template(entry, key, PLACES.get(key, frozenset())) for key in keys}
    entry.done()
    return texts


def _template(entry: TomlTable, key: str, places: Collection[str]) -> str:
    text = entry.text(key)
    try:
        parts = list(Formatter().parse(text))
    except ValueError as error:
        raise entry.fail(key, "a brace is missing") from error
    for _text, name, form, conversion in parts:
        if name is None:
            continue
        if name not in places or form or conversion:
            known = ", ".join(f"{{{place}}}" for place in sorted(places)) or "nothing"
            raise entry.fail(key, f"in braces goes {known}, not {{{name}}}")
    return text

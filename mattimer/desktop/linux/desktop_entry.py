"""Desktop entries: reading and writing the few lines that an autostart has. Pure.

As the Desktop Entry specification 1.5 has it: a value is escaped as a string, and on top of that
the words of ``Exec`` are quoted and its percent signs are doubled.
"""

import re
from collections.abc import Mapping, Sequence

GROUP = "Desktop Entry"
RESERVED = frozenset(" \t\n\r\"'\\><~|&;$*?#()`")
ESCAPED_IN_QUOTES = re.compile(r'(["`$\\])')
ESCAPES = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
UNESCAPES = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|([^ \t\n"]+)', re.DOTALL)
BLANK = " \t\r\n"


class EntryError(Exception):
    """A text that is no desktop entry, or a command line that is none."""


def write_entry(values: Mapping[str, str]) -> str:
    """A desktop entry; ``values`` are plain text, in the order they are to have."""
    lines = [f"{key}={_escaped(value)}" for key, value in values.items()]
    return "\n".join([f"[{GROUP}]", *lines, ""])


def read_entry(text: str) -> dict[str, str]:
    """The keys of the entry, translated ones aside, as plain text.

    Raises:
        EntryError: It has no such group.
    """
    values: dict[str, str] = {}
    group = None
    for whole in text.split("\n"):
        line = whole.strip(BLANK)
        if line.startswith("[") and line.endswith("]"):
            group = line[1:-1]
            if group == GROUP:
                values.setdefault("", "")
        elif group == GROUP and "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            values[key.strip(BLANK)] = _unescaped(value.strip(BLANK))
    if values.pop("", None) is None:
        raise EntryError("It is no desktop entry.")
    return values


def write_command(words: Sequence[str]) -> str:
    """Words as the value of ``Exec``."""
    return " ".join(map(_quoted, words))


def read_command(text: str) -> list[str]:
    """The words of a value of ``Exec``; what a desktop would put in for ``%u`` is left out.

    Raises:
        EntryError: A quote is open, or there is no word.
    """
    words: list[str] = []
    at = 0
    text = text.strip(BLANK)
    while at < len(text):
        found = WORD.match(text, at)
        if found is None:
            raise EntryError("Its command has an open quote.")
        quoted, plain = found.groups()
        word = plain if quoted is None else re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL)
        if plain is None or not re.fullmatch("%[a-zA-Z]", plain):
            words.append(word.replace("%%", "%"))
        at = found.end()
        while at < len(text) and text[at] in BLANK:
            at += 1
    if not words:
        raise EntryError("It has no command.")
    return words


def is_true(values: Mapping[str, str], key: str) -> bool | None:
    """The boolean value of a key; None where it is missing or no boolean."""
    return {"true": True, "1": True, "false": False, "0": False}.get(values.get(key, "").lower())


def _quoted(word: str) -> str:
    word = word.replace("%", "%%")
    if word and not RESERVED.intersection(word):
        return word
    return '"' + ESCAPED_IN_QUOTES.sub(r"\\\1", word) + '"'


def _escaped(value: str) -> str:
    return "".join(ESCAPES.get(sign, sign) for sign in value)


def _unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: UNESCAPES.get(found[1], found[0]), value)

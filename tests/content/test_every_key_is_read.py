"""Every key of the guide does something: whatever a file may hold, one place of the app reads."""

import ast
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct, inspect
from mypy import build
from mypy.modulefinder import BuildSource
from mypy.options import Options
from mypy.plugin import AttributeContext, Plugin
from mypy.types import Type

import mattimer
from mattimer.coach.coach_words import Phrase, ReasonKey
from mattimer.content.loader import COACH_FILES
from mattimer.content.topics import TOPIC_FILES
from tests.content.tables import structs_in

APP = Path(mattimer.__file__).parent
FILES: Mapping[type[Struct], str] = {**COACH_FILES, **TOPIC_FILES}
OUTSIDE = ("PySide6", "dbus_fast", "desktop_notifier", "icalendar", "psutil", "pulsectl", "qasync")

ROOMS = ("mattimer.coach.", "mattimer.content.")
WORDS = "mattimer.coach.coach_words."

NAMES = {"id", "name", "reason"}
"""What a row is called, by programs and by people: wherever the row turns up."""

UNREAD = {"Item.id", "EvidenceCard.id"}
"""Names of rows that are only read; complaints about a file name them."""

SEVERAL = {
    # The guide tells what the coach goes by, and the page before a session shows it.
    "Area.beginner": "allowance, guide, and where nothing is suggested: today, prepare",
    "Area.usual": "allowance, guide",
    "Area.caution": "the choice of an area, guide, today, prepare",
    "Area.layer": "allowance, guide, and where nothing is suggested: today, prepare, the editor",
    "Area.steps": "guide, prepare",
    "Area.dont": "guide, prepare",
    # The longest session binds every door through which a length comes in.
    "Area.cap": "advice, allowance, command line, session plan, today, prepare, tray",
    # The plan page shows the plan that the coach goes by.
    "Program.bands": "bands by day, plan page",
    "Program.after": "advice, allowance, plan page",
    "Band.minutes": "allowance, progress, plan page",
    "Band.aim": "today, plan page",
    "Range.low": "the ends of any range",
    "Range.high": "the ends of any range",
    # A page asks, the coach judges the answers.
    "ScreeningText.questions": "the page, what the answers allow",
    "SafetyQuestion.line": "under a tick, and on Today while it holds",
    "SafetyQuestion.holds": "the page's button, what the answers allow",
    "SafetyQuestion.names_areas": "the page asks where, what the answers allow",
    # The screen shows what the voice says.
    "SessionLines.spoken": "score, narrator, test of the voice",
    "SessionLines.scan": "a start puts the parts into its plan, screen and voice find them by id",
    "SessionLines.stops": "pages that ask or name a reason",
    "ScanPart.text": "screen, voice",
    "StopAdvice.now": "after a stop, guide",
    # The routine's page, and the guide's search.
    "RecoveryRoutine.steps": "recovery page, guide",
    "RecoveryStep.text": "recovery page, guide",
}
"""Keys that more than one module reads, and what for."""


class Readers(Plugin):
    """Notes which module reads which attribute; mypy knows of which class it is."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self.found: dict[str, set[tuple[str, int]]] = defaultdict(set)

    def get_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:
        """For the fields of a table."""
        return self._noting(fullname) if fullname.startswith(ROOMS) else None

    def get_class_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:
        """For the members of an enumeration."""
        return self._noting(fullname) if fullname.startswith(WORDS) else None

    def _noting(self, fullname: str) -> Callable[[AttributeContext], Type]:
        def note(context: AttributeContext) -> Type:
            self.found[fullname].add((context.api.path, context.context.line))
            return context.default_attr_type

        return note


@pytest.fixture(scope="module")
def readers() -> Mapping[str, set[str]]:
    """The modules that read an attribute, by its whole name; a check of the value does not."""
    options = Options()
    options.incremental = False
    options.cache_dir = "/dev/null"
    options.python_version = (3, 11)
    skipped: dict[str, object] = {
        "follow_imports": "skip",
        "follow_imports_for_stubs": True,
        "ignore_missing_imports": True,
    }
    options.per_module_options = {f"{name}.*": skipped for name in OUTSIDE}
    options.build_per_module_cache()
    paths = sorted(APP.rglob("*.py"))
    sources = [BuildSource(str(path), _module(path)) for path in paths]
    plugin = Readers(options)
    build.build(sources, options, extra_plugins=[plugin])
    checks = {str(path): set(_lines_of_checks(path)) for path in paths}
    return {
        name: {path for path, line in places if line not in checks[path]}
        for name, places in plugin.found.items()
    }


def _module(path: Path) -> str:
    parts = path.relative_to(APP.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def _lines_of_checks(path: Path) -> Iterator[int]:
    """Lines that declare, check or stand in for what a file holds, and do nothing with it."""
    tree = ast.parse(path.read_text("utf-8"))
    for above in ast.walk(tree):
        for node in above.body if isinstance(above, ast.Module | ast.ClassDef) else ():
            match node:
                case (
                    ast.AnnAssign()
                    | ast.FunctionDef(name="__post_init__" | "plain_words" | "plain_lines")
                ):
                    yield from range(node.lineno, (node.end_lineno or node.lineno) + 1)


def keys() -> dict[str, str]:
    """Every key, as the class and the field that has it, with the whole name of the attribute."""
    found = {}
    for kind in {one for file in FILES for one in structs_in(inspect.type_info(file))}:
        for one in msgspec.structs.fields(kind):
            above = (up for up in reversed(kind.__mro__) if "__annotations__" in up.__dict__)
            owner = next(up for up in above if one.name in up.__annotations__)
            key = f"{owner.__name__}.{one.name}"
            found[key] = f"{owner.__module__}.{key}"
    return found


def test_every_key_is_read(readers: Mapping[str, set[str]]) -> None:
    assert {key for key, whole in keys().items() if not readers.get(whole)} == UNREAD


def test_every_key_is_read_in_one_place(readers: Mapping[str, set[str]]) -> None:
    """Where the module of its own type reads it for others, it is that one."""
    several = {
        key
        for key, whole in keys().items()
        if len(readers.get(whole, ())) > 1 and key.split(".")[1] not in NAMES
    }
    assert several == set(SEVERAL)


@pytest.mark.parametrize("words", [ReasonKey, Phrase])
def test_every_sentence_of_the_coach_is_said(
    readers: Mapping[str, set[str]], words: type[ReasonKey | Phrase]
) -> None:
    known = {f"{words.__module__}.{words.__name__}.{one.name}": one for one in words}
    assert not [one for whole, one in known.items() if not readers.get(whole)]

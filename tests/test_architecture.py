"""Rules of the tree that no linter knows: its size, its names, and what a class may ask for."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from fnmatch import filter as filter_names
from pathlib import Path

from vulture import Vulture  # type: ignore[import-untyped]

import mattimer

ROOT = Path(mattimer.__file__).parent
ARCHITECTURE = ROOT.parent / "docs/architecture.md"
BESIDE_THE_APP = ("docs/", "mattimer/", "packaging/", "pyproject.toml", "resources/", "tests/")
NAMED = re.compile(r"`([\w./-]*(?:/|\.(?:py|md|toml)))(?:::([\w.]+))?`")
"""A file or a folder in the text, and what in the file is meant."""

MOST_PARAMETERS, MOST_LINES = 6, 400
LONGEST_REACH = 3
"""Words in ``self.part.do()``."""
LOOSE = {"__init__", "__main__", "limits"}


def modules() -> Iterator[tuple[str, str]]:
    """Every module of the app, as its path below the package and its text."""
    for path in sorted(ROOT.rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def classes() -> Iterator[tuple[str, ast.ClassDef]]:
    for name, text in modules():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                yield name, node


def parameters(made: ast.ClassDef) -> int:
    """How many things a class wants to be built with, itself left out."""
    for node in made.body:
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            wanted = node.args
            return len([*wanted.posonlyargs, *wanted.args, *wanted.kwonlyargs]) - 1
    return 0


def test_no_class_wants_more_than_six_things() -> None:
    greedy = {
        f"{name}: {made.name}": count
        for name, made in classes()
        if (count := parameters(made)) > MOST_PARAMETERS
    }
    assert greedy == {}


def test_a_class_name_is_there_once() -> None:
    names = Counter(made.name.lstrip("_") for _, made in classes())
    assert [name for name, count in names.items() if count > 1] == []


REACHES = {
    # The D-Bus client and the future that ends with its connection are one thing.
    "desktop/linux/dbus_client.py": 1,
    # Late imports, held as a module.
    "sound/output.py": 1,
    # A path's folder.
    "desktop/macos/autostart_mac.py": 1,
    # A page and the parts of it that it made itself.
    "ui/pages/history/history.py": 9,
    "ui/session/session_page.py": 2,
    # A rectangle.
    "ui/report/report_painter.py": 2,
}
"""Calls through another object that are left, a file each; the numbers only ever fall."""

VALUES = {"format", "get", "isoformat", "items", "lower", "values"}
"""Methods of texts, dates and mappings: asking a value for them reaches nowhere."""


def reaches(tree: ast.Module) -> Iterator[str]:
    """Calls of what belongs to something that an object of ours has: ``self.a.b.c()``."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        words = ast.unparse(call.func).split(".")
        if words[0] != "self" or words[-1] in VALUES or words[1:3] == ["_theme", "tokens"]:
            continue
        if words[-1] in ("connect", "disconnect", "emit"):
            words.pop()
        if len(words) > LONGEST_REACH and all(word.isidentifier() for word in words):
            yield ".".join(words)


def test_nothing_reaches_through_another_object() -> None:
    found = {name: list(reaches(ast.parse(text))) for name, text in modules()}
    assert {name: calls for name, calls in found.items() if len(calls) > REACHES.get(name, 0)} == {}


def test_four_layouts_of_our_own_are_enough() -> None:
    bases = {made.name: [ast.unparse(base) for base in made.bases] for _, made in classes()}
    layouts = {name: of for name, of in bases.items() if any(b.endswith("Layout") for b in of)}
    shared = {base for of in layouts.values() for base in of}
    concrete = sorted(layouts.keys() - shared)
    assert concrete == ["BesideLayout", "ColumnsLayout", "FlowLayout", "PageLayout"]


def test_no_module_is_too_long_to_read() -> None:
    long = {name: lines for name, text in modules() if (lines := text.count("\n")) > MOST_LINES}
    assert long == {}


def test_everything_lies_in_a_room() -> None:
    assert {path.stem for path in ROOT.glob("*.py")} <= LOOSE


def of_itself(node: ast.AST) -> bool:
    """Whether an attribute is asked of ``self``, of ``cls`` or of what these inherit from."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "super"
    return isinstance(node, ast.Name) and node.id in {"self", "cls"}


def private_names(made: ast.ClassDef) -> tuple[set[str], set[str]]:
    """Private names that a class gives itself, and those that it asks itself for."""
    given: set[str] = set()
    asked: set[str] = set()
    for node in ast.walk(made):
        if isinstance(node, ast.Attribute) and of_itself(node.value):
            (asked if isinstance(node.ctx, ast.Load) else given).add(node.attr)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            given.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            given.add(node.id)
    return given, {name for name in asked if name.startswith("_") and not name.startswith("__")}


def test_what_a_class_asks_itself_for_is_of_ours() -> None:
    # What is private to anything else, ruff finds.
    made = {it.name: it for _, it in classes()}
    names = {name: private_names(it) for name, it in made.items()}

    def given(name: str) -> set[str]:
        if name not in made:
            return set()
        bases = [ast.unparse(base).partition("[")[0] for base in made[name].bases]
        return names[name][0].union(*map(given, bases))

    reaches = {name: asked - given(name) for name, (_, asked) in names.items()}
    assert {name: found for name, found in reaches.items() if found} == {}


def test_nothing_private_is_imported() -> None:
    private = [
        f"{name}: {node.module}.{it.name}"
        for name, text in modules()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom)
        for it in node.names
        if it.name.startswith("_") and not it.name.startswith("__")
    ]
    assert private == []


def test_every_exception_of_vulture_is_still_needed() -> None:
    with (ROOT.parent / "pyproject.toml").open("rb") as file:
        said = tomllib.load(file)["tool"]["vulture"]
    tool = Vulture(ignore_decorators=said["ignore_decorators"])
    tool.scavenge([str(ROOT)])
    unused = {item.name for item in tool.get_unused_code()}
    exceptions = said["ignore_names"]
    assert [name for name in exceptions if not filter_names(unused, name)] == []


def names_in(path: Path) -> set[str]:
    """What a module defines: names of its own, and "Class.method" for what its classes have."""
    found = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Assign):
            found |= {ast.unparse(target) for target in node.targets}
        name = getattr(node, "name", None)
        if name is not None:
            found.add(name)
            inner = [getattr(part, "name", "") for part in getattr(node, "body", ())]
            found |= {f"{name}.{part}" for part in inner}
    return found


def test_the_architecture_names_what_there_is() -> None:
    named = NAMED.findall(ARCHITECTURE.read_text("utf-8"))
    wrong = []
    for where, name in named:
        path = (ROOT.parent if where.startswith(BESIDE_THE_APP) else ROOT) / where
        if not path.exists() or (name and name not in names_in(path)):
            wrong.append(f"{where}::{name}")
    assert len(named) > 90
    assert wrong == []


WRITERS = {
    "storage/atomic_write.py",
    # Lines that are added to a file, and a copy that nobody else sees.
    "storage/sync/folder_files.py",
    "storage/backup/salvage.py",
    # A folder is moved out of the socket's way.
    "desktop/single_instance.py",
}
WRITING = {"fsync", "rename", "renames", "write_bytes", "write_text"}


def test_a_file_takes_the_place_of_another_in_one_module() -> None:
    found = set()
    for name, text in modules():
        calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
        if "pathlib" in text and any(map(writes, calls)):
            found.add(name)
    assert found == WRITERS


def writes(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    # A path's has one argument, a text's two, a date's have names.
    of_path = call.func.attr == "replace" and len(call.args) == 1 and not call.keywords
    return of_path or call.func.attr in WRITING

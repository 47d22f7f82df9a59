"""Tests use what they test through its public door, so that they survive a rename.

A reach is an attribute that begins with an underscore, of anything but ``self`` or ``cls``, which
the test's own module does not define. There is none, and no list of exceptions.
"""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent

LIBRARIES = {"sys", "os"}
"""What Python documents with an underscore, such as ``sys._getframe``, is public."""

DOCUMENTED = {"_replace", "_asdict"}
"""Methods of a named tuple, public as well."""

FILES = sorted(path.relative_to(TESTS).as_posix() for path in TESTS.rglob("*.py"))


def defined_in(tree: ast.Module) -> set[str]:
    """The names of functions, classes and attributes that a module makes itself."""
    named = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    names = {node.name for node in ast.walk(tree) if isinstance(node, named)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            names |= {node.attr} if of_itself(node) else set()
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names


def of_itself(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}


def reaches_in(source: str) -> list[str]:
    """Each reach as "line: attribute"."""
    tree = ast.parse(source)
    own = defined_in(tree)
    return [
        f"{node.lineno}: {node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("_")
        and not node.attr.startswith("__")
        and node.attr not in DOCUMENTED
        and node.attr not in own
        and not of_itself(node)
        and not (isinstance(node.value, ast.Name) and node.value.id in LIBRARIES)
    ]


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("page._timer.start()", 1),
        ("app.page._timer._left", 2),
        ("make()._timer", 1),
        ("self._timer", 0),
        ("page.timer", 0),
        ("page.__class__", 0),
        ("class A:\n    def _run(self): ...\nA()._run()", 0),
    ],
)
def test_a_reach_is_what_is_private_to_something_else(source: str, count: int) -> None:
    assert len(reaches_in(source)) == count


@pytest.mark.parametrize("name", FILES)
def test_no_test_reaches_into_what_is_private(name: str) -> None:
    reaches = reaches_in((TESTS / name).read_text(encoding="utf-8"))
    assert reaches == []

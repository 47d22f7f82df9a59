"""Tests use what they test through its public door, so that they survive a rename.

A reach is an attribute that begins with an underscore, of anything but ``self`` or ``cls``, which
the test's own module does not define; or such a name that is imported, or set on something. The
list of those that stay is exact, so that it can only become shorter.
"""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent

STAYING = {
    # Stands in for a whole run of the app, which would open a window.
    "app/test_bootstrap.py": ["_run"],
    # What comes after the end of the app; its public door is a whole run as well.
    "app/test_data_management.py": ["_erase"],
    # Hangs, as a sound server does whose library need not be here.
    "desktop/linux/test_pulse_sound.py": ["_ask"],
    # The X server, which must not be asked where there is none.
    "desktop/linux/test_x11_startup.py": ["_StartupDisplay"],
    # A picture with nothing on it, which the real one never is.
    "diagnostics/test_installation_checks.py": ["_first_frame"],
}
"""The reaches that stay, and why; a file that is not here has none."""

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


def borrowed(node: ast.AST) -> list[str]:
    """The names that a statement imports from the app, or sets on an object by its name."""
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mattimer"):
        return [name.name for name in node.names]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
        if called in {"setattr", "getattr", "delattr"} and len(node.args) > 1:
            of, name = node.args[:2]
            library = isinstance(of, ast.Name) and of.id in LIBRARIES
            if isinstance(name, ast.Constant) and not library:
                return [str(name.value)]
    return []


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def of_itself(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}


def reaches_in(source: str) -> list[str]:
    """The private names that it reaches for."""
    tree = ast.parse(source)
    own = defined_in(tree)
    taken = [name for node in ast.walk(tree) for name in borrowed(node) if private(name)]
    return taken + [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and private(node.attr)
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
        ("from mattimer.app.log import Log, _filter", 1),
        ("patched.setattr(page, '_timer', None)", 1),
        ("patched.setattr(os, '_exit', leave)", 0),
        ("getattr(page, '_timer')", 1),
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
    assert reaches == STAYING.get(name, [])


def test_every_file_with_a_reach_is_there() -> None:
    assert STAYING.keys() <= set(FILES)

"""The house keeps its shape: short functions, short files, no circles, one meaning for each name, nothing unused."""

from __future__ import annotations

import ast
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]
LIB = HOUSE / "lib"
STATEMENTS = LIB / "touchpath" / "queries"
LONGEST_FUNCTION, LONGEST_FILE, LONGEST_MEDIAN = 45, 300, 10
FRONT_DOORS = ("stats",)
"""Rooms that are libraries of their own: what nobody in the house calls is there for scripts."""
OFFERED = re.compile(r"import_\w+|readinto")
"""Names of the workspace that are there for scripts, and what streams of the standard library call by itself."""
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@cache
def trees() -> dict[Path, ast.Module]:
    """The code of the app and of the package, without tests."""
    folders = [folder.rglob("*.py") for folder in (LIB, HOUSE / "pages", HOUSE / "sample_data")]
    files = sorted([HOUSE / "app.py", *(file for folder in folders for file in folder)])
    return {file: ast.parse(file.read_text(encoding="utf-8")) for file in files}


def _told(file: Path) -> str:
    return file.relative_to(HOUSE).as_posix()


def _lengths() -> dict[str, int]:
    return {
        f"{_told(file)}:{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for file, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }


def test_functions_are_short() -> None:
    lengths = _lengths()
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}
    assert statistics.median(lengths.values()) < LONGEST_MEDIAN


def test_files_are_short() -> None:
    lines = {_told(file): len(file.read_text(encoding="utf-8").splitlines()) for file in trees()}
    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}


@cache
def imports() -> dict[str, frozenset[str]]:
    """Each module of the package and the modules it imports, also those imported for types alone."""
    modules = {_module(file): tree for file, tree in trees().items() if file.is_relative_to(LIB)}
    return {name: frozenset(_imported(tree, modules)) - {name} for name, tree in modules.items()}


def _module(file: Path) -> str:
    return ".".join(file.relative_to(LIB).with_suffix("").parts).removesuffix(".__init__")


def _imported(tree: ast.Module, modules: dict[str, ast.Module]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        elif isinstance(node, ast.ImportFrom) and node.module in modules:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in modules else node.module


def test_no_modules_import_each_other_in_a_circle() -> None:
    order = TopologicalSorter({name: found - {"touchpath"} for name, found in imports().items()})
    try:
        order.prepare()
    except CycleError as error:
        pytest.fail(f"These modules import each other: {' <- '.join(error.args[1])}")


def test_no_page_imports_a_page() -> None:
    found = [
        _told(file)
        for file, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "pages"
    ]
    assert found == []


def test_the_rooms_are_those_of_the_plan() -> None:
    rooms = {path.parent.name for path in (LIB / "touchpath").glob("*/__init__.py")}
    plan = (LIB / "README.md").read_text(encoding="utf-8")
    assert rooms == set(re.findall(r"^\| `(\w+)/` \|", plan, flags=re.MULTILINE))


def _aliases(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Types by another name: `Codes = NDArray[np.int64]`, and what each stands for."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if re.fullmatch(r"[A-Z]\w*[a-z]\w*", name) and isinstance(
                node.value, ast.Subscript | ast.BinOp | ast.Name
            ):
                yield name, ast.unparse(node.value)


def test_a_class_name_means_one_thing() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    meanings: dict[str, set[str]] = defaultdict(set)
    for file, tree in trees().items():
        if not file.is_relative_to(LIB):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(_told(file))
        for name, meaning in _aliases(tree):
            meanings[name].add(meaning)
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}
    assert {name: found for name, found in meanings.items() if len(found) > 1} == {}
    assert set(homes) & set(meanings) == set()


def test_statements_say_what_one_row_is() -> None:
    statements = sorted(STATEMENTS.rglob("*.sql"))
    assert len(statements) > 100
    silent = [_told(file) for file in statements if not file.read_text(encoding="utf-8").startswith("-- ")]
    assert silent == []


def _words(tree: ast.AST) -> Iterator[str]:
    """Every name that code or a text in code speaks of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from node.value.split(".") if re.fullmatch(r"[\w.]+", node.value) else ()


def _defined(tree: ast.Module) -> Iterator[str]:
    """Functions, classes and methods that no decorator registers somewhere."""
    for node in tree.body:
        if isinstance(node, DEFINITIONS) and not node.decorator_list:
            yield node.name
        if isinstance(node, ast.ClassDef):
            yield from (part.name for part in node.body if isinstance(part, ast.FunctionDef))


def test_nothing_is_defined_that_nothing_uses() -> None:
    spoken = Counter(word for tree in trees().values() for word in _words(tree))
    idle = [
        f"{_told(file)}:{name}"
        for file, tree in trees().items()
        for name in _defined(tree)
        if not spoken[name] and not name.startswith("__") and not OFFERED.fullmatch(name)
        if not any(file.is_relative_to(LIB / "touchpath" / room) for room in FRONT_DOORS)
    ]
    assert idle == []

"""Every pattern over a person's text costs what the text's length costs: each is fed 1 MB of its worst text."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

import touchpath

ROOT = Path(touchpath.__file__).parent
SMALL, LARGE = 2_000, 1_000_000
TIMES = 5
"""A sign of a longer text may take five times what one of a short text takes: quadratic is 8, 64 and 500 times."""
PIECES = (
    " ", "\n", "a", "A", "é", "1", ".", ",", "-", "_", "/", "\\", "'", '"', "(", "[", "{", "}\n", "@", "#",
    "%", "=", ":", ";", "a ", "a.", "a-", "a_", "a@", "aA", "Aa ", "a1", "1 ", "1.", "1,", "1-", "1:", "1/",
    "+1", " \t", "{}", "[]", "()", '""', '"a" ', '"a', "a=", "a:", "x or ", "array([", "} \n", "\n\n",
    "start ", "end date: ", "2021", "2021-01", "01.02.", "Jan 1 ", "<f>", "\\t", ": nan", "&#6", "%4", "h:0",
)  # fmt: skip


Use = Callable[[re.Pattern[str], str], object]
_FROM_THE_START = {"match", "fullmatch"}


@cache
def patterns() -> dict[str, tuple[re.Pattern[str], Use]]:
    """Every pattern of the package and how it is used: looked for anywhere, or tried at the start only."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOT.rglob("*.py"))}
    calls = [(path, node) for path, tree in trees.items() for node in ast.walk(tree) if _is_use(node)]
    used: dict[tuple[str, str], set[str]] = {}
    found: dict[str, tuple[re.Pattern[str], Use]] = {}
    for path, node in calls:
        owner, method = node.func.value.id, node.func.attr
        if owner != "re":
            used.setdefault((_module(path), owner), set()).add(method)
        elif node.args and isinstance(node.args[0], ast.Constant):
            place = f"{path.relative_to(ROOT)}:{node.lineno}"
            found[place] = re.compile(node.args[0].value), _use({method})
    for name, pattern in _compiled():
        own, bare = name.rsplit(".", 1)
        anywhere = set().union(*(methods for (_, called), methods in used.items() if called == bare))
        found[name] = pattern, _use(used.get((own, bare), anywhere))
    return found


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def _is_use(node: ast.AST) -> bool:
    methods = {"sub", "search", "match", "fullmatch", "split", "findall", "finditer"}
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in methods
        and isinstance(node.func.value, ast.Name)
    )


def _use(methods: set[str]) -> Use:
    if methods and methods <= _FROM_THE_START:
        return lambda pattern, text: pattern.fullmatch(text) if methods == {"fullmatch"} else pattern.match(text)
    return lambda pattern, text: [None for _ in pattern.finditer(text)]


def _compiled() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.walk_packages([str(ROOT)], "touchpath."):
        if module.name.endswith("__main__") or ".app" in module.name:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    yield f"{module.name}.{name}", one


def _seconds(name: str, text: str) -> float:
    pattern, use = patterns()[name]
    began = time.process_time()
    use(pattern, text)
    return time.process_time() - began


def test_the_patterns_are_found() -> None:
    assert len(patterns()) > 60


@pytest.mark.parametrize("name", sorted(patterns()))
def test_a_pattern_costs_what_its_text_costs(name: str) -> None:
    tried = [(head, piece) for piece in PIECES for head in ("", "x", "1", '{"')]
    head, piece = max(tried, key=lambda one: _seconds(name, _text(*one, SMALL)))
    said = f"{patterns()[name][0].pattern!r} takes the square of {head + piece!r} repeated"
    seconds = max(_seconds(name, _text(head, piece, SMALL)), SMALL * 5e-8)
    for size in (8 * SMALL, 64 * SMALL, LARGE):  # step by step, so that a quadratic one is not waited for
        limit, text = TIMES * seconds * size / SMALL, _text(head, piece, size)
        assert any(_seconds(name, text) < limit for _ in range(3)), said  # a busy machine slows a try, hardly three


def _text(head: str, piece: str, size: int) -> str:
    return head + piece * (size // len(piece))

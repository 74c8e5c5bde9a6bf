"""Every statement is found by its full name in a search of the code, and its text stands below `queries` only."""

from __future__ import annotations

import ast
import re
from collections import defaultdict

import pytest
import sqlglot
from sqlglot import exp

from touchpath.queries.catalog import FOLDER

HOME = FOLDER.parent.parent.parent
CODE = sorted([*FOLDER.parent.rglob("*.py"), *(HOME / "pages").rglob("*.py"), HOME / "app.py"])
STATEMENTS = {
    path.relative_to(FOLDER).with_suffix("").as_posix(): path
    for path in FOLDER.rglob("*.sql")
    if "migrations" not in path.parts
}
TREES = {path: ast.parse(path.read_text("utf-8")) for path in CODE}
ASKING = {"frame", "frame_over", "arrays", "batches", "sql", "run", "run_over"}
CATALOG = {"text", "tree", "compose", "compose_over", "written_to", "reads_filtered"}
NAME = re.compile(r"(ask|keep)/[a-z_/0-9]*")
SQL = re.compile(
    r"\b(SELECT .* FROM|INSERT INTO|DELETE FROM|UPDATE \w+ SET|CREATE (OR REPLACE )?(TEMP )?(TABLE|VIEW|MACRO))\b"
    r"|\b[a-z]\.[a-z_]+ (=|<>|<=?|>=?|IN|IS|BETWEEN) |list_contains\(\$",
    re.DOTALL,
)


def built_names(tree: ast.AST) -> list[int]:
    """Lines on which the name of a statement is put together."""
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.expr) and _is_built(node)]


def _is_built(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return any(_is_name_part(part) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        return _is_name_part(node.left) or _is_name_part(node.right)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in ("join", "format", "replace", "removeprefix", "removesuffix"):
            return any(_is_name_part(part) for part in (node.func.value, *node.args))
        if node.func.attr in ASKING | CATALOG:
            given = [*node.args[:2], *(word.value for word in node.keywords)]
            return any(_is_text(part) and NAME.search(ast.unparse(part)) for part in given)
    return False


def _is_name_part(node: ast.expr) -> bool:
    """A whole text, of a call or of an f-string, that begins a name: the rest is put to it elsewhere."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(NAME.match(node.value))


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr | ast.BinOp)


def texts(tree: ast.AST) -> list[tuple[int, str]]:
    """The texts of a module but for its docstrings."""
    said = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant | ast.JoinedStr)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in said
    ]


@pytest.mark.parametrize(
    "line",
    [
        'reader.frame(f"ask/load/{name}")',
        'reader.frame("ask/load/" + name)',
        'writer.run("keep/%s" % name)',
        'writer.run("keep/{}".format(name))',
        'writer.run("keep/load".join(["", name]))',
        'NAME = "ask/load"' + "\nx = NAME.replace('load', 'ask/y')",
        'writer.run_over(table, f"keep/{name}")',
        'catalog.text("ask/" + name)',
    ],
)
def test_a_name_built_from_pieces_is_seen(line: str) -> None:
    assert built_names(ast.parse(line))


def test_no_name_is_built_from_pieces() -> None:
    built = [
        f"{path.relative_to(HOME)}:{line}"
        for path in CODE
        for line in built_names(ast.parse(path.read_text("utf-8")))
    ]
    assert built == []


def test_every_statement_is_named_in_full_and_every_name_is_a_statement() -> None:
    named = {text for tree in TREES.values() for _, text in texts(tree) if NAME.fullmatch(text)}
    assert sorted(named - set(STATEMENTS)) == [], "these names are of no statement"
    tried = "".join(path.read_text("utf-8") for path in (HOME / "tests").rglob("*.py"))
    unnamed = [name for name in STATEMENTS if name not in named and f'"{name}"' not in tried]
    assert sorted(unnamed) == [], "nothing in the code names these"


def test_no_two_statements_are_the_same_but_for_their_tables() -> None:
    """What does the same to several tables is written once, over `this_table` (see queries/every.py)."""
    same = defaultdict(list)
    for name, path in STATEMENTS.items():
        same[_shape(path.read_text("utf-8"))].append(name)
    assert [sorted(names) for names in same.values() if len(names) > 1 and set(names) not in ALIKE] == []


ALIKE = [
    {"ask/log/sources", "ask/log/filtered_sources"},  # with filters a question reads `filtered_events`
    {"ask/privacy/repeated_events_of", "ask/privacy/set_aside_of"},
    {"keep/load/restored_amounts", "keep/load/restored_events"},
    {"keep/quality/drop_set_aside", "keep/quality/forget_remedy"},
    {
        "keep/load/clear_channel_rules",
        "keep/orders/clear_events",
        "keep/orders/clear_lines",
        "keep/personas/clear_rules",
    },
]
"""Alike by chance or of one line: what they do differs in its meaning."""


def _shape(text: str) -> str:
    tree = sqlglot.parse_one(text, dialect="duckdb")
    for node in tree.find_all(exp.Table, exp.TableAlias):
        node.set("this", exp.to_identifier("t"))
    for column in tree.find_all(exp.Column):
        if column.table:
            column.set("table", exp.to_identifier("t"))
    return tree.sql(dialect="duckdb", comments=False)


def test_sql_stands_below_queries_only() -> None:
    found = [
        f"{path.relative_to(HOME)}:{line} {text[:60]}"
        for path, tree in TREES.items()
        if FOLDER not in path.parents
        for line, text in texts(tree)
        if SQL.search(text)
    ]
    assert found == []


def test_sql_outside_queries_would_be_seen() -> None:
    for text in ("e.person IN (SELECT 1)", "SELECT 1 AS a FROM t", "DELETE FROM events", "list_contains($a, e.b)"):
        assert SQL.search(text), text

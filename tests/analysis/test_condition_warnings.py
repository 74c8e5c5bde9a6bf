"""A numeric condition on a property without numbers says so beside the result."""

from __future__ import annotations

from pathlib import Path

from touchpath.analysis.condition_warnings import condition_warnings
from touchpath.answers.asking import ask
from touchpath.journey.conditions import Condition
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel, Step
from touchpath.workspace import Workspace

ROWS = "who;when;what;price;weight\na;2024-03-01;order;19,90;n/a\nb;2024-03-02;order;5,00;7\nc;2024-03-03;visit;;\n"


def _workspace(folder: Path) -> Workspace:
    path = folder / "rows.csv"
    path.write_text(ROWS, encoding="utf-8")
    workspace = Workspace.in_memory()
    workspace.import_events(path, person="who", occurred_at="when", touchpoint="what")
    return workspace


def test_a_property_without_numbers_is_named_beside_the_answer(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    asked = Funnel((Step("order", where=(Condition("price", ">", 10),)),))
    (said,) = ask(workspace, asked).told.warnings
    assert said.startswith('"price" holds no numbers, so "price is over 10" is never true.')
    assert "decimal comma" in said
    assert ask(workspace, Funnel((Step("order"),)), Filters(where=(Condition("price", "<=", 3),))).told.warnings


def test_nothing_is_said_where_there_are_numbers_or_none_are_asked_for(tmp_path: Path) -> None:
    engine = _workspace(tmp_path).engine
    for condition in (
        Condition("weight", ">", 10), Condition("nothing", ">", 10), Condition("price", "=", "19,90"),
        Condition("value", ">", 10), Condition("price", "is set"),
    ):  # fmt: skip
        assert condition_warnings(engine, Filters(where=(condition,))) == ()

"""Every result class says what its fields tell of people; one that does not is shown to nobody."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass, replace
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from tests.answers import planted
from touchpath.analysis.small_cells import Undeclared
from touchpath.answers import Viewer, ask
from touchpath.answers.kinds import Kind
from touchpath.answers.register import REGISTER
from touchpath.home import HOME
from touchpath.journey.cells import parts_of, roles
from touchpath.journey.questions import PersonaTable

KNOWN = {
    "_channels_now": "names that were merged or renamed",
    "_columns": "columns that may name arms; what few people have is taken out of the list",
    "_is_watched": "a switch",
    "_look": "a file that is being added",
    "boards": "what people keep: questions, nothing of the data",
    "names_in_order": "names a filter offers; what few people have is taken out of the list",
    "_split_funnel": "a question",
    "_suggestions": "suggested funnels",
    "answered": "which survey metrics there are",
    "property_names": "names of columns",
    "look": "a file that is being added",
    "channel_rules": "rules somebody wrote",
    "saved": "definitions somebody saved",
    "saved_alerts": "which figures somebody watches",
    "saved_changes": "changes somebody saved",
    "persona_columns": "names of columns",
    "personas_in_force": "rules somebody wrote",
    "touchpoint_names": "names a control offers where nothing is hidden",
    "usual_outcome": "a question",
    "usual_question": "a question",
    "usual_retention": "a question",
    "usual_uplift": "a question",
    "usual_prediction": "a question",
}
"""What pages may read past the hiding of small groups, and why it counts nobody."""


def result_classes(function: Any) -> set[type]:
    """The classes a function may give, and those inside them; Undeclared for one that says nothing."""
    found: set[type] = set()
    waiting = list(parts_of(get_type_hints(function, include_extras=True)["return"]))
    assert waiting, f"{function.__name__} says what it gives"
    while waiting:
        kind = waiting.pop()
        if kind not in found:
            found.add(kind)
            hints = get_type_hints(kind, include_extras=True)
            for field, role in roles(kind).items():
                waiting += [] if role else [part for part in parts_of(hints[field]) if is_dataclass(part)]
    return found


def computing(kind: Kind[Any, Any]) -> list[Any]:
    return [function for function in (kind.measure, kind.measure_people, kind.derive) if function is not None]


@pytest.mark.parametrize("name", REGISTER.by_name)
def test_every_result_class_declares_its_cells(name: str) -> None:
    assert all(result_classes(function) for function in computing(REGISTER.by_name[name]))


def test_many_classes_are_walked() -> None:
    walked = {kind for part in REGISTER.by_name.values() for function in computing(part) for kind in
              result_classes(function)}  # fmt: skip
    names = {kind.__name__ for kind in walked}
    assert {"StepResult", "Cohort", "Figure", "Gate", "Finding", "TrendGroup", "SurvivalCurve"} <= names
    assert len(walked) > 50


@dataclass(frozen=True)
class Buyers:
    """A result of a new kind whose author forgot to say what it counts."""

    buyers: int


def test_a_new_result_class_without_a_declaration_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = REGISTER.of(PersonaTable())
    forgotten: Any = lambda engine, question, filters: Buyers(2)  # noqa: E731
    monkeypatch.setitem(REGISTER._by_class, PersonaTable, replace(kind, measure=forgotten))
    with planted.planted(tmp_path) as workspace:
        for viewer in (Viewer(), Viewer("viewer", 20)):
            with pytest.raises(Undeclared, match="Buyers does not say what its field buyers tells of people"):
                ask(workspace, PersonaTable(), viewer=viewer)


def remembered() -> Iterator[tuple[str, str, Any]]:
    """How pages read the engine: the module, `answer` or `known`, and the function as it is called there."""
    files = [
        *(HOME / "pages").rglob("*.py"),
        *Path(importlib.import_module("touchpath.ui").__path__[0]).rglob("*.py"),
    ]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                if isinstance(owner, ast.Name) and owner.id == "cached" and node.func.attr in ("answer", "known"):
                    yield str(file), node.func.attr, node.args[0]


def _imported(file: str) -> dict[str, Any]:
    """What the names of a module mean, from its imports and its own functions."""
    found: dict[str, Any] = {}
    for node in ast.walk(ast.parse(Path(file).read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("touchpath"):
            module = importlib.import_module(str(node.module))
            for part in node.names:
                value = getattr(module, part.name, None) or importlib.import_module(f"{node.module}.{part.name}")
                found[part.asname or part.name] = value
    return found


def test_what_pages_ask_of_the_engine_is_declared() -> None:
    looked_at = 0
    for file, how, called in remembered():
        if how == "answer":
            function = eval(ast.unparse(called), _imported(file))
            assert result_classes(function), ast.unparse(called)
            looked_at += 1
    assert looked_at > 15


def test_what_is_read_past_the_hiding_is_known() -> None:
    asked = {ast.unparse(called).rpartition(".")[2] for _, how, called in remembered() if how == "known"}
    assert asked == set(KNOWN)


def test_no_page_hides_or_measures_by_itself() -> None:
    """Pages read answers through `cached`; nobody but answers and cached calls the hiding."""
    package = Path(importlib.import_module("touchpath").__path__[0])
    users = [file.relative_to(package).as_posix() for file in package.rglob("*.py")
             if "small_cells import" in file.read_text("utf-8") and "small_cells" not in file.parts]  # fmt: skip
    told = ["answers/funnel/comparison.py", "answers/funnel/worst.py"]  # which groups are shown whole
    assert sorted(users) == ["answers/asking.py", *told, "ui/cached.py"]

"""The worked cases of paths, from a workspace to the counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.analysis.path_workspace import COUNTED, workspace
from tests.reference import reference_path
from touchpath.analysis.funnel import measure as measure_funnel
from touchpath.analysis.paths import measure_paths, measure_transitions, measure_variants
from touchpath.analysis.paths.result import PathsResult
from touchpath.engine.base import Store
from touchpath.journey.funnel import Funnel
from touchpath.journey.paths import Paths, Transitions, Variants

_COLLAPSE = {"none": "none", "adjacent": "neighbours", "first": "first"}
_WAYS = ("exits", "continues", "entries", "unfinished")


def _cases() -> list[Any]:
    return json.loads(reference_path("cases/paths.json").read_text())["cases"]  # type: ignore[no-any-return]


def _units(definition: dict[str, Any]) -> dict[str, Any]:
    return {
        "starting": definition["start"], "ending": definition["end"], "unit": definition["unit"],
        "counting": definition["counting"], "collapse": _COLLAPSE[definition["collapse"]],
        "hidden": tuple(definition["exclude"]), "session_gap_seconds": definition["gap_minutes"] * 60,
    }  # fmt: skip


def _name(label: str | None, kind: str) -> Any:
    return label if kind == "value" else {kind: True}


def _told(result: PathsResult) -> dict[str, Any]:
    nodes = [(node, _name(node.label, node.kind)) for node in result.nodes]
    told: dict[str, Any] = {"nodes": [[node.column, name, node.units] for node, name in nodes]}
    for way in _WAYS:
        told[way] = [[node.column, name, getattr(node, way)] for node, name in nodes if getattr(node, way)]
    told["edges"] = [
        [edge.column, _name(edge.source, edge.source_kind), _name(edge.target, edge.target_kind), edge.units]
        for edge in result.edges
    ]
    return told


def _sorted(rows: list[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


def _columns(engine: Store, case: dict[str, Any]) -> None:
    definition, expected = case["definition"], case["expected"]
    asked = Paths(**_units(definition), columns=definition["max_steps"], top=definition["top_per_step"])
    result = measure_paths(engine, asked, COUNTED)
    assert result.units == expected["units"]
    told = _told(result)
    for name in ("nodes", "edges", *_WAYS):
        if name in expected:
            assert _sorted(told[name]) == _sorted(expected[name]), name


def _graph(engine: Store, case: dict[str, Any]) -> None:
    result = measure_transitions(engine, Transitions(**_units(case["definition"])), COUNTED)
    found = [
        [_name(edge.source, edge.source_kind), _name(edge.target, edge.target_kind), edge.count, edge.people]
        for edge in result.edges
    ]
    assert _sorted(found) == _sorted(case["expected"]["graph"])
    for touchpoint, events in case["expected"]["events"].items():
        assert sum(edge.count for edge in result.edges if edge.source == touchpoint) == events
        assert sum(edge.count for edge in result.edges if edge.target == touchpoint) == events


def _variants(engine: Store, case: dict[str, Any]) -> None:
    result = measure_variants(engine, Variants(**_units(case["definition"]), cover=1.0), COUNTED)
    assert [[list(way.steps), way.units, way.share] for way in result.variants] == case["expected"]["variants"]


def _funnels(engine: Store, case: dict[str, Any]) -> None:
    for order in ("ordered", "strict"):
        funnel = measure_funnel(engine, Funnel(("a", "b"), order), COUNTED)  # type: ignore[arg-type]
        assert [step.people for step in funnel.steps] == case["expected"][f"funnel_{order}_a_b"]


_PARTS = {"nodes": _columns, "graph": _graph, "variants": _variants, "funnel_strict_a_b": _funnels}


@pytest.mark.parametrize("number", range(20))
def test_a_worked_case(number: int, tmp_path: Path) -> None:
    case = _cases()[number]
    engine = workspace(tmp_path, [tuple(event) for event in case["events"]], case["data_end"])
    looked_at = [check for name, check in _PARTS.items() if name in case["expected"]]
    assert looked_at
    for check in looked_at:
        check(engine, case)
    engine.close()


def test_there_are_no_more_cases() -> None:
    assert len(_cases()) == 20

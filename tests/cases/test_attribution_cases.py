"""Credit from outside: published paths and figures, through the public API and from transition counts."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.events import Row, workspace_of
from tests.reference import reference_path
from touchpath.answers import ask
from touchpath.journey.attribution import Attribution
from touchpath.stats.removal import effects_by_name

START = datetime(2025, 1, 1)
RULES = {"first": "first", "last": "last", "last_excluding": "last_non_direct", "linear": "linear",
         "position": "position", "time_decay": "time_decay", "participation": "participation"}  # fmt: skip


def cases() -> list[Any]:
    return list(json.loads(reference_path("cases/attribution.json").read_text(encoding="utf-8")))


def rows_of(paths: list[dict[str, Any]]) -> list[Row]:
    """A person for each conversion and each journey without one; touches a day apart, so that equal ones stay two."""
    found, person = [], 0
    for path in paths:
        for converts in [True] * path["conversions"] + [False] * path.get("nulls", 0):
            person += 1
            for day, channel in enumerate(path["channels"]):
                found.append(Row(f"p{person}", START + timedelta(days=day), "touch", channel))
            if converts:
                at = START + timedelta(days=len(path["channels"]))
                found.append(Row(f"p{person}", at, "buy", "checkout", value=path.get("value", 1)))
    return found


def asked_for(case: dict[str, Any]) -> Attribution:
    inputs = case["inputs"]
    rule: Any = {"shapley": "equal_split", "markov": "markov"}.get(case["kind"]) or RULES[inputs["rule"]]
    direct = (inputs["exclude_last"],) if "exclude_last" in inputs else ()
    counting: Any = "value" if any("value" in path for path in inputs["paths"]) else "conversions"
    order = inputs.get("order", 1)
    return Attribution(("buy",), rules=(rule,), direct=direct, counting=counting, order=order, resamples=2)


def test_every_case_through_the_public_api(tmp_path: Path) -> None:
    for number, case in enumerate(cases()):
        folder = tmp_path / str(number)
        folder.mkdir()
        with workspace_of(rows_of(case["inputs"]["paths"])) as workspace:
            found = ask(workspace, asked_for(case)).result.rules[0]
        tolerance, expected = case["tol"]["abs"], case["expected"]
        if expected.get("credit"):
            assert {name: found.of(name) for name in expected["credit"]} == pytest.approx(
                expected["credit"], abs=tolerance
            ), case["id"]
        if effects := expected.get("removal_effects"):
            own = {one.name: one.effect for one in found.credits}
            assert {name: own[name] for name in effects} == pytest.approx(effects, abs=tolerance), case["id"]
        ends = {"(conv)": "(conversion)"}
        for source, targets in expected.get("transitions", {}).items():
            shares = {one.target: one.share for one in found.transitions if one.source == source}
            assert shares == pytest.approx({ends.get(to, to): share for to, share in targets.items()}, abs=tolerance)


def test_every_figure_of_the_chain_of_ten_thousand_paths() -> None:
    told = json.loads(reference_path("cases/markov_order1.json").read_text(encoding="utf-8"))
    base, effects = effects_by_name([(source, target, count) for source, target, count in told["transitions"]])
    expected = told["expected"]
    assert base == pytest.approx(expected["base_rate"], abs=1e-12)
    assert effects == pytest.approx(expected["removal_effect"], abs=1e-12)
    total = sum(effects.values())
    credit = {name: told["conversions"] * effect / total for name, effect in effects.items()}
    assert credit == pytest.approx(expected["markov_credit"], abs=0.01)

"""Outcomes that do not vary: decided exactly, or refused with the reason, never by an error of 0."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.events import Row, workspace_of
from touchpath.analysis.change import measure
from touchpath.analysis.change.result import ChangeResult, Verdict
from touchpath.ingest.mapping import Constant
from touchpath.journey.change import Assignment, Change, Clusters, Reach
from touchpath.journey.change_outcome import Outcome
from touchpath.workspace import Workspace

START = datetime(2025, 1, 6)
KINDS = {
    "retention": Outcome("retention", "join", "visit", 7),
    "revenue": Outcome("revenue", "join", "visit", 7),
    "engagement": Outcome("engagement", "join", None, 7),
    "churn": Outcome("churn", "join", "visit", 20, pause_days=5),
}


def _log(everybody: bool) -> Workspace:
    """Six people join a day; all return the next day and spend 10, or only those with the old variant do."""
    events, regions = [], {}
    for day in range(98):
        for i in range(6):
            name, at = f"p{day}-{i}", START + timedelta(days=day, minutes=i)
            arm = "new" if i % 2 else "old"
            events.append(Row(name, at, "join", "app" if i % 2 else "web", properties={"variant": arm}))
            regions[name] = {"region": f"r{i}-{day % 2}"}
            if everybody or arm == "old":
                events.append(Row(name, at + timedelta(days=1), "visit", "app", value=10.0))
    return workspace_of(events, attributes=regions)


@pytest.fixture(scope="module")
def all_alike() -> Iterator[Workspace]:
    with _log(everybody=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def arms_alike() -> Iterator[Workspace]:
    with _log(everybody=False) as opened:
        yield opened


def _change(kind: str, design: str) -> Change:
    base = Change("x", "2025-03-03", KINDS[kind], hoped_for=3)
    treated = tuple(f"r{i}-{wave}" for i in (1, 3, 5) for wave in (0, 1))
    designs = {
        "before_after": base,
        "with_control": replace(base, reached=Reach(channels=("app",)), control=Reach(others=True)),
        "randomised": replace(
            base, day="2025-01-06", assignment=Assignment("touchpoint", "variant", "join", control="old")
        ),
        "clusters": replace(base, clusters=Clusters("region", treated)),
    }
    return designs[design]


def _says_nothing_untrue(result: ChangeResult) -> bool:
    return not any(word in result.sentence for word in ("unknown", "nan", "0.00 in 4 of 5", "change of 0.0 "))


@pytest.mark.parametrize("design", ["before_after", "with_control", "randomised", "clusters"])
@pytest.mark.parametrize("kind", list(KINDS))
def test_where_all_are_alike_the_reason_is_said(all_alike: Workspace, kind: str, design: str) -> None:
    result = measure(all_alike.engine, _change(kind, design))
    assert _says_nothing_untrue(result), result.sentence
    if (kind, design) == ("retention", "randomised"):  # Wilson's limits need no variance
        assert result.verdict is Verdict.NO_DETECTABLE_CHANGE
        assert (result.effect, result.effect_low < 0 < result.effect_high, result.found.mde > 0) == (0, True, True)
    else:
        assert (result.verdict, result.effect) == (Verdict.CANNOT_TELL, 0)
        assert "ordinary variation" not in result.sentence
        assert result.found.estimate.reason is not None
        assert result.sentence.endswith(result.found.estimate.reason)


@pytest.mark.parametrize("kind", list(KINDS))
def test_arms_that_do_not_vary_and_differ_are_decided_exactly(arms_alike: Workspace, kind: str) -> None:
    result = measure(arms_alike.engine, _change(kind, "randomised"))
    assert _says_nothing_untrue(result), result.sentence
    assert (result.verdict, result.p_value <= 0.0005) == (Verdict.SOLID, True)
    assert "lower with new than with old" in result.sentence
    assert result.effect < 0


def _survey(folder: Path, scores: tuple[int, int], metric: str) -> Workspace:
    """Forty answers a side of a test; everybody of an arm gives the same score."""
    file, events = folder / "answers.csv", folder / "events.csv"
    answers, arms = ["who,at,score"], ["who,at,what,arm"]
    for i in range(80):
        at = START + timedelta(days=i % 20)
        answers.append(f"p{i},{at + timedelta(hours=2):%Y-%m-%dT%H:%M:%S},{scores[i % 2]}")
        arms.append(f"p{i},{at:%Y-%m-%dT%H:%M:%S},join,{'new' if i % 2 else 'old'}")
    file.write_text("\n".join(answers))
    events.write_text("\n".join(arms))
    workspace = Workspace.in_memory()
    workspace.import_events(events, person="who", occurred_at="at", touchpoint="what")
    low, high = (0, 10) if metric == "nps" else (1, 7)
    workspace.import_responses(
        file, person="who", answered_at="at", metric=Constant(metric), score="score",
        scale_low=Constant(str(low)), scale_high=Constant(str(high)),
    )  # fmt: skip
    return workspace


@pytest.mark.parametrize(
    ("metric", "scores", "verdict"),
    [
        ("nps", (7, 8), Verdict.CANNOT_TELL),
        ("nps", (9, 10), Verdict.CANNOT_TELL),
        ("nps", (8, 9), Verdict.SOLID),
        ("csat", (7, 7), Verdict.NO_DETECTABLE_CHANGE),
        ("ces", (4, 4), Verdict.CANNOT_TELL),
        ("ces", (4, 5), Verdict.SOLID),
    ],
)
def test_answers_that_are_all_the_same(
    tmp_path: Path, metric: str, scores: tuple[int, int], verdict: Verdict
) -> None:
    with _survey(tmp_path, scores, metric) as workspace:
        assignment = Assignment("touchpoint", "arm", "join", control="old")
        asked = Change("x", "2025-01-06", Outcome(metric), assignment=assignment, hoped_for=50)  # type: ignore[arg-type]
        result = measure(workspace.engine, asked)
    assert _says_nothing_untrue(result), result.sentence
    assert result.verdict is verdict, result.sentence

"""What follows a score, counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan
from pathlib import Path

import numpy as np
import pytest

from touchpath import Constant, Workspace
from touchpath.analysis.surveys.bands import bands_of
from touchpath.analysis.surveys.named import NamedAnswers
from touchpath.answers import Viewer, ask
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.score_follows import ScoreFollows
from touchpath.stats.trend_test import trend_test

ANSWERS = """who,at,score
ada,2025-03-01 12:00,3
ada,2025-03-05 12:00,10
bob,2025-03-01 12:00,8
cat,2025-03-01 12:00,9
dan,2025-03-01 12:00,10
eve,2025-03-22 00:00,10
fay,2025-03-22 00:01,10
"""
EVENTS = """who,at,what,value,order
ada,2025-03-01 12:00,buy,50,o0
ada,2025-03-11 12:00,visit,,
bob,2025-03-02 11:59,visit,,
cat,2025-03-02 12:00,visit,,
cat,2025-03-11 12:00,buy,20,o1
cat,2025-03-11 11:00,refund,-5,o1
dan,2025-03-11 12:01,buy,30,o2
dan,2025-03-01 12:30,survey_sent,,
dan,2025-03-05 12:30,survey_sent,,
eve,2025-02-01 12:00,visit,,
fay,2025-02-01 12:00,visit,,
zoe,2025-04-01 00:00,visit,,
"""
"""Ada buys as she answers and comes back on the last minute of ten days; Bob a minute under a day later; Cat a day
later and buys on the last minute, less a refund; Dan a minute too late, and is only asked again; Eve's ten days end
with the data, Fay's a minute after."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("follows")
    for name, text in (("answers", ANSWERS), ("events", EVENTS)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    with Workspace.in_memory() as opened:
        opened.import_events(
            folder / "events.csv", person="who", occurred_at="at", touchpoint="what", value="value", order_id="order"
        )
        opened.import_responses(
            folder / "answers.csv", person="who", answered_at="at", score="score", metric=Constant("nps")
        )
        yield opened


ASKED = ScoreFollows(days=10, goal=("buy",), purchase=("buy",))


def test_each_edge_of_the_time_after_an_answer(workspace: Workspace) -> None:
    found = ask(workspace, ASKED).result
    assert (found.people, found.mature) == (6, 5)
    rows = [(part.band, part.people, part.converted, part.returned, part.revenue) for part in found.bands]
    assert rows[0] == ("low", 1, 0, 1, 0), "the first answer counts, and the event at its moment does not"
    assert rows[1] == ("middle", 1, 0, 0, 0)
    assert rows[2] == ("top", 3, 1, 1, 5.0), "one purchase of 20 less 5 over three people"


def test_what_only_asks_is_no_return_and_what_is_named_is(workspace: Workspace) -> None:
    named = ScoreFollows(days=10, returning=("survey_sent",))
    assert [part.returned for part in ask(workspace, named).result.bands] == [0, 0, 1]


def test_the_trend_is_tested_over_the_bands(workspace: Workspace) -> None:
    found = ask(workspace, ASKED).result
    by_name = {trend.name: trend.test for trend in found.trends}
    assert by_name["converted"].p_value == pytest.approx(trend_test([0, 0, 1], [1, 1, 3]).p_value)
    assert by_name["returned"].estimate == pytest.approx(trend_test([1, 0, 1], [1, 1, 3]).estimate)


def test_without_a_goal_nobody_converts_and_it_is_said(workspace: Workspace) -> None:
    answer = ask(workspace, ScoreFollows(days=10))
    assert all(isnan(part.converted_rate) for part in answer.result.bands)
    assert [trend.name for trend in answer.result.trends] == ["returned"]
    assert any("No goal touchpoint is set" in note for note in answer.notes)


def test_dates_choose_the_first_answer(workspace: Workspace) -> None:
    found = ask(workspace, ASKED, Filters(date_from="2025-03-02")).result  # type: ignore[arg-type]
    assert [part.people for part in found.bands] == [0, 0, 2], "Ada's second answer, and Eve's"


def test_nobody_is_mature_yet(workspace: Workspace) -> None:
    answer = ask(workspace, ScoreFollows(days=300))
    assert "Nobody can be followed for 300 days yet" in answer.sentence


def test_small_bands_take_another_along(tmp_path: Path) -> None:
    answers = ["who,at,score"] + [
        f"p{n},2025-03-01,{(2, 7, 10)[0 if n < 4 else 1 if n < 20 else 2]}" for n in range(60)
    ]
    events = ["who,at,what"] + [f"p{n},2025-03-05,{('buy', 'visit')[n % 2]}" for n in range(60)]
    events.append("p1,2025-06-01,visit")
    (tmp_path / "a.csv").write_text("\n".join(answers), encoding="utf-8")
    (tmp_path / "e.csv").write_text("\n".join(events), encoding="utf-8")
    with Workspace.in_memory() as workspace:
        workspace.import_events(tmp_path / "e.csv", person="who", occurred_at="at", touchpoint="what")
        workspace.import_responses(
            tmp_path / "a.csv", person="who", answered_at="at", score="score", metric=Constant("nps")
        )
        shown = ask(workspace, ScoreFollows(goal=("buy",)), viewer=Viewer("viewer", 10)).result
    known = [part.people == part.people for part in shown.bands]
    assert known == [False, False, True], "4 are few, and 60 less the others would tell them"
    assert all(part.converted != part.converted for part in shown.bands[:2])


@pytest.mark.parametrize(
    ("metric", "ends", "scores", "bands"),
    [
        ("nps", (0, 10), (0, 6, 7, 8, 9, 10), (0, 0, 1, 1, 2, 2)),
        ("ces", (1, 7), (1, 3, 4, 5, 7), (0, 0, 1, 2, 2)),
        ("csat", (1, 5), (1, 2, 3, 4, 5), (0, 0, 1, 2, 2)),
        ("csat", (1, 3), (1, 2, 3), (0, 1, 2)),
        ("other", (0, 10), (0, 1, 2, 8, 9), (0, 0, 1, 1, 2)),
        ("other", (-np.inf, np.inf), (3,), (-1,)),
        ("csat", (1, 5), (np.nan,), (-1,)),
    ],
)
def test_bands_of_scales(metric: str, ends: tuple, scores: tuple, bands: tuple) -> None:
    none = np.zeros(0, dtype=bool)
    asked = NamedAnswers("x", metric, none, none, *map(float, ends))
    assert tuple(bands_of(np.array(scores, dtype=float), asked)) == bands


@pytest.mark.parametrize(("given", "said"), [({"score": ""}, "Choose the score"), ({"days": 0}, "above 0")])
def test_what_follows_nothing_is_refused(given: dict, said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        ScoreFollows(**given)

"""Scores, personas, map, credit, value and alerts have their picture on a board; bars and lines stay editable."""

from __future__ import annotations

import io
from collections.abc import Iterator
from math import isfinite
from typing import Any

import pytest
from pptx import Presentation

from tests.answers import planted
from touchpath.answers import Answer, Viewer, ask
from touchpath.answers.boards import AnsweredBlock, block_of
from touchpath.charts.name_colours import NameColours
from touchpath.charts.pictures import pictures
from touchpath.charts.theme import LIGHT
from touchpath.journey.alerts import Alert, AlertReplay
from touchpath.journey.attribution import Attribution, CreditRanks
from touchpath.journey.board import Board
from touchpath.journey.lifetime_value import LifetimeValue
from touchpath.journey.questions import PersonaGrid
from touchpath.journey.score_follows import ScoreFollows
from touchpath.journey.surveys import Scores
from touchpath.journey.touchpoint_map import TouchpointMap
from touchpath.reports import rendered, report_of
from touchpath.reports.native_charts import native_chart
from touchpath.workspace import Workspace

ASKED = (
    Scores(),
    ScoreFollows(days=7.0, goal=("buy",), returning=("view",)),
    PersonaGrid(),
    TouchpointMap(horizon_days=7.0),
    Attribution(("buy",)),
    CreditRanks(("buy",)),
    LifetimeValue(("buy",)),
    Alert("people"),
    AlertReplay(Alert("events")),
)
NATIVE = {
    "Scores": "spread", "Attribution": "bars", "LifetimeValue": "by_age", "Alert": "days", "AlertReplay": "days",
}  # fmt: skip


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, list[Answer[Any]]]]:
    with planted.planted(tmp_path_factory.mktemp("pictures")) as workspace:
        yield workspace, [ask(workspace, question, viewer=Viewer()) for question in ASKED]


def test_every_kind_has_a_picture_that_says_what_it_shows(answers: Any) -> None:
    for answer in answers[1]:
        drawn = pictures(answer, NameColours(LIGHT, {}))
        assert drawn, type(answer.question).__name__
        assert len({part.name for part in drawn}) == len(drawn)
        assert all(part.alt and part.title for part in drawn)


def test_every_picture_that_is_bars_or_lines_has_a_value_or_a_gap_for_each_place(answers: Any) -> None:
    found = {}
    for answer in answers[1]:
        for part in pictures(answer, NameColours(LIGHT, {})):
            native = native_chart(answer, part.name, NameColours(LIGHT, {}))
            if native is not None:
                found[type(answer.question).__name__, part.name] = native
                assert all(len(values) == len(native.categories) for _, values in native.series)
    assert {("Scores", "spread"), ("Scores", "trend"), *NATIVE.items()} <= set(found)
    points = next(answer.result.points for answer in answers[1] if isinstance(answer.question, Scores))
    told = [point.score for point in points if isfinite(point.score)]
    assert list(found["Scores", "trend"].series[0][1]) == told


def test_each_is_drawn_in_a_report_and_its_bars_and_lines_hold_the_digits(answers: Any) -> None:
    workspace, given = answers
    blocks = []
    for answer in given:
        picture = NATIVE.get(type(answer.question).__name__, "")
        block = block_of(answer)
        blocks.append(AnsweredBlock(type(block)(block.question, block.filters, picture=picture), answer))
    board = Board("All kinds", tuple(part.block for part in blocks))
    report = report_of(board, blocks, "Shop", workspace.engine.calendar, {})
    page = rendered(report, "html").decode()
    assert page.count("<svg") >= len(given)
    deck = Presentation(io.BytesIO(rendered(report, "pptx")))
    charts = {}
    for slide, answer in zip(list(deck.slides)[1:], given, strict=True):
        for shape in slide.shapes:
            if shape.has_chart:
                charts[type(answer.question).__name__] = [list(s.values) for s in shape.chart.plots[0].series]
    assert set(charts) == set(NATIVE)
    by_name = {type(answer.question).__name__: answer.result for answer in given}
    credited = [one.credit for one in by_name["Attribution"].credits]
    assert charts["Attribution"][0] == pytest.approx(credited, rel=1e-12)
    whole = by_name["Scores"].whole
    assert charts["Scores"][0][-1] == pytest.approx(whole.good, rel=1e-12)
    came = [day.value if isfinite(day.value) else None for day in by_name["Alert"].days]
    assert charts["Alert"][0] == came

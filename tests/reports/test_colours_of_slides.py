"""On slides a persona has the colour it has on the pages, wherever it stands in a chart."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from pptx import Presentation

from tests.events import Row, workspace_of
from touchpath.answers.asking import question_to_plain
from touchpath.answers.boards import answered_board
from touchpath.charts.theme import LIGHT
from touchpath.journey.board import Board, BoardBlock, question_text
from touchpath.journey.funnel import Breakdown, Funnel, Step
from touchpath.journey.funnel_views import FunnelOverTime
from touchpath.journey.retention import Retention
from touchpath.journey.trends import Trend
from touchpath.reports import rendered, report_of
from touchpath.workspace import Workspace

OWNERS = {"persona": ("Old", "Young", "Absent"), "channel": ("web", "app")}
COLOURS = dict(zip(OWNERS["persona"], LIGHT.slots, strict=False))
FUNNEL = Funnel((Step("view"), Step("buy")), window_seconds=86_400.0)


@pytest.fixture(scope="module")
def shop() -> Iterator[Workspace]:
    """Young people are more: they come first in every split, though Old owns the first colour."""
    personas = {f"p{i}": "Old" if i % 4 == 0 else "Young" for i in range(40)}
    events = []
    for i in range(40):
        for day in range(0, 28, 7):
            channel = "app" if i % 3 else "web"
            events.append(Row(f"p{i}", day * 86_400 + i, "view", channel))
            if (i + day) % 2:
                events.append(Row(f"p{i}", day * 86_400 + i + 60, "buy", channel))
    with workspace_of(events, personas) as workspace:
        yield workspace


def _slides(shop: Workspace, *asked: Any) -> list[Any]:
    blocks = tuple(BoardBlock(question_text(question_to_plain(question))) for question in asked)
    board = Board("Ours", blocks)
    report = report_of(board, answered_board(shop, board), "Shop", shop.engine.calendar, OWNERS)
    deck = Presentation(io.BytesIO(rendered(report, "pptx")))
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def _colours(chart: Any) -> dict[str, str]:
    kind = "fill" if chart.plots[0]._element.tag.endswith("barChart") else "line"
    return {
        series.name: "#" + str(series.format.fill.fore_color.rgb if kind == "fill" else series.format.line.color.rgb)
        for series in chart.plots[0].series
    }


def test_personas_keep_their_colour_and_others_go_by_place(shop: Workspace) -> None:
    split = Breakdown("persona")
    asked = (
        Retention("view", "view", "recurring", "week", intervals=3, breakdown="persona"),
        Trend(("view",), "people", "persona", "week"),
        FunnelOverTime(Funnel(FUNNEL.steps, window_seconds=86_400.0, breakdown=split), "week"),
    )
    charts = _slides(shop, *asked)
    assert len(charts) == len(asked)
    for chart in charts:
        found = _colours(chart)
        assert next(iter(found)) == "Young", "the first in the chart owns the second colour"
        assert {name: found[name] for name in ("Old", "Young")} == {name: COLOURS[name] for name in ("Old", "Young")}
    (plain,) = _slides(shop, Trend(("view", "buy"), "people", "touchpoint", "week"))
    assert list(_colours(plain).values()) == list(LIGHT.slots[:2])

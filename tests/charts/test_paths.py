"""Pictures of paths: nothing overlaps, everybody is drawn, all kinds and tongues of names are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.analysis.path_workspace import workspace
from touchpath.analysis.paths import measure_paths, measure_transitions, measure_variants
from touchpath.analysis.paths.tree import measure_tree
from touchpath.charts.paths.heat import MOST_NAMES, heat_alt, heat_chart, strips_alt, strips_chart
from touchpath.charts.paths.layout import layout
from touchpath.charts.paths.sankey import NODE, sankey_alt, sankey_chart
from touchpath.charts.paths.tree import tree_alt, tree_chart, tree_layout
from touchpath.charts.theme import DARK, LIGHT
from touchpath.engine.base import Store
from touchpath.journey.path_views import PathTree
from touchpath.journey.paths import Paths, Transitions, Variants

MANY = [(f"p{i % 40}", i // 40 * 2 + i % 3, f"touchpoint {(i * i * 7 + i) % 300:03d}") for i in range(600)]
RIGHT_TO_LEFT = [("a", 0, "عرض المنتج"), ("a", 1, "سلة"), ("b", 0, "עגלה"), ("b", 1, "Other")]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Any:
    engine = workspace(tmp_path_factory.mktemp("many"), [*MANY, *RIGHT_TO_LEFT])
    yield engine
    engine.close()


@pytest.mark.parametrize(
    "asked",
    [Paths(), Paths(columns=10, top=None, unit="person"), Paths(ending="touchpoint 008", unit="person", top=2)],
)
def test_bars_of_a_column_do_not_overlap_and_ribbons_fill_them(many: Store, asked: Paths) -> None:
    result = measure_paths(many, asked)
    placed = layout(result)
    assert len(placed.nodes) == len(result.nodes)
    assert len(placed.ribbons) == len(result.edges)
    for one, two in zip(placed.nodes, placed.nodes[1:], strict=False):
        assert two.x > one.x or two.top > one.bottom
    for part in placed.nodes:
        assert 0 <= part.top < part.bottom <= 1 + 1e-9
        out = [ribbon for ribbon in placed.ribbons if ribbon.x == part.x + 0.05 and ribbon.top >= part.top - 1e-9
               and ribbon.bottom <= part.bottom + 1e-9]  # fmt: skip
        stubs = [stub for stub in placed.stubs if stub.node is part.node]
        filled = sum(some.bottom - some.top for some in (*out, *stubs))
        if not asked.backwards:
            assert filled == pytest.approx(part.bottom - part.top)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_picture_says_names_in_any_tongue_and_can_be_clicked(many: Store, palette: Any) -> None:
    result = measure_paths(many, Paths(columns=3, top=None))
    chart = sankey_chart(result, palette).to_dict()
    told = str(chart["datasets"])
    assert "عرض المنتج" in told
    assert [param["name"] for param in chart["params"] if param["name"] == NODE] == [NODE]
    assert sum(len(rows) for rows in chart["datasets"].values()) < 10_000
    assert "column 1" in sankey_alt(result)


def test_boxes_of_a_tree_lie_within_the_box_before(many: Store) -> None:
    result = measure_tree(many, PathTree(steps=4, branches=6))
    boxes = tree_layout(result)
    assert len(boxes) == len(result.branches)
    for box in boxes:
        assert 0 <= box.top < box.bottom <= 1 + 1e-9
        if box.branch.under >= 0:
            above = boxes[box.branch.under]
            assert above.top - 1e-9 <= box.top < box.bottom <= above.bottom + 1e-9
    chart = tree_chart(result, LIGHT).to_dict()
    assert sum(len(rows) for rows in chart["datasets"].values()) < 2_000
    assert "step 1" in tree_alt(measure_tree(many, PathTree(steps=2, branches=1)))


def test_bars_are_as_dark_as_their_name_is_worth(many: Store) -> None:
    result = measure_paths(many, Paths(columns=2, top=3))
    name = result.nodes[0].label
    chart = sankey_chart(result, LIGHT, ((name, 1.0, "3 min"),)).to_dict()
    fills = {row["name"]: row["fill"] for rows in chart["datasets"].values() for row in rows if "fill" in row}
    assert fills[name] == LIGHT.sequential[-1]
    assert {fill for other, fill in fills.items() if other != name} == {LIGHT.other}


def test_a_table_with_heat_keeps_to_the_names_met_most(many: Store) -> None:
    result = measure_transitions(many, Transitions())
    chart = heat_chart(result, LIGHT).to_dict()
    rows = next(iter(chart["datasets"].values()))
    assert len({row["to"] for row in rows}) <= MOST_NAMES + 1
    assert {row["from"] for row in rows} >= {"(start)"}
    assert "of all after" in heat_alt(result)


def test_a_strip_says_how_many_steps_it_leaves_out(tmp_path: Path) -> None:
    engine = workspace(tmp_path, [("a", i, f"t{i}") for i in range(14)])
    result = measure_variants(engine, Variants())
    chart = strips_chart(result, LIGHT).to_dict()
    texts = [row["text"] for rows in chart["datasets"].values() for row in rows]
    assert texts == ["100.0 %", *(f"t{i}" for i in range(9)), "+ 5 steps"]
    assert "t0 → t1" in strips_alt(result)
    engine.close()

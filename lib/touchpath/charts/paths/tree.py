"""The ways from one start as a tree of boxes: as tall as many took the same steps so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.paths.result import PathTreeResult, TreeBranch
from touchpath.charts.contrast import readable_on, shade
from touchpath.charts.theme import Palette
from touchpath.journey.words import count, listed, rate

_HEIGHT, _LEAST_NAMED, _GAP = 480, 0.034, 0.003
_BOX, _STUB = 0.93, 0.05
_ENDS = {"exits": "end here", "unfinished": "may not be over yet", "continues": "are not followed further"}


@dataclass(frozen=True)
class TreeBox:
    """A branch as a box from `top` to `bottom`, in shares of all units; what hangs on it begins at its top."""

    branch: TreeBranch
    top: float
    bottom: float
    used: float
    share: float


def tree_layout(result: PathTreeResult) -> list[TreeBox]:
    """Branches of a branch stand on each other within its height; what is hidden takes no room."""
    total = max(result.units, 1)
    placed: dict[int, tuple[float, float]] = {-1: (0.0, 1.0)}
    used: dict[int, float] = {-1: 0.0}
    for place, branch in enumerate(result.branches):
        if branch.under not in placed or branch.units != branch.units:
            continue
        top = used[place] = used[branch.under]
        placed[place] = top, top + branch.units / total
        used[branch.under] = placed[place][1]
    del placed[-1]
    return [
        TreeBox(result.branches[place], top, bottom, used[place], _share(result, place))
        for place, (top, bottom) in placed.items()
    ]


def _share(result: PathTreeResult, place: int) -> float:
    """How many of those at the branch before go to this one; of the first step, how many of all."""
    branch = result.branches[place]
    before = result.units if branch.under < 0 else result.branches[branch.under].units
    return branch.units / max(before, 1)


def tree_chart(result: PathTreeResult, palette: Palette) -> Any:
    """Boxes from left to right, stronger the larger a part of the box before; warm stubs end there."""
    boxes = tree_layout(result)
    steps = max((box.branch.step for box in boxes), default=1)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, steps], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[1, 0], nice=False))
    frame = pd.DataFrame(
        [_row(result, box, palette) for box in boxes],
        columns=["x", "x_end", "y", "bottom", "middle", "text", "fill", "ink", "sentence", "named"],
    )
    base = alt.Chart(frame).encode(x=x, tooltip=alt.Tooltip("sentence:N"))
    rects = base.mark_rect(cornerRadius=2).encode(
        x2=alt.X2("x_end:Q"), y=y, y2=alt.Y2("bottom:Q"), color=alt.Color("fill:N", scale=None)
    )
    room = alt.expr(f"width * {_BOX:.2f} / {steps} - 14")
    names = base.transform_filter("datum.named").mark_text(align="left", dx=6, limit=room, fontSize=12)
    named = names.encode(
        y=alt.Y("middle:Q", axis=None), text=alt.Text("text:N"), color=alt.Color("ink:N", scale=None)
    )
    ends = pd.DataFrame(
        [_stub(result, box) for box in boxes if box.branch.exits > 0],
        columns=["x", "x_end", "y", "bottom", "sentence"],
    )
    stubs = alt.Chart(ends).mark_rect(color=palette.loss, opacity=0.8)
    warm = stubs.encode(x=x, x2=alt.X2("x_end:Q"), y=y, y2=alt.Y2("bottom:Q"), tooltip=alt.Tooltip("sentence:N"))
    return alt.layer(rects, warm, named).properties(width="container", height=_HEIGHT)


def tree_alt(result: PathTreeResult) -> str:
    """What the picture says, for those who do not see it."""
    told = [
        f"step {box.branch.step}: {_name(result, box.branch)} {count(box.branch.units)}"
        for box in tree_layout(result)
        if box.share >= 0.2
    ]
    return f"Ways of {count(result.units)} {result.asked.counted}, step by step. {listed(told, 12)}."


def _row(result: PathTreeResult, box: TreeBox, palette: Palette) -> tuple[Any, ...]:
    branch = box.branch
    fill = palette.grid if branch.kind == "other" else shade(palette.sequential, 0.75 * box.share)
    text = f"{count(branch.units)}  {_name(result, branch)}"
    x, bottom = branch.step - 1, max(box.bottom - _GAP, box.top + _GAP / 2)
    return (
        x, x + _BOX, box.top, bottom, (box.top + bottom) / 2, text, fill, readable_on(fill, palette.text),
        _sentence(result, box), bottom - box.top >= _LEAST_NAMED,
    )  # fmt: skip


def _stub(result: PathTreeResult, box: TreeBox) -> tuple[Any, ...]:
    branch = box.branch
    left = branch.step - 1 + _BOX
    bottom = min(box.used + branch.exits / max(result.units, 1), box.bottom)
    said = f"{_name(result, branch)}: {count(branch.exits)} {result.asked.counted} end here"
    return left, left + _STUB, box.used, bottom, said


def _sentence(result: PathTreeResult, box: TreeBox) -> str:
    branch = box.branch
    told = [f"{count(getattr(branch, way))} {said}" for way, said in _ENDS.items() if getattr(branch, way) > 0]
    after = "of all" if branch.step == 1 else "of those who took the steps before"
    said = f"{_name(result, branch)}: {count(branch.units)} {result.asked.counted}, {rate(box.share)} {after}"
    return f"{said}; {listed(told)}" if told else said


def _name(result: PathTreeResult, branch: TreeBranch) -> str:
    if branch.kind == "other":
        return "(all others)"
    return branch.label if branch.label is not None else f"(no {result.asked.node})"

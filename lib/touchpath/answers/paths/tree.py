"""The ways from one start, step by step: in a sentence and as a table."""

from __future__ import annotations

import pandas as pd

from touchpath.analysis.paths.result import PathTreeResult, TreeBranch
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Place
from touchpath.answers.paths.names import ARROW, how_many, node_name
from touchpath.answers.paths.notes import NOBODY, denominator, notes, warnings
from touchpath.journey.path_views import PathTree
from touchpath.journey.path_words import path_sentence
from touchpath.journey.words import count, rate

_GOOD_PART = 0.2
TITLE = "Where do they go, step by step?"


def tell(asked: PathTree, result: PathTreeResult, place: Place) -> Told:
    """Everything that is said of a tree of ways."""
    rows = _rows(result)
    return Told(
        title=TITLE,
        sentence=sentence(result),
        definition=f"{path_sentence(asked)} At one branch stands everybody who took exactly the same steps so far: "
        "they go on to a branch of the next step, end there, are in a session that may not be over, or are not "
        f"followed further. Of each branch the {count(asked.branches)} largest next names keep their name.",
        denominator=denominator(asked),
        n=result.units,
        tables=(Table("step-tree", rows, _readable(rows)),),
        notes=tuple(notes(asked, place.filters)),
        warnings=tuple(warnings(asked, [(branch.label, branch.kind) for branch in result.branches])),
        statement=Statement("ask/log/events", place.filters),
    )


def sentence(result: PathTreeResult) -> str:
    """The branch that most follow, as far as it leads."""
    asked = result.asked
    if not result.units:
        return NOBODY
    told, way = how_many(asked, result.units), _most_followed(result)
    if not way:
        return f"{told} take ways of few people each."
    last = way[-1]
    steps = ARROW.join(_name(asked, branch) for branch in way)
    told = f"Of {told}, {rate(last.units / result.units)} {'take' if len(way) > 1 else 'begin with'} {steps}"
    following = _largest(result, result.branches.index(last))
    ending = last.exits if last.exits == last.exits else 0
    if following is None or following.units < ending:
        return f"{told}; {rate(ending / last.units)} of these end there." if ending else f"{told}."
    return f"{told}; from there most, {rate(following.units / last.units)}, go to {_name(asked, following)}."


def branch_steps(result: PathTreeResult, place: int) -> list[TreeBranch]:
    """The branches from the start to one of them."""
    steps = []
    while place >= 0:
        steps.append(result.branches[place])
        place = result.branches[place].under
    return steps[::-1]


def _most_followed(result: PathTreeResult) -> list[TreeBranch]:
    """At each branch the one that most take next, while they are a good part of all there, no fewer than end."""
    way: list[TreeBranch] = []
    place, there, over = -1, 0.0, 0.0
    while (best := _largest(result, place)) is not None and best.units >= max(over, _GOOD_PART * there):
        way.append(best)
        place, there = result.branches.index(best), best.units
        over = best.exits if best.exits == best.exits else 0.0
    return way


def _largest(result: PathTreeResult, place: int) -> TreeBranch | None:
    """The branch with a name that most go to from a place."""
    under = [
        branch
        for branch in result.branches
        if branch.under == place and branch.kind != "other" and branch.units == branch.units
    ]
    return max(under, key=lambda branch: branch.units, default=None)


def _name(asked: PathTree, branch: TreeBranch) -> str:
    return node_name(asked, branch.label, branch.kind)


def _rows(result: PathTreeResult) -> pd.DataFrame:
    asked = result.asked
    rows = [
        (
            branch.step, ARROW.join(_name(asked, part) for part in branch_steps(result, place)), branch.units,
            branch.units / max(result.units, 1), branch.exits, branch.unfinished, branch.continues,
        )
        for place, branch in enumerate(result.branches)
    ]  # fmt: skip
    names = ["step", "way", asked.counted, "share", "exits", "unfinished", "continues"]
    return pd.DataFrame(rows, columns=names)


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    counted = rows.columns[2]
    shown = pd.DataFrame({"Step": rows["step"], "The way so far": rows["way"]})
    shown[counted.capitalize()] = rows[counted].map(count)
    shown["Share of all"] = rows["share"].map(rate)
    for column, said in (("exits", "Ended here"), ("unfinished", "Not over yet"), ("continues", "Not followed on")):
        shown[said] = rows[column].map(count)
    return shown

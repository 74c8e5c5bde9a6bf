"""Pictures of the ways people take."""

from __future__ import annotations

from typing import Any

from touchpath.answers import Answer
from touchpath.charts.drawing import drawing
from touchpath.charts.name_colours import NameColours
from touchpath.charts.paths.heat import heat_alt, heat_chart, strips_alt, strips_chart
from touchpath.charts.paths.sankey import sankey_alt, sankey_chart
from touchpath.charts.paths.tree import tree_alt, tree_chart
from touchpath.charts.pictures.picture import Draw, Picture


def _paths(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    chart = drawing(sankey_chart, answer.result, colours.palette)
    return (Picture("columns", "Columns", chart, sankey_alt(answer.result)),)


def _transitions(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    chart = drawing(heat_chart, answer.result, colours.palette)
    return (Picture("heat", "What follows what", chart, heat_alt(answer.result)),) if answer.result.edges else ()


def _variants(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    chart = drawing(strips_chart, answer.result, colours.palette)
    return (Picture("strips", "Whole ways", chart, strips_alt(answer.result)),) if answer.result.variants else ()


def _tree(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    chart = drawing(tree_chart, answer.result, colours.palette)
    return (Picture("tree", "Step by step", chart, tree_alt(answer.result)),) if answer.result.branches else ()


DRAWN: dict[str, Draw] = {"Paths": _paths, "PathTree": _tree, "Transitions": _transitions, "Variants": _variants}

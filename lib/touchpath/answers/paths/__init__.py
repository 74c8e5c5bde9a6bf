"""Answers about paths: in columns, as transitions, as whole ways."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from touchpath.analysis import paths as measuring
from touchpath.analysis.paths.differ import measure_differ
from touchpath.analysis.paths.groups import measure_groups
from touchpath.analysis.paths.ideal import measure_ideal
from touchpath.analysis.paths.marks import measure_marks
from touchpath.analysis.paths.patterns import measure_pattern
from touchpath.analysis.paths.tree import measure_tree
from touchpath.answers.kinds import Kind
from touchpath.answers.paths import columns, marks, patterns, transitions, tree, variants, views
from touchpath.journey.definition import to_plain
from touchpath.journey.path_patterns import Pattern
from touchpath.journey.path_views import IdealJourney, PathGroups, PathMarks, PathTree, WhyDiffer
from touchpath.journey.paths import Paths, PathUnits, Transitions, Variants, paths_from, same_units

_PAGE = "paths"


def _parameters(tab: str, asked: PathUnits) -> list[tuple[str, str]]:
    """What stands in the link of the page: the definition and the tab."""
    kept = asked if type(asked) is Paths else same_units(Paths, asked)
    text = json.dumps(to_plain(kept), separators=(",", ":"), ensure_ascii=False)
    return [("paths", text), *([("path_view", tab)] if tab else [])]


def _kind(name: str, definition: type[Any], measure: Any, tell: Any, tab: str) -> Kind[Any, Any]:
    return Kind(name, definition, partial(paths_from, definition), measure, tell, _PAGE, partial(_parameters, tab))


KINDS: tuple[Kind[Any, Any], ...] = (
    _kind("paths", Paths, measuring.measure_paths, columns.tell, ""),
    _kind("path_tree", PathTree, measure_tree, tree.tell, "Step by step"),
    _kind("path_marks", PathMarks, measure_marks, marks.tell, ""),
    _kind("transitions", Transitions, measuring.measure_transitions, transitions.tell, "What follows what"),
    _kind("variants", Variants, measuring.measure_variants, variants.tell, "Whole ways"),
    _kind("pattern", Pattern, measure_pattern, patterns.tell, "Search"),
    _kind("path_groups", PathGroups, measure_groups, views.tell_groups, "Two groups"),
    _kind("ideal_journey", IdealJourney, measure_ideal, views.tell_ideal, "The way meant"),
    _kind("why_differ", WhyDiffer, measure_differ, views.tell_differ, "Why different?"),
)
"""Every question about paths."""

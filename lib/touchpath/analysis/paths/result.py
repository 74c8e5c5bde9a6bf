"""What measuring paths gives: nodes and edges in columns, transitions, whole ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.journey.path_patterns import Pattern
from touchpath.journey.path_views import IdealJourney, PathGroups, PathMarks, PathTree, WhyDiffer
from touchpath.journey.paths import Paths, Transitions, Variants

NodeKind = Literal["value", "missing", "other", "start", "end"]
"""A value of the property shown; no value; all but the largest together; before the first step; behind the last."""


@dataclass(frozen=True)
class PathNode:
    """What is at a node of a column (from 1; counted back from 0 where only the end is given).

    In forward pictures `units` = edges to the next column + `exits` (over) + `continues` (beyond the columns shown) +
    `unfinished` (may go on after the end of the data). In backward ones `units` = edges from the column before +
    `entries` (begun here) + `continues` (come from further back).
    """

    column: Fixed[int]
    label: Label[str | None]
    kind: Fixed[NodeKind]
    units: Size[int]
    entries: PartOf[int] = 0
    exits: PartOf[int] = 0
    continues: PartOf[int] = 0
    unfinished: PartOf[int] = 0


@dataclass(frozen=True)
class PathEdge:
    """How many go from a node of `column` to one of the next."""

    column: Fixed[int]
    source: Label[str | None]
    source_kind: Fixed[NodeKind]
    target: Label[str | None]
    target_kind: Fixed[NodeKind]
    units: Size[int]


@dataclass(frozen=True)
class PathsResult:
    """Ways in columns. `missed` is how many started and did not arrive, where both ends are given."""

    asked: Fixed[Paths]
    units: Size[int]
    missed: Size[int]
    nodes: tuple[PathNode, ...]
    edges: tuple[PathEdge, ...]

    def column(self, number: int) -> tuple[PathNode, ...]:
        """The nodes of a column, the largest first, the rest last."""
        return tuple(node for node in self.nodes if node.column == number)

    @property
    def columns(self) -> tuple[int, ...]:
        """The numbers of the columns, from left to right."""
        return tuple(sorted({node.column for node in self.nodes}))


@dataclass(frozen=True)
class TransitionEdge:
    """One transition: by how many distinct `people`, how often, which share of all that leaves its source (0-1).

    Times are seconds from the source to the target; NaN before the start and behind the end.
    """

    source: Label[str | None]
    source_kind: Fixed[NodeKind]
    target: Label[str | None]
    target_kind: Fixed[NodeKind]
    people: Size[int]
    count: Derived[int]
    share: Derived[float]
    median_seconds: Derived[float]
    p90_seconds: Derived[float]


@dataclass(frozen=True)
class TransitionsResult:
    """Every transition, the commonest first. At every node in = out = its steps."""

    asked: Fixed[Transitions]
    units: Derived[int]
    people: Size[int]
    edges: tuple[TransitionEdge, ...]


@dataclass(frozen=True)
class Variant:
    """A whole way: its steps, by how many units it was taken, which share of all (0-1), how long it took."""

    steps: Label[tuple[str | None, ...]]
    units: Size[int]
    share: Derived[float]
    median_seconds: Derived[float]


@dataclass(frozen=True)
class VariantsResult:
    """The commonest ways; `rest_units` took one of `rest` other ways."""

    asked: Fixed[Variants]
    units: Size[int]
    variants: tuple[Variant, ...]
    rest_units: Size[int]
    rest: Derived[int]


@dataclass(frozen=True)
class PatternResult:
    """How many units `began` (have a first step that passes), and `held` the pattern; and the people of both."""

    asked: Fixed[Pattern]
    began: Size[int]
    held: PartOf[int]
    people_began: Size[int]
    people: PartOf[int]


@dataclass(frozen=True)
class PatternPeople:
    """The keys of the people who hold a pattern."""

    person: Label[tuple[int, ...]]


@dataclass(frozen=True)
class PathDifference:
    """From a node of a column, how many of either group go to another ("end": end there, backwards begin).

    `difference` is the share of group two minus that of one (-1 to 1), with a 95 % interval. `adjusted_p` is NaN
    where too few are compared; `differs` needs it at most 0.05 and an interval without 0.
    """

    column: Fixed[int]
    source: Label[str | None]
    source_kind: Fixed[NodeKind]
    target: Label[str | None]
    target_kind: Fixed[NodeKind]
    one_people: Size[int]
    one_went: PartOf[int]
    two_people: Size[int]
    two_went: PartOf[int]
    difference: Derived[float]
    difference_low: Derived[float]
    difference_high: Derived[float]
    adjusted_p: Derived[float]
    differs: Derived[bool]


@dataclass(frozen=True)
class PathGroupsResult:
    """Two groups: what differs beyond chance first, the largest differences first; `both` are people of either."""

    asked: Fixed[PathGroups]
    one_people: Size[int]
    two_people: Size[int]
    both: Size[int]
    differences: tuple[PathDifference, ...]


@dataclass(frozen=True)
class InsteadOf:
    """What units did that left the way: a touchpoint, or (kind "end") nothing more."""

    label: Label[str | None]
    kind: Fixed[NodeKind]
    units: Size[int]


@dataclass(frozen=True)
class IdealStep:
    """A touchpoint of the way that is meant: the units that got here, and those that `left` it before the next."""

    touchpoint: Fixed[str]
    units: Size[int]
    left: PartOf[int]
    instead: tuple[InsteadOf, ...]


@dataclass(frozen=True)
class IdealResult:
    """The way that is meant, step by step."""

    asked: Fixed[IdealJourney]
    steps: tuple[IdealStep, ...]


@dataclass(frozen=True)
class DifferenceStep:
    """One change of the definition on the way from a funnel to a path: of `began`, `went` on."""

    change: Fixed[str]
    began: Size[int]
    went: PartOf[int]


@dataclass(frozen=True)
class DiffersResult:
    """Why two figures differ, one change at a time."""

    asked: Fixed[WhyDiffer]
    steps: tuple[DifferenceStep, ...]


@dataclass(frozen=True)
class TreeBranch:
    """Everybody who took the same steps so far, the last of them `label`; `under` is the place of the step before.

    `units` = those of the branches under it + `exits` (over) + `unfinished` + `continues` (not followed further).
    """

    under: Fixed[int]
    step: Fixed[int]
    label: Label[str | None]
    kind: Fixed[NodeKind]
    units: Size[int]
    exits: PartOf[int]
    unfinished: PartOf[int]
    continues: PartOf[int]


@dataclass(frozen=True)
class PathTreeResult:
    """The ways from one start as branches: those of a step before those of the next, the largest first."""

    asked: Fixed[PathTree]
    units: Size[int]
    branches: tuple[TreeBranch, ...]


@dataclass(frozen=True)
class PathMark:
    """What a name is worth: seconds, a share (0-1) or a score, of so many units (of a score: people who answered).

    Of the units, `came` reach the goal later, if there is one.
    """

    label: Label[str | None]
    kind: Fixed[NodeKind]
    units: Size[int]
    value: Derived[float]
    came: PartOf[int] = 0


@dataclass(frozen=True)
class PathMarksResult:
    """What each name is worth, the largest value first; `metric` names the score, if it is one."""

    asked: Fixed[PathMarks]
    metric: Fixed[str]
    marks: tuple[PathMark, ...]

"""What measuring paths gives: nodes and edges in columns, transitions, whole ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.journey.path_patterns import Pattern
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

"""What a question about scores finds: the whole, groups, boxes, points over time, and what could be placed."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

from touchpath.analysis.surveys.choosing import ScoreChoice
from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.journey.trends import Bucket


@dataclass(frozen=True)
class ScoreBox:
    """Answers of one number, or of a stretch of them: from `low` to `high`; `share` weighs where the file does."""

    low: Fixed[float]
    high: Fixed[float]
    answers: Size[int]
    share: Derived[float]


@dataclass(frozen=True)
class ScoreGroup:
    """The score of some answers, with its 95 % interval. `kind`: "whole", "value", "missing" or "other".

    NPS is in points, CSAT a share, others a mean. `plain` (and `plain_good`) is without weights, `effective` how many
    answers of equal weight tell as much. `good`, `bad`: shares of good answers and (NPS) detractors. `shrunken` pulls
    the score towards the others by how little it tells; for ranking. `versus_rest` is the score minus that of all
    others, with its interval and a p-value adjusted for all groups shown (Benjamini-Hochberg).
    """

    kind: Fixed[str]
    label: Label[str | None]
    people: Size[int]
    answers: Size[int]
    score: Derived[float]
    low: Derived[float]
    high: Derived[float]
    plain: Derived[float]
    effective: Derived[float]
    mean: Derived[float]
    good: Derived[float]
    bad: Derived[float]
    plain_good: Derived[float]
    shrunken: Derived[float] = nan
    versus_rest: Derived[float] = nan
    versus_low: Derived[float] = nan
    versus_high: Derived[float] = nan
    p_value: Derived[float] = nan


@dataclass(frozen=True)
class ScorePoint:
    """The score of the answers given in a period; `place` is its place among the buckets."""

    place: Fixed[int]
    people: Size[int]
    answers: Size[int]
    score: Derived[float]
    low: Derived[float]
    high: Derived[float]


@dataclass(frozen=True)
class PlacingCounts:
    """How many of the answers could be placed at each level; `named` have their touchpoint from the file."""

    answers: Size[int]
    with_time: PartOf[int]
    with_person: PartOf[int]
    with_touchpoint: PartOf[int]
    named: PartOf[int]
    with_channel: PartOf[int]
    with_persona: PartOf[int]


@dataclass(frozen=True)
class ScoresResult:
    """How it felt. `split` is what the groups are split by ("none": they are not); groups are in order of reading.

    `smallest_change`: the difference that two groups of this size would show in 4 of 5 cases. `left_out` answers have
    no event to test conditions on, `off_scale` ones are on a scale that the metric is not counted on, or without a
    usable weight. `asking` touchpoints only ask; `asking_confirmed`: a person said so.
    """

    metric: Fixed[str]
    questions: Fixed[tuple[str, ...]]
    scales: Fixed[tuple[tuple[float, float], ...]]
    whole: ScoreGroup
    split: Fixed[str]
    groups: tuple[ScoreGroup, ...]
    ordered: Fixed[bool]
    boxes: tuple[ScoreBox, ...]
    points: tuple[ScorePoint, ...]
    buckets: Fixed[tuple[Bucket, ...]]
    surveys: tuple[ScoreGroup, ...]
    placing: PlacingCounts
    choices: tuple[ScoreChoice, ...]
    smallest_change: Derived[float]
    left_out: Derived[int]
    off_scale: Derived[int]
    weighted: Fixed[bool]
    rescaled: Fixed[bool]
    asking: Fixed[tuple[str, ...]]
    asking_confirmed: Fixed[bool]
    splits: Fixed[tuple[str, ...]]

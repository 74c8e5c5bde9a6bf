"""What a prediction says: the test beside a rule, who is at risk by band, and what goes along with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import nan
from typing import Literal

from touchpath.analysis.foresight.columns import Variable
from touchpath.analysis.foresight.fitted import PredictionRefusal
from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.journey.prediction import Prediction
from touchpath.stats.foretold import ForetoldTest, GateName

BandName = Literal["highest", "raised", "rest", "named", "others"]


@dataclass(frozen=True)
class RiskBand:
    """People of a band now, with the mean of their chances (NaN by a rule); and in the last period, when it happened
    to `happened` of `tested` people who would have been in it.

    By a model: the riskiest tenth, the next fifth, the rest. By a rule: those it names, and the others.
    """

    name: Fixed[BandName]
    people: Size[int]
    chance: Derived[float]
    tested: Size[int]
    happened: PartOf[int]
    rate: Derived[float]
    low: Derived[float]
    high: Derived[float]


@dataclass(frozen=True)
class SimpleRule:
    """The best rule of one variable: people are named whose variable is above (`above`) or below the `threshold`.

    Of names, `names` are those it is about; `with_missing`: also people of whom it is not known. `people` it names
    now.
    """

    topic: Label[tuple[str, ...]]
    what: Fixed[str]
    people: Size[int]
    above: Derived[bool]
    threshold: Derived[float]
    with_missing: Derived[bool]
    names: Label[tuple[str, ...]] = ()


@dataclass(frozen=True)
class TopicWeight:
    """How much worse the order of the people is (AUC) with a topic shuffled, and over the shuffles its error.

    `direction`: 1 where more of `what` goes along with more risk, -1 with less, 0 where neither. `people`: of whom
    something is known in it.
    """

    topic: Label[tuple[str, ...]]
    people: Size[int]
    lost: Derived[float]
    error: Derived[float]
    what: Fixed[str]
    direction: Derived[int]


@dataclass(frozen=True)
class PersonReason:
    """What makes a person's chance higher than with the usual value: a variable, theirs, and the usual one."""

    variable: Fixed[Variable]
    value: Derived[float]
    usual: Derived[float]


@dataclass(frozen=True)
class PersonAtRisk:
    """A person of the list: band, chance (NaN by a rule), and what goes along with it, most first."""

    person_id: Label[str]
    band: Fixed[BandName]
    chance: Derived[float]
    reasons: tuple[PersonReason, ...]


@dataclass(frozen=True)
class PredictionResult:
    """Who it may happen to. Where it is `refused` there is nothing but the days.

    `learned` people were looked at on `learned_on`, `test` says how the model did on those of `tested_on`; `now`
    people are there `as_of`. `by_model`: the model is used and not the rule, `failed` says why not. `brought`: its
    chances were brought to what came on a third held out. `drawn` of `there` people were learned from.
    """

    asked: Fixed[Prediction]
    refused: Fixed[PredictionRefusal]
    now: Size[int] = 0
    as_of: Fixed[date | None] = None
    tested_on: Fixed[date | None] = None
    learned_on: Fixed[date | None] = None
    learned: Size[int] = 0
    learned_happened: PartOf[int] = 0
    drawn: Fixed[bool] = False
    there: Size[int] = 0
    by_model: Fixed[bool] = False
    failed: Fixed[tuple[GateName, ...]] = ()
    brought: Fixed[bool] = False
    trees: Fixed[int] = 0
    test: ForetoldTest | None = None
    rule: SimpleRule | None = None
    bands: tuple[RiskBand, ...] = ()
    weights: tuple[TopicWeight, ...] = ()
    listed: tuple[PersonAtRisk, ...] = ()
    variables: Fixed[tuple[Variable, ...]] = ()
    data_days: Fixed[float] = nan

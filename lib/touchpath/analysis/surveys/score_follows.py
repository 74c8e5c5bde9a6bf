"""What people did after their first answer in view, by low, middle and top score; mature people only.

Everybody is followed for the same time after the answer, and only who could be followed so long counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan
from typing import Literal

import numpy as np

from touchpath.analysis.currencies import no_sum
from touchpath.analysis.log.calendar import microseconds
from touchpath.analysis.surveys.answers import NO_TIME, Chosen, Numbers, Whole
from touchpath.analysis.surveys.asking import asking_touchpoints
from touchpath.analysis.surveys.bands import bands_of, ends_of_bands
from touchpath.analysis.surveys.named import answers_named
from touchpath.analysis.surveys.view import answers_in_view
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, PartOf, Size
from touchpath.journey.comments import BANDS, Band
from touchpath.journey.filters import Filters
from touchpath.journey.score_follows import ScoreFollows
from touchpath.stats.means import mean_interval, moments
from touchpath.stats.proportions import wilson
from touchpath.stats.results import Estimate
from touchpath.stats.trend_test import trend_test

FollowName = Literal["converted", "returned"]
_DAY = 86_400_000_000


@dataclass(frozen=True)
class BandFollow:
    """What the mature people of one band did: shares (0-1) and mean revenue a person, each with its interval.

    `converted_rate` is NaN where no goal is known, the revenue where amounts cannot be added.
    """

    band: Fixed[Band]
    people: Size[int]
    converted: PartOf[int]
    returned: PartOf[int]
    converted_rate: Derived[float]
    converted_low: Derived[float]
    converted_high: Derived[float]
    returned_rate: Derived[float]
    returned_low: Derived[float]
    returned_high: Derived[float]
    revenue: Derived[float]
    revenue_low: Derived[float]
    revenue_high: Derived[float]


@dataclass(frozen=True)
class FollowTrend:
    """Whether a share rises or falls from low to top scores (Cochran-Armitage); the estimate is per band."""

    name: Fixed[FollowName]
    of: Size[int]
    did: PartOf[int]
    test: Estimate


@dataclass(frozen=True)
class AfterScores:
    """`people` with a known first answer in view; `mature` of them could be followed for all the days.

    `low_to` and `top_from` are the scores that end the low band and begin the top one. `no_revenue` says why amounts
    are not added, "" where they are.
    """

    metric: Fixed[str]
    low_to: Fixed[float]
    top_from: Fixed[float]
    scale_high: Fixed[float]
    people: Size[int]
    mature: PartOf[int]
    bands: tuple[BandFollow, ...]
    trends: tuple[FollowTrend, ...]
    no_revenue: Fixed[str]


@dataclass(frozen=True, eq=False)
class _After:
    """The mature people: the band of each, and what they did within their time."""

    band: Whole
    converted: Chosen
    returned: Chosen
    revenue: Numbers


def score_follows(engine: Reader, question: ScoreFollows, filters: Filters) -> AfterScores:
    """What followed the first answer of each person in view. Raises DefinitionError where nobody was asked.

    What people did afterwards may lie after the dates, on any channel.
    """
    placed = answers_in_view(engine, filters).placed
    asked = answers_named(placed.answers, question.score)
    usable = asked.usable & (placed.answers.person >= 0) & (placed.answers.moment != NO_TIME)
    given = placed.answers.where(usable & (bands_of(placed.answers.score, asked) >= 0))
    person, moment, score = given.person, given.moment, given.score
    order = np.lexsort((moment, person))
    people, first = np.unique(person[order], return_index=True)
    moment, band = moment[order][first], bands_of(score[order][first], asked)
    mature = _mature(engine, moment, question.days)
    after = _after(engine, question, people[mature], moment[mature], band[mature])
    mixed = no_sum(engine, question.purchase)
    low_to, top_from = ends_of_bands(asked)
    return AfterScores(
        metric=asked.metric,
        low_to=low_to,
        top_from=top_from,
        scale_high=asked.high,
        people=len(people),
        mature=int(mature.sum()),
        bands=tuple(_band(after, place, question, mixed) for place in range(len(BANDS))),
        trends=_trends(after, question),
        no_revenue=mixed,
    )


def _mature(engine: Reader, moment: Whole, days: float) -> Chosen:
    end = engine.calendar.data_end
    if end is None:
        return np.zeros(len(moment), dtype=bool)
    return np.asarray(moment + round(days * _DAY) <= microseconds(end))


def _after(engine: Reader, question: ScoreFollows, people: Whole, starts: Whole, band: Whole) -> _After:
    given = {
        "people": people.tolist(),
        "starts": starts.tolist(),
        "ends": (starts + round(question.days * _DAY)).tolist(),
        "goal": list(question.goal),
        "returning": list(question.returning),
        "purchase": list(question.purchase),
        "asking": list(asking_touchpoints(engine).names),
    }
    rows = engine.frame("ask/surveys/after_answers", given)
    place = np.searchsorted(people, rows["person"].to_numpy(dtype=np.int64))
    converted, returned = np.zeros(len(people), dtype=bool), np.zeros(len(people), dtype=bool)
    revenue = np.zeros(len(people))
    converted[place], returned[place] = rows["reached"].to_numpy(dtype=bool), rows["returned"].to_numpy(dtype=bool)
    revenue[place] = rows["revenue"].to_numpy(dtype=float)
    return _After(band, converted, returned, revenue)


def _band(after: _After, place: int, question: ScoreFollows, mixed: str) -> BandFollow:
    inside = after.band == place
    people = int(inside.sum())
    converted, returned = (int(part[inside].sum()) for part in (after.converted, after.returned))
    goal = _share(converted, people if question.goal else 0)
    back = _share(returned, people)
    worth = mean_interval(moments(after.revenue[inside]))
    known = people > 0 and not mixed
    return BandFollow(
        BANDS[place], people, converted if question.goal else 0, returned, *goal, *back,
        revenue=worth.estimate if known else nan,
        revenue_low=worth.low if known else nan,
        revenue_high=worth.high if known else nan,
    )  # fmt: skip


def _share(did: int, people: int) -> tuple[float, float, float]:
    low, high = wilson(did, people)
    return did / people if people else nan, float(low), float(high)


def _trends(after: _After, question: ScoreFollows) -> tuple[FollowTrend, ...]:
    wanted: Sequence[tuple[FollowName, Chosen]] = [("returned", after.returned)]
    if question.goal:
        wanted = [("converted", after.converted), *wanted]
    sizes = np.bincount(after.band, minlength=len(BANDS))
    return tuple(
        FollowTrend(
            name, len(did), int(did.sum()), trend_test(np.bincount(after.band, did, minlength=len(BANDS)), sizes)
        )
        for name, did in wanted
    )

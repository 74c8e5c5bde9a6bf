"""What touchpoints were like: a property in thirds or by value, each held against the other values.

The strata are persona x tenure band x channel, so that who meets what, when and where makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.labels import value_labels
from touchpath.analysis.log.sets import EventSet, read_together
from touchpath.analysis.pain.candidates import PainCandidate
from touchpath.analysis.pain.excess import FEWEST_HERE, against_others
from touchpath.analysis.pain.meetings import TENURE_EDGES, Meetings
from touchpath.analysis.pain.said import SaidAnswers
from touchpath.analysis.surveys.splits import by_edges
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.written import finite_number

Integers = NDArray[np.int64]
MOST_VALUES = 12
_FEWEST_NUMBERS = 7
_MOST_TEXTS = 5_000
_DAY = 86_400_000_000


@dataclass(frozen=True)
class EventGroups:
    """The events of one touchpoint by what a property says: a group for each (-1: none), and what it is called."""

    group: Integers
    labels: tuple[str, ...]
    sources: Integers


@dataclass(frozen=True)
class _Tested:
    """People with their stratum, group and outcome."""

    outcome: str
    stratum: Integers
    group: Integers
    bad: NDArray[np.bool_]


def of_properties(
    arrays: EventArrays, met: Meetings, said: SaidAnswers, carried: Mapping[str, tuple[str, ...]]
) -> Iterator[PainCandidate]:
    """Every value of every property that touchpoints carry (`carried`: names by touchpoint)."""
    for place, names in carried.items():
        for name in names:
            groups = groups_of(arrays, met, place, name)
            if groups is None:
                continue
            for tested in (*_of_meetings(met, place, groups), *_of_answers(met, said, place, groups)):
                yield from _candidates(place, name, groups.labels, tested)


def groups_of(arrays: EventArrays, met: Meetings, place: str, name: str) -> EventGroups | None:
    """The events of a touchpoint by a property; None where it tells nothing apart, or everything.

    Numbers fall into thirds of first meetings; of other values the commonest are looked at.
    """
    events = EventSet.fitting(arrays, (place,), (), NO_FILTERS)
    column = events.column(name)
    mine = np.flatnonzero(met.log.touchpoint == met.log.touchpoints.index(place))
    firsts = np.searchsorted(mine, met.at[met.with_touchpoint(place)])
    codes, sizes = np.unique(column.codes[firsts], return_counts=True)
    told = codes > 0
    if np.count_nonzero(told) < 2 or np.count_nonzero(told) > max(_MOST_TEXTS, sizes.sum() / 2):
        return None
    texts = value_labels(arrays, read_together(arrays.codes((place,))), name, column.values)
    numbers = np.array([np.nan, *(np.nan if (n := finite_number(text)) is None else n for text in texts)])
    first_numbers = numbers[column.codes[firsts]]
    numeric = np.isfinite(first_numbers)
    many = len(np.unique(first_numbers[numeric])) >= _FEWEST_NUMBERS
    if many and np.count_nonzero(numeric) >= 0.9 * sizes[told].sum():
        edges = np.unique(np.quantile(first_numbers[numeric], (1 / 3, 2 / 3))).tolist()
        split = by_edges(numbers, edges)
        return EventGroups(split.group[column.codes], split.labels, events.rows)
    common = codes[told & (sizes >= FEWEST_HERE)]
    common = common[np.argsort(-sizes[np.searchsorted(codes, common)], kind="stable")][:MOST_VALUES]
    if np.count_nonzero(told) > MOST_VALUES and sizes[np.searchsorted(codes, common)].sum() < sizes[told].sum() / 2:
        return None  # names, numbers of orders, texts: nothing that many share
    place_of = np.full(len(texts) + 1, len(common), dtype=np.int64)
    place_of[0], place_of[common] = -1, np.arange(len(common))
    return EventGroups(place_of[column.codes], tuple(texts[code - 1] for code in common), events.rows)


def _of_meetings(met: Meetings, place: str, groups: EventGroups) -> Iterator[_Tested]:
    """Who did not come back, by the property of the first meeting."""
    kept = met.over(place)
    mine = np.flatnonzero(met.log.touchpoint == met.log.touchpoints.index(place))
    group = groups.group[np.searchsorted(mine, met.at[kept])]
    stratum = _strata(*np.divmod(met.cells[kept], met.width), met.tenure(kept))
    for outcome, returned in met.returned.items():
        yield _Tested(outcome, stratum, group, ~returned[kept])


def _of_answers(met: Meetings, said: SaidAnswers, place: str, groups: EventGroups) -> Iterator[_Tested]:
    """Who gave a low score, by the property of the event that the answer is about."""
    order = np.argsort(groups.sources)
    firsts = met.log.place == 0
    person, began = met.log.person[firsts], met.log.moment[firsts]
    for metric, _ in said.metrics_at((place,)):
        mine = np.flatnonzero(said.about(metric, place) & (said.source >= 0))
        at = np.searchsorted(groups.sources, said.source[mine], sorter=order)
        row = order[np.minimum(at, len(order) - 1)]
        known = groups.sources[row] == said.source[mine]
        mine, row = mine[known], row[known]
        first = began[np.minimum(np.searchsorted(person, said.person[mine]), len(person) - 1)]
        tenure = np.searchsorted(TENURE_EDGES, (said.moment[mine] - met.origin - first) / _DAY, side="right")
        stratum = _strata(said.persona[mine] + 1, said.channel[mine] + 1, tenure)
        yield _Tested(metric, stratum, groups.group[row], said.low[mine])


def _strata(persona: Integers, channel: NDArray[np.integer], tenure: Integers) -> Integers:
    _, number = np.unique(
        (persona * (len(TENURE_EDGES) + 1) + tenure) * (int(channel.max(initial=0)) + 1) + channel,
        return_inverse=True,
    )
    return np.asarray(number, dtype=np.int64)


def _candidates(place: str, name: str, labels: tuple[str, ...], tested: _Tested) -> Iterator[PainCandidate]:
    known = tested.group >= 0
    stratum, group, bad = tested.stratum[known], tested.group[known], tested.bad[known]
    size = int(stratum.max(initial=-1)) + 1
    everybody, all_bad = np.bincount(stratum, minlength=size), np.bincount(stratum, bad, size)
    for number, label in enumerate(labels):
        inside = group == number
        people = np.bincount(stratum[inside], minlength=size)
        mine_bad = np.bincount(stratum[inside], bad[inside], size)
        found = against_others(all_bad - mine_bad, everybody - people, mine_bad, people)
        if found is not None:
            yield PainCandidate(place, tested.outcome, "value", found, property_name=name, value=label)

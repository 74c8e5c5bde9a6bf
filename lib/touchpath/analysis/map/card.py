"""The card of a touchpoint: the figures of the map for it, who meets it, what comes before and after, its scores."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import nan

import numpy as np

from touchpath.analysis.currencies import no_sum
from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.first_meetings import first_meetings
from touchpath.analysis.log.first_visits import visits_in_view
from touchpath.analysis.log.people import attribute
from touchpath.analysis.log.whole import ShortNumbers, whole_log
from touchpath.analysis.map.feeling import known_metrics
from touchpath.analysis.map.hidden import hidden_touchpoints
from touchpath.analysis.map.visits import events_at
from touchpath.analysis.map.worth import worth_of
from touchpath.analysis.paths import measure_paths
from touchpath.analysis.paths.result import PathsResult
from touchpath.analysis.retention.many import returned_within
from touchpath.analysis.surveys import scores
from touchpath.analysis.surveys.asking import coming_back
from touchpath.analysis.surveys.result import ScoreGroup
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters, Name
from touchpath.journey.paths import Paths
from touchpath.journey.surveys import Scores
from touchpath.journey.touchpoint_map import TouchpointCard
from touchpath.journey.touchpoints import Traits
from touchpath.stats.proportions import wilson

_NEIGHBOURS, _MOST_TOUCHPOINTS = 3, 2_000


@dataclass(frozen=True)
class CardPersona:
    """How many of a persona's people in view met the touchpoint."""

    persona: Label[Name]
    in_view: Size[int]
    people: PartOf[int]

    @property
    def rate(self) -> float:
        """The share that met it."""
        return self.people / self.in_view if self.in_view else nan


@dataclass(frozen=True)
class CardScore:
    """The answers of one metric placed at the touchpoint, beside all answers of the metric in view."""

    metric: Fixed[str]
    here: ScoreGroup
    whole: ScoreGroup


@dataclass(frozen=True)
class CardResult:
    """One touchpoint in view. Figures as on the map; `before` and `after` are ways of people to and from it."""

    touchpoint: Label[str]
    channel: Fixed[Name]
    traits: Fixed[Traits]
    people: Size[int]
    events: Derived[int]
    mature: Size[int]
    left: PartOf[int]
    left_low: Derived[float]
    left_high: Derived[float]
    worth: Derived[float]
    horizon_days: Fixed[float]
    personas: tuple[CardPersona, ...]
    before: PathsResult | None
    after: PathsResult | None
    scores: tuple[CardScore, ...]
    no_worth: Fixed[str] = ""

    @property
    def left_rate(self) -> float:
        """The share of mature people who did not come back."""
        return self.left / self.mature if self.mature else nan


def filters_of(asked: TouchpointCard, filters: Filters) -> Filters:
    """The filters with the channel of the card in place of their own."""
    return filters if asked.channel is None else replace(filters, channels=(asked.channel,))


def coming_from(touchpoint: str, hidden: tuple[str, ...]) -> Paths:
    """The question of what people did just before; what is hidden on the map is no step of theirs."""
    left_out = tuple(name for name in hidden if name != touchpoint)
    return Paths(ending=touchpoint, unit="person", hidden=left_out, columns=2, top=_NEIGHBOURS)


def going_to(touchpoint: str, hidden: tuple[str, ...]) -> Paths:
    """The question of what people did next."""
    left_out = tuple(name for name in hidden if name != touchpoint)
    return Paths(starting=touchpoint, unit="person", hidden=left_out, columns=2, top=_NEIGHBOURS)


def measure_card(
    engine: Reader, asked: TouchpointCard, filters: Filters, purchase: tuple[str, ...], traits: Traits
) -> CardResult:
    """The card. Raises DefinitionError for a touchpoint that the data do not have."""
    arrays = EventArrays(engine)
    log, narrow = whole_log(arrays), filters_of(asked, filters)
    if asked.touchpoint not in log.touchpoints:
        raise DefinitionError(f'No event is called "{asked.touchpoint}" in these data.')
    met, number = first_meetings(arrays, narrow), log.touchpoints.index(asked.touchpoint)
    at = met.at[met.part(number)]
    within = returned_within(arrays, coming_back(engine), filters, asked.horizon_days)
    returned, mature = within.of(at)
    left, ready = int((mature & ~returned).sum()), int(mature.sum())
    low, high = wilson(left, ready)
    mixed, hidden = no_sum(engine, purchase, filters) or "", hidden_touchpoints(engine)
    spent = worth_of(arrays, log, purchase).after(log, at[mature], asked.horizon_days)
    return CardResult(
        asked.touchpoint, asked.channel, traits, len(at), events_at(visits_in_view(arrays, narrow), number),
        ready, left, float(low), float(high), float(spent.mean()) if ready and not mixed else nan, asked.horizon_days,
        _personas(arrays, filters, at),
        measure_paths(engine, coming_from(asked.touchpoint, hidden), narrow) if len(at) else None,
        measure_paths(engine, going_to(asked.touchpoint, hidden), narrow) if len(at) else None,
        _scores(engine, asked.touchpoint, narrow), mixed,
    )  # fmt: skip


def _personas(arrays: EventArrays, filters: Filters, at: ShortNumbers) -> tuple[CardPersona, ...]:
    """Each persona by how many of its people in view met the touchpoint, the largest share first."""
    log, column = whole_log(arrays), attribute(arrays, "persona")
    if not column.labels:
        return ()
    everybody = log.person[first_meetings(arrays, filters).begun].astype(np.int64)
    names: tuple[Name, ...] = (None, *column.labels)
    sizes = np.bincount(column.of(everybody), minlength=len(names))
    met = np.bincount(column.of(log.person[at].astype(np.int64)), minlength=len(names))
    found = [
        CardPersona(name, int(size), int(part)) for name, size, part in zip(names, sizes, met, strict=True) if size
    ]
    return tuple(sorted(found, key=lambda part: (-part.rate, part.persona or "")))


def _scores(engine: Reader, touchpoint: str, filters: Filters) -> tuple[CardScore, ...]:
    found = []
    for metric in known_metrics(engine):
        asked = Scores(metric, split="touchpoint", most_groups=_MOST_TOUCHPOINTS)
        result = scores.measure(engine, asked, filters)
        found += [CardScore(metric, part, result.whole) for part in result.groups if part.label == touchpoint]
    return tuple(found)

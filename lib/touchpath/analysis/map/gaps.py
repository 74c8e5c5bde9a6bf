"""What the journey lacks, by a closed list, and how alike touchpoints are on two channels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import nan

import numpy as np

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.first_meetings import FirstMeetings, first_meetings
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.people import attribute
from touchpath.analysis.log.whole import WholeLog, chosen, whole_log
from touchpath.analysis.map.result import MapMark, TouchpointMapResult
from touchpath.analysis.surveys.answers import survey_answers
from touchpath.analysis.surveys.view import answers_in_view
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.journey.filters import Filters, Name
from touchpath.journey.journey_gaps import SILENT_DAYS
from touchpath.journey.touchpoints import STAGES
from touchpath.stats.differences import koopman, n_minus_1_chi_square, newcombe
from touchpath.stats.multiplicity import benjamini_hochberg

FEWEST = 30
_FEW_OF_ALL, _HALF, _ALPHA = 0.01, 0.5, 0.05
_DAY = 86_400_000_000


@dataclass(frozen=True)
class JourneyGap:
    """Something that is not there. `kind`: "stage", "no survey", "no touchpoint", "persona", "channel", "first seen"
    or "last seen".

    `name` is the stage, touchpoint, survey or channel it is about, `persona` who misses it. `days` is how long a
    channel has been silent, or how far inside the dates a touchpoint was first or last seen.
    """

    kind: Fixed[str]
    name: Label[str]
    people: Size[int]
    part: PartOf[int] = 0
    persona: Label[Name] = None
    rest_rate: Derived[float] = nan
    days: Derived[float] = nan

    @property
    def rate(self) -> float:
        """The part as a share (0-1)."""
        return self.part / self.people if self.people else nan


@dataclass(frozen=True)
class Alike:
    """A touchpoint on two channels: leaving rates, their difference (second less first) with interval, adjusted p,
    and the scores where both have enough answers (else NaN).
    """

    touchpoint: Label[str]
    one: Label[Name]
    two: Label[Name]
    one_people: Size[int]
    one_left: PartOf[int]
    two_people: Size[int]
    two_left: PartOf[int]
    difference: Derived[float]
    low: Derived[float]
    high: Derived[float]
    p_value: Derived[float]
    one_score: Derived[float] = nan
    two_score: Derived[float] = nan


@dataclass(frozen=True)
class GapsResult:
    """Gaps, and touchpoints on two channels, those that differ most surely first."""

    people: Size[int]
    gaps: tuple[JourneyGap, ...]
    alike: tuple[Alike, ...]
    metric: Fixed[str]
    horizon_days: Fixed[float]


def measure_gaps(engine: Reader, found: TouchpointMapResult, filters: Filters) -> GapsResult:
    """What is lacking among what the map found."""
    arrays = EventArrays(engine)
    log, in_view, met = whole_log(arrays), chosen(arrays, filters), first_meetings(arrays, filters)
    silent = (*found.hidden, *found.asking)
    gaps = (
        *_stages(log, met, found),
        *_personas(arrays, log, met, silent),
        *_silent_channels(log, in_view),
        *_seen_inside(log, in_view, silent),
        *_without_survey(engine, filters, found, silent),
    )
    return GapsResult(found.people, gaps, _alike(found.marks), found.metric, found.horizon_days)


def _stages(log: WholeLog, met: FirstMeetings, found: TouchpointMapResult) -> Iterator[JourneyGap]:
    """Stages that nearly nobody meets."""
    for stage in STAGES:
        names = tuple(part.touchpoint for part in found.touchpoints if part.traits.stage == stage)
        people = len(np.unique(log.person[met.at[met.of(log.called(names))]]))
        if people < _FEW_OF_ALL * found.people:
            yield JourneyGap("stage", stage, found.people, people)


def _personas(
    arrays: EventArrays, log: WholeLog, first: FirstMeetings, silent: tuple[str, ...]
) -> Iterator[JourneyGap]:
    """Personas that meet a touchpoint less than half as often as all others, more surely than chance."""
    column = attribute(arrays, "persona")
    size = len(column.labels) + 1
    if size < 3:
        return
    at = first.at[first.of(~log.called(silent))]
    everybody = np.unique(log.person[at]).astype(np.int64)
    sizes = np.bincount(column.of(everybody), minlength=size)
    code = log.touchpoint[at].astype(np.int64) * size + column.of(log.person[at].astype(np.int64))
    met = np.bincount(code, minlength=len(log.touchpoints) * size).reshape(-1, size)
    rest, rest_met = sizes.sum() - sizes, met.sum(axis=1, keepdims=True) - met
    enough = (met.sum(axis=1, keepdims=True) >= FEWEST) & (sizes >= FEWEST) & (rest >= FEWEST)
    enough[:, 0] = False
    rows, columns = np.nonzero(enough)
    if not len(rows):
        return
    x1, n1, x2, n2 = rest_met[rows, columns], rest[columns], met[rows, columns], sizes[columns]
    p_values = benjamini_hochberg(n_minus_1_chi_square(x1, n1, x2, n2)[1])
    high = koopman(x1, n1, x2, n2)[1]
    missed = (x2 * n1 < _HALF * x1 * n2) & (high < 1) & (p_values <= _ALPHA)
    for k in np.flatnonzero(missed):
        name, persona = log.touchpoints[rows[k]], column.labels[columns[k] - 1]
        yield JourneyGap("persona", name, int(n2[k]), int(x2[k]), persona, float(x1[k] / n1[k]))


def _silent_channels(log: WholeLog, in_view: Mask) -> Iterator[JourneyGap]:
    if not in_view.any():
        return
    end = log.moment[in_view].max()
    for number, name in enumerate(log.channels, 1):
        mine = in_view & (log.channel == number)
        if mine.any() and (days := (end - log.moment[mine].max()) / _DAY) > SILENT_DAYS:
            yield JourneyGap("channel", name, len(np.unique(log.person[mine])), days=float(days))


def _seen_inside(log: WholeLog, in_view: Mask, silent: tuple[str, ...]) -> Iterator[JourneyGap]:
    """Touchpoints that began, or ended, well inside the dates in view."""
    if not in_view.any():
        return
    begin, end = log.moment[in_view].min(), log.moment[in_view].max()
    for number, name in enumerate(log.touchpoints):
        mine = in_view & (log.touchpoint == number)
        if name in silent or not mine.any():
            continue
        people = len(np.unique(log.person[mine]))
        late, early = (log.moment[mine].min() - begin) / _DAY, (end - log.moment[mine].max()) / _DAY
        if late > SILENT_DAYS:
            yield JourneyGap("first seen", name, people, days=float(late))
        if early > SILENT_DAYS:
            yield JourneyGap("last seen", name, people, days=float(early))


def _without_survey(
    engine: Reader, filters: Filters, found: TouchpointMapResult, silent: tuple[str, ...]
) -> Iterator[JourneyGap]:
    """Touchpoints without an answer, and surveys none of whose answers has a touchpoint."""
    if not len(survey_answers(engine)):
        return
    placed = answers_in_view(engine, filters).placed
    there = {placed.touchpoints[number] for number in np.unique(placed.touchpoint[placed.touchpoint >= 0])}
    for part in found.touchpoints:
        if part.touchpoint not in there and part.touchpoint not in silent:
            yield JourneyGap("no survey", part.touchpoint, part.people)
    surveys = [kind.survey or kind.question for kind in placed.answers.kinds]
    for name in dict.fromkeys(surveys):
        mine = np.isin(placed.answers.series, [place for place, known in enumerate(surveys) if known == name])
        if mine.any() and not (placed.touchpoint[mine] >= 0).any():
            yield JourneyGap("no touchpoint", name, int(np.count_nonzero(mine)))


def _alike(marks: tuple[MapMark, ...]) -> tuple[Alike, ...]:
    by_name: dict[str, list[MapMark]] = {}
    for mark in marks:
        if mark.mature >= FEWEST:
            by_name.setdefault(mark.touchpoint, []).append(mark)
    pairs = [pair for group in by_name.values() for pair in combinations(group, 2)]
    if not pairs:
        return ()
    x1, n1, x2, n2 = (
        np.array([getattr(pair[side], name) for pair in pairs])
        for side, name in ((0, "left"), (0, "mature"), (1, "left"), (1, "mature"))
    )
    low, high = newcombe(x1, n1, x2, n2)
    p_values = benjamini_hochberg(n_minus_1_chi_square(x1, n1, x2, n2)[1])
    found = []
    for k, (one, two) in enumerate(pairs):
        both = min(one.answers, two.answers) >= FEWEST
        found.append(
            Alike(
                one.touchpoint, one.channel, two.channel, one.mature, one.left, two.mature, two.left,
                two.left / two.mature - one.left / one.mature, float(low[k]), float(high[k]), float(p_values[k]),
                one.score if both else nan, two.score if both else nan,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda part: (not part.p_value <= _ALPHA, -abs(part.difference), part.touchpoint)))

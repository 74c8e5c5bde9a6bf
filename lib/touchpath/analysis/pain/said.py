"""The first answer of each person about each touchpoint, metric by metric: whether it was low, and who gave it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from touchpath.analysis.log.keys import Mask
from touchpath.analysis.surveys.answers import NO_TIME, Whole
from touchpath.analysis.surveys.placing import PlacedAnswers
from touchpath.analysis.surveys.scale import counted, of_metric, usable
from touchpath.analysis.surveys.view import answers_in_view
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters

METRICS = ("nps", "csat", "ces")


@dataclass(frozen=True, eq=False)
class SaidAnswers:
    """Answers as arrays of one length: `metric` numbers METRICS, the others number names (-1: none).

    `low`: a detractor (NPS), not one of the top two boxes (CSAT), below 5 (CES). `source` is the packed identity of
    the event each is about, `moment` when that was.
    """

    metric: Whole
    touchpoint: Whole
    persona: Whole
    channel: Whole
    person: Whole
    source: Whole
    moment: Whole
    low: Mask
    touchpoints: tuple[str, ...]
    personas: tuple[str, ...]
    channels: tuple[str, ...]

    def about(self, metric: str, touchpoint: str) -> Mask:
        """The answers of one metric about one touchpoint."""
        place = self.touchpoints.index(touchpoint)
        return np.asarray((self.metric == METRICS.index(metric)) & (self.touchpoint == place))

    def metrics_at(self, places: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """The metrics with answers about each of some touchpoints."""
        for name in places:
            if name not in self.touchpoints:
                continue
            there = np.unique(self.metric[self.touchpoint == self.touchpoints.index(name)])
            yield from ((METRICS[number], name) for number in there.tolist())


def said_answers(engine: Reader, filters: Filters) -> SaidAnswers:
    """The answers in view whose giver, time and touchpoint are known, each person's first of a metric at each."""
    view = answers_in_view(engine, filters).placed
    kept = (view.answers.person >= 0) & (view.touchpoint >= 0) & (view.answers.moment != NO_TIME)
    placed = view.where(kept)
    metric, low = _lows(placed)
    answers = placed.answers
    order = np.lexsort((answers.source_row, answers.import_id, answers.moment))
    order = order[metric[order] >= 0]
    of = (answers.person[order] * len(METRICS) + metric[order]) * (len(placed.touchpoints) + 1)
    _, first = np.unique(of + placed.touchpoint[order], return_index=True)
    at = np.sort(order[first])
    moments = np.append(placed.events.moment, NO_TIME)[placed.event]
    return SaidAnswers(
        metric[at], placed.touchpoint[at], placed.persona[at], placed.channel[at], answers.person[at],
        placed.source[at], moments[at], low[at], placed.touchpoints, placed.personas, placed.channels,
    )  # fmt: skip


def _lows(placed: PlacedAnswers) -> tuple[Whole, Mask]:
    """The metric of each answer that counts (-1: none), and whether it is low."""
    metric = np.full(len(placed), -1, dtype=np.int64)
    low = np.zeros(len(placed), dtype=bool)
    for number, name in enumerate(METRICS):
        mine = of_metric(placed.answers, name) & usable(placed.answers, name)
        values = counted(placed.answers.where(mine), name, weights=False)
        metric[mine] = number
        low[mine] = values.bad > 0 if name == "nps" else values.good == 0
    return metric, low

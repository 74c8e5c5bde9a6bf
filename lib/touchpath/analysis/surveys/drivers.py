"""What goes along with an overall score: one item at a time, and a chosen set that shares its variance.

One at a time: the difference of the overall score per box of the item, among people who met it, within personas
(stats/item_slopes). Chosen set: LMG shares of R squared over people who scored all of it (stats/relative_importance).
Both are bootstrapped over people; weights of the file are not used, since what goes along with what is asked of the
people who answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np

from touchpath.analysis.surveys.chosen_set import ChosenSet, chosen_set
from touchpath.analysis.surveys.score_table import ScoreTable, score_table
from touchpath.analysis.surveys.view import answers_in_view
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.journey.filters import Filters
from touchpath.journey.survey_drivers import SurveyDrivers
from touchpath.journey.watching import Watch, unwatched
from touchpath.stats.item_slopes import item_slopes
from touchpath.stats.multiplicity import holm
from touchpath.stats.person_bootstrap import DrawsDone, brackets

FEWEST_COMPARED = 10
"""An item that fewer people met has no difference."""
_ALPHA = 0.05


@dataclass(frozen=True)
class DriverItem:
    """One item against the overall score: `people` met it, of those (`of`) with an overall score.

    `mean` is on the item's scale. `difference` is in units of the overall score per box of the item; `bracket` counts
    from 1 for the largest: items of one bracket cannot be told apart (0: no difference). `called`: more than chance
    after Holm over all items.
    """

    name: Label[str]
    of: Size[int]
    people: PartOf[int]
    scale_low: Fixed[float]
    scale_high: Fixed[float]
    mean: Derived[float]
    difference: Derived[float]
    low: Derived[float]
    high: Derived[float]
    adjusted_p: Derived[float]
    bracket: Derived[int]
    called: Derived[bool]


@dataclass(frozen=True)
class DriversFound:
    """Items by their difference, the largest first, and the chosen set where one was asked for.

    `people` have an overall score, of `asked`; `mean` is theirs. `weighted`: the file has weights, unused here.
    """

    asked: Size[int]
    people: PartOf[int]
    mean: Derived[float]
    personas: Fixed[int]
    weighted: Fixed[bool]
    items: tuple[DriverItem, ...]
    chosen: ChosenSet | None


def survey_drivers(
    engine: Reader, question: SurveyDrivers, filters: Filters, watch: Watch = unwatched
) -> DriversFound:
    """Every item of the question against the overall score of the people in view.

    `watch` is told how many of the resamples are drawn. Raises DefinitionError for a score or question that nobody
    was asked.
    """
    views = 2 if question.chosen else 1
    table = score_table(answers_in_view(engine, filters).placed, question)
    return DriversFound(
        asked=table.asked,
        people=len(table.overall),
        mean=float(table.overall.mean()) if len(table.overall) else nan,
        personas=int(table.persona.max(initial=-1)) + 1,
        weighted=table.weighted,
        items=_one_at_a_time(table, question, lambda done, of: watch(done, views * of)),
        chosen=chosen_set(table, question.chosen, lambda done, of: watch(of + done, 2 * of))
        if question.chosen
        else None,
    )


def _one_at_a_time(table: ScoreTable, question: SurveyDrivers, told: DrawsDone) -> tuple[DriverItem, ...]:
    wanted = [place for place, name in enumerate(table.items) if not question.items or name in question.items]
    if not wanted or not len(table.overall):
        return ()
    scores = table.scores[:, wanted]
    met = np.isfinite(scores).sum(axis=0)
    found = item_slopes(np.where(met >= FEWEST_COMPARED, scores, np.nan), table.overall, table.persona, told=told)
    adjusted = holm(found.p_value)
    bracket = brackets(found.slope, found.draws)
    items = [
        DriverItem(
            name=table.items[place],
            of=len(table.overall),
            people=int(met[column]),
            scale_low=float(table.lows[place]),
            scale_high=float(table.highs[place]),
            mean=float(np.nanmean(scores[:, column])) if met[column] else nan,
            difference=float(found.slope[column]),
            low=float(found.low[column]),
            high=float(found.high[column]),
            adjusted_p=float(adjusted[column]),
            bracket=int(bracket[column]),
            called=bool(adjusted[column] < _ALPHA),
        )
        for column, place in enumerate(wanted)
    ]
    return tuple(sorted(items, key=lambda item: (np.isnan(item.difference), -item.difference, item.name)))

"""What goes along with an overall score: in sentences and as tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd

from touchpath.analysis.surveys.chosen_set import (
    ANSWERS_PER_ITEM,
    FEWEST_ANSWERS,
    MOST_INFLATED,
    ChosenSet,
    SharedItem,
)
from touchpath.analysis.surveys.drivers import FEWEST_COMPARED, DriverItem, DriversFound, survey_drivers
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.few import FEW
from touchpath.answers.funnel.comparison import p_words
from touchpath.answers.kinds import Kind, Place
from touchpath.answers.surveys.score_names import called
from touchpath.engine.base import Reader
from touchpath.journey.definition import build
from touchpath.journey.filters import Filters
from touchpath.journey.survey_drivers import SurveyDrivers
from touchpath.journey.words import count, decimal, interval, listed, rate, signed

_APART = "cannot be told apart"


def measure(engine: Reader, asked: SurveyDrivers, filters: Filters) -> DriversFound:
    """Every item against the overall score, and the chosen set."""
    return survey_drivers(engine, asked, filters)


def tell(asked: SurveyDrivers, found: DriversFound, place: Place) -> Told:
    """Everything that is said of what goes along with a score."""
    chosen = (_chosen_table(found.chosen),) if found.chosen and found.chosen.items else ()
    return Told(
        title="What goes along with the score?",
        sentence=sentence(asked, found),
        definition=_definition(asked, found),
        denominator=f"people in view with a score of {called(asked.overall)}; for each item those of them who met it",
        n=found.people,
        tables=(_items_table(found.items), *chosen),
        notes=tuple(_notes(asked, found)),
        statement=Statement("ask/surveys/answers", place.filters),
    )


def sentence(asked: SurveyDrivers, found: DriversFound) -> str:
    """The item that goes along most, and what cannot be told apart from it; "nothing stands out" is an answer."""
    known = shown_items(found)
    if not found.people:
        return f"Nobody in view has a score of {called(asked.overall)}: choose another score, or other dates."
    if not known:
        return f"No item was met by enough people with {called(asked.overall)}: choose other items, or wider filters."
    standing = [item for item in known if item.called]
    if not standing:
        whom = f"none of the {count(len(known))} items goes" if len(known) > 1 else f"{known[0].name} does not go"
        return f"Nothing stands out: {whom} along with {called(asked.overall)} beyond chance."
    first = standing[0]
    ends = interval(signed(first.low, 2), signed(first.high, 2))
    said = (
        f"{first.name} goes along most with {called(asked.overall)}: one box more of it goes with "
        f"{signed(first.difference, 2)} of that score (range {ends}, n = {count(first.people)})."
    )
    alike = [item.name for item in known if item.bracket == first.bracket and item is not first]
    return f"{said} It {_APART} from {listed(alike, 3)}." if alike else said


def shown_items(found: DriversFound) -> list[DriverItem]:
    """The items whose difference is known (and may be shown)."""
    return [item for item in found.items if item.difference == item.difference]


def chosen_sentence(asked: SurveyDrivers, chosen: ChosenSet) -> str:
    """How the chosen items share what they tell of the score, or in words why that cannot be said."""
    of = f"{count(chosen.people)} of {count(chosen.asked)} people scored all {count(chosen.chosen)} chosen items"
    if chosen.refused == "flat":
        return f"{of}, but their scores do not differ: there is nothing to share out."
    if chosen.refused:
        least = max(FEWEST_ANSWERS, ANSWERS_PER_ITEM * chosen.chosen)
        return (
            f"{of} and {called(asked.overall)}: too few to share the score out, which takes {count(least)}. "
            "Choose fewer items, or those that more people met."
        )
    if not chosen.items or chosen.r_squared != chosen.r_squared:
        return "Too few people scored all of the chosen items for this to be shown."
    first = chosen.items[0]
    alike = [item.name for item in chosen.items[1:] if item.bracket == first.bracket]
    apart = f" It {_APART} from {listed(alike, 3)}." if alike else ""
    return (
        f"{of} (n = {count(chosen.people)}). Together the items go along with {rate(chosen.r_squared)} of the "
        f"differences in {called(asked.overall)}; the largest share is that of {first.name}, {rate(first.share)} "
        f"({interval(rate(first.low), rate(first.high))}).{apart}"
    )


def joined_words(chosen: ChosenSet) -> tuple[str, ...]:
    """Which of the chosen items were joined, and why."""
    return tuple(
        f"{listed(item.parts, 9)} move together so closely that their shares could not be told apart (variance "
        f"inflation {decimal(item.inflation)}, above {MOST_INFLATED:g}): they count as one item, the mean of both."
        for item in chosen.items
        if len(item.parts) > 1
    )


def _definition(asked: SurveyDrivers, found: DriversFound) -> str:
    adjusted = ", comparing only people of one persona with each other" if found.personas > 1 else ""
    items = (
        f"the scores of {called(asked.touchpoints_of)} at each touchpoint" if asked.touchpoints_of else "questions"
    )
    return (
        f"One item at a time ({items}): by how much {called(asked.overall)} differs per box of the item, among "
        f"people who met it{adjusted}. Several answers of a person to one question count as their mean. "
        "95 % range from 500 resamples of the people; p-values adjusted for all items (Holm). The chosen set: each "
        "item's mean gain in explained variance over all orders (Lindeman, Merenda and Gold), among people who "
        "scored all of them. "
        "What goes along need not be the cause: test a change to know."
    )


def _notes(asked: SurveyDrivers, found: DriversFound) -> list[str]:
    notes = [chosen_sentence(asked, found.chosen), *joined_words(found.chosen)] if found.chosen else []
    scales = {(item.scale_low, item.scale_high) for item in found.items}
    if len(scales) > 1:
        notes.append("The items have scales of different length, so a box is not the same step for each of them.")
    few = [item.name for item in shown_items(found) if item.people < FEW]
    if few:
        notes.append(f"Met by fewer than {FEW} people, which says little: {listed(few, 6)}.")
    if any(item.difference != item.difference for item in found.items):
        notes.append(
            f"No difference is shown for an item that fewer than {FEWEST_COMPARED} people met, that everybody "
            "scored alike, or whose people are too few to be shown."
        )
    if found.weighted:
        notes.append("The weights of the file are not used here: what goes along is asked of those who answered.")
    return notes


def _items_table(items: Sequence[DriverItem]) -> Table:
    rows = pd.DataFrame(
        [
            (item.name, item.people, item.mean, item.scale_low, item.scale_high, item.difference, item.low, item.high,
             item.adjusted_p, item.bracket, item.called)
            for item in items
        ],
        columns=["item", "people", "mean_score", "scale_low", "scale_high", "difference_per_box", "low", "high",
                 "adjusted_p", "bracket", "stands_out"],
    )  # fmt: skip
    readable = pd.DataFrame(
        {
            "Item": rows["item"],
            "People who met it": rows["people"].map(count),
            "Its score": rows["mean_score"].map(lambda value: decimal(value, 2)),
            "Score per box": rows["difference_per_box"].map(lambda value: signed(value, 2)),
            "95 % range": [interval(signed(item.low, 2), signed(item.high, 2)) for item in items],
            "Adjusted p": rows["adjusted_p"].map(p_words),
            "Cannot be told apart": _letters([item.bracket for item in items]),
            "Stands out": ["yes" if item.called else "" for item in items],
        }
    )
    return Table("score-drivers", rows, readable)


def _chosen_table(chosen: ChosenSet) -> Table:
    items: Sequence[SharedItem] = chosen.items
    rows = pd.DataFrame(
        [
            (item.name, item.of, item.mean, item.share, item.low, item.high, item.inflation, item.bracket)
            for item in items
        ],
        columns=["item", "people", "mean_score", "share", "low", "high", "variance_inflation", "bracket"],
    )
    readable = pd.DataFrame(
        {
            "Item": rows["item"],
            "Its score": rows["mean_score"].map(lambda value: decimal(value, 2)),
            "Share of the differences": rows["share"].map(rate),
            "95 % range": [interval(rate(item.low), rate(item.high)) for item in items],
            "Cannot be told apart": _letters([item.bracket for item in items]),
        }
    )
    return Table("score-drivers-chosen-set", rows, readable)


def _letters(brackets: Sequence[float]) -> list[str]:
    """Brackets as letters: items of one letter cannot be told apart; nothing for one that stands alone."""
    known = [int(number) if number == number and number > 0 else 0 for number in brackets]
    shared = [number for number in dict.fromkeys(known) if number and known.count(number) > 1]
    letters = {number: _letter(place) for place, number in enumerate(shared)}
    return [letters.get(number, "") for number in known]


def _letter(place: int) -> str:
    """0 is A, 25 Z, 26 AA."""
    return (_letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _parameters(asked: SurveyDrivers) -> list[tuple[str, str]]:
    given = [("drivers_overall", asked.overall), *(("drivers_chosen", name) for name in asked.chosen)]
    return [*given, ("drivers_touchpoints_of", asked.touchpoints_of)] if asked.touchpoints_of else given


KINDS: tuple[Kind[Any, Any], ...] = (
    Kind(
        "survey_drivers",
        SurveyDrivers,
        partial(build, SurveyDrivers),
        measure,
        tell,
        "surveys",
        _parameters,
        measure_watched=survey_drivers,
    ),
)
"""The question of what goes along with a score."""

"""The journeys behind a credit, and what a test could show: in sentences and as tables."""

from __future__ import annotations

import pandas as pd

from touchpath.analysis.attribution.behind import TEST_DAYS
from touchpath.analysis.attribution.result import CreditTestResult, JourneyBehind, JourneysBehindResult
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Place
from touchpath.answers.paths.names import ARROW
from touchpath.journey.attribution import CreditTest, JourneysBehind
from touchpath.journey.credit_words import NO_EFFECT, TO_WORDS, journey_definition
from touchpath.journey.words import count, decimal, listed, money, plural, points, rate

_MOST_STEPS = 10


def tell(asked: JourneysBehind, result: JourneysBehindResult, place: Place) -> Told:
    """Everything that is said of the journeys behind a credit."""
    rows = _rows(result)
    readable = pd.DataFrame(
        {
            "Journey": rows["journey"],
            "Conversions": rows["conversions"].map(count),
            "Share": rows["share"].map(rate),
            "People": rows["people"].map(count),
            "Value": rows["value"].map(lambda value: money(value, place.currency)),
            "Days to convert (median)": rows["median_days"].map(decimal),
        }
    )
    return Told(
        title="Which journeys are behind it?",
        sentence=_sentence(result),
        definition=f"{journey_definition(result.asked)} A journey is the list of its touches; equal lists are one.",
        denominator="conversions with a touch" + (f" at {asked.name}" if asked.name else ""),
        n=result.conversions,
        tables=(Table("attribution-journeys", rows, readable),),
        statement=Statement("ask/attribution/conversions", place.filters),
    )


def tell_test(asked: CreditTest, result: CreditTestResult, place: Place) -> Told:
    """What a test of four weeks could show."""
    rows = pd.DataFrame(
        [(asked.name, result.people, result.converted, result.rate, result.smallest)],
        columns=[asked.to, "people", "converted", "rate", "smallest_difference"],
    )
    readable = pd.DataFrame(
        {
            TO_WORDS[asked.to][0].capitalize(): rows[asked.to],
            "People in four weeks": rows["people"].map(count),
            "Converted": rows["rate"].map(rate),
            "Smallest difference": rows["smallest_difference"].map(points),
        }
    )
    return Told(
        title=f"What could a test of {asked.name} show?",
        sentence=_test_sentence(asked, result),
        definition=f"Of the people who met it in the last {TEST_DAYS} days after which {asked.horizon_days:g} days "
        "are known, half would not. A person converts with a conversion within these days of the first meeting. The "
        "smallest difference is found 4 times in 5, at the usual level of 5 %.",
        denominator="people who met it in these four weeks",
        n=result.people,
        tables=(Table("attribution-test", rows, readable),),
        notes=(NO_EFFECT.format(them=f"a {TO_WORDS[asked.to][0]}"),),
        statement=Statement("ask/attribution/conversions", place.filters),
    )


def _sentence(result: JourneysBehindResult) -> str:
    asked = result.asked
    having = f" with {asked.name} in their journey" if asked.name else ""
    if not result.conversions:
        return f"No conversion{having} in the selection."
    told = f"Of {plural(result.conversions, 'conversion')}{having}"
    first = next((one for one in result.journeys if one.share == one.share), None)
    if first is None:
        return f"{told}, no journey was taken by enough people to be shown."
    way = _way(first)
    days = decimal(first.median_days)
    return f"{told}, {rate(first.share)} came by {way}, half of them within {days} days of the first touch."


def _test_sentence(asked: CreditTest, result: CreditTestResult) -> str:
    conversions = listed(result.asked.touchpoints, conjunction="or") or "the goal"
    met = f"{plural(result.people, 'person', 'people')} met {asked.name} in four weeks"
    if result.smallest != result.smallest:
        return f"{met}: too few, or too little known of them, to say what a test of half of them would show."
    smallest = points(result.smallest).lstrip("+")
    return (
        f"{met}, and {rate(result.rate)} of them reached {conversions} within {asked.horizon_days:g} days. "
        f"Taken away from half of them, a difference of {smallest} or more would show 4 times in 5."
    )


def _rows(result: JourneysBehindResult) -> pd.DataFrame:
    rows = [
        (_way(one), one.conversions, one.share, one.people, one.value, one.median_days) for one in result.journeys
    ]
    return pd.DataFrame(rows, columns=["journey", "conversions", "share", "people", "value", "median_days"])


def _way(one: JourneyBehind) -> str:
    names = [step or "(missing)" for step in one.steps[:_MOST_STEPS]]
    more = f"{ARROW}… ({count(len(one.steps))} touches)" if len(one.steps) > _MOST_STEPS else ""
    return ARROW.join(names) + more

"""Which customers to look after: in sentences and as a list."""

from __future__ import annotations

from math import isfinite

import pandas as pd

from touchpath.analysis.lifetime import valued as measuring
from touchpath.analysis.lifetime.valued import GOOD_SHARE, ValuedResult
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Place
from touchpath.answers.lifetime.words import NOBODY
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.lifetime_value import ValuedCustomers, purchase_words
from touchpath.journey.words import count, day_in_words, decimal, money, plural, rate
from touchpath.stats.hold_out import AUC_ERRORS

_TITLES = {"top": "Who will bring most?", "at_risk": "Which good customers may be lost?"}


def measure(engine: Reader, asked: ValuedCustomers, filters: Filters) -> ValuedResult:
    """The list of customers."""
    return measuring.measure(engine, asked, filters)


def tell(asked: ValuedCustomers, found: ValuedResult, place: Place) -> Told:
    """Everything that is said of the list."""
    return Told(
        title=_TITLES[asked.who],
        sentence=sentence(asked, found),
        definition=_definition(asked),
        denominator="people whose first purchase ever lies in the dates",
        n=found.customers,
        tables=(_table(found, place.currency),),
        notes=(ranked_by(found), *_listed_words(found)),
        statement=Statement("ask/lifetime/purchases", place.filters.without_channels().without_dates()),
    )


def sentence(asked: ValuedCustomers, found: ValuedResult) -> str:
    """How many are listed, and by what."""
    if not found.customers:
        return NOBODY
    if not found.people:
        return "None of the customers who brought most bought on a second day: nobody can be told to be lost."
    if asked.who == "top":
        by = f"expected value in the next {found.ahead_days} days" if found.by_model else "who bought last"
        return f"The {plural(found.people, 'customer')} first in line, of {count(found.customers)}, ranked by {by}."
    by = "least likely to be still customers" if found.by_model else "longest without a purchase"
    return (
        f"Of the {rate(GOOD_SHARE).replace('.0', '')} of {count(found.customers)} customers who brought most, the "
        f"{plural(found.people, 'customer')} {by}."
    )


def ranked_by(found: ValuedResult) -> str:
    """Why the list is ranked as it is."""
    test = found.ranking
    if test is None or not isfinite(test.model):
        return "Ranked by the last purchase: no prediction could be tested here."
    figures = (
        f"picking who bought in the time held out it is right in {rate(test.model)} of pairs, the last purchase in "
        f"{rate(test.rule)} (standard error of the difference {rate(test.error)})"
    )
    if found.by_model:
        return f"Ranked by the model: {figures}."
    better = test.model - test.rule >= AUC_ERRORS * test.error and test.model > test.rule
    if better:
        return f"Ranked by the last purchase: the model failed its test, though {figures}."
    return f"Ranked by the last purchase, as the model does not surely do better: {figures}."


def _definition(asked: ValuedCustomers) -> str:
    share = rate(GOOD_SHARE).replace(".0", "")
    who = (
        "The customers who will bring most come first."
        if asked.who == "top"
        else f"Of the {share} of customers who brought most so far, those who bought on more than one day and are "
        "least likely to come back come first."
    )
    return (
        f"{who} {purchase_words(asked.target)} The model of buying ranks them only if it passed its test and its "
        "area under the curve (how often it puts a buyer above somebody who did not buy) is at least "
        f"{AUC_ERRORS:g} bootstrap standard errors above that of ranking by the last purchase; else the last "
        "purchase does."
    )


def _listed_words(found: ValuedResult) -> list[str]:
    if found.people and not found.listed:
        return ["Single customers are not shown while small groups are hidden; all can be saved as a group."]
    return [f"The first {count(len(found.listed))} are shown."] if len(found.listed) < found.people else []


def _table(found: ValuedResult, currency: str) -> Table:
    rows = pd.DataFrame(
        [
            (part.person_id, part.purchases, part.brought, part.last, part.expected, part.alive)
            for part in found.listed
        ],
        columns=["person", "purchase_days", "value", "last_purchase", "expected_purchase_days", "still_customer"],
    )
    readable = pd.DataFrame(
        {
            "Person": rows["person"],
            "Days with purchases": rows["purchase_days"].map(count),
            "Value so far": [money(value, currency) for value in rows["value"]],
            "Last purchase": [day_in_words(day) for day in rows["last_purchase"]],
            "Expected days with purchases": [decimal(value, 2) for value in rows["expected_purchase_days"]],
            "Still a customer": rows["still_customer"].map(rate),
        }
    )
    return Table("customers", rows, readable)

"""What customers are worth against what it cost to win them: in sentences and a table."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

import pandas as pd

from touchpath.analysis.lifetime import against_cost as measuring
from touchpath.analysis.lifetime.against_cost import Ends, ValueForCostResult, WonGroup
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.few import FEW
from touchpath.answers.kinds import Place
from touchpath.answers.lifetime.words import NOBODY, amount, names_of
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.lifetime_value import ValueForCost, purchase_words
from touchpath.journey.words import NOTHING, count, day_in_words, decimal, interval, listed, money, plural

TITLE = "Do customers bring more than it cost to win them?"
_NOT_AHEAD = {
    "nobody": "nobody bought",
    "too_short": "too little time is left to test a prediction on",
    "no_fit": "the model of buying could not be fitted",
    "not_close": "the model failed its test",
    "no_spending": "what customers spend cannot be predicted",
}


def measure(engine: Reader, asked: ValueForCost, filters: Filters) -> ValueForCostResult:
    """Value and cost of the customers won on the days that costs cover."""
    return measuring.measure(engine, asked, filters)


def tell(asked: ValueForCost, found: ValueForCostResult, place: Place) -> Told:
    """Everything that is said of value against cost."""
    return Told(
        title=TITLE,
        sentence=sentence(found, place.currency),
        definition=f"{purchase_words(asked.target)} Customers belong to the channel of their first event ever. Cost "
        "per new customer is the spend on that channel divided by them, on the days that costs and events both "
        "cover; value is the sum of their orders to the end of the data. Value per 1 spent is one divided by the "
        "other; with what is expected ahead added where the prediction passed its test (Ahead). Ranges are 95 % "
        "intervals over people; spend is taken as it is.",
        denominator="people whose first purchase ever lies on the days that costs and events both cover",
        n=found.people,
        tables=(_table(found, place.currency),),
        notes=tuple(_notes(found, place.currency)),
        statement=Statement("ask/attribution/spend", place.filters),
    )


def named(found: ValueForCostResult) -> list[tuple[str, WonGroup]]:
    """The channels with their names as shown, the one that brings least for its cost first, those without last."""
    pairs = list(zip(names_of(found.groups, "first_channel"), found.groups, strict=True))
    return sorted(pairs, key=lambda pair: (not isfinite(worth(found, pair[1])[0]), worth(found, pair[1])[0], pair[0]))


def worth(found: ValueForCostResult, part: WonGroup) -> Ends:
    """Value per 1 spent as it is judged: with what is expected where that is predicted, else so far."""
    return part.so_far if found.not_ahead else part.ahead


def judged(found: ValueForCostResult) -> list[tuple[str, WonGroup]]:
    """The channels whose value per 1 spent can be told, with enough people."""
    return [(name, part) for name, part in named(found) if part.people >= FEW and isfinite(worth(found, part)[0])]


def sentence(found: ValueForCostResult, currency: str) -> str:
    """Which channels' customers bring least and most of what they cost, and who surely less than that."""
    if found.refused:
        return f"Value and cost cannot be set against each other. {found.refused}"
    if not found.people:
        return NOBODY
    won = f"{plural(found.people, 'customer')} were won" if found.people != 1 else "One customer was won"
    when = f" from {day_in_words(found.first)} to {day_in_words(found.last)}" if found.first and found.last else ""
    if found.no_money:
        return f"{won}{when}; what they are worth cannot be said: {found.no_money}"
    known = judged(found)
    if not known:
        return f"{won}{when}, but of no channel both {FEW} customers and a cost are known."
    (name, least), (other, most) = known[0], known[-1]
    said = f"{won}{when}. Least for its cost comes from {name}: {_pair(found, least, currency)}"
    if len(known) > 1:
        said += f"; most from {other}: {_pair(found, most, currency)}"
    return f"{said}. {_below(found, known)}"


def _pair(found: ValueForCostResult, part: WonGroup, currency: str) -> str:
    """ "€3.20 for each €1 spent (€2.90 to €3.50), n = 1,782"."""
    value, low, high = worth(found, part)
    written = amount((value, low, high), currency)
    money_first, _, ends = written.partition(" ")
    return f"{money_first} for each {money(1, currency).removesuffix('.00')} spent {ends}, n = {count(part.people)}"


def _below(found: ValueForCostResult, known: list[tuple[str, WonGroup]]) -> str:
    """Who surely brings less than they cost, or that nobody does."""
    under = [name for name, part in known if worth(found, part)[2] < 1]
    unsure = [name for name, part in known if worth(found, part)[1] <= 1 <= worth(found, part)[2]]
    basis = "so far" if found.not_ahead else f"with the next {found.ahead_days} days"
    if under:
        return f"Less than they cost, {basis}: customers from {listed(under, 6)}."
    if unsure:
        return f"Whether they bring what they cost, {basis}, cannot be told of customers from {listed(unsure, 6)}."
    return f"Of every channel with a known cost customers bring more than they cost, {basis}."


def _notes(found: ValueForCostResult, currency: str) -> Iterator[str]:
    if found.refused or not found.people:
        return
    pairs = named(found)
    free = [(name, part) for name, part in pairs if part.people > 0 and not isfinite(part.spend)]
    if free:
        told = ", ".join(f"{name} ({plural(part.people, 'customer')})" for name, part in free[:8])
        more = f" and {len(free) - 8} more" if len(free) > 8 else ""
        yield f"Won without a known cost, so not judged: {told}{more}. Nothing is known of what these channels cost."
    idle = [(name, part) for name, part in pairs if part.people == 0 and part.spend > 0]
    if idle:
        told = listed([f"{name} ({money(part.spend, currency)})" for name, part in idle], 8)
        yield f"Paid for, and nobody was won by it first: {told}."
    ages = [part.followed_days for _, part in pairs if isfinite(part.followed_days)]
    if ages:
        yield (
            "Customers have been followed for different times (median by channel "
            f"{interval(count(round(min(ages))), count(round(max(ages))))} days): value so far grows with it."
        )
    if found.not_ahead:
        yield f"What customers will bring is not added: {_NOT_AHEAD.get(found.not_ahead, 'it is not predicted')}."
    else:
        yield f"What customers are expected to bring in the next {found.ahead_days} days is added to value so far."
    yield (
        "The first channel is where somebody was first seen; it does not say who would have come without it. Other "
        "rules of sharing credit: Attribution, Cost. Value is revenue: what the goods cost is not taken off."
    )


def _table(found: ValueForCostResult, currency: str) -> Table:
    pairs = named(found)
    fields = ("cost", "value", "so_far", "expected", "ahead")
    columns = ["channel", "customers", "spend", "followed_days"]
    columns += [f"{field}{end}" for field in fields for end in ("", "_low", "_high")]
    rows = pd.DataFrame(
        [
            (
                name,
                part.people,
                part.spend,
                part.followed_days,
                *(n for field in fields for n in getattr(part, field)),
            )
            for name, part in pairs
        ],
        columns=columns,
    )
    readable = pd.DataFrame(
        {
            "First channel": rows["channel"],
            "Customers": rows["customers"].map(count),
            "Spend": [money(value, currency) for value in rows["spend"]],
            "Cost per new customer": [amount(part.cost, currency) for _, part in pairs],
            "Value so far": [amount(part.value, currency) for _, part in pairs],
            "Value so far per 1 spent": [written(part.so_far) for _, part in pairs],
            "Expected ahead": [amount(part.expected, currency) for _, part in pairs],
            "With it per 1 spent": [written(part.ahead) for _, part in pairs],
        }
    )
    if found.not_ahead:
        readable = readable.drop(columns=["Expected ahead", "With it per 1 spent"])
    return Table("value-for-cost", rows, readable)


def written(ends: Ends) -> str:
    """ "3.20 (2.90 to 3.50)"."""
    value, low, high = (decimal(number, 2) for number in ends)
    return value if interval(low, high) == NOTHING else f"{value} ({interval(low, high)})"

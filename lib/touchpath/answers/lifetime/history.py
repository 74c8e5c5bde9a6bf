"""What customers brought so far: in sentences and tables."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

import pandas as pd

from touchpath.analysis.lifetime import history as measuring
from touchpath.analysis.lifetime.history import AgePoint, LifetimeResult, ValuedGroup
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.few import FEW
from touchpath.answers.kinds import Place
from touchpath.answers.lifetime.words import NOBODY, SPLIT_NOUNS, amount, names_of, pairs_of, surely_differ
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.lifetime_value import LifetimeValue, purchase_words
from touchpath.journey.words import count, interval, money, plural, rate

TITLE = "What are customers worth?"
_COLUMNS = ["group", "days", "people", "value", "low", "high"]


def measure(engine: Reader, asked: LifetimeValue, filters: Filters) -> LifetimeResult:
    """What the customers in view brought so far."""
    return measuring.measure(engine, asked, filters)


def tell(asked: LifetimeValue, found: LifetimeResult, place: Place) -> Told:
    """Everything that is said of what customers brought."""
    return Told(
        title=TITLE,
        sentence=sentence(found, place.currency),
        definition=f"{purchase_words(asked.target)} A customer's value is the sum of their orders to the end of the "
        "data; by age, what they had brought so many days after the first order.",
        denominator="people whose first purchase ever lies in the dates; by age, those of them observed so long",
        n=found.whole.people,
        tables=(_groups(found, place.currency), _by_age(found, place.currency), _uneven(found)),
        notes=tuple(_notes(asked, found, place.currency)),
        statement=Statement("ask/lifetime/purchases", place.filters.without_channels().without_dates()),
    )


def sentence(found: LifetimeResult, currency: str) -> str:
    """What a customer brought, how unevenly it is spread, and which groups differ."""
    whole = found.whole
    if not whole.people:
        return NOBODY
    bought = f"{plural(whole.people, 'customer')} made {plural(found.purchases, 'purchase')}"
    if not found.valued:
        return f"{bought}; what those are worth cannot be said: {_no_money(found)}"
    worth = amount((whole.value, whole.low, whole.high), currency)
    said = f"A customer has brought {worth} so far ({plural(whole.people, 'customer')})"
    return f"{said}{_uneven_words(found)}{_apart(found, currency)}."


def common_age(found: LifetimeResult) -> int | None:
    """The longest age at which half of every group of enough people was observed; None where there is none."""
    ages = [{point.days for point in _known(part) if point.people >= part.people / 2} for part in _enough(found)]
    together = set.intersection(*ages) - {0} if len(ages) > 1 else set()
    return max(together, default=None)


def at_age(part: ValuedGroup, days: int) -> AgePoint | None:
    """The point of a group at an age; None where it is hidden or not reached."""
    return next((point for point in _known(part) if point.days == days), None)


def _known(part: ValuedGroup) -> list[AgePoint]:
    return [point for point in part.points if point.people >= FEW and isfinite(point.value)]


def _enough(found: LifetimeResult) -> list[ValuedGroup]:
    """Groups that can be told by name and have enough people."""
    return [part for part in found.groups if part.kind == "value" and part.people >= FEW]


def _no_money(found: LifetimeResult) -> str:
    return found.no_money or "no purchase in view carries a value, or not in one currency."


def _uneven_words(found: LifetimeResult) -> str:
    """ "; 33.0 % of them brought 80 % of the revenue"."""
    if not found.uneven or not isfinite(found.uneven[0].people):
        return ""
    point = found.uneven[0]
    few = "one of them" if point.people == 1 else f"{rate(point.people / point.of)} of them"
    return f"; {few} brought {rate(measuring.MOST_OF_REVENUE).replace('.0', '')} of the revenue"


def _apart(found: LifetimeResult, currency: str) -> str:
    """The groups worth most and least at the same age, and whether they differ by more than chance."""
    days = common_age(found)
    if days is None:
        return ""
    names = dict(zip(map(id, found.groups), names_of(found.groups, found.asked.split), strict=True))
    points = [(names[id(part)], point) for part in _enough(found) if (point := at_age(part, days))]
    points.sort(key=lambda named: -named[1].value)
    (best, most), (worst, least) = points[0], points[-1]
    ends = [(point.value, point.low, point.high) for point in (most, least)]
    apart = surely_differ(ends[0], ends[1], pairs_of(len(points)))
    chance = "more than chance" if apart else "no more than chance among so many groups"
    return (
        f". {days} days after the first purchase most came from {best}: {amount(ends[0], currency)}, n = "
        f"{count(most.people)}, least from {worst}: {amount(ends[1], currency)}, n = {count(least.people)}; that is "
        f"{chance}"
    )


def _notes(asked: LifetimeValue, found: LifetimeResult, currency: str) -> list[str]:
    if not found.whole.people:
        return []
    said = []
    if found.valued:
        lost = round(found.gross - found.whole.revenue, 2)
        before = f", {money(found.gross, currency)} before refunds and other negative amounts" if lost else ""
        said.append(f"{money(found.whole.revenue, currency)} in all{before}.")
    if isfinite(found.whole.repeaters):
        said.append(f"{rate(found.whole.repeaters / found.whole.people)} bought on more than one day.")
    if asked.split != "none" and asked.split != "cohort":
        said.append("Groups differ in how long ago their customers came: compare them at the same age, not so far.")
    said.append(
        "Each age counts only customers who have been followed that long: their number falls with age, and a curve "
        "may bend where newer customers leave it. It ends where a tenth is left. Ranges are 95 % intervals "
        "(bootstrap over people)."
    )
    few = sum(1 for part in found.groups if 0 < part.people < FEW)
    if few:
        said.append(f"{plural(few, 'group')} of fewer than {FEW} people: too few to compare.")
    return said


def _groups(found: LifetimeResult, currency: str) -> Table:
    names = ["All", *names_of(found.groups, found.asked.split)]
    parts = [found.whole, *found.groups]
    rows = pd.DataFrame(
        [
            (name, part.people, part.repeaters, part.revenue, part.value, part.low, part.high)
            for name, part in zip(names, parts, strict=True)
        ],
        columns=["group", "people", "repeaters", "revenue", "value", "low", "high"],
    )
    ends = zip(rows["low"], rows["high"], strict=True)
    readable = pd.DataFrame(
        {
            "Group" if found.asked.split == "none" else SPLIT_NOUNS[found.asked.split]: rows["group"],
            "Customers": rows["people"].map(count),
            "Bought on more days": [
                rate(a / b) if b else rate(None) for a, b in zip(rows["repeaters"], rows["people"], strict=True)
            ],
            "Value per customer so far": [money(value, currency) for value in rows["value"]],
            "95 % interval": [interval(money(low, currency), money(high, currency)) for low, high in ends],
            "Revenue": [money(value, currency) for value in rows["revenue"]],
        }
    )
    return Table("customer-value", rows, readable)


def _by_age(found: LifetimeResult, currency: str) -> Table:
    parts: Sequence[ValuedGroup] = found.groups or (found.whole,)
    names = names_of(found.groups, found.asked.split) if found.groups else ["All"]
    rows = pd.DataFrame(
        [
            (name, point.days, point.people, point.value, point.low, point.high)
            for name, part in zip(names, parts, strict=True)
            for point in part.points
        ],
        columns=_COLUMNS,
    )
    ends = zip(rows["low"], rows["high"], strict=True)
    readable = pd.DataFrame(
        {
            "Group": rows["group"],
            "Days since the first purchase": rows["days"],
            "Customers": rows["people"].map(count),
            "Value per customer": [money(value, currency) for value in rows["value"]],
            "95 % interval": [interval(money(low, currency), money(high, currency)) for low, high in ends],
        }
    )
    return Table("customer-value-by-age", rows, readable)


def _uneven(found: LifetimeResult) -> Table:
    points = found.uneven[1:]
    rows = pd.DataFrame(
        [(point.people, point.people / point.of, point.share) for point in points],
        columns=["people", "share_of_people", "share_of_revenue"],
    )
    readable = pd.DataFrame(
        {
            "Customers who brought most": rows["people"].map(count),
            "Share of customers": rows["share_of_people"].map(rate),
            "Share of revenue": rows["share_of_revenue"].map(rate),
        }
    )
    return Table("who-brings-the-revenue", rows, readable)

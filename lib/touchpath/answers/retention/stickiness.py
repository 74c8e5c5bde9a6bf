"""On how many days people are active: in sentences and as tables."""

from __future__ import annotations

from math import isnan

import pandas as pd

from touchpath.analysis import stickiness as measuring
from touchpath.analysis.stickiness import StickinessResult
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Place
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.stickiness import Stickiness
from touchpath.journey.words import count, decimal, plural, rate

NOBODY = "Nobody was active in a whole {period} of this selection: choose more dates, other filters or touchpoints."


def measure(engine: Reader, asked: Stickiness, filters: Filters) -> StickinessResult:
    """Days of activity in each whole period."""
    return measuring.measure(engine, asked, filters)


def tell(asked: Stickiness, found: StickinessResult, place: Place) -> Told:
    """Everything that is said of stickiness."""
    return Told(
        title="On how many days are they active?",
        sentence=sentence(asked, found),
        definition=f"{asked.sentence()} Who is active in several {asked.period}s counts once in each; the range "
        "takes people as independent.",
        denominator=f"people active in a {asked.period}, once for each such {asked.period}",
        n=float(found.people),
        tables=(_days_table(found), _periods_table(asked, found)),
        notes=(f"{plural(len(found.periods), f'whole {asked.period}')} in these dates.",) if found.periods else (),
        statement=Statement("ask/retention/moments", place.filters),
    )


def sentence(asked: Stickiness, found: StickinessResult) -> str:
    """The mean, and how many were active once only and on most days."""
    if not found.days:
        return NOBODY.format(period=asked.period)
    mean = found.mean_days
    span = "" if isnan(mean.low) else f" ({decimal(mean.low, 1)} to {decimal(mean.high, 1)})"
    half = asked.most_days // 2 + 1
    often = sum(part.rate for part in found.days if part.days >= half)
    return (
        f"In a {asked.period} in which they are active at all, people are active on {decimal(mean.estimate, 1)} days "
        f"on average{span}: {rate(found.days[0].rate)} on one day only, {rate(often)} on {half} or more."
    )


def _days_table(found: StickinessResult) -> Table:
    rows = pd.DataFrame(
        [(part.days, part.times, part.people, part.rate) for part in found.days],
        columns=["days", "times", "people", "rate"],
    )
    readable = pd.DataFrame(
        {
            "Days active": rows["days"].map(count),
            "Share": rows["rate"].map(rate),
            "Times": rows["times"].map(count),
            "People": rows["people"].map(count),
        }
    )
    return Table("stickiness", rows, readable)


def _periods_table(asked: Stickiness, found: StickinessResult) -> Table:
    rows = pd.DataFrame(
        [(part.start, part.people, part.mean_days) for part in found.periods],
        columns=["period", "people", "mean_days"],
    )
    readable = pd.DataFrame(
        {
            asked.period.capitalize(): [part.label for part in found.periods],
            "People": rows["people"].map(count),
            "Days active on average": [decimal(value, 2) for value in rows["mean_days"]],
        }
    )
    return Table("stickiness-periods", rows, readable)

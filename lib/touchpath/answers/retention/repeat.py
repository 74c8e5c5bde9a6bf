"""Who buys again, in sentences and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

import pandas as pd

from touchpath.analysis import repeat_purchase as measuring
from touchpath.analysis.repeat_purchase import RepeatPoint, RepeatResult
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.groups import group_labels
from touchpath.answers.kinds import Place
from touchpath.engine.base import Reader
from touchpath.journey.churn import RepeatPurchase
from touchpath.journey.filters import Filters
from touchpath.journey.words import count, interval, plural, rate

NOBODY = "No first purchase in this selection is old enough to say who bought again."


def measure(engine: Reader, asked: RepeatPurchase, filters: Filters) -> RepeatResult:
    """Repeat purchase of everybody and of each group."""
    return measuring.measure(engine, asked, filters)


def curves(found: RepeatResult) -> tuple[list[list[RepeatPoint]], list[str]]:
    """The points that are drawn, and the names of their curves."""
    if found.groups:
        return [solid(group.points) for group in found.groups], group_labels(found.groups)
    return [solid(found.points)], ["All"]


def tell(asked: RepeatPurchase, found: RepeatResult, place: Place) -> Told:
    """Everything that is said of repeat purchase."""
    parts = [group.points for group in found.groups] or [found.points]
    rows = _rows(parts, group_labels(found.groups) if found.groups else ["All"])
    return Told(
        title="Who buys again?",
        sentence=sentence(found),
        definition=asked.sentence(),
        denominator="people whose first purchase is in the dates and old enough",
        n=found.people,
        tables=(Table("repeat-purchase", rows, _readable(rows)),),
        notes=(
            "Each point counts only people whose first purchase is at least so many days old; points that rest on "
            "less than a tenth of them are in the table only.",
        ),
        statement=Statement("ask/retention/moments", place.filters.without_channels()),
    )


def sentence(found: RepeatResult) -> str:
    """The finding in a sentence, for the longest stretch that rests on enough people."""
    trusted = solid(found.points)
    if not trusted:
        return NOBODY
    point, middle = trusted[-1], ""
    if isfinite(found.median_days):
        middle = f"; half of those who did needed no more than {plural(round(found.median_days), 'day')}"
    return (
        f"{rate(point.rate)} of {count(point.size)} first-time purchasers bought again within {point.days} days"
        f"{middle}."
    )


def solid(points: Sequence[RepeatPoint]) -> list[RepeatPoint]:
    """The points that rest on at least a tenth of the people of the first."""
    return [point for point in points if point.size and point.size >= points[0].size / 10]


def _rows(parts: Sequence[Sequence[RepeatPoint]], names: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "group": name, "days": point.days, "people": point.people, "size": point.size, "rate": point.rate,
                "rate_low": point.rate_low, "rate_high": point.rate_high,
            }
            for part, name in zip(parts, names, strict=True)
            for point in part
        ],
        columns=["group", "days", "people", "size", "rate", "rate_low", "rate_high"],
    )  # fmt: skip


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    ends = zip(rows["rate_low"], rows["rate_high"], strict=True)
    return pd.DataFrame(
        {
            "Group": rows["group"],
            "Days": rows["days"],
            "Bought again": rows["people"].map(count),
            "Of": rows["size"].map(count),
            "Share": rows["rate"].map(rate),
            "95 % interval": [interval(rate(low), rate(high)) for low, high in ends],
        }
    )

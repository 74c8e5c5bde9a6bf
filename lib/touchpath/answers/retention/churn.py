"""How long people stay, in sentences and as tables."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

import pandas as pd

from touchpath.analysis import churn as measuring
from touchpath.analysis.churn import ChurnResult
from touchpath.analysis.churn_summary import ChurnLine, ChurnSummary, summary_of
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.groups import group_labels
from touchpath.answers.kinds import Place
from touchpath.engine.base import Reader
from touchpath.journey.churn import Churn
from touchpath.journey.filters import Filters
from touchpath.journey.words import count, plural, rate

_EVERY = 20
_SAME_DAY = 1.0


def measure(engine: Reader, asked: Churn, filters: Filters) -> ChurnResult:
    """Churn of everybody and of each group."""
    return measuring.measure(engine, asked, filters)


def summary(asked: Churn, found: ChurnResult) -> ChurnSummary:
    """What is drawn and told of it."""
    return summary_of(found)


def lines(found: ChurnSummary) -> tuple[tuple[ChurnLine, ...], list[str]]:
    """The curves and their names."""
    return (found.groups, group_labels(found.groups)) if found.groups else ((found.everybody,), ["All"])


def tell(asked: Churn, found: ChurnSummary, place: Place) -> Told:
    """Everything that is said of churn."""
    drawn, names = lines(found)
    notes = [
        "Kaplan-Meier: people still under observation count for as long as they were seen. The dashed line is half."
    ]
    if found.log_rank is not None:
        notes.append(tested(found))
    curves = _rows(drawn, names)
    medians = _medians(drawn, names)
    return Told(
        title="How long do they stay?",
        sentence=sentence(asked, found),
        definition=asked.sentence(),
        denominator="people whose first event lies in the dates",
        n=found.everybody.people,
        tables=(
            Table("churn", curves, _readable(curves)),
            Table("churn-lifetimes", medians, _medians_readable(drawn, names)),
        ),
        notes=tuple(notes),
        statement=Statement("ask/churn/last_moments", place.filters.without_channels()),
    )


def sentence(asked: Churn, found: ChurnSummary) -> str:
    """The finding in a sentence. A median that only repeats the chosen pause says who it is about instead."""
    line = found.everybody
    if not line.points and not line.people:
        return "Nobody started in this selection: choose other dates, filters or touchpoints."
    known = f"{count(line.churned)} of {plural(line.people, 'person', 'people')} are known to have churned"
    median = line.median_days
    if not isfinite(median.estimate):
        why = "fewer than half have, so there is no median lifetime yet" if isfinite(line.churned) else median.reason
        return f"{known}; {why}."
    pause = plural(asked.days, "day")
    if median.estimate < asked.days + _SAME_DAY:
        gone = f"At least half of the people are never active after their first day: the pause of {pause} is all"
        return f"{gone} that they stay; {known}."
    return f"Half of the people stay {days_words(line)}, the pause of {pause} included; {known}."


def tested(found: ChurnSummary) -> str:
    """The log-rank test in words."""
    test = found.log_rank
    if test is None or test.p_value != test.p_value:
        return f"The groups cannot be tested: {test.reason if test else 'there is one group only.'}"
    said = "below 0.001" if test.p_value < 0.001 else f"= {test.p_value:.3f}"
    differ = "differ in how long people stay" if test.p_value < 0.05 else "do not differ detectably"
    return f"The groups {differ} (log-rank test, p {said}). Nobody assigned the groups: it says nothing of causes."


def days_words(line: ChurnLine) -> str:
    """A median with its interval: "34 days (31 to 39)"."""
    median = line.median_days
    if not isfinite(median.estimate):
        return "longer than the data show"
    days = plural(round(median.estimate), "day")
    if not isfinite(median.low):
        return days
    high = f"to {count(round(median.high))}" if isfinite(median.high) else "or longer"
    return f"{days} ({count(round(median.low))} {high})"


def _medians(drawn: Sequence[ChurnLine], names: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "group": name,
                "people": line.people,
                "churned": line.churned,
                "known_churned_rate": line.churned / line.people if line.people else float("nan"),
                "median_days": line.median_days.estimate,
                "median_days_low": line.median_days.low,
                "median_days_high": line.median_days.high,
            }
            for line, name in zip(drawn, names, strict=True)
        ]
    )


def _medians_readable(drawn: Sequence[ChurnLine], names: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Group": name,
                "People": count(line.people),
                "Churned": count(line.churned),
                "Known churned": rate(line.churned / line.people if line.people else None),
                "Median lifetime": days_words(line),
            }
            for line, name in zip(drawn, names, strict=True)
        ]
    )


def _rows(drawn: Sequence[ChurnLine], names: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"group": name, "days": point.days, "staying": point.staying, "low": point.low, "high": point.high}
            for line, name in zip(drawn, names, strict=True)
            for point in line.points
        ],
        columns=["group", "days", "staying", "low", "high"],
    )


def _readable(curve: pd.DataFrame) -> pd.DataFrame:
    """About a dozen points of each curve; all are in the rows."""
    rows = curve[curve.groupby("group").cumcount() % _EVERY == 0]
    return pd.DataFrame(
        {
            "Group": rows["group"],
            "Days": rows["days"].round(1),
            "Staying": rows["staying"].map(rate),
            "From": rows["low"].map(rate),
            "To": rows["high"].map(rate),
        }
    )

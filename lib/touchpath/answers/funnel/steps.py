"""A funnel in sentences and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

import pandas as pd

from touchpath.analysis.funnel.result import FunnelResult, StepResult
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.funnel.names import before
from touchpath.answers.funnel.worst import worst_sentence
from touchpath.answers.groups import group_labels
from touchpath.answers.kinds import Place
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel
from touchpath.journey.funnel_words import duration as span
from touchpath.journey.words import count, counted_as, duration, listed, rate

TITLE = "Where do people drop off?"


def tell(funnel: Funnel, result: FunnelResult, place: Place) -> Told:
    """Everything that is said of a measured funnel."""
    rows = table(result)
    return Told(
        title=TITLE,
        sentence=sentence(result),
        definition=f"{funnel.sentence()} The events of each step are read as below and matched in memory: for every "
        "attempt the earliest event that fits.",
        denominator=_denominator(funnel),
        n=result.steps[0].people,
        tables=(Table("funnel", rows, readable(rows)),),
        notes=tuple(notes(result, place.filters)),
        warnings=result.warnings,
        statement=Statement("ask/log/events", place.filters),
    )


def sentence(result: FunnelResult) -> str:
    """The answer in one or two sentences with numbers."""
    first, last = result.steps[0], result.steps[-1]
    counted = result.funnel.counting
    if not first.people:
        return f"Nobody did {result.funnel.steps[0].name} in this selection: choose other dates, filters or steps."
    if len(result.steps) == 1:
        return f"{counted_as(first.people, counted)} did {first.name}."
    if worst := worst_sentence(result):
        return f"{worst} Everybody: {rate(last.rate_from_start)} of {count(first.people)}."
    within = f" within {span(result.funnel.window_seconds)}" if result.funnel.window_seconds is not None else ""
    who = "people who" if counted == "people" else f"{counted} that"
    said = (
        f"Of {count(first.people)} {who} began with {first.name}, {rate(last.rate_from_start)} "
        f"reached {last.name}{within}."
    )
    return f"{said} {_largest(result)}".strip()


def _largest(result: FunnelResult) -> str:
    worst, most = result.largest_drop_off, result.most_people_lost
    if worst is None:
        return "Nobody was lost on the way." if _all_known(result.steps) else ""
    step = result.steps[worst]
    said = (
        f"The largest drop-off is between {before(result.funnel, worst)} and {step.name}: "
        f"only {rate(step.rate_from_previous)} go on"
    )
    if most is None or result.steps[most].dropped == step.dropped:
        return f"{said} ({count(step.dropped)} lost)."
    lost = result.steps[most]
    return f"{said}; most {result.funnel.counting} are lost before {lost.name} ({count(lost.dropped)})."


def _all_known(steps: Sequence[StepResult]) -> bool:
    return not any(isnan(step.people) for step in steps)


def notes(result: FunnelResult, filters: Filters) -> list[str]:
    """What a reader should know: who left, who is not mature, what the channel filter means."""
    counted = result.funnel.counting
    said: list[str] = []
    if result.excluded:
        said.append(f"{count(result.excluded)} {counted} left the funnel because of an excluded touchpoint.")
    if result.immature:
        said.append(_immature(result.immature, result.funnel))
    if result.ungrouped:
        said.append(f"{count(result.ungrouped)} {counted} are in no group of the split.")
    if filters.channels:
        said.append(_channel_rule(result.funnel, filters))
    return said


def _immature(immature: int, funnel: Funnel) -> str:
    counted = funnel.counting
    if funnel.mature_only:
        verb = "is" if immature == 1 else "are"
        return f"{counted_as(immature, f'more {counted}')} {verb} left out: their time is not over yet."
    return (
        f"{counted_as(immature, counted)} still {'has' if immature == 1 else 'have'} time to finish: "
        "the data end before their time is over. "
        "Leave them out under More."
    )


def _channel_rule(funnel: Funnel, filters: Filters) -> str:
    names = listed([name or "no channel" for name in filters.channels], conjunction="or")
    rules = {
        "entry": f"The channel filter selects the first step: it happened on {names}; later steps may be anywhere.",
        "every": f"The channel filter applies to every step: all of them happened on {names}.",
        "first_ever": f"The channel filter selects people whose first event ever was on {names}.",
    }
    return rules[funnel.channel_of]


def _denominator(funnel: Funnel) -> str:
    return (
        f"{funnel.counting} with {funnel.steps[0].name} in the dates chosen; later steps may fall after them, up to "
        "the end of the data. Rates from the previous step are among those who reached it. Intervals: Wilson, 95 %."
    )


def table(result: FunnelResult) -> pd.DataFrame:
    """The funnel as rows: one per step, or per group and step. Rates 0-1, times in seconds."""
    if not result.groups:
        return pd.DataFrame([_row(step, place) for place, step in enumerate(result.steps)])
    return pd.DataFrame(
        [
            {"group": label, **_row(step, place)}
            for group, label in zip(result.groups, group_labels(result.groups), strict=True)
            for place, step in enumerate(group.steps)
        ]
    )


def _row(step: StepResult, place: int) -> dict[str, object]:
    return {
        "step": place + 1,
        "name": step.name,
        "people": step.people,
        "dropped": step.dropped,
        "rate_from_start": step.rate_from_start,
        "rate_from_previous": step.rate_from_previous,
        "rate_from_previous_low": step.rate_from_previous_low,
        "rate_from_previous_high": step.rate_from_previous_high,
        "excluded": step.excluded,
        "median_seconds_from_previous": step.median_seconds_from_previous,
        "p90_seconds_from_previous": step.p90_seconds_from_previous,
        "median_seconds_from_start": step.median_seconds_from_start,
    }


def readable(frame: pd.DataFrame) -> pd.DataFrame:
    """The table as read on screen."""
    shown = pd.DataFrame()
    if "group" in frame:
        shown["Group"] = frame["group"]
    shown["Step"] = [f"{step}  {name}" for step, name in zip(frame["step"], frame["name"], strict=True)]
    shown["Reached"] = frame["people"].map(count)
    shown["Of the start"] = frame["rate_from_start"].map(rate)
    shown["Of the step before"] = frame["rate_from_previous"].map(rate)
    ends = zip(frame["rate_from_previous_low"], frame["rate_from_previous_high"], strict=True)
    shown["95 % interval"] = ["–" if low != low else f"{rate(low)} to {rate(high)}" for low, high in ends]
    shown["Lost"] = frame["dropped"].map(count)
    shown["Median time"] = frame["median_seconds_from_previous"].map(duration)
    shown["9 in 10 within"] = frame["p90_seconds_from_previous"].map(duration)
    return shown

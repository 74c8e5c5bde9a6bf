"""What a funnel says in sentences, and its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import pandas as pd

from touchpath.analysis.funnel.result import FunnelResult, GroupResult, StepResult
from touchpath.charts.funnel.groups import FEW
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel
from touchpath.journey.funnel_words import duration as span
from touchpath.journey.words import count, counted_as, duration, listed, rate


def named(result: FunnelResult) -> FunnelResult:
    """The result with steps named as they count: in any order step 2 is "any 2 of 3", whichever they are."""
    if result.funnel.order != "any":
        return result
    total = len(result.steps)
    names = [*(f"any {place} of {total}" for place in range(1, total)), f"all {total}"]

    def renamed(steps: tuple[StepResult, ...]) -> tuple[StepResult, ...]:
        return tuple(replace(step, name=name) for step, name in zip(steps, names, strict=True))

    groups = tuple(replace(group, steps=renamed(group.steps)) for group in result.groups)
    return replace(result, steps=renamed(result.steps), groups=groups)


def answer(result: FunnelResult) -> str:
    """The answer to the page's question, in one or two sentences with numbers."""
    first, last = result.steps[0], result.steps[-1]
    counted = result.funnel.counting
    if not first.people:
        return f"Nobody did {result.funnel.steps[0].name} in this selection: choose other dates, filters or steps."
    if len(result.steps) == 1:
        return f"{counted_as(first.people, counted)} did {first.name}."
    within = f" within {span(result.funnel.window_seconds)}" if result.funnel.window_seconds is not None else ""
    who = "people who" if counted == "people" else f"{counted} that"
    said = (
        f"Of {count(first.people)} {who} began with {first.name}, {rate(last.rate_from_start)} "
        f"reached {last.name}{within}."
    )
    return f"{said} {_lowest_group(result.groups) or _largest(result)}".strip()


def _largest(result: FunnelResult) -> str:
    worst, most = result.largest_drop_off, result.most_people_lost
    if worst is None:
        return "Nobody was lost on the way."
    step = result.steps[worst]
    said = (
        f"The largest drop-off is between {before(result, worst)} and {step.name}: "
        f"only {rate(step.rate_from_previous)} go on"
    )
    if most is None or result.steps[most].dropped == step.dropped:
        return f"{said} ({count(step.dropped)} lost)."
    lost = result.steps[most]
    return f"{said}; most {result.funnel.counting} are lost before {lost.name} ({count(lost.dropped)})."


def _lowest_group(groups: Sequence[GroupResult]) -> str:
    """The lowest rate of all groups with at least 30 people at the step before."""
    cells = [
        (step.rate_from_previous, label, group.steps[place - 1].name, step)
        for group, label in zip(groups, group_labels(groups), strict=True)
        for place, step in enumerate(group.steps)
        if place and not step.optional and step.people + step.dropped >= FEW
    ]
    if not cells:
        return ""
    lowest, label, earlier, step = min(cells, key=lambda cell: cell[0])
    return (
        f"The largest drop-off of all groups: {label}, between {earlier} and {step.name}, "
        f"where only {rate(lowest)} of {count(step.people + step.dropped)} go on."
    )


def before(result: FunnelResult, place: int) -> str:
    """The step that the rate of step `place` refers to: the required one before."""
    earlier = [step.name for step in result.steps[:place] if not step.optional]
    return earlier[-1] if earlier else result.steps[0].name


class Grouped(Protocol):
    """Anything that belongs to a group of a split."""

    @property
    def label(self) -> str:
        """The group's name."""

    @property
    def kind(self) -> str:
        """value, missing or other."""

    @property
    def values(self) -> tuple[str | None, ...]:
        """Its one or two values."""


def group_labels(groups: Sequence[Grouped]) -> list[str]:
    """Names of the groups on screen, unique: missing and overflow are told from values that are called so."""
    labels: list[str] = []
    for group in groups:
        label = group.label if group.kind == "value" else f"({group.label.lower()})"
        labels.append(label if label not in labels else f"{label} [{len(labels) + 1}]")
    return labels


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

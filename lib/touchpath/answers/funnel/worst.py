"""Which group of a split converts worst from the first step to the last, and where it falls behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from touchpath.analysis.comparison import Cell, GroupCounts, bases_of, compare_groups
from touchpath.analysis.funnel.result import FunnelResult, GroupResult
from touchpath.analysis.small_cells import shown_groups
from touchpath.answers.against_rest import against_rest, chance_words, worst_first_key
from touchpath.answers.few import FEW
from touchpath.answers.funnel.names import before
from touchpath.answers.groups import group_labels
from touchpath.journey.funnel import Breakdown, Funnel
from touchpath.journey.funnel_words import duration as span
from touchpath.journey.words import count, counted_as, interval, rate

_BOTH = ("persona", "channel")


@dataclass(frozen=True)
class EndToEnd:
    """A group with enough people from the first step to the last; `cell` against everybody else, where it can be."""

    name: str
    label: str
    group: GroupResult
    cell: Cell | None

    @property
    def surely_worse(self) -> bool:
        """Below everybody else by more than chance."""
        return self.cell is not None and self.cell.called and self.cell.difference.estimate < 0

    @property
    def first(self) -> str:
        """The name of the first step."""
        return self.group.steps[0].name

    @property
    def last(self) -> str:
        """The name of the last step."""
        return self.group.steps[-1].name

    @property
    def rate(self) -> float:
        """Share of those at the first step who reached the last."""
        return self.group.steps[-1].rate_from_start


def comparable(funnel: Funnel) -> bool:
    """Whether everybody is in one group only, so that a group can be tested against the others."""
    split = funnel.breakdown
    return funnel.counting == "people" and split is not None and not shares_people(split)


def shares_people(breakdown: Breakdown) -> bool:
    """Whether a person may be in several groups of the split."""
    return breakdown.at == "all_events" or (len(breakdown.names) > 1 and breakdown.by_group)


_NOBODYS, _NOWHERE = "people without a persona", "without a channel"


def spoken_groups(groups: Sequence[GroupResult], breakdown: Breakdown | None) -> list[str]:
    """The names of groups as they are said: a persona on a channel is "Families on app"."""
    names = breakdown.names if breakdown else ()
    return [_spoken(group, names) or label for group, label in zip(groups, group_labels(groups), strict=True)]


def _spoken(group: GroupResult, names: tuple[str, ...]) -> str:
    """A persona, or a persona on a channel, with what is missing said; "" for any other group."""
    if names == ("persona",) and group.kind == "missing":
        return _NOBODYS
    if names == ("channel",) and group.kind == "missing":
        return f"people {_NOWHERE}"
    if names != _BOTH or group.kind not in ("value", "missing") or len(group.values) < 2:
        return ""
    persona, channel = group.values
    return f"{persona or _NOBODYS} {f'on {channel}' if channel else _NOWHERE}"


def worst_first(result: FunnelResult) -> list[EndToEnd]:
    """Groups with at least 30 people at the start: first those surely below everybody else, lowest rate first."""
    groups = shown_groups(result.groups)
    labels = group_labels(groups)
    ends = [
        (label, group.steps[0].people, group.steps[-1].people) for label, group in zip(labels, groups, strict=True)
    ]
    tested = against_rest(ends) if comparable(result.funnel) else None
    named = zip(spoken_groups(groups, result.funnel.breakdown), labels, groups, strict=True)
    found = [
        EndToEnd(name, label, group, tested.of_group(label)[0] if tested else None)
        for name, label, group in named
        if group.kind != "other" and group.steps[0].people >= FEW
    ]
    return sorted(found, key=lambda part: worst_first_key(part.cell, part.rate))


def worst_sentence(result: FunnelResult) -> str:
    """Who converts worst end to end, with n, against everybody else, whether by more than chance, and where.

    Empty where the split has no group with enough people.
    """
    found = worst_first(result)
    if not found or len(result.steps) < 2:
        return ""
    worst = found[0]
    said = f"{_how_low(worst, result.funnel)} {_where(worst, result)}".strip()
    best = max(found, key=lambda part: part.rate)
    return f"{said} Highest: {best.name}, {rate(best.rate)}." if best is not worst else said


def _how_low(worst: EndToEnd, funnel: Funnel) -> str:
    first, last = worst.group.steps[0], worst.group.steps[-1]
    within = f" within {span(funnel.window_seconds)}" if funnel.window_seconds is not None else ""
    said = (
        f"Lowest conversion: {worst.name}, {rate(worst.rate)} of {counted_as(first.people, funnel.counting)} "
        f"from {first.name} to {last.name}{within}"
    )
    if worst.cell is None:
        return f"{said} (95 % interval {interval(rate(last.rate_from_start_low), rate(last.rate_from_start_high))})."
    return f"{said}, against {rate(worst.cell.rest_rate)} of everybody else: {chance_words(worst.cell)}."


def _where(worst: EndToEnd, result: FunnelResult) -> str:
    """The step at which the group falls behind everybody else most; where it never does, nothing."""
    if worst.cell is None or len(result.steps) < 3:
        return ""
    groups, steps = shown_groups(result.groups), result.steps
    counts = [
        GroupCounts(label, tuple(int(step.people) for step in group.steps))
        for label, group in zip(group_labels(groups), groups, strict=True)
    ]
    compared = compare_groups(counts, bases_of([step.optional for step in steps]))
    cells = [cell for cell in compared.of_group(worst.label) if not steps[cell.step].optional]
    furthest = min(cells, key=lambda cell: cell.difference.estimate, default=None)
    if furthest is None or not furthest.difference.estimate < 0:
        return ""
    way = f"between {before(result.funnel, furthest.step)} and {steps[furthest.step].name}"
    went_on = f"{rate(furthest.rate)} of {count(furthest.n)} go on, against {rate(furthest.rest_rate)}"
    return f"It falls behind most {way}: {went_on}."

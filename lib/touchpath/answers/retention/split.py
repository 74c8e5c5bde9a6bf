"""Which group of a split comes back least, in words."""

from __future__ import annotations

from math import isnan

from touchpath.analysis.retention.result import RetentionGroup, RetentionResult
from touchpath.answers.against_rest import against_rest, chance_words, worst_first_key
from touchpath.answers.few import FEW
from touchpath.answers.funnel.worst import shares_people
from touchpath.answers.groups import group_labels
from touchpath.journey.words import interval, plural, rate


def least_sentence(result: RetentionResult, k: int) -> str:
    """Who comes back least in column `k`, with n, against everybody else, and whether by more than chance.

    Empty without groups of enough people. Where a person may count more than once nothing is tested.
    """
    named = list(zip(group_labels(result.groups), result.groups, strict=True))
    known = [(name, group) for name, group in named if not isnan(group.curve[k].size + group.curve[k].people)]
    counts = [(name, group.curve[k].size, group.curve[k].people) for name, group in known]
    tested = against_rest(counts) if _independent(result) and len(known) == len(named) else None
    cells = {name: tested.of_group(name)[0] for name, _ in known} if tested else {}
    enough = [(name, group) for name, group in known if group.kind != "other" and group.curve[k].size >= FEW]
    if not enough:
        return ""
    ordered = sorted(enough, key=lambda part: worst_first_key(cells.get(part[0]), part[1].curve[k].rate))
    (name, group), (best, most) = ordered[0], max(enough, key=lambda part: part[1].curve[k].rate)
    cell = cells.get(name)
    compared = (
        f", against {rate(cell.rest_rate)} of everybody else: {chance_words(cell)}" if cell else _alone(group, k)
    )
    said = f"Least often back {_in(result, k)}: {name}, {_share(group, k)}{compared}."
    return f"{said} Most often: {best}, {rate(most.curve[k].rate)}." if best != name else said


def _independent(result: RetentionResult) -> bool:
    split = result.retention.breakdown
    return result.retention.kind != "recurring" and split is not None and not shares_people(split)


def _in(result: RetentionResult, k: int) -> str:
    return f"in {result.labels[k].lower()}"


def _share(group: RetentionGroup, k: int) -> str:
    return f"{rate(group.curve[k].rate)} of {plural(group.curve[k].size, 'person', 'people')}"


def _alone(group: RetentionGroup, k: int) -> str:
    point = group.curve[k]
    return f" (95 % interval {interval(rate(point.rate_low), rate(point.rate_high))})"

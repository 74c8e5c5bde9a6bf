"""The gates of a randomised test: did the split come out as planned, and is there enough to read?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from math import isnan

import numpy as np

from touchpath.analysis.change.entries import Assigned
from touchpath.analysis.change.gates import MIN_EXPECTED, other_changes
from touchpath.analysis.change.result import ArmComparison, Gate
from touchpath.analysis.change.units import ChangeUnits, Codes, persona_places
from touchpath.analysis.change.weeks import Weeks
from touchpath.analysis.log.calendar import DAY, moment_of
from touchpath.engine.base import Reader
from touchpath.journey.change import Assignment, Change
from touchpath.journey.words import count, day_in_words, listed, plural, points, rate
from touchpath.stats import checks
from touchpath.stats.survey_scores import MIN_ANSWERS


def arm_gates(
    engine: Reader,
    change: Change,
    assigned: Assigned,
    units: ChangeUnits,
    arm: Codes,
    groups: Sequence[ChangeUnits],
    chosen: ArmComparison | None,
    weeks: Weeks | None,
) -> tuple[Gate, ...]:
    """Every gate of a randomised test, in the order in which they matter."""
    assert change.assignment is not None
    return (
        split(change.assignment, assigned),
        split_by_persona(engine, change.assignment, assigned),
        mixed(assigned),
        mature(engine, change, units, groups),
        enough(change, groups),
        several_arms(assigned),
        lasting(change, chosen, weeks, groups),
        other_changes(engine, change, weeks)
        if weeks is not None
        else Gate("other changes", "grey", "There are no weeks to look at.", about=()),
    )


def planned_shares(assignment: Assignment, arms: Sequence[str]) -> dict[str, float]:
    """The planned share of each arm: those found first, then planned ones that nobody is in; equal without a plan."""
    planned = dict(assignment.planned)
    return {arm: planned.get(arm, 1.0) for arm in dict.fromkeys((*arms, *planned))}


def split(assignment: Assignment, assigned: Assigned) -> Gate:
    """Whether as many people are in each arm as planned; a broken split means lost or misrouted people."""
    planned = planned_shares(assignment, assigned.arms)
    sizes = np.bincount(assigned.arm, minlength=len(planned))
    if len(sizes) < 2:
        return Gate(
            "split", "red", "Only one arm has anybody in it: there is nothing to compare with.", "too_few", about=()
        )
    found = checks.split_check(sizes, list(planned.values()))
    said = " to ".join(count(int(n)) for n in sizes)
    p = f"p {'< 0.001' if found.p_value < 0.001 else f'= {found.p_value:.3f}'}"
    if found.light == "green":
        return Gate("split", "green", f"The arms hold {said} people, as planned ({p}).", about=tuple(sizes.tolist()))
    if found.light == "amber":
        return Gate(
            "split",
            "amber",
            f"The arms hold {said} people, not quite as planned ({p}).",
            "cap",
            about=tuple(sizes.tolist()),
        )
    rare = f"The arms hold {said} people, which the planned split would hardly ever give ({p})"
    return Gate(
        "split", "red", f"{rare}: people were lost or put into the wrong arm.", "refuse", about=tuple(sizes.tolist())
    )


def split_by_persona(engine: Reader, assignment: Assignment, assigned: Assigned) -> Gate:
    """The same within each persona, corrected for how many there are."""
    place, names = persona_places(engine, assigned.person)
    planned = planned_shares(assignment, assigned.arms)
    arms = len(planned)
    if arms < 2 or len(np.unique(place)) < 2:
        return Gate("split by persona", "grey", "There is one persona only.", about=())
    table = np.bincount(place * arms + assigned.arm, minlength=len(names) * arms).reshape(len(names), arms)
    there = table.sum(axis=1) > 0
    found = checks.split_check_by_persona(table[there], list(planned.values()))
    kept = [name for name, kept in zip(names, there, strict=True) if kept]
    bad = {
        light: [n or "no persona" for n, part in zip(kept, found, strict=True) if part.light == light]
        for light in ("red", "amber")
    }
    if bad["red"]:
        return Gate("split by persona", "red", f"Among {listed(bad['red'])} the split is broken.", "refuse")
    if bad["amber"]:
        return Gate("split by persona", "amber", f"Among {listed(bad['amber'])} the split is a little off.", "cap")
    return Gate(
        "split by persona", "green", f"Within each of the {len(kept)} personas the split is as planned.", about=()
    )


def mixed(assigned: Assigned) -> Gate:
    """People who were seen in several arms; they are left out."""
    share, light = checks.mixed_exposure(assigned.mixed, assigned.people)
    if not assigned.mixed:
        return Gate("mixed exposure", "green", "Nobody was seen in more than one arm.", about=())
    said = f"{plural(assigned.mixed, 'person', 'people')} ({rate(share)}) saw more than one arm and are left out."
    effect = {"red": "refuse", "amber": "cap", "green": "none"}
    return Gate("mixed exposure", light, said, effect[light], about=(assigned.mixed,))  # type: ignore[arg-type]


def mature(engine: Reader, change: Change, units: ChangeUnits, groups: Sequence[ChangeUnits]) -> Gate:
    """Mature people only; so few that an outcome is not expected five times is "not yet"."""
    if not change.outcome.horizon_days:
        return Gate("maturity", "green", "Every outcome is known as it is.", about=())
    known, waiting = sum(len(part) for part in groups), int(np.count_nonzero(~units.mature))
    wait = int((change.outcome.horizon_days + change.lag_days) * DAY)
    if not known or min(len(part) for part in groups) == 0:
        first = units.moment[~units.mature]
        day = f" It can be read from {_day(engine, int(np.median(first)) + wait)} on." if len(first) else ""
        return Gate(
            "maturity",
            "red",
            f"Nobody in one of the arms has had their {change.outcome.horizon_days:g} days yet.{day}",
            "too_few",
            about=(),
        )
    fewest = min(len(part) for part in groups)
    if groups[0].is_rate:
        pooled = sum(float(part.value.sum()) for part in groups) / known
        if 0 < pooled < 1 and checks.smallest_expected_cell(fewest, fewest, pooled) < MIN_EXPECTED and waiting:
            last = _day(engine, int(units.moment[~units.mature].max()) + wait)
            return Gate(
                "maturity",
                "red",
                f"Only {count(known)} people can be judged so far; all of them can from {last} on.",
                "too_few",
                about=(known,),
            )
    rest = (
        f" {plural(waiting, 'person', 'people')} who entered too late {'is' if waiting == 1 else 'are'} left out."
        if waiting
        else ""
    )
    return Gate(
        "maturity",
        "green",
        f"All {count(known)} people counted have had their {change.outcome.horizon_days:g} days.{rest}",
        about=(known, waiting),
    )


def enough(change: Change, groups: Sequence[ChangeUnits]) -> Gate:
    """Enough units in every arm."""
    sizes = [len(part) for part in groups] or [0]
    least = MIN_ANSWERS if change.outcome.is_survey else 10
    what = "answers" if change.outcome.is_survey else "people"
    if min(sizes) < least:
        return Gate("sample", "grey", f"{count(min(sizes))} {what} in one arm: at least {least} are needed, "
                    f"{least - min(sizes)} more.", "too_few", about=tuple(sizes))  # fmt: skip
    return Gate(
        "sample", "green", f"{' and '.join(count(size) for size in sizes)} {what} in the arms.", about=tuple(sizes)
    )


def several_arms(assigned: Assigned) -> Gate:
    """Several arms against one are several chances to be fooled."""
    more = len(assigned.arms) - 1
    if more < 2:
        return Gate("many comparisons", "green", "There is one comparison.", about=())
    return Gate(
        "many comparisons",
        "green",
        f"{more} arms are compared with {assigned.arms[0]}; their p-values are corrected (Holm).",
        about=(),
    )


def lasting(change: Change, chosen: ArmComparison | None, weeks: Weeks | None, groups: Sequence[ChangeUnits]) -> Gate:
    """Whether the effect is still there among those who entered last."""
    if chosen is None or weeks is None or len(weeks) < 2 or len(groups) < 2 or not groups[0].is_rate:
        return Gate("novelty", "grey", "There are too few weeks to see whether it lasts.", about=())
    late = [part.where(weeks.of(part.moment) >= len(weeks) // 2) for part in (groups[0], groups[1])]
    if min(len(part) for part in late) == 0:
        return Gate("novelty", "grey", "Nobody entered in the later weeks.", about=())
    gap = float(late[1].value.mean() - late[0].value.mean())
    said = f"Among those who entered in the later half the difference was {points(gap)}."
    called = not isnan(chosen.adjusted_p) and chosen.adjusted_p <= 0.05
    fading = called and (gap * chosen.difference.estimate <= 0 or abs(gap) < abs(chosen.difference.estimate) / 2)
    return (
        Gate("novelty", "amber", f"{said} Do not call it lasting.", "note")
        if fading
        else Gate("novelty", "green", said)
    )


def _day(engine: Reader, micros: int) -> str:
    return day_in_words(engine.calendar.day_of(moment_of(micros) + timedelta(days=1)))

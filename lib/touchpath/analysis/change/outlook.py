"""What would change the answer: more days, more people, a comparison group, another question."""

from __future__ import annotations

from datetime import date
from math import ceil, isnan

from touchpath.analysis.change.result import Findings, Gate, Verdict
from touchpath.analysis.change.verdict import hoped_for, size
from touchpath.analysis.change.weeks import readable_from
from touchpath.journey.change import Change, Design
from touchpath.journey.words import day_in_words, plural

_MOST_WEEKS = 520


def what_would_change(
    change: Change,
    design: Design,
    found: Findings,
    verdict: Verdict,
    gates: tuple[Gate, ...],
    known_until: date | None,
) -> tuple[str, ...]:
    """Sentences, the most useful first. `known_until`: the last day of the data; None: not known."""
    said: list[str] = []
    if verdict is Verdict.DO_NOT_USE:
        return (
            "Find out where people were lost or mixed up (bots, redirects, an arm that failed to load), mend it, and "
            "start again: no sum can repair it.",
        )
    if verdict is Verdict.CANNOT_TELL_YET and design != "randomised":
        said.append(_not_yet(readable_from(change), known_until))
    if verdict is Verdict.CANNOT_TELL and (more := more_weeks(change, design, found)):
        said.append(more)
    if design == "before_after" and verdict not in (Verdict.CANNOT_TELL_YET,):
        said.append("Name a group that the change did not reach: what moved both groups then no longer counts.")
    if verdict is Verdict.MOVED_CAUSE_UNCLEAR and design == "same_people":
        said.append(
            "Compare people who entered before with people who entered after, or name a group that the change did "
            "not reach."
        )
    if verdict is Verdict.MOVED_CAUSE_UNCLEAR and design == "before_after":
        said.append("A longer history before the change would tell a drift from a step.")
    if design != "randomised" and verdict in (Verdict.PROBABLE, Verdict.MOVED_CAUSE_UNCLEAR, Verdict.CANNOT_TELL):
        said.append(
            "Next time, let chance decide who gets the change: then no season, drift or other event can be the "
            "reason."
        )
    if change.hoped_for is None:
        said.append(
            'Say by how much it should have moved at least: then "cannot tell" and "no detectable change" can be '
            "told apart."
        )
    return tuple(said)


def _not_yet(readable: date, known_until: date | None) -> str:
    """What is still missing: time, or, where the data run on past that day, people."""
    if known_until is None or readable > known_until:
        return f"Wait: two whole weeks after the change can be read from {day_in_words(readable)} on."
    return (
        f"The data run until {day_in_words(known_until)}: it is not time that is missing, but people or weeks on one "
        "side. Ask about more people, or about a change with a longer history around it."
    )


def more_weeks(change: Change, design: Design, found: Findings) -> str:
    """How many more weeks or people it takes until the change hoped for would be seen in 4 of 5 cases; "" unknown."""
    hoped = hoped_for(change, found)
    if not hoped or isnan(found.mde):
        return ""
    factor = (found.mde / hoped) ** 2
    wanted = size(hoped, found.unit)
    if design == "randomised":
        people = sum(level.n for level in found.levels)
        people_more = plural(max(ceil(people * factor) - people, 1), "more person", "more people")
        return f"About {people_more} would show a change of {wanted} in 4 of 5 cases."
    k, m = found.weeks_before, found.weeks_after
    room = factor / (1 / k + 1 / m) if k and m else 0
    needed = (
        next((weeks for weeks in range(m + 1, _MOST_WEEKS) if (1 / k + 1 / weeks) * room <= 1), None)
        if room
        else None
    )
    if needed is None:
        few = f"{plural(k, 'week')} before the change are too few to see {wanted}"
        return f"However long one waits, {few}: look further back, or at more people."
    return (
        f"About {plural(needed - m, 'more week')} after the change would show a change of {wanted} in 4 of 5 cases."
    )

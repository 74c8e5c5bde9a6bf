"""Which personas people's behaviour suggests, or why none: in a sentence and as tables."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from touchpath.analysis import suggested as measuring
from touchpath.analysis.suggested import FEWEST, GroupTrait, SuggestedGroup, SuggestedResult
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Kind, Place
from touchpath.engine.base import Reader
from touchpath.journey.definition import build
from touchpath.journey.filters import Filters
from touchpath.journey.suggested_personas import LEAST_APART, LEAST_STABLE, SuggestedPersonas
from touchpath.journey.words import count, day_in_words, decimal, listed, money, plural, rate

TITLE = "Does behaviour suggest personas?"


def measure(engine: Reader, asked: SuggestedPersonas, filters: Filters) -> SuggestedResult:
    """The groups of the people in view."""
    return measuring.measure(engine, asked, filters)


def tell(asked: SuggestedPersonas, found: SuggestedResult, place: Place) -> Told:
    """Everything that is said of suggested personas."""
    return Told(
        title=TITLE,
        sentence=sentence(found, place.currency),
        definition=_definition(asked),
        denominator=f"people in view with at least {plural(asked.least_events, 'event')}",
        n=found.people,
        tables=(_groups(found, place.currency), _tried(found)),
        notes=tuple(_notes(found)),
        statement=Statement("ask/personas/behaviour", place.filters),
    )


def sentence(found: SuggestedResult, currency: str) -> str:
    """The groups with what sets each apart most, or what stands against suggesting any."""
    if found.refused:
        return _refusal(found)
    told = [
        f"{count(part.people)} by {trait_words(part.traits[0], currency)}" for part in found.groups if part.traits
    ]
    sizes = "" if found.best is None else f" (stability {decimal(found.best.stability, 2)} of 1)"
    return (
        f"{plural(found.people, 'person', 'people')} fall into {count(len(found.groups))} stable groups{sizes}, set "
        f"apart most: {listed(told, 8)}."
    )


def _refusal(found: SuggestedResult) -> str:
    who = plural(found.people, "person", "people")
    if found.refused == "nothing_together":
        return (
            f"No personas are suggested: what {who} do goes together no more than if each behaviour were dealt out "
            "by chance."
        )
    best = found.best
    if found.refused == "few" or best is None:
        return f"No personas are suggested: {who} with enough events make no two groups of at least {FEWEST}."
    figures = f"the best of what was tried are {count(best.groups)} groups"
    if found.refused == "unstable":
        return (
            f"No personas are suggested: {figures}, and other people drawn from the same {count(found.people)} give "
            f"others (stability {decimal(best.stability, 2)}; {decimal(LEAST_STABLE, 1)} is needed)."
        )
    if found.refused == "one_crowd":
        return (
            f"No personas are suggested: what {who} do is one crowd without gaps; {figures}, and a single crowd as "
            "wide falls into groups as tight."
        )
    return (
        f"No personas are suggested: what {who} do is one crowd without gaps; {figures}, and people are hardly "
        f"nearer to their own than to the next (silhouette {decimal(best.apart, 2)}; over "
        f"{decimal(LEAST_APART, 2)} is needed)."
    )


def trait_words(trait: GroupTrait, currency: str) -> str:
    """ "more purchase (32.0 % of what they do; others 8.1 %)"."""
    more = "more" if trait.gap > 0 else "less"
    if trait.kind == "days":
        pair = f"{decimal(trait.mean, 0)} days from first to last event; others {decimal(trait.rest, 0)}"
        return f"being seen {'longer' if trait.gap > 0 else 'shorter'} ({pair})"
    if trait.kind == "value":
        return f"bringing {more} ({money(trait.mean, currency)} on average; others {money(trait.rest, currency)})"
    where = {"touchpoint": trait.name, "channel": f"of the channel {trait.name}", "hour": f"in the {trait.name}"}
    if trait.name == "night":
        where["hour"] = "at night"
    return f"{more} {where[trait.kind]} ({rate(trait.mean)} of their events; others {rate(trait.rest)})"


def group_words(part: SuggestedGroup, currency: str) -> str:
    """The three behaviours that differ most, in words."""
    return listed([trait_words(trait, currency) for trait in part.traits], 3)


def _definition(asked: SuggestedPersonas) -> str:
    return (
        "Behaviour is the share of a person's events at each touchpoint, on each channel and in each part of the "
        "day, the days from their first to their last event, and the value they brought, as far as one in twenty "
        "people shows it; touchpoints that only ask are left out. Behaviours are put together into the components "
        "that hold more than those of 39 shuffled copies (parallel analysis), and people into groups by k-means. "
        f"The number of groups (2 to {asked.most_groups}) is the most stable one: the mean adjusted Rand "
        "index between the groups "
        "of everybody and those that 50 resamples of half the people, at most 300, would make. Groups are suggested "
        f"only if it is at least {LEAST_STABLE}, if their mean silhouette is above {LEAST_APART}, if they are "
        "tighter than those of each of 39 normal crowds as wide (after SigClust), and if each has at least "
        f"{FEWEST} people."
    )


def _notes(found: SuggestedResult) -> list[str]:
    said = []
    if found.fitted < found.people:
        said.append(
            f"The groups were shaped by {count(found.fitted)} people drawn by a fixed seed; everybody else is in the "
            "nearest."
        )
    if found.cut_off and not found.refused:
        said.append(
            f"Behaviour up to {day_in_words(found.cut_off)} was looked at: a label is known from that day on, and "
            "the change lab does not take it as known before."
        )
    if not found.refused:
        said.append("Groups say who behaves alike, not why; a label stays as it was when it was kept.")
    return said


def _groups(found: SuggestedResult, currency: str) -> Table:
    rows = pd.DataFrame(
        [
            (part.number, part.people, trait.kind, trait.name, trait.mean, trait.rest, trait.gap)
            for part in found.groups
            for trait in part.traits
        ],
        columns=["group", "people", "kind", "behaviour", "mean", "mean_of_others", "standard_deviations_apart"],
    )
    readable = pd.DataFrame(
        {
            "Group": [part.number for part in found.groups],
            "People": [count(part.people) for part in found.groups],
            "Share": [rate(part.people / found.people) for part in found.groups],
            "What differs most": [group_words(part, currency) for part in found.groups],
        }
    )
    return Table("suggested-personas", rows, readable)


def _tried(found: SuggestedResult) -> Table:
    fields = ("groups", "stability", "apart", "smallest")
    rows = pd.DataFrame(
        [tuple(getattr(part, field) for field in fields) for part in found.tried], columns=list(fields)
    )
    readable = pd.DataFrame(
        {
            "Groups": rows["groups"],
            "Stability": [decimal(value, 2) for value in rows["stability"]],
            "Silhouette": [decimal(value, 2) for value in rows["apart"]],
            "Smallest group": [count(value) for value in rows["smallest"]],
        }
    )
    return Table("numbers-of-groups-tried", rows, readable)


KINDS: tuple[Kind[Any, Any], ...] = (
    Kind("suggested_personas", SuggestedPersonas, partial(build, SuggestedPersonas), measure, tell, "personas",
         lambda _: [("persona_view", "Suggested")]),
)  # fmt: skip
"""The question of suggested personas."""

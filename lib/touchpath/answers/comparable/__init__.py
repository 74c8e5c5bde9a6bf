"""Answers about people who met a touchpoint against comparable people who had not."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from touchpath.analysis import comparable as measuring
from touchpath.analysis.comparable.result import ComparableResult, MetTouchpoint
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.comparable.words import VERDICTS, difference_words, sentence_of
from touchpath.answers.funnel.comparison import p_words
from touchpath.answers.kinds import Kind, Place
from touchpath.journey.comparable import ComparablePeople
from touchpath.journey.definition import build
from touchpath.journey.words import count, listed, money, plural, rate

_COLUMNS = (
    "touchpoint", "verdict", "people", "unmatched", "own", "others", "difference", "low", "high", "adjusted_p",
    "past_difference", "past_low", "past_high", "past_outcomes", "plain_difference", "share_met", "before_goals",
)  # fmt: skip


def tell(asked: ComparablePeople, found: ComparableResult, place: Place) -> Told:
    """Everything that is said of the touchpoints that were compared."""
    return Told(
        title="Did people who met it do better than comparable people?",
        sentence=sentence(asked, found, place.currency),
        definition=_definition(asked),
        denominator=f"people who met it first in view, at least {asked.days:g} days before the end of the data, and "
        "were matched with somebody comparable",
        n=sum(row.people for row in found.touchpoints if row.adjusted_p == row.adjusted_p),
        tables=(_table(asked, found, place),),
        notes=tuple(_notes(asked, found)),
        statement=Statement("ask/log/events", place.filters),
    )


def sentence(asked: ComparablePeople, found: ComparableResult, currency: str) -> str:
    """One touchpoint in full, or what stands out of all of them."""
    if not found.touchpoints:
        return "Nobody in view met it: choose other dates or filters."
    if asked.touchpoint is not None:
        return sentence_of(asked, found.touchpoints[0], currency)
    told = [
        f"{_what(asked, verdict)} than comparable people after {listed(_sized(asked, rows, currency), 5)}"
        for verdict in ("more", "less")
        if (rows := [row for row in found.touchpoints if row.verdict == verdict])
    ]
    compared = [row for row in found.touchpoints if row.adjusted_p == row.adjusted_p]
    if not compared:
        return "No touchpoint can be judged: too few people could be matched with comparable ones."
    if not told:
        return (
            f"No touchpoint stands out: of {count(len(compared))} compared, none differs beyond chance and cleanly."
        )
    said = "; ".join(told)
    return f"{said[:1].upper()}{said[1:]}; {_rest(len(compared), found)}."


def _rest(compared: int, found: ComparableResult) -> str:
    rest = compared - sum(row.verdict in ("more", "less") for row in found.touchpoints)
    return f"of {plural(rest, 'other', 'others')} compared, none" if rest else "nothing else was compared"


def _what(asked: ComparablePeople, verdict: str) -> str:
    way = "more" if verdict == "more" else "less"
    return {
        "goal": f"people reached {listed(asked.goal, 3, 'or')} {way} often",
        "return": f"people came back {way} often",
        "revenue": f"people spent {way}",
    }[asked.outcome]


def _sized(asked: ComparablePeople, rows: list[MetTouchpoint], currency: str) -> list[str]:
    return [f"{row.touchpoint} ({difference_words(asked, row.effect, currency)[:-1]}, {count(row.people)} people)"
            .replace(" (range", ", range") for row in rows]  # fmt: skip


def _definition(asked: ComparablePeople) -> str:
    outcome = {
        "goal": f"reached {listed(asked.goal, 4, 'or')}",
        "return": f"began another session with {listed(asked.returning, 4, 'or') or 'what does not only ask'}",
        "revenue": f"spent at {listed(asked.purchase, 4, 'or') or 'any touchpoint'}, net of refunds",
    }[asked.outcome]
    return (
        "The state of a person just before first meeting a touchpoint is the last touchpoint before it and the "
        "seconds since. Each is compared with up to five people who had the same last touchpoint, nothing since for "
        "the same seconds, and had not met it by then; of the same persona, first channel, tenure (in 15 bands) and "
        f"days active in the 14 days before. Compared is who {outcome} within {asked.days:g} x 24 hours; 95 % ranges "
        "by a bootstrap over the people of both sides; p-values adjusted over the touchpoints compared "
        f"(Benjamini-Hochberg). The check compares the {asked.days:g} days before, of people alike in persona, first "
        "channel, day of tenure and activity: where these differ, and twice their difference could make up the "
        "difference after, nothing is said."
    )


def _notes(asked: ComparablePeople, found: ComparableResult) -> list[str]:
    notes = ["The check of the past sees what moved people before; a weaker hidden trait can pass it."]
    left = sum(row.unmatched.people for row in found.touchpoints if row.unmatched.people == row.unmatched.people)
    if left:
        who = "people" if asked.touchpoint else "meetings"
        notes.append(f"{count(left)} {who} had nobody comparable, or no touchpoint before, and are left out.")
    notes += [
        f"{row.touchpoint}: {count(row.drawn_from)} could be followed, 20,000 of them drawn at random are compared."
        for row in found.touchpoints
        if row.drawn_from
    ]
    return notes


def _table(asked: ComparablePeople, found: ComparableResult, place: Place) -> Table:
    rows = pd.DataFrame([_row(part) for part in found.touchpoints], columns=list(_COLUMNS))
    return Table(
        "comparable-people", rows, pd.DataFrame([_readable(asked, part, place) for part in found.touchpoints])
    )


def _row(part: MetTouchpoint) -> list[object]:
    effect, past = part.effect, part.past
    return [
        part.touchpoint, part.verdict, part.people, part.unmatched.people, part.own, part.others, effect.estimate,
        effect.low, effect.high, part.adjusted_p, past.estimate, past.low, past.high, part.past_outcomes, part.plain,
        part.share_met, part.before_goals,
    ]  # fmt: skip


def _readable(asked: ComparablePeople, part: MetTouchpoint, place: Place) -> dict[str, str]:
    compared = part.effect.estimate == part.effect.estimate

    def level(value: float) -> str:
        return money(value, place.currency) if asked.outcome == "revenue" else rate(value)

    def gap(value: Any) -> str:
        return difference_words(asked, value, place.currency) if compared else "–"

    return {
        "Touchpoint": part.touchpoint,
        "What can be said": VERDICTS.get(part.verdict, "Too few to show"),
        "People": count(part.people),
        "They": level(part.own),
        "Comparable people": level(part.others),
        "Difference": gap(part.effect),
        "Adjusted p": p_words(part.adjusted_p),
        "Difference before": gap(part.past),
        "In words": sentence_of(asked, part, place.currency),
    }


def _parameters(asked: ComparablePeople) -> list[tuple[str, str]]:
    return [] if asked.touchpoint is None else [("map_card", asked.touchpoint)]


KINDS: tuple[Kind[Any, Any], ...] = (
    Kind(
        "comparable_people", ComparablePeople, partial(build, ComparablePeople), measuring.measure, tell,
        "touchpoint_map", _parameters,
    ),
)  # fmt: skip
"""The question of comparable people."""

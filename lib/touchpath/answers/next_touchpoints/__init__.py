"""Answers about the touchpoint to try next: hypotheses, with their check, their audience and the size of a test."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pandas as pd

from touchpath.analysis import next_touchpoints as measuring
from touchpath.analysis.next_touchpoints.result import Hypothesis, NextResult
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.comparable.words import difference_words
from touchpath.answers.funnel.comparison import p_words
from touchpath.answers.kinds import Kind, Place
from touchpath.answers.next_touchpoints.words import (
    NEXT_VERDICTS,
    hypothesis_words,
    outcome_words,
    sized,
    state_words,
)
from touchpath.journey.definition import build, to_plain
from touchpath.journey.next_touchpoints import NextTouchpoints
from touchpath.journey.words import count, decimal, listed, plural, points, rate

_COLUMNS = (
    "touchpoint", "verdict", "people", "own", "others", "difference", "low", "high", "adjusted_p", "past_difference",
    "past_low", "past_high", "hidden_factor", "least_hidden_factor", "audience_today", "people_a_week",
    "smallest_in_four_weeks", "weeks_needed",
)  # fmt: skip


def tell(asked: NextTouchpoints, found: NextResult, place: Place) -> Told:
    """Everything that is said of the touchpoints to try next."""
    compared = [one for one in found.hypotheses if _compared(one)]
    return Told(
        title="Which touchpoint is worth testing next?",
        sentence=sentence(found),
        definition=_definition(found.asked),
        denominator=f"people who met it first in view, at most {asked.within_days:g} days after what they did before "
        f"and at least {asked.days:g} days before the end of the data, and were matched with somebody comparable",
        n=sum(one.compared.people for one in compared),
        tables=(_table(found, place),),
        notes=(
            "These are hypotheses: what people who met a touchpoint did afterwards, not what it does to "
            "people. Only a "
            "test in which chance decides who is offered it can tell.",
            "The check of the past sees what moved people before; a weaker hidden trait can pass it.",
            "A test is planned as if everybody offered it met it. If only half do, the difference is half as large "
            "and takes four times the people.",
        ),
        statement=Statement("ask/log/events", place.filters),
    )


def sentence(found: NextResult) -> str:
    """The hypotheses worth testing first, then how many others were looked at and why some are greyed."""
    asked, worth = found.asked, found.worth_testing
    compared = [one for one in found.hypotheses if _compared(one)]
    if not compared:
        return "No touchpoint can be judged: too few people could be matched with comparable ones."
    whom = f"Of {state_words(asked)}, those who" if asked.starting else "People who"
    if not worth:
        return (
            f"Nothing stands out as worth testing: of {plural(len(compared), 'touchpoint')} compared, none was "
            f"followed by people who {outcome_words(asked)} within {asked.days:g} days more often than comparable "
            f"people, beyond chance and cleanly.{_greyed(compared)}"
        )
    named = listed([sized(asked, one) for one in worth], 3)
    others = len(compared) - len(worth)
    rest = f" None of the {plural(others, 'other')} compared is." if others > 1 else ""
    met = "them" if len(worth) > 1 else "it"
    return (
        f"Worth testing: {named}. {whom} met {met} {outcome_words(asked)} within {asked.days:g} days more often than "
        f"comparable people.{rest}{_greyed(compared)}"
    )


def _greyed(compared: list[Hypothesis]) -> str:
    """How many are greyed, and those of them that would have stood out."""
    greyed = [one for one in compared if one.compared.verdict in ("differed_already", "no_past")]
    if not greyed:
        return ""
    return f" {plural(len(greyed), 'is', 'are')} greyed: these people differed already, or there is no past to check."


def _compared(one: Hypothesis) -> bool:
    return one.compared.adjusted_p == one.compared.adjusted_p


def _definition(asked: NextTouchpoints) -> str:
    back = f"began another session with {listed(asked.returning, 4, 'or') or 'what does not only ask'}"
    did = f"reached {listed(asked.goal, 4, 'or')}" if asked.outcome == "goal" else back
    return (
        f"Of {state_words(asked)} who met a touchpoint for the first time as the next one, at most "
        f"{asked.within_days:g} days later, each is compared with up to five people who had the same last "
        f"touchpoint, "
        "nothing since for the same seconds, and had not met it by then; of the same persona, first channel, tenure "
        f"and activity. Compared is who {did} within {asked.days:g} x 24 hours, with 95 % ranges; p-values adjusted "
        "over the touchpoints compared (Benjamini-Hochberg). Greyed: in the same days before, these people differed "
        "already. Worth testing are those that stand out, by the lower end of their range. The hidden factor is the "
        "E-value of VanderWeele and Ding (2017). Who could meet it today: has not met it, and was last, within "
        f"{asked.within_days:g} days of the end of the data, where at least 1 in 100 of its first meetings came from."
    )


def _table(found: NextResult, place: Place) -> Table:
    rows = pd.DataFrame([_row(one) for one in found.hypotheses], columns=list(_COLUMNS))
    readable = pd.DataFrame([_readable(found.asked, one, place.currency) for one in found.hypotheses])
    return Table("next-touchpoints", rows, readable)


def _row(one: Hypothesis) -> list[object]:
    row = one.compared
    return [
        row.touchpoint, row.verdict, row.people, row.own, row.others, row.effect.estimate, row.effect.low,
        row.effect.high, row.adjusted_p, row.past.estimate, row.past.low, row.past.high, one.hidden_factor,
        one.least_factor, one.audience, one.weekly, one.smallest, one.weeks,
    ]  # fmt: skip


def _readable(asked: NextTouchpoints, one: Hypothesis, currency: str) -> dict[str, str]:
    row = one.compared

    def gap(value: Any) -> str:
        return difference_words(asked.compared, value, currency) if _compared(one) else "–"

    return {
        "Touchpoint": row.touchpoint,
        "What can be said": NEXT_VERDICTS.get(row.verdict, "Too few to show"),
        "Difference": gap(row.effect),
        "People": count(row.people),
        "They": rate(row.own),
        "Comparable people": rate(row.others),
        "Adjusted p": p_words(row.adjusted_p),
        "Difference before": gap(row.past),
        "Hidden factor": f"{decimal(one.hidden_factor)} (range: {decimal(one.least_factor)})"
        if _compared(one)
        else "–",
        "Could meet it today": count(one.audience),
        "Seen in four weeks": points(one.smallest).lstrip("+"),
        "Weeks needed": count(one.weeks),
        "In words": hypothesis_words(asked, one, currency),
    }


def _parameters(asked: NextTouchpoints) -> list[tuple[str, str]]:
    text = json.dumps(to_plain(asked), separators=(",", ":"), ensure_ascii=False)
    return [("next", text), ("foresight_view", "Next touchpoint")]


KINDS: tuple[Kind[Any, Any], ...] = (
    Kind(
        "next_touchpoints", NextTouchpoints, partial(build, NextTouchpoints), measuring.measure, tell, "foresight",
        _parameters, derive=measuring.hypotheses, measure_watched=measuring.measure,
    ),
)  # fmt: skip
"""The question of the touchpoint to try next."""

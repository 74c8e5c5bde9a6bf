"""What a comparison with comparable people says, in words a manager can repeat."""

from __future__ import annotations

from touchpath.analysis.comparable import FEWEST
from touchpath.analysis.comparable.result import MetTouchpoint
from touchpath.journey.comparable import ComparablePeople
from touchpath.journey.words import count, interval, listed, money, points, rate
from touchpath.stats.results import Estimate

VERDICTS = {
    "more": "More than comparable people",
    "less": "Less than comparable people",
    "no_difference": "No difference beyond chance",
    "differed_already": "These people differed already",
    "no_past": "No past to check",
    "too_few": "Too few to compare",
    "step": "A step of the way",
    "nearly_everybody": "Nearly everybody met it",
    "goal": "The goal itself",
    "asks": "It only asks",
}
"""Each verdict in a few words."""


def sentence_of(asked: ComparablePeople, row: MetTouchpoint, currency: str) -> str:
    """Everything that may be said of one touchpoint; "more often than", never "because of"."""
    if row.verdict not in VERDICTS:
        return "Too few people met it for anything to be shown."
    unjudged = _unjudged(asked, row)
    if unjudged:
        return unjudged
    whom, sides = f"people who met {row.touchpoint}", _sides(asked, row, currency)
    past = _past(asked, row, currency)
    if row.verdict in ("more", "less"):
        said = f"{whom} {_did(asked)} {_how(asked, row.verdict)} comparable people who had not: {sides}"
        return f"{_first_up(said)}. Before, {past}."
    if row.effect.excludes_zero:
        said = f"{_first_up(whom)} differed from comparable people: {sides}"
    else:
        plain = _plain(asked, row, currency)
        said = f"{_first_up(whom)} did not differ beyond chance from comparable people: {sides}{plain}"
    if row.verdict == "differed_already":
        return f"{said}. But these people differed already: before, {past}; so this says nothing of {row.touchpoint}."
    if row.verdict == "no_past":
        return f"{said}. There is no past to check: too few of either did it before, so this says little."
    return f"{said}."


def difference_words(asked: ComparablePeople, difference: Estimate, currency: str) -> str:
    """A difference with its range: points, or money per person."""
    if difference.low != difference.low:
        return f"{_sized(asked, difference.estimate, currency)}, without a range: nothing varies"
    low, high = (_sized(asked, end, currency).removesuffix(" points") for end in (difference.low, difference.high))
    return f"{_sized(asked, difference.estimate, currency)} (range {interval(low, high)})"


def _unjudged(asked: ComparablePeople, row: MetTouchpoint) -> str:
    name = row.touchpoint
    goals = listed(asked.goal or asked.purchase, 3, "or")
    return {
        "step": f"{name} is a step of the way: {rate(row.before_goals)} of all {goals} came within 7 days of it, so "
        "whoever met it was on the way already.",
        "nearly_everybody": f"Nearly everybody met {name} ({rate(row.share_met)}): nobody is left to compare with.",
        "too_few": f"Of those who met {name}, {count(row.people)} could be matched with comparable people: too few, "
        f"at least {FEWEST} are needed.",
        "goal": f"{name} is what is asked for: it is not compared with itself.",
        "asks": f"{name} only asks: it is not judged.",
    }.get(row.verdict, "")


def _did(asked: ComparablePeople) -> str:
    within = f"within {asked.days:g} days"
    return {
        "goal": f"reached {listed(asked.goal, 3, 'or')} {within}",
        "return": f"came back {within}",
        "revenue": f"spent {within}",
    }[asked.outcome]


def _how(asked: ComparablePeople, verdict: str) -> str:
    return f"{verdict} than" if asked.outcome == "revenue" else f"{verdict} often than"


def _sides(asked: ComparablePeople, row: MetTouchpoint, currency: str) -> str:
    own, others = (_level(asked, value, currency) for value in (row.own, row.others))
    of = (
        f"{own} each, of {count(row.people)} people,"
        if asked.outcome == "revenue"
        else f"{own} of {count(row.people)}"
    )
    return f"{of} against {others}, {difference_words(asked, row.effect, currency)}"


def _past(asked: ComparablePeople, row: MetTouchpoint, currency: str) -> str:
    """What both did in the time before."""
    how = "they differed by" if row.past.excludes_zero else "they did not differ beyond chance:"
    return f"in {asked.days:g} days, {how} {difference_words(asked, row.past, currency)}"


def _plain(asked: ComparablePeople, row: MetTouchpoint, currency: str) -> str:
    if row.plain != row.plain:
        return ""
    return f"; without matching it would be {_sized(asked, row.plain, currency)}"


def _level(asked: ComparablePeople, value: float, currency: str) -> str:
    return money(value, currency) if asked.outcome == "revenue" else rate(value)


def _sized(asked: ComparablePeople, value: float, currency: str) -> str:
    if asked.outcome != "revenue":
        return points(value)
    return f"{'+' if value > 0 else ''}{money(value, currency)}"


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]

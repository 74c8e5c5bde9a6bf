"""For whom a test worked, in words. Arms were drawn at random, so an effect may be called one."""

from __future__ import annotations

from math import isnan

from touchpath.analysis.uplift.result import Treating, UpliftGroup, UpliftLabel, UpliftOrder, UpliftResult
from touchpath.answers.funnel.comparison import p_words
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.words import count, interval, listed, points
from touchpath.stats.results import Estimate

TREATING: dict[Treating, str] = {
    "treat": "Treat", "leave": "Do not treat", "unclear": "Cannot tell", "alike": "As everybody",
}  # fmt: skip
"""Each advice in a few words."""


def group_name(label: str, group: UpliftGroup) -> str:
    """A group as it is called: its value, with the label where that is a bare number or yes and no."""
    if group.kind != "value":
        return {"missing": f"no {label}", "other": "Other", "everybody": "Everybody"}[group.kind]
    name = str(group.name)
    return name if any(sign.isalpha() for sign in name) and len(name) > 1 else f"{label} {name}"


def effect_words(effect: Estimate) -> str:
    """An effect with its range: "+7.3 points (range +6.4 to +8.2)"."""
    if isnan(effect.low):
        return "not known"
    low, high = (points(end).removesuffix(" points") for end in (effect.low, effect.high))
    return f"{points(effect.estimate)} (range {interval(low, high)})"


def moved_words(outcome: Outcome) -> str:
    """What a test may have moved, within a sentence: "purchase within 14 days", "the column visit"."""
    if outcome.kind == "column":
        return f"the column {outcome.column}"
    if outcome.kind == "retention" and outcome.back.touchpoints:
        return f"{listed(outcome.back.touchpoints, 2, 'or')} within {outcome.days:g} days"
    noun = outcome.noun
    return f"{noun[:1].lower()}{noun[1:]} within {outcome.days:g} days"


def sentence(result: UpliftResult) -> str:
    """Whether the effect differs between groups, first; then where it is largest and smallest."""
    moved = moved_words(result.asked.change.outcome)
    whole = (
        f"Over everybody, {result.arm} moved {moved} by {effect_words(result.whole.effect)} against {result.control}"
    )
    if not result.labels:
        return f"{whole}. There are no groups to tell apart: name a column of people."
    differing = result.differing
    if not differing:
        tested = [label for label in result.labels if not isnan(label.adjusted_p)]
        if not tested:
            return f"{whole}. Whether the effect differs between groups could not be tested."
        named = ", ".join(label.by for label in tested)
        return (
            f"That it worked differently for some was not detected (by {named}), so groups are not told apart. "
            f"{whole}, of {count(result.whole.people)} people."
        )
    return f"{difference_sentence(differing[0])} {_also(differing[1:])}{whole}."


def difference_sentence(label: UpliftLabel) -> str:
    """The largest and the smallest effect of a label whose groups differ."""
    known = sorted(
        (group for group in label.groups if not isnan(group.effect.low)), key=lambda group: group.effect.estimate
    )
    if len(known) < 2:
        return f"The effect differs by {label.by} ({p_words(label.adjusted_p)})."
    least, most = known[0], known[-1]
    told = (
        f"It worked differently by {label.by} ({p_words(label.adjusted_p)}): {effect_words(most.effect)} for "
        f"{group_name(label.by, most)}, {effect_words(least.effect)} for {group_name(label.by, least)}"
    )
    if len(known) == 2:
        return f"{told}, a difference of {effect_words(most.against_rest).lstrip('+')}."
    return f"{told}."


def label_sentence(label: UpliftLabel) -> str:
    """What the groups of one label say."""
    if isnan(label.adjusted_p):
        return f"Whether the effect differs by {label.by} could not be tested."
    if label.differs:
        return difference_sentence(label)
    return f"That the effect differs by {label.by} was not detected ({p_words(label.adjusted_p)}): as everybody."


def order_sentence(order: UpliftOrder) -> str:
    """What an order by expected effect gains over lot, and over an order by outcome."""
    gain, better = order.area_gain, order.better
    if isnan(gain.low):
        return "Nothing varies in what is known of people, so an order of them cannot be told from drawing by lot."
    if gain.low <= 0:
        return (
            f"Taking those with the largest expected effect first gains no more than drawing by lot: "
            f"{effect_words(gain)} on average over how many are treated."
        )
    told = (
        f"Taking those with the largest expected effect first gains {effect_words(gain)} more than drawing by "
        f"lot, on "
        "average over how many are treated"
    )
    if better.low > 0:
        return f"{told}; taking the likeliest first gains {effect_words(order.area_outcome)}."
    return f"{told}. Taking the likeliest first does as well: {effect_words(order.area_outcome)}."


def _also(labels: tuple[UpliftLabel, ...]) -> str:
    return f"Also by {', '.join(label.by for label in labels)}. " if labels else ""

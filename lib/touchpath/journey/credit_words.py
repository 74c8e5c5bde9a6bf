"""Credit in words: what rules are called and mean, and how a question about credit reads."""

from __future__ import annotations

from collections.abc import Mapping

from touchpath.journey.attribution import USUAL_WEIGHTS, Attribution, CreditJourneys, CreditRule, CreditTo
from touchpath.journey.words import listed

RULE_NAMES: Mapping[CreditRule, str] = {
    "equal_split": "Equal split",
    "first": "First touch",
    "last": "Last touch",
    "last_non_direct": "Last non-direct touch",
    "linear": "Every touch alike",
    "position": "First and last most",
    "j_shaped": "Last most",
    "inverse_j": "First most",
    "time_decay": "Time decay",
    "participation": "Participation",
    "markov": "Markov chain",
}
_MEANINGS: Mapping[CreditRule, str] = {
    "equal_split": "Each {one} met before a conversion gets an equal part of it, however often it was met: the "
    "Shapley value of having been there.",
    "first": "The first touch gets the whole conversion.",
    "last": "The last touch gets the whole conversion.",
    "last_non_direct": "The last touch that did not come through a direct channel gets it; where all did, the last.",
    "linear": "Every touch gets an equal part, so that what was met twice gets two.",
    "time_decay": "A touch weighs half as much for every {half_life} it lies before the last.",
    "participation": "Everything met gets the whole conversion, so that credits add up to more than there are.",
    "markov": "Journeys are a chain that remembers {order}; {one} gets credit in proportion to the conversions that "
    "would go if all who reach it stopped there, as linear equations give them.",
}
TO_WORDS: Mapping[CreditTo, tuple[str, str]] = {
    "channel": ("channel", "channels"), "touchpoint": ("touchpoint", "touchpoints"),
    "campaign": ("campaign", "campaigns"),
}  # fmt: skip
NO_EFFECT = (
    "Credit divides what happened. It does not say what would have happened without {them}: that takes a test, or a "
    "comparison with comparable people."
)


def rule_meaning(rule: CreditRule, asked: Attribution) -> str:
    """What a rule does, in a sentence."""
    if rule in USUAL_WEIGHTS:
        first, between, last = (f"{100 * part:.3g} %" for part in asked.weights_of(rule))
        return (
            f"The first touch gets {first}, the last {last}, those between {between} together; places that a journey "
            "lacks share in proportion."
        )
    remembered = "1 touch" if asked.order == 1 else f"{asked.order} touches"
    half_life = f"{asked.half_life_days:g} days" if asked.half_life_days != 1 else "day"
    meant = _MEANINGS[rule].format(one=TO_WORDS[asked.to][0], half_life=half_life, order=remembered)
    return meant.replace(f"; {TO_WORDS[asked.to][0]} gets", f"; a {TO_WORDS[asked.to][0]} gets")


def spoken_rule(rule: CreditRule) -> str:
    """A rule within a sentence, after "by"."""
    others = {"linear": "an equal part per touch", "markov": "the Markov chain"}
    return others.get(rule, RULE_NAMES[rule].lower())


def window_words(asked: CreditJourneys) -> str:
    """How far back touches are looked for: "in the 30 days before"."""
    cut = ", after the person's previous conversion" if asked.cut else ""
    if asked.lookback_days is None:
        return f"in the same session{cut}"
    days = "day" if asked.lookback_days == 1 else f"{asked.lookback_days:g} days"
    return f"in the {days} before{cut}"


def journey_definition(asked: CreditJourneys) -> str:
    """What a conversion and a touch are."""
    conversion = listed(asked.touchpoints, conjunction="or") or "the goal"
    one = TO_WORDS[asked.to][0]
    none = " Events without a campaign are no touch." if asked.to == "campaign" else ""
    return (
        f"A conversion is an event at {conversion} that is not cancelled. Its touches lie {window_words(asked)}. "
        f"A touch is a run of neighbouring events of one session on the same {one}, at the time of the first; "
        f"conversions are no touches, nor are touchpoints that only ask.{none}"
    )

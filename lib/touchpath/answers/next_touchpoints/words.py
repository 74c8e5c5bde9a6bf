"""What may be said of a touchpoint to try next: "worth testing", never "do", and nothing of what would come of it."""

from __future__ import annotations

from math import isfinite

from touchpath.analysis.next_touchpoints import TEST_WEEKS
from touchpath.analysis.next_touchpoints.result import Hypothesis
from touchpath.answers.comparable.words import VERDICTS, difference_words, sentence_of
from touchpath.journey.next_touchpoints import NextTouchpoints
from touchpath.journey.words import count, decimal, listed, plural, points

NEXT_VERDICTS = {
    **VERDICTS,
    "more": "Worth testing",
    "less": "Less often than comparable people",
    "differed_already": "Greyed: these people differed already",
    "no_past": "Greyed: no past to check",
}
"""Each verdict in a few words."""


def outcome_words(asked: NextTouchpoints) -> str:
    """What people did: "reached purchase" or "came back"."""
    return f"reached {listed(asked.goal, 3, 'or')}" if asked.outcome == "goal" else "came back"


def state_words(asked: NextTouchpoints) -> str:
    """Who is asked about: "people last at visit"."""
    return f"people who were last at {listed(asked.starting, 3, 'or')}" if asked.starting else "people in any state"


def hypothesis_words(asked: NextTouchpoints, one: Hypothesis, currency: str) -> str:
    """Everything that may be said of one touchpoint."""
    said = [sentence_of(asked.compared, one.compared, currency)]
    if one.worth_testing:
        said += [hidden_words(one), audience_words(one), *test_words(asked, one)]
    return " ".join(part for part in said if part)


def hidden_words(one: Hypothesis) -> str:
    """How strong a hidden factor must be to explain the difference."""
    if not isfinite(one.hidden_factor):
        return "Nobody comparable did it, so how strong a hidden factor must be to explain it cannot be told."
    least = f", and {decimal(one.least_factor)} times would bring the range to no difference"
    return (
        f"A hidden factor making both {one.compared.touchpoint} and the outcome {decimal(one.hidden_factor)} "
        f"times as "
        f"likely would explain it{least if isfinite(one.least_factor) else ''}."
    )


def audience_words(one: Hypothesis) -> str:
    """How many could meet it today."""
    if not isfinite(one.audience):
        return ""
    return f"{plural(one.audience, 'person', 'people')} could meet it today."


def test_words(asked: NextTouchpoints, one: Hypothesis) -> list[str]:
    """What a test takes."""
    if not isfinite(one.smallest):
        return []
    seen = f"shows {points(one.smallest).lstrip('+')} in {TEST_WEEKS} weeks"
    hoped = points(one.hoped).lstrip("+")
    weeks = (
        f"and {hoped}, the lower end of the range, in {plural(one.weeks, 'week')}"
        if isfinite(one.weeks)
        else f"and would never show {hoped}"
    )
    return [
        f"Offered to half of the {count(round(one.weekly))} people who come into this state a week, a test {seen} "
        f"{weeks}; then wait {asked.days:g} days for the last to be known."
    ]


def sized(asked: NextTouchpoints, one: Hypothesis) -> str:
    """A hypothesis in a list: its name, the difference and the audience."""
    gap = difference_words(asked.compared, one.compared.effect, "")[:-1].replace(" (range", ", range")
    today = f", {plural(one.audience, 'person', 'people')} could meet it today" if isfinite(one.audience) else ""
    return f"{one.compared.touchpoint} ({gap}{today})"

"""Why a change is judged the way it is, in plain words."""

from __future__ import annotations

from touchpath.journey.change import Change, Design
from touchpath.journey.words import listed

TITLES: dict[Design, str] = {
    "randomised": "Randomised test",
    "before_after": "Before and after",
    "with_control": "Before and after, with a comparison group",
    "clusters": "Regions, stores or teams",
    "same_people": "The same people before and after",
}
_WHY: dict[Design, str] = {
    "randomised": """
        Chance decided who got the change, so the arms differ in nothing else: what differs after is the change, or
        luck, and luck can be measured. People enter when they were assigned, where that is known.""",
    "before_after": """
        Everybody got the change at the same time, so people who entered after it are compared with people who entered
        before. Ordinary weeks differ from each other too: how much they do decides what counts as a change. Something
        else at that time would look the same, so the best this can say is probable.""",
    "with_control": """
        One group got the change and another did not. What moved both is taken away: it is how the gap between them
        changed that counts, judged against how the gap varies from week to week.""",
    "clusters": """
        The change came to {places} and not to others. People of one place have much in common, so each place counts
        once, however many people it has.""",
    "same_people": """
        The same people are looked at just before and just after. Only those whose behaviour turned tell anything, and
        people also change on their own with time.""",
}


def why(change: Change) -> str:
    """The design and what it can and cannot show."""
    places = listed(change.clusters.treated) if change.clusters else ""
    return " ".join(_WHY[change.chosen_design].split()).replace("{places}", places)

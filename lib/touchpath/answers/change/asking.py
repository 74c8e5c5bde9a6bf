"""A question about a change in words: what is asked, and what is still missing before there can be an answer."""

from __future__ import annotations

from touchpath.journey import filter_text
from touchpath.journey.change import Change, Design, Reach
from touchpath.journey.change_draft import ChangeDraft
from touchpath.journey.words import day_in_words, listed

_COMPARED: dict[Design, str] = {
    "before_after": "people who entered before",
    "with_control": "{control}, before and after",
    "randomised": "the arm without it ({name})",
    "clusters": "the other values of {name}, before and after",
    "same_people": "the same people before",
}


def missing_sentence(draft: ChangeDraft) -> str:
    """What must still be said; empty where nothing is missing."""
    if draft.complete:
        return ""
    nothing = len(draft.missing) > 3
    begin = "Nothing is judged yet. First say" if nothing else "No verdict yet. Still to be said:"
    return f"{begin} {listed(list(draft.missing), 6)}."


def asked_sentence(change: Change) -> str:
    """The question in a sentence: what, when, whom, what it should have moved, compared with what."""
    compared = _COMPARED[change.chosen_design].format(
        control=_people(change.control) if change.control else "",
        name=change.assignment.name if change.assignment else change.clusters.name if change.clusters else "",
    )
    whom = "" if change.chosen_design in ("randomised", "clusters") else f" It reached {_people(change.reached)}."
    return (
        f"{change.name}, since {day_in_words(change.day)}.{whom} {change.outcome.sentence()} "
        f"Compared with {compared}.{_hoped(change)}"
    )


def _hoped(change: Change) -> str:
    if change.hoped_for is None:
        return ""
    points = " points" if change.outcome.is_rate or change.outcome.kind == "nps" else ""
    return f" Worth having from {abs(change.hoped_for):g}{points} on."


def _people(reach: Reach) -> str:
    if reach.others:
        return "everybody else"
    if reach.everybody:
        return "everybody"
    personas = listed([filter_text.label("persona", name) for name in reach.personas])
    channels = listed([filter_text.label("channel", name) for name in reach.channels], conjunction="or")
    where = " and ".join(condition.sentence() for condition in reach.where)
    more = [f"who entered on {channels}" if channels else "", f"with {where}" if where else ""]
    return " ".join(part for part in (personas or "everybody", *more) if part)

"""The definition of a path in words."""

from __future__ import annotations

from touchpath.journey.funnel_words import duration, step_words
from touchpath.journey.paths import PathUnits

_COLLAPSED = {
    "none": "every event is a step",
    "neighbours": "the same one several times in a row is one step",
    "first": "only the first visit of each is a step",
}


def path_sentence(asked: PathUnits) -> str:
    """The whole definition as sentences."""
    return " ".join([_unit(asked), _stretch(asked), _steps(asked), _chosen(asked)])


def _unit(asked: PathUnits) -> str:
    if asked.unit == "person":
        return "A path is all that a person did."
    gap = duration(asked.session_gap_seconds)
    told = f"A path is a session: what the file calls one, else events without a pause of more than {gap}."
    return f"{told} Of each person the first that qualifies counts." if asked.counting == "people" else told


def _stretch(asked: PathUnits) -> str:
    start, end = asked.start, asked.end
    if asked.after is not None:
        step = asked.after.funnel.steps[asked.after.step]
        return f"It is looked at from the step reached last by people who did not get to {step_words(step)}."
    if start and end:
        return f"It is looked at from the first {step_words(start)} to the first {step_words(end)} after it."
    if start:
        return f"It is looked at from the first {step_words(start)} on."
    return f"It is looked at up to the first {step_words(end)}." if end else "It is looked at from its beginning."


def _steps(asked: PathUnits) -> str:
    hidden = f", without {', '.join(asked.hidden)}" if asked.hidden else ""
    return f"Steps are events by their {asked.node}{hidden}; {_COLLAPSED[asked.collapse]}; ties go by the file."


def _chosen(asked: PathUnits) -> str:
    if asked.after is not None:
        return "Filters are those of the funnel."
    by = "first start" if asked.start else "first end" if asked.end else "first event"
    return f"Filters test its {by}; a chosen path is shown whole, up to the end of the data."

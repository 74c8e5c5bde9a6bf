"""The sample company's clean and damaged files, imported as a person would."""

from __future__ import annotations

from pathlib import Path

from touchpath.journey.quality import Targets
from touchpath.workspace import Workspace

SAMPLE = Path(__file__).parents[2] / "sample_data"
DIRTY = SAMPLE / "dirty"
EVENT_FILES = ("events_june_1.csv", "events_june_2.csv")
TARGETS = Targets(goal=("purchase",), purchase=("purchase",), returning=("visit",))
EVENT_COLUMNS = {
    "person": "person",
    "occurred_at": "occurred_at",
    "touchpoint": "event",
    "channel": "channel",
    "value": "amount",
    "order_id": "order_id",
    "session": "session_id",
}
ANSWER_COLUMNS = {
    "person": "person",
    "answered_at": "answered_at",
    "metric": "metric",
    "score": "score",
    "touchpoint": "touchpoint",
    "channel": "channel",
    "comment": "comment",
}


def dirty_events() -> Workspace:
    """Both damaged event files."""
    workspace = Workspace.in_memory()
    for name in EVENT_FILES:
        workspace.import_events(DIRTY / name, **EVENT_COLUMNS)
    return workspace


def dirty_answers() -> Workspace:
    """The people of the company and the damaged survey."""
    workspace = Workspace.in_memory()
    workspace.import_people(SAMPLE / "people.csv", person="person", persona="persona")
    workspace.import_responses(DIRTY / "survey_june.csv", **ANSWER_COLUMNS)
    return workspace


def clean_company() -> Workspace:
    """Everything about people, undamaged."""
    workspace = Workspace.in_memory()
    workspace.import_events(SAMPLE / "events.csv.gz", event_id="event_id", **EVENT_COLUMNS)
    workspace.import_people(SAMPLE / "people.csv", person="person", persona="persona")
    workspace.import_identities(SAMPLE / "aliases.csv", alias="anonymous_id", person="known_id")
    workspace.import_responses(SAMPLE / "survey_answers.csv.gz", respondent="answer_id", **ANSWER_COLUMNS)
    return workspace

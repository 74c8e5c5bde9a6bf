"""The sample company in memory, imported once for the tests of changes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from touchpath.workspace import Workspace
from touchpath.workspace.assignments import import_assignments
from touchpath.workspace.changes import add_changes

FILES = Path(__file__).resolve().parents[2] / "sample_data"


@cache
def sample() -> Workspace:
    workspace = Workspace.in_memory()
    workspace.import_events(
        FILES / "events.csv.gz", person="person", occurred_at="occurred_at", touchpoint="event", channel="channel",
        value="amount", order_id="order_id", event_id="event_id", session="session_id",
    )  # fmt: skip
    workspace.import_identities(FILES / "aliases.csv", alias="anonymous_id", person="known_id")
    workspace.import_people(FILES / "people.csv", person="person", persona="persona")
    workspace.import_responses(
        FILES / "survey_answers.csv.gz", person="person", answered_at="answered_at", metric="metric", score="score",
        touchpoint="touchpoint", channel="channel",
    )  # fmt: skip
    workspace.settings.save(time_zone="Europe/Berlin", purchase=("purchase",), returning=("visit",))
    import_assignments(
        workspace, FILES / "ab_tests.csv.gz", arm="arm", person="person", test="test",
        assigned_at="assigned_at",
    )  # fmt: skip
    add_changes(workspace.engine, json.loads((FILES / "changes.json").read_text("utf-8")))
    return workspace


@cache
def truth() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((FILES / "truth.json").read_text("utf-8"))
    return content

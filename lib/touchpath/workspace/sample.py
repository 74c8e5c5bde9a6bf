"""The sample company, imported through the ordinary import code the first time the app starts."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from touchpath.engine.full_disk import storing
from touchpath.engine.owner_only import FOLDER
from touchpath.home import HOME
from touchpath.ingest.report import ImportReport
from touchpath.journey.alerts import Alert
from touchpath.journey.touchpoints import Traits
from touchpath.workspace.assignments import import_assignments
from touchpath.workspace.folder import WorkspaceEntry, adopt_workspace, create_workspace
from touchpath.workspace.workspace import Workspace

FILES = HOME / "sample_data"
NAME = "Sample company"
_WATCHED = {"Conversion rate": "conversion", "People": "people", "NPS": "nps"}
_PART = ".sample-"
_OPENED = ".sample-opened"
SampleProgress = Callable[[str], None]
"""Called with what has just been done, as a sentence."""


def wanted(root: Path) -> bool:
    """Whether the sample should be opened: nobody has had it here yet, and its files are there."""
    return not (root / _OPENED).exists() and (FILES / "events.csv.gz").is_file()


def open_sample(root: Path, told: SampleProgress) -> WorkspaceEntry:
    """Import the sample company into a new workspace below `root`; all of it or nothing.

    It is built beside the workspaces and moved among them when it is complete, so that a start that was broken off
    leaves nothing behind. Raises ImportRefused when a file of the sample does not fit, and StorageError.
    """
    with storing(f"The data folder {root} cannot be written to."):
        root.mkdir(mode=FOLDER, parents=True, exist_ok=True)
        for leftover in root.glob(f"{_PART}*/"):
            shutil.rmtree(leftover)
        part = Path(tempfile.mkdtemp(prefix=_PART, dir=root))
        try:
            made = create_workspace(part, NAME)
            with Workspace.open(made.file) as workspace:
                _fill(workspace, told)
            entry = adopt_workspace(root, NAME, made.folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)
        (root / _OPENED).touch()
        return entry


def _fill(workspace: Workspace, told: SampleProgress) -> None:
    for what, step in (
        ("Events", _events),
        ("Aliases", _aliases),
        ("People", _people),
        ("Survey answers", _answers),
        ("Costs", _costs),
    ):
        told(f"{what}: {step(workspace).sentence}.")
    workspace.catalogue.save({}, _traits())
    workspace.settings.save(
        time_zone="Europe/Berlin",
        currency="EUR",
        goal=("purchase",),
        purchase=("purchase",),
        entering=("sign_up",),
        returning=("visit",),
    )
    workspace.changes.add(json.loads((FILES / "changes.json").read_text(encoding="utf-8")))
    told("Changes and tests: kept for the change lab.")
    for name, measure in _WATCHED.items():
        workspace.alerts.watch(name, Alert(measure))
    import_assignments(
        workspace, FILES / "ab_tests.csv.gz", arm="arm", person="person", test="test", assigned_at="assigned_at"
    )


def _events(workspace: Workspace) -> ImportReport:
    return workspace.import_events(
        FILES / "events.csv.gz",
        person="person",
        occurred_at="occurred_at",
        touchpoint="event",
        channel="channel",
        value="amount",
        order_id="order_id",
        event_id="event_id",
        session="session_id",
    )


def _aliases(workspace: Workspace) -> ImportReport:
    return workspace.import_identities(FILES / "aliases.csv", alias="anonymous_id", person="known_id")


def _people(workspace: Workspace) -> ImportReport:
    return workspace.import_people(FILES / "people.csv", person="person", persona="persona")


def _answers(workspace: Workspace) -> ImportReport:
    return workspace.import_responses(
        FILES / "survey_answers.csv.gz",
        person="person",
        answered_at="answered_at",
        metric="metric",
        score="score",
        touchpoint="touchpoint",
        channel="channel",
        comment="comment",
    )


def _costs(workspace: Workspace) -> ImportReport:
    return workspace.import_costs(
        FILES / "costs.csv", day="day", channel="channel", campaign="campaign", spend="spend"
    )


def _traits() -> dict[str, Traits]:
    rows = pd.read_csv(FILES / "touchpoints.csv")
    return {
        str(row.touchpoint): Traits(str(row.stage), str(row.phase), str(row.directness), str(row.setting))
        for row in rows.itertuples()
    }

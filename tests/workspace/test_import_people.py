"""People, aliases, costs and counts; and what an import sets in motion."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from touchpath.ingest.mapping import Constant
from touchpath.workspace import Workspace
from touchpath.workspace.touchpoints import touchpoint_catalogue


def write(workspace: Workspace, name: str, text: str) -> Path:
    path = workspace.spool / name
    path.write_text(text)
    return path


def people(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """Humans by id: persona, attributes, first and last seen."""
    frame = workspace.engine.frame("ask/load/list_people")
    return {row["person_id"]: row for row in frame.to_dict("records")}


def add_events(workspace: Workspace, *rows: str) -> int | None:
    path = write(workspace, "events.csv", "\n".join(["who,when,what", *rows]) + "\n")
    return workspace.import_events(path, person="who", occurred_at="when", touchpoint="what").import_id


def test_the_last_persona_wins_and_how_many_vary_is_said() -> None:
    with Workspace.in_memory() as workspace:
        path = write(workspace, "people.csv", "id,tier,city\na,gold,Rome\nb,gold,\na,silver,\n,gold,Bari\n")
        report = workspace.import_people(path, person="id", persona="tier")
        assert (report.accepted, report.rejected, report.reasons[0].reason) == (3, 1, "no person")
        assert [(finding.code, finding.count, finding.examples) for finding in report.findings] == [
            ("varying_persona", 1, ("a",))
        ]
        found = people(workspace)
        assert (found["a"]["persona"], found["b"]["persona"]) == ("silver", "gold")
        assert found["a"]["attributes"] == {"city": "Rome"}


def test_people_without_an_id_are_their_rows() -> None:
    with Workspace.in_memory() as workspace:
        workspace.import_people(write(workspace, "arms.csv", "arm,visit\nA,1\nB,0\n"), persona="arm")
        assert sorted(people(workspace)) == ["arms.csv 2", "arms.csv 3"]


def test_merged_ids_are_one_human_and_undoing_parts_them() -> None:
    with Workspace.in_memory() as workspace:
        add_events(workspace, "anon,2024-01-01,x", "known,2024-01-03,x", "mail,2024-01-05,x", "other,2024-01-02,x")
        pairs = write(workspace, "alias.csv", "old,new\nanon,known\nknown,mail\nmail,known\n")
        report = workspace.import_identities(pairs, alias="old", person="new")
        humans = people(workspace)
        assert len(humans) == 2
        merged = humans["known"]
        assert merged["first_seen"] == pd.Timestamp("2024-01-01")
        assert merged["last_seen"] == pd.Timestamp("2024-01-05")
        assert workspace.engine.frame("ask/load/list_events")["canonical_id"].nunique() == 2
        workspace.imports.undo(report.import_id)
        assert sorted(people(workspace)) == ["anon", "known", "mail", "other"]
        assert workspace.engine.frame("ask/load/list_events")["canonical_id"].nunique() == 4


def test_events_that_come_after_the_aliases_are_merged_too() -> None:
    with Workspace.in_memory() as workspace:
        workspace.import_identities(write(workspace, "alias.csv", "old,new\nanon,known\n"), alias="old", person="new")
        add_events(workspace, "anon,2024-01-01,x", "known,2024-01-03,x")
        assert workspace.engine.frame("ask/load/list_events")["canonical_id"].tolist() == ["known", "known"]


def test_undoing_events_takes_first_and_last_seen_back() -> None:
    with Workspace.in_memory() as workspace:
        add_events(workspace, "a,2024-01-02,x")
        second = add_events(workspace, "a,2024-01-01,x", "a,2024-01-09,x")
        assert people(workspace)["a"]["last_seen"] == pd.Timestamp("2024-01-09")
        workspace.imports.undo(second)
        assert (
            people(workspace)["a"]["first_seen"] == people(workspace)["a"]["last_seen"] == pd.Timestamp("2024-01-02")
        )


def test_new_touchpoints_get_guessed_traits_and_settings_are_guessed() -> None:
    with Workspace.in_memory() as workspace:
        add_events(workspace, "a,2024-01-02,purchase", "a,2024-01-03,newsletter_open")
        stages = touchpoint_catalogue(workspace.engine).set_index("touchpoint")["stage"]
        assert stages["purchase"] == "purchase"
        assert workspace.settings["purchase"].value == ("purchase",)
        assert not workspace.settings["purchase"].confirmed


def test_costs_count_once_across_files_and_undo() -> None:
    with Workspace.in_memory() as workspace:
        columns = {"day": "day", "spend": "spend", "channel": "where"}
        first = write(
            workspace, "a.csv", 'day,where,spend\n2024-01-01,web,10\n2024-01-02,web,"1,200.50"\n,web,1\nx,web,1\n'
        )
        second = write(workspace, "b.csv", "day,where,spend\n2024-01-01,web,10\n2024-01-03,,5\n2024-01-03,web,\n")
        report = workspace.import_costs(first, **columns)
        assert (report.accepted, [reason.reason for reason in report.reasons]) == (2, ["day not readable", "no day"])
        again = workspace.import_costs(second, **columns)
        assert (again.accepted, again.duplicate, again.rejected) == (1, 1, 1)
        assert workspace.engine.frame("ask/load/list_costs")["spend"].sum() == pytest.approx(1215.5)
        workspace.imports.undo(again.import_id)
        assert workspace.engine.frame("ask/load/list_costs")["spend"].sum() == pytest.approx(1210.5)


def test_daily_counts_take_one_amount_per_measure() -> None:
    with Workspace.in_memory() as workspace:
        path = write(workspace, "mail.csv", "day,opens,clicks\n2024-01-01,10,2\n2024-01-02,,3\n")
        report = workspace.import_daily_counts(
            path, day="day", measures=("opens", "clicks"), channel=Constant("email")
        )
        assert report.accepted == 2
        frame = workspace.engine.frame("ask/load/list_daily_counts")
        assert frame.groupby("measure")["amount"].sum().to_dict() == {"clicks": 5.0, "opens": 10.0}
        assert set(frame["channel"]) == {"email"}

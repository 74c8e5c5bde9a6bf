"""A small shop in which every table has rows, and the figures a workspace of it shows.

Run this file before a migration is added: it writes the workspace file of the version at hand, packed, and the
figures it shows, as `version_N.duckdb.gz` and `version_N.json` beside itself. They are committed and never change.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from touchpath.analysis.funnel import measure as measure_funnel
from touchpath.analysis.retention import measure as measure_retention
from touchpath.ingest.mapping import Constant
from touchpath.journey.funnel import Breakdown, Funnel, Step
from touchpath.journey.personas import PersonaColumn, Personas
from touchpath.journey.quality import Rows, SetAside
from touchpath.journey.retention import Retention
from touchpath.workspace import Workspace
from touchpath.workspace.assignments import import_assignments
from touchpath.workspace.changes import add_changes, saved_changes
from touchpath.workspace.channels import channel_rules, save_channel_rules
from touchpath.workspace.personas import apply_personas, persona_sizes
from touchpath.workspace.remedies import applied, apply
from touchpath.workspace.saved import save, save_group, saved, saved_groups
from touchpath.workspace.touchpoints import show_as, touchpoint_catalogue

HERE = Path(__file__).parent
FIRST = datetime(2025, 1, 6)
STEPS = ("visit", "cart", "buy")
EVENTS = {"person": "who", "occurred_at": "when", "touchpoint": "what", "channel": "where", "value": "paid"}
SCORES = {"person": "who", "answered_at": "when", "score": "score", "comment": "why", "metric": Constant("nps")}
FUNNEL = Funnel(steps=tuple(Step(name) for name in STEPS), breakdown=Breakdown("channel", at="first_touch"))
RETENTION = Retention("visit", "visit", period="week", intervals=4)


def event_rows() -> list[str]:
    """What 60 people did in four weeks; each third and fifth goes on to cart and buy, each second comes back."""
    rows = []
    for number in range(60):
        began = FIRST + timedelta(days=number % 14, minutes=number)
        channel = ("web", "store", "app")[number % 3]
        rows.append(f"p{number:02},{began:%Y-%m-%d %H:%M:%S},visit,{channel},,")
        if number % 3:
            rows.append(f"p{number:02},{began + timedelta(hours=1):%Y-%m-%d %H:%M:%S},cart,{channel},,c{number}")
        if number % 5 == 1:
            rows.append(f"p{number:02},{began + timedelta(hours=2):%Y-%m-%d %H:%M:%S},order,{channel},{number},")
        if number % 2:
            rows.append(f"p{number:02},{began + timedelta(days=7):%Y-%m-%d %H:%M:%S},visit,email,,")
    return rows


def files() -> dict[str, str]:
    """The files of the shop by name."""
    first = event_rows()
    head = "who,when,what,where,paid,cart\n"
    return {
        "events.csv": head + "\n".join([*first, ",2025-01-06,visit,web,,"]) + "\n",
        "again.csv": head + "\n".join([*first[:20], "p99,2025-02-03 10:00:00,call,phone,,"]) + "\n",
        "answers.csv": "who,when,score,why\n"
        + "".join(f"p{n:02},2025-01-{20 + n % 9},{n % 11},because {n}\n" for n in range(30)),
        "more.csv": "who,when,score,why\np01,2025-01-21,1,because 1\np31,2025-01-25,10,good\n",
        "costs.csv": "day,channel,campaign,spend\n2025-01-06,web,spring,30\n2025-01-07,web,spring,20\n",
        "spend.csv": "day,channel,campaign,spend\n2025-01-06,web,spring,30\n2025-01-08,app,,12.5\n",
        "counts.csv": "day,channel,clicks\n2025-01-06,web,300\n",
        "people.csv": "who,segment,city\n"
        + "".join(f"p{n:02},{'gold' if n % 4 else 'blue'},Rome\n" for n in range(40)),
        "aliases.csv": "old,new\ncookie-7,p07\np58,p59\n",
        "tests.csv": "who,arm,city\np01,b,Rome\np02,a,Bari\n",
    }  # fmt: skip


def build(file: Path) -> None:
    """A workspace of the shop at `file`, made through the front door."""
    folder = file.parent / "given"
    folder.mkdir()
    for name, text in files().items():
        (folder / name).write_text(text, encoding="utf-8")
    spent = {"day": "day", "channel": "channel", "campaign": "campaign", "spend": "spend"}
    with Workspace.open(file) as workspace:
        for name in ("events.csv", "again.csv"):
            workspace.import_events(folder / name, **EVENTS)
        for name in ("answers.csv", "more.csv"):
            workspace.import_responses(folder / name, **SCORES)
        for name in ("costs.csv", "spend.csv"):
            workspace.import_costs(folder / name, **spent)
        workspace.import_daily_counts(folder / "counts.csv", day="day", channel="channel", amount="clicks")
        workspace.import_people(folder / "people.csv", person="who", persona="segment")
        workspace.import_identities(folder / "aliases.csv", alias="old", person="new")
        import_assignments(workspace, folder / "tests.csv", arm="arm", person="who")
        engine = workspace.engine
        show_as(engine, ["order"], "buy")
        apply(engine, SetAside("Calls", Rows("e.occurred_at >= TIMESTAMP '2025-02-03'")))
        regulars = [person for one in ("p01", "p03") for person in workspace.people.find(one).people]
        save_group(engine, "Regulars", regulars, "picked")
        save(engine, "funnel", "Ours", {"steps": [{"touchpoints": [name]} for name in STEPS]})
        add_changes(engine, [{"name": "New till", "day": date(2025, 1, 20), "touchpoint": "buy"}])
        save_channel_rules(engine, channel_rules(engine))
        apply_personas(engine, Personas((PersonaColumn("persona", "people file"),)))
        workspace.settings.save(currency="CHF", time_zone="Europe/Zurich", purchase=("buy",))
        with engine.transaction() as writer:
            look = {"name": "New till", "question": "q", "data_end": datetime(2025, 2, 1), "verdict": "cannot tell"}
            writer.run(LOOK, {**look, "p_value": 0.5, "effect": 0.0, "looked_at": datetime(2025, 2, 2)})


LOOK = "keep/change/look"


def figures(workspace: Workspace) -> dict[str, Any]:
    """What the workspace shows, as it stands in JSON."""
    engine = workspace.engine
    funnel, retention = measure_funnel(engine, FUNNEL), measure_retention(engine, RETENTION)
    catalogue = touchpoint_catalogue(engine)
    shown = {
        "funnel": [step.people for step in funnel.steps],
        "groups": {group.label: [step.people for step in group.steps] for group in funnel.groups},
        "retention": retention.matrix,
        "touchpoints": catalogue[["touchpoint", "events", "people", "stage"]].to_dict("records"),
        "imports": [
            [r.file_name, r.kind, r.rows_read, r.accepted, r.rejected, r.duplicate] for r in workspace.imports()
        ],
        "settings": {name: part.value for name, part in workspace.settings.items()},
        "personas": {str(name): people for name, people in persona_sizes(engine).items()},
        "saved": [[part.name, part.definition] for part in saved(engine, "funnel")],
        "people kept": [[part.name, part.people] for part in saved_groups(engine)],
        "changes": [[part.name, part.day.isoformat(), part.touchpoint] for part in saved_changes(engine)],
        "remedies": [[part.remedy_id, part.rows] for part in applied(engine)],
        "found": workspace.people.find("p01").rows,
    }  # fmt: skip
    plain: dict[str, Any] = json.loads(json.dumps(shown))
    return plain


def write(version: int) -> None:
    """Write the file of this version and its figures beside this module."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "shop.duckdb"
        build(file)
        with Workspace.open(file) as workspace:
            shown = figures(workspace)
        packed = gzip.compress(file.read_bytes(), 9, mtime=0)
    (HERE / f"version_{version}.duckdb.gz").write_bytes(packed)
    (HERE / f"version_{version}.json").write_text(json.dumps(shown, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(int(sys.argv[1]))

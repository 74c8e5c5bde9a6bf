"""The names and the code that scripts rely on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import touchpath

EVENTS = """customer_id,time,event,channel,amount,id,product
a,2025-01-01T10:00:00,page_view,web,,1,shoes
a,2025-01-02T10:00:00,buy,web,30,2,shoes
b,2025-01-01T11:00:00,page_view,web,,3,shoes
b,2025-01-01T12:00:00,refund,web,,4,shoes
b,2025-01-01T13:00:00,buy,web,20,5,shoes
c,2025-01-01T11:00:00,page_view,store,,6,hats
c,2025-01-01T12:00:00,buy,store,40,7,hats
d,2025-01-03T11:00:00,page_view,web,,8,hats
d,2025-01-03T12:00:00,order,app,40,9,hats
e,2025-01-03T11:00:00,page_view,web,,10,hats
e,2025-01-03T12:00:00,order,app,5,11,hats
z,2025-03-03T12:00:00,page_view,phone,,12,hats
"""


def test_the_code_of_the_front_door_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("events.csv").write_text(EVENTS)
    Path("people.csv").write_text("id,segment\na,Family\nb,Family\nc,Senior\n")
    Path("aliases.csv").write_text("anonymous_id,user_id\nx9,a\n")
    Path("nps.csv").write_text("email,date,score,why\na,2025-01-05,9,good\nb,2025-01-06,3,slow\n")

    from touchpath import (
        Breakdown,
        Condition,
        Constant,
        Exclusion,
        Filters,
        Funnel,
        Retention,
        Step,
        Workspace,
        ask,
    )

    workspace = Workspace.open("shop.duckdb")
    report = workspace.import_events(
        "events.csv", person="customer_id", occurred_at="time", touchpoint="event", channel="channel", value="amount",
        event_id="id", session=None, timezone="UTC",
    )  # fmt: skip
    counted = (report.rows_read, report.accepted, report.rejected, report.duplicate)
    assert counted == (12, 12, 0, 0)
    workspace.import_people("people.csv", person="id", persona="segment")
    workspace.import_identities("aliases.csv", alias="anonymous_id", person="user_id")
    workspace.import_responses(
        "nps.csv", person="email", answered_at="date", metric=Constant("nps"), score="score", comment="why"
    )
    spec = Funnel(
        steps=(Step("page_view"), Step(("buy", "order"), where=(Condition("value", ">", 10),))),
        order="ordered", window_seconds=7 * 86400, entry="any", counting="people",
        exclusions=(Exclusion("refund", after_step=0, before_step=1),), hold=("product",),
        breakdown=Breakdown("channel", at="first_touch"),
    )  # fmt: skip
    answer = ask(workspace, spec, Filters(channels=("web",)))
    steps = [
        (step.name, step.people, step.rate_from_start, step.median_seconds_from_previous)
        for step in answer.result.steps
    ]
    # of a, b, d, e on the web: b is spoiled by the refund, e spent too little
    assert [(name, people) for name, people, _, _ in steps] == [("page_view", 3), ("buy or order", 2)]
    assert (answer.result.excluded, answer.result.immature) == (1, 0)
    assert {group.label: [step.people for step in group.steps] for group in answer.result.groups} == {"web": [3, 2]}
    assert answer.sentence.startswith("Of 3 people who began with page_view, 66.7 % reached buy or order")
    assert "FROM events" in answer.sql()
    assert answer.link.startswith("funnel?funnel=")
    assert answer.data_version == workspace.engine.version
    kept = ask(workspace, Retention("page_view", None, period="week"))
    assert kept.result.people == 6
    workspace.close()


@pytest.mark.parametrize("name", touchpath.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(touchpath, name) is not None


def test_importing_costs_nothing() -> None:
    """Heavy libraries are read when a name is used, and every name can be the first."""
    code = "import sys, touchpath; assert not {'pandas', 'numpy', 'duckdb', 'streamlit'} & set(sys.modules); "
    code += "from touchpath import stats, Funnel, ask; assert 'streamlit' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_unknown_name_is_none() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        touchpath.nonsense  # noqa: B018
